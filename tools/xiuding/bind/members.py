"""Which units below a node a step of an address means: 第二款, 第（三）项, 附件2, “完善服务”一段."""

from __future__ import annotations

import re

from xiuding.address import BELOW_ARTICLE, Step, Unit
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.gap import GAP
from xiuding.language import say
from xiuding.typography import normalise, same

#: 某市人民法院： and nothing else, at the head of a letter; 现答复如下： is a paragraph.
_ADDRESSEE = re.compile(r"(?!.*(?:如下|下列))[^，。；：:]{2,60}[：:]$")
#: What a line ends with behind which another 款 may begin.
_CLOSES = "。；：！？…”’）》】.;:"


class NoSuchPlace(DoesNotApply):
    """The text has no unit of that address, or several."""


def annexes(found: list[Node], step: Step) -> list[Node]:
    """附件2, or the only 附表; 附件《甲表》 by the title that its first lines have."""
    if step.number is not None:
        return [n for n in found if n.number == step.number]
    if step.title:
        return [n for n in found if any(same(step.title, c.text) for c in n.children[:3])]
    return [n for n in found if n.text.startswith(step.word)]


def numbered(inside: Node, step: Step) -> list[Node]:
    """第二款, 第（三）项 below a node: 款 are counted, items are known by their number."""
    assert step.number is not None
    if step.unit is Unit.PARAGRAPH:
        paragraphs = inside.of(Unit.PARAGRAPH)
        if inside.unit is Unit.DOCUMENT:  # a reply, a notice: they are counted through all of it
            paragraphs = [n for n in inside.walk() if n.unit is Unit.PARAGRAPH and _in_body(n)]
            if step.number.number < 0 and inside.of(Unit.GROUP):  # 最后一段 of a text in parts
                return [n for n in _counted(_lines(inside), step.number.number) if n.unit is Unit.PARAGRAPH]
            if "段" not in step.word and _has_labels(inside):
                raise NoSuchPlace(say(f"{step}: of which article?", f"{step}：没有写明是哪一条的款"))
        if step.number.number > 0 and inside.unit in (Unit.DOCUMENT, Unit.PREAMBLE):
            _require_no_addressee(step, paragraphs)
        if inside.unit is Unit.ARTICLE:
            _require_whole(step, paragraphs)
        return _counted(paragraphs, step.number.number)
    if step.number.number < 0:
        return _counted([n for n in inside.walk() if n.unit is step.unit], step.number.number)
    wanted = [n for n in inside.walk() if n.unit is step.unit and n.number == step.number]
    if not wanted and step.unit is Unit.ITEM:  # items printed 1. 2. where the instrument says 第一项
        wanted = [n for n in inside.walk() if n.unit is Unit.SUBITEM and n.number == step.number]
    return _outermost(wanted)


def _outermost(members: list[Node]) -> list[Node]:
    """Of several members of lists those that stand below the fewest others: 2. and not （2） below 1."""
    above = [sum(a.unit in (Unit.ITEM, Unit.SUBITEM) for a in m.ancestors()) for m in members]
    return [m for m, depth in zip(members, above, strict=True) if depth == min(above)]


def _require_no_addressee(step: Step, paragraphs: list[Node]) -> None:
    """NoSuchPlace where 第二自然段 depends on whether the line with the addressee (某市法院：) is one."""
    if len(paragraphs) > 1 and _ADDRESSEE.match(paragraphs[0].text):
        line = paragraphs[0].text
        raise NoSuchPlace(
            say(
                f"{step}: does the line “{line}” count? name the article or quote the words instead",
                f"{step}：“{line}”一行是否计算在内不明，请写明第几条，或者引用文字",
            )
        )


def _require_whole(step: Step, paragraphs: list[Node]) -> None:
    """NoSuchPlace where 第二款 depends on whether a line is one that ends no sentence: 甲厅，⏎乙厅应当……"""
    number = step.number.number if step.number is not None else 0
    for paragraph in paragraphs[:-1][:number] if number > 0 else paragraphs[number:-1]:
        line = paragraph.text
        if line and not paragraph.children and line[-1] not in _CLOSES and not line.endswith(GAP):
            raise NoSuchPlace(
                say(
                    f"{step}: is the line “{line[:24]}” a 款? join it with the next one, or quote the words",
                    f"{step}：“{line[:24]}”一行是否自成一款不明，请与下一行合并，或者引用文字",
                )
            )


def _in_body(paragraph: Node) -> bool:
    return all(a.unit in (Unit.DOCUMENT, Unit.PREAMBLE, Unit.ARTICLE) for a in paragraph.ancestors())


def _has_labels(document: Node) -> bool:
    """Whether a text is in articles 第一条, so that a 款 is of one of them."""
    return any(n.unit is Unit.ARTICLE and not n.plain for n in document.walk())


def _lines(document: Node) -> list[Node]:
    """The paragraphs and items of a text, a line each, but for its annexes."""
    body = (n for part in document.children if part.unit is not Unit.ANNEX for n in part.walk())
    return [n for n in body if n.unit in BELOW_ARTICLE and n.text]


def _counted(nodes: list[Node], number: int) -> list[Node]:
    """The third of several, or with -1 the last."""
    at = number - 1 if number > 0 else len(nodes) + number
    return nodes[at : at + 1] if at >= 0 else []


def led_by(inside: Node, lead: str) -> list[Node]:
    """The paragraphs that begin with a lead phrase: “完善公共文化服务”一段, also after ——, ● and the like.

    The phrase may begin with the number of an item: “（二）培养人才”一段.
    """
    lead = normalise(lead).text
    bearing = [n for n in inside.walk() if n.unit in BELOW_ARTICLE and n.text]
    paragraphs = [
        (n, normalise(words).text) for n in bearing for words in {n.text.lstrip("—–-·•●■◆*　 "), n.heading}
    ]
    led = [(n, text[len(lead) : len(lead) + 1]) for n, text in paragraphs if text.startswith(lead)]
    return [n for n, after in led if after in ("。", "：", "")] or [n for n, _ in led]
