"""What stands behind the last clause: dates of effect, 根据本决定作相应修改, signatures."""

from __future__ import annotations

import re

from xiuding.instrument.formulas import formula
from xiuding.instrument.quotation import QUOTES, TABLES, Logical
from xiuding.numerals import NUMERAL

CLOSING = re.compile(
    r"本(?:决定|修正案|通知|办法|规定|条例|决议|命令|令)[^，。；]{0,40}自.*(?:施行|生效|执行|实施)"
    r"|.*(?:重新公布|予以公布|重新印发|予以印发)[。]?$"
    r"|根据本(?:决定|修正案|通知)"
    r"|本(?:决定|修正案|通知|决议|命令)由.*解释"
    r"|请[^。]*(?:执行|落实|遵照|实施)"
    r"|此外，"
    r"|本(?:决定|修正案)(?:施行|实施|生效|公布|通过)[前后以]|以上(?:修改|修正)|修改后的《|[依按]照本(?:决定|修正案)"
    r"|授权[^，。；]*(?:调整|公布)|其[他余](?:各?条款?|内容|条文|规定)[均仍]?不变"
    r"|(?:《[^》]+》|对|[因根][^，。；]*，?对?)?(?:条文|条款|章节)[^，。；]{0,20}(?:顺序|序号)[^。；]{0,20}(?:调整|顺延|编排|排列)"
    r"|[（(]此件|特此|抄送"
    r"|(?:附件?|附)[：:]"
    r"|(?:19|20)[0-9]{2}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日$"
)
_IN_FORCE = re.compile(r"本(?:决定|修正案|通知|办法|规定|条例|决议)[^，。]*自.*(?:施行|生效|执行|实施)")
_STAYS = re.compile("其[他它余][^，。；]{0,8}不变。?")
_PUBLISHED = re.compile("(?:重新公布|予以公布)。?$")
_QUOTED = re.compile(f"[{QUOTES}]")
_ENDS = tuple("。；：！？，、")
_SPEAKS_OF_CHANGE = re.compile(
    rf"第{NUMERAL}[条款项章节编目段句部]|[改删增调废并移]|条文|条款|[章节]|附[件表]|表{NUMERAL}|[{QUOTES}{TABLES}]"
)
_PHRASES = re.compile("[，。；]")
_REORDERS = re.compile(
    r"(?:条文|章节|条款|条|款|项)[^，。；]{0,12}(?:顺序|序号)(?:，根据)?[^，。；]{0,14}(?:调整|重新编排|重新排列)"
    r"|重新(?:排列|编排)(?:条文|条款|章节)的?(?:顺序|序号)"
    r"|调整(?:[^，。；]{0,6})(?:条文|条款)?(?:顺序|序号)"
)


def reorders(paragraph: Logical) -> bool:
    """Whether a closing paragraph orders the remaining numbers to be adjusted."""
    phrases = map(formula, _PHRASES.split(paragraph.text))
    return _REORDERS.search(paragraph.text) is not None or "REORDER" in phrases


def is_signature(paragraph: Logical) -> bool:
    """Whether a paragraph is no sentence and speaks of no change: 某某市人民政府办公室."""
    return not paragraph.text.endswith(_ENDS) and not speaks_of_change(paragraph)


def speaks_of_change(paragraph: Logical) -> bool:
    """Whether a paragraph may be about the text: it names a unit, quotes, or has a verb of change."""
    return bool(_SPEAKS_OF_CHANGE.search(paragraph.text))


def orders_nothing(text: str) -> bool:
    """Whether a clause, for its number, only says since when, that the rest stays, that it is published."""
    published = CLOSING.match(text) and _PUBLISHED.search(text) and not _QUOTED.search(text)
    return bool(_IN_FORCE.match(text) or _STAYS.fullmatch(text) or published)
