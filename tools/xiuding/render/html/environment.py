"""The template environment: everything a template prints is shown, escaped, and comes from this package."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from xiuding.gap import GAP
from xiuding.render.html import fragments
from xiuding.render.rows import Piece
from xiuding.render.views import OPERATIONS
from xiuding.render.visible import visible

_PACKAGE = "xiuding.render.html"
_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十\d]+[)）、．.]\s*")
_SNIPPET = 36


def render(template: str, **values: Any) -> str:
    """The page that `template` makes of the values."""
    return _environment().get_template(template).render(**values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_PACKAGE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Templates never meet raw text: what they print is shown, then escaped.
    environment.finalize = _shown
    environment.filters["rows"] = fragments.rows
    environment.filters["prose"] = _prose
    environment.filters["snippet"] = _snippet
    environment.globals.update(GAP=GAP, OPERATIONS=OPERATIONS, asset=_asset, digest=_digest)
    return environment


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _prose(words: str) -> Markup:
    """A clause's own words, a paragraph for every line; the lines of a table have cells."""
    lines = [fragments.line([("", Piece("=", line))]) for line in words.splitlines() if line.strip()]
    return Markup("".join(f"<p>{line}</p>" for line in lines))  # noqa: S704 - each line went through `text`


def _snippet(words: str) -> str:
    """The beginning of a clause's words without the number that its label shows already."""
    line = " ".join(words.split())
    number = _NUMBER.match(line)
    line = line[number.end() :] if number else line
    return line if len(line) <= _SNIPPET else f"{line[:_SNIPPET]}…"


@lru_cache(maxsize=2)
def _asset(name: str) -> Markup:
    """A style sheet or script of this package, to stand inside the page."""
    source = files(_PACKAGE).joinpath("templates", name).read_text(encoding="utf-8")
    return Markup(source)  # noqa: S704 - a file of ours


def _digest(name: str) -> str:
    """The script's hash for the page's content security policy: no other script may run."""
    return "sha256-" + b64encode(sha256(_asset(name).encode()).digest()).decode()
