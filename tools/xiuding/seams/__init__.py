"""Punctuation where a quotation meets the text it goes to.

Quotations rarely carry the marks of their place.  One rule per seam decides; every seam so mended is
noted by the caller, and ``--literal`` turns the rules off.

| seam | rule | example |
|---|---|---|
| deletion between two marks | the stronger stays | 甲，乙，丙 without 乙 → 甲，丙 |
| deletion at the end | its own mark stays, else a full stop | 甲；乙。 without 乙。 → 甲。 |
| deletion of an adverbial | its comma goes with it | 甲根据计划，检查 → 甲检查 |
| deletion before 以及, 和, 或者, 等 | the 、 before it goes | 甲、乙以及丙 → 甲以及丙 |
| deletion of the first in an enumeration | the 、 behind it goes | 由甲、乙负责 → 由乙负责 |
| deletion behind what cannot stand alone | the mark behind it goes | 应当甲，乙 → 应当乙 |
| deletion before 的, 后, 时 | the mark before it goes | 办理手续，经批准后 → 办理手续后 |
| deletion of the last in one, before its noun | the 、 before it goes | 甲、乙部门 → 甲部门 |
| replacement that ends with a mark, before one | the stronger stays | 甲，乙。 with 乙； → 甲，乙。 |
| replacement that begins with 的 | the comma before it goes | 双方之间，甲 → 双方之间的乙 |
| insertion into an enumeration | the mark of the enumeration | 在“丙”前增加“乙”：甲、丙 → 甲、乙、丙 |
| insertion beside a member | 、 | 泄露商业秘密的 + 个人隐私 → 泄露商业秘密、个人隐私的 |
| insertion of a clause after one | a comma | 提高素质。 + 遵守法律 → 提高素质，遵守法律。 |
| insertion of words, or of a bracket | none | 审查， + 材料 → 审查材料， 区、县 + （市） → 区（市）、县 |
| insertion after a lead phrase | behind its full stop | 完善。甲。 + 增加 → 完善。增加。甲。 |
| addition to an end or a beginning | a semicolon | 处罚款。 + 吊销执照 → 处罚款；吊销执照。 |
| the same, with a mark or a conjunction | before the last mark | 登记。 + ，甲除外 → 登记，甲除外。 |
| a sentence without its full stop | a full stop | 甲免费。 + 乙也免费 → 甲免费。乙也免费。 |
| a new 款 quoted without its full stop | a full stop | “甲应当乙”。 → 甲应当乙。 |
| items of a list | the marks of their list | ； between, 。 after the last |
"""

from xiuding.seams.changes import append, before_sentence, prepend, replace, sentence
from xiuding.seams.deletion import delete, stranded
from xiuding.seams.insertion import insert_after, insert_before
from xiuding.seams.lists import Marks, item_marks, mend_items
from xiuding.seams.marks import STOPS, Seam
from xiuding.seams.paragraphs import is_open

__all__ = [
    "STOPS",
    "Marks",
    "Seam",
    "append",
    "before_sentence",
    "delete",
    "insert_after",
    "insert_before",
    "is_open",
    "item_marks",
    "mend_items",
    "prepend",
    "replace",
    "sentence",
    "stranded",
]
