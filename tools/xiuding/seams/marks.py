"""The marks of Chinese punctuation that seams are made of, and the words that tell what stands there."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec

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
    r"(?:部门|机关|机构|单位|人员|组织|团体|企业|事业|行业|领域|工作|活动|设施|场所|职责|业务|事项|(?:人民)?政府|人民法院|人民检察院)"
)

MODAL = re.compile(r"应当|不得|可以|必须|有权")
#: What belongs to the noun its members share: 教育行政部门.
QUALIFIER = "行政|主管|管理|监督|执法|专门|专业|相应"
#: Words that what follows belongs to, so that nothing can stand beside them: 应当, 有关, 加强, 一万元.
OPEN = re.compile(
    rf"(?:{MODAL.pattern}|需要|未经|的|地|其他|其它|其|该|本|各级?|有关|相关|以及|或者|并且?|为了|相应|办理|[以为于在将被把因依按至所不未]|(?<![自理事缘])由|(?<![已曾财神])经|(?<![办事到好害四用])处|"
    r"(?<![相绝面核应])对|(?<![方导取意定])向|按照|依照|根据|依据|通过|会同|依法|按期|国家|中华人民共和国|前款|本法|本条例|"
    r"进行|给予|予以|加强|开展|实行|实施|组织|建立|健全|完善|提供|制定|落实|坚持|负责|执行|采取|从事|具有|属于|作为|包括|是指|"
    r"使用|参与|参加|配置|提出|[元日年月个倍])$"
)
#: What begins a clause: an adverb, a preposition, a verb of the language of laws and plans.
PREDICATE = re.compile(
    r"并|但|也|按照|根据|依照|依据|依法|通过|由|对|经|可以|应当|不得|必须|有权|供|及时|定期|严格|"
    r"采取|加强|落实|推动|推进|保障|保证|坚持|提高|提升|完善|健全|建立|开展|实行|组织|实施|配合|支持|鼓励|引导|防止|防治|维护|促进|"
    r"制定|责令|吊销|没收|给予|予以|指挥|培养|设置|加快|强化|优化|深化|扩大|构建|打造|拓展|规范|遵守|履行|承担|接受|配备|营造|保持|增强|影响|属于|实现|利用|遇有|包括|"
    r"重点|充分|统筹|切实|积极|主动|全面|稳步|有序|广泛|发挥|改善|改进|打击|查处"
)
BODY = re.compile(
    r"(?:部门|机关|机构|单位|组织|团体|企业|政府|法院|检察院|委员会|协会|公司|学校|医院|中心|所|院|厅|局|处|站)$"
)


class Seam(NamedTuple):
    """What to write: ``text[start:end]`` becomes `new`."""

    start: int
    end: int
    new: str


def stronger(one: str, other: str) -> str:
    """Of two marks the one that ends more: 。 before ；, ； before ，, ， before 、."""
    return one if _STRENGTH[one] >= _STRENGTH[other] else other


_FULL = dict(zip(",;:!?()", "，；：！？（）", strict=True))
#: A half-width mark of Chinese text: not the comma of 1,000 or the colon of 8:30.
_HALF = re.compile(r"(?<![0-9A-Za-z])[,;:!?()]|[,;:!?()](?![0-9A-Za-z])")


def wide(text: str) -> str:
    """The text with full-width marks, each in its place: seams are the same in texts of either width."""
    return _HALF.sub(lambda mark: _FULL[mark[0]], text)


_P = ParamSpec("_P")
_Rule = Callable[Concatenate[str, _P], Seam]


def of_either_width(rule: _Rule[_P]) -> _Rule[_P]:
    """A rule that sees full-width marks alone; of the marks it keeps, the text's own stay as printed."""

    @wraps(rule)
    def seam(text: str, /, *args: _P.args, **kwargs: _P.kwargs) -> Seam:
        found = rule(wide(text), *args, **kwargs)
        kept = next((m for m in text[found.start : found.end] if _FULL.get(m) == found.new[-1:]), "")
        return found._replace(new=found.new[:-1] + kept) if kept else found

    return seam
