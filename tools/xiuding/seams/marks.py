"""The marks of Chinese punctuation that seams are made of, and the words that tell what stands there."""

from __future__ import annotations

import re
from typing import NamedTuple

STOPS = "，、；：。！？"
_STRENGTH = {"、": 1, "，": 2, "；": 3, "：": 3, "。": 4, "！": 4, "？": 4}
SENTENCE_END = "。！？"
JOINED = re.compile(r"或者|或|和|以及|及其|及|与|、|，|；|。|的|等|（")
#: A conjunction with nothing behind it, and one with nothing before; not the end or beginning of a word.
LEFT_OPEN = re.compile(
    r"(?:或者|以及|(?<![总之饱缓温共柔调中谐平])和|(?<![涉普危顾波提触遍企累以])及|(?<![参给赋])与)$"
)
#: What ends one: 以及, 等, or the noun that its members share (规划、市容部门).
CLOSES = re.compile(r"以及|和|或者|及|与|等")
SHARED = re.compile(
    r"(?:各级|行政|主管|管理|监督|执法|职能)*"
    r"(?:部门|机关|机构|单位|人员|组织|团体|企业|事业|行业|领域|工作|活动|设施|场所|(?:人民)?政府|人民法院|人民检察院)"
)


class Seam(NamedTuple):
    """What to write: ``text[start:end]`` becomes `new`."""

    start: int
    end: int
    new: str


def stronger(one: str, other: str) -> str:
    """Of two marks the one that ends more: 。 before ；, ； before ，, ， before 、."""
    return one if _STRENGTH[one] >= _STRENGTH[other] else other
