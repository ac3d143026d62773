"""Annexes: a new text for 附件2, 将附件1的名称修改为“……”.  Their lines stand as printed, uncounted."""

from __future__ import annotations

import re

from xiuding.address import Unit
from xiuding.apply.content import refill
from xiuding.apply.draft import Draft
from xiuding.apply.refusals import no_effect
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import Passage, Retitle
from xiuding.language import say
from xiuding.seams import STOPS
from xiuding.structure import SPACE

#: What stands before the title of an annex on its first line: 附件1：
_NUMBERED = re.compile(rf"附[件表录]?{SPACE}*[0-9０-９一二三四五六七八九十]*{SPACE}*(?:[：:]{SPACE}*)?")


def put(node: Node, new: Passage) -> None:
    """A new text for an annex, which may begin with the line that opens it: 附件1."""
    lines = new.text[1:] if len(new.text) > 1 and new.text[0] == node.heading else new.text
    children = [Node(Unit.PARAGRAPH, line) for line in lines]
    for child in children:
        child.freshen()
    refill(node, children)


def retitle(draft: Draft, node: Node, edit: Retitle) -> None:
    """The title of an annex stands behind its number, or on the line below."""
    m = _NUMBERED.match(node.text)
    at = m.end() if m is not None else 0
    first = node.children[0] if node.children else None
    if at < len(node.text):
        titled = node
    elif first is not None and first.unit is Unit.PARAGRAPH and first.text[-1:] not in STOPS:
        titled, at = first, 0
    else:
        raise DoesNotApply(say(f"{edit.target} has no title", f"{edit.target}没有标题"))
    title = edit.new.line.strip()
    if titled.text[at:] == title:
        raise no_effect(edit.target)
    titled.splice(at, len(titled.text), title)
    draft.touch(node)
