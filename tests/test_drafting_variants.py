"""Sentences put together from the forms: every word of a class, at every place, in any usual order.

A sentence is its words and the edits it must mean; two of them joined mean both.
"""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from drafting_support import compact
from xiuding.instrument import parse
from xiuding.instrument.vocabulary import WORDS


class Sentence(NamedTuple):
    """An order without its full stop, and what it means, an edit a line."""

    text: str
    means: list[str]


def words(terminal: str) -> st.SearchStrategy[str]:
    """Any word of a class."""
    return st.sampled_from(WORDS[terminal].split())


PLACES = {
    "第三条": "第三条",
    "《某某办法》第三条": "第三条",
    "本办法第十二条": "第十二条",
    "原第三条": "第三条",
    "第三条之一": "第三条之一",
    "第三条第二款": "第三条第二款",
    "第三条的第二款": "第三条第二款",
    "第三条原第二款": "第三条第二款",
    "第三条第（二）项": "第三条第二项",
    "第三条（二）项": "第三条第二项",
    "第三条第一款第2项": "第三条第一款第二项",
    "第三条最后一款": "第三条最后一款",
    "第三条倒数第二款": "第三条倒数第二款",
    "第三条末段": "第三条最后一段",
    "第三条第一款第一句": "第三条第一款第一句",
    "第三条第一款第一自然段": "第三条第一款第一自然段",
    "第二章第三条": "第二章 第三条",
    "附则": "“附则”章",
    "序言第二自然段": "序言 第二自然段",
    "附件2": "附件2",
}
place = st.sampled_from(sorted(PLACES))
article = st.sampled_from(["第三条", "《某某办法》第三条", "本办法第三条", "原第三条"])
openings = st.sampled_from(["", "将", "对", "把", "现将", "同时将", "此外，将"])
inside = st.sampled_from(["", "中", "中的", "的", "里的", "规定的"])
old = st.sampled_from(["市政府", "，并处罚款", "三日", "《某某规定》", "（三）", "第五条"])
new = st.sampled_from(["县政府", "，可以并处罚款", "五个工作日", "《某某条例》", "（四）"])
full = st.sampled_from(
    ["水库应当检修。", "水库应当检修，检修不收费。", "有下列情形的，应当检修：\n（一）漏水的；"]
)
colon = st.sampled_from(["", "："])
side = st.sampled_from(["后", "前", "之后", "之前", "后面", "前面"])


@st.composite
def replaced_words(draw: st.DrawFn) -> Sentence:
    """将第三条中的“甲”修改为“乙”"""
    where, was, now = draw(place), draw(old), draw(new)
    how = draw(st.sampled_from(["", "均", "统一", "一律", "全部"]))
    word = draw(st.sampled_from(["", "一词", "字样", "的表述", "等字", "的内容"]))
    text = f"{draw(openings)}{where}{draw(inside)}“{was}”{word}{how}{draw(words('INTO'))}{draw(colon)}“{now}”"
    return Sentence(text, [f"replace-text {PLACES[where]} “{was}” → “{now}”"])


@st.composite
def replaced_words_in_several_places(draw: st.DrawFn) -> Sentence:
    """将标题、第三条和附件2中的“甲”修改为“乙”"""
    plain = place.filter(lambda name: "的" not in name)  # 第一条、第三条的第二款 may mean either
    listed = draw(st.lists(plain, min_size=2, max_size=4, unique_by=lambda name: PLACES[name]))
    joints = [draw(st.sampled_from(["、", "和", "及", "以及", "与"])) for _ in listed[1:]]
    was, now = draw(old), draw(new)
    where = listed[0] + "".join(joint + name for joint, name in zip(joints, listed[1:], strict=True))
    text = (
        f"{draw(openings)}{where}{draw(st.sampled_from(['中', '中的']))}“{was}”{draw(words('INTO'))}“{now}”"
    )
    return Sentence(text, [f"replace-text {PLACES[name]} “{was}” → “{now}”" for name in listed])


@st.composite
def paired_words(draw: st.DrawFn) -> Sentence:
    """将第三条中的“甲”和“乙”分别修改为“丙”和“丁”; 将“甲”修改为“乙”、“丙”修改为“丁”"""
    where, (a, b), (c, d) = draw(place), ("市政府", "三日"), ("县政府", "五日")
    joint, into = draw(st.sampled_from(["", "、", "和", "及"])), draw(words("INTO"))
    pairs = f"“{a}”{joint}“{b}”{draw(st.sampled_from(['分别', '依次', '对应']))}{into}“{c}”{joint}“{d}”"
    both = f"“{a}”{into}“{c}”{draw(st.sampled_from(['、', '，', '；', '，将']))}“{b}”{into}“{d}”"
    text = f"将{where}{draw(st.sampled_from(['中', '中的']))}{draw(st.sampled_from([pairs, both]))}"
    return Sentence(text, [f"replace-text {PLACES[where]} “{x}” → “{y}”" for x, y in ((a, c), (b, d))])


@st.composite
def words_within_words(draw: st.DrawFn) -> Sentence:
    """将第三条“甲乙”中的“乙”修改为“丙”"""
    where, verb = draw(place.filter(lambda p: p != "附件2")), draw(st.sampled_from(["修改为", "改为"]))
    link = draw(st.sampled_from(["中的", "中", "的", "一句中的", "句中的"]))
    text = f"{draw(openings)}{where}{draw(inside)}“市政府应当公告”{link}“公告”{verb}“通告”"
    return Sentence(text, [f"replace-text {PLACES[where]} “市政府应当公告” → “市政府应当通告”"])


@st.composite
def inserted_words(draw: st.DrawFn) -> Sentence:
    """在第三条中的“甲”后增加“乙”; 第三条在“甲”后，增加“乙”"""
    where, was, now, beside = draw(place), draw(old), draw(new), draw(side)
    comma = draw(st.sampled_from(["", "，"]))
    add = draw(st.sampled_from(["增加", "增加规定", "增写", "加上", "补充"]))
    what = draw(st.sampled_from(["", "一句：", "一句话："]))
    before, between = draw(st.sampled_from([("在", "中的"), ("在", ""), ("", "在"), ("", "中在"), ("", "")]))
    text = f"{before}{where}{between}“{was}”{beside}{comma}{add}{what}“{now}”"
    return Sentence(text, [f"insert-text {PLACES[where]} “{was}” → “{now}”"])


@st.composite
def struck_words(draw: st.DrawFn) -> Sentence:
    """删去第三条中的“甲”; 将第三条中的“甲”删去; 第三条中删去“甲”"""
    where, was, remove = draw(place), draw(old), draw(words("REMOVE"))
    text = draw(
        st.sampled_from(
            [
                f"{remove}{where}{draw(inside)}“{was}”",
                f"{draw(openings)}{where}{draw(inside)}“{was}”{remove}",
                f"在{where}中{remove}“{was}”",
            ]
        )
    )
    return Sentence(text, [f"delete-text {PLACES[where]} “{was}”"])


@st.composite
def replaced_unit(draw: st.DrawFn) -> Sentence:
    """将第三条第二款修改为：“……”"""
    where, now = draw(place.filter(lambda p: p != "附则")), draw(full)
    matter = draw(st.sampled_from(["", "的内容", "全部内容"]))
    text = f"{draw(openings)}{where}{matter}{draw(words('INTO'))}{draw(colon)}“{now}”"
    return Sentence(text, [f"replace-node {PLACES[where]} “{now}”".replace("\n", "⏎")])


@st.composite
def deleted_unit(draw: st.DrawFn) -> Sentence:
    """删去第三条第二款; 第三条第二款予以删除"""
    where, remove = draw(place), draw(words("REMOVE"))
    text = draw(st.sampled_from([f"{remove}{where}", f"{draw(openings)}{where}{remove}"]))
    return Sentence(text, [f"delete-node {PLACES[where]}"])


@st.composite
def added_paragraph(draw: st.DrawFn) -> Sentence:
    """在第三条中增加一款，作为第二款：“……”"""
    where, now = draw(article), draw(full)
    between = draw(st.sampled_from(["", "中", "在第一款后", "第一款之后"]))
    number = draw(st.sampled_from(["，作为第二款", "作为第二款", "，列为第二款", "，为第二款"]))
    text = f"{draw(st.sampled_from(['', '在']))}{where}{between}{draw(words('ADD'))}一款{number}"
    text += draw(st.sampled_from(["：", "，内容为：", "，规定：", ""])) + f"“{now}”"
    return Sentence(text, [f"insert-node 第三条第二款 “{now}”".replace("\n", "⏎")])


@st.composite
def added_article(draw: st.DrawFn) -> Sentence:
    """在第三条后增加一条，作为第四条：“……”"""
    now = draw(full)
    where = draw(st.sampled_from(["", "在第三条后", "在第三条之后，", "第三条后", "在第三条与第四条之间"]))
    number = draw(st.sampled_from(["，作为第四条", "作为第四条", "，作为《某某办法》第四条", "，为第四条"]))
    text = f"{where}{draw(words('ADD'))}一条{number}{draw(st.sampled_from(['：', '，内容为：']))}“{now}”"
    return Sentence(text, [f"insert-node 第四条 “{now}”".replace("\n", "⏎")])


@st.composite
def added_item(draw: st.DrawFn) -> Sentence:
    """第三条第一款增加一项，作为第二项：“（二）……”，原第二项至第三项依次改为第三项至第四项"""
    add, now = draw(words("ADD")), draw(st.sampled_from(["（二）漏水的；", "漏水的；"]))
    where = draw(st.sampled_from(["第三条第一款", "在第三条第一款中", "在第三条第一款第一项后"]))
    number = draw(st.sampled_from(["，作为第二项", "作为第（二）项", "，列为第二项"]))
    rest = draw(st.sampled_from(["，原第二项、第三项", "，原第（二）项至第（三）项", "，第二项和第三项"]))
    verb = draw(st.sampled_from(["依次改为", "相应改为", "分别作为", "依次顺延为", "调整为"]))
    text = f"{where}{add}一项{number}：“{now}”{rest}{verb}第三项、第四项"
    moves = [f"renumber 第三条第一款第{a}项 “第三条第一款第{b}项”" for a, b in ("二三", "三四")]
    return Sentence(text, [f"insert-node 第三条第一款第二项 “{now}”", *moves])


@st.composite
def retitled(draw: st.DrawFn) -> Sentence:
    """将第二章章名“甲”修改为“乙”"""
    titles = [("第二章章名", "第二章标题"), ("第二章第一节的标题", "第二章 第一节标题")]
    what, target = draw(st.sampled_from(titles))
    was = draw(st.sampled_from(["", "“保护”"]))
    text = f"{draw(openings)}{what}{was}{draw(words('INTO'))}{draw(colon)}“保护和管理”"
    return Sentence(text, [f"retitle {target} {was + ' → ' if was else ''}“保护和管理”"])


@st.composite
def merged(draw: st.DrawFn) -> Sentence:
    """将第三条、第四条合并，作为第三条，修改为：“……”"""
    where = draw(st.sampled_from(["第三条、第四条", "第三条和第四条", "第三条与第四条"]))
    how = draw(
        st.sampled_from(["合并，作为第三条，修改为", "合并为一条，作为第三条，修改为", "合并为第三条"])
    )
    now = draw(full)
    text = f"{draw(openings)}{where}{how}：“{now}”"
    return Sentence(text, [f"merge 第三条、第四条 “{now}”".replace("\n", "⏎")])


@st.composite
def renumbered(draw: st.DrawFn) -> Sentence:
    """原第三条改为第五条; 将第三条修改后作为第五条"""
    where = draw(article.filter(lambda name: name != "原第三条"))  # 原 tells it from a 第三条 that is new
    verb = draw(st.sampled_from(["改为", "作为", "调整为", "变更为", "顺延为", "修改后作为", "相应改为"]))
    text = f"{draw(openings)}{where}{verb}第五条"
    return Sentence(text, ["renumber 第三条 “第五条”"])


SENTENCES = st.one_of(
    replaced_words(), replaced_words_in_several_places(), paired_words(), words_within_words(),
    inserted_words(), struck_words(), replaced_unit(), deleted_unit(), added_paragraph(), added_item(),
    added_article(), retitled(), merged(), renumbered(),
)  # fmt: skip


def understood(text: str) -> list[str]:
    """What the one clause of an instrument means, or why it is not understood."""
    instrument = parse(["关于修改《某某办法》的决定", *f"一、{text}。".split("\n")])
    assert not instrument.unclaimed
    (clause,) = instrument.clauses
    return [clause.problem] if clause.problem else [compact(edit) for edit in clause.edits]


@given(SENTENCES)
def test_a_sentence_of_known_words_means_its_edit(sentence: Sentence) -> None:
    assert understood(sentence.text) == sentence.means


@given(SENTENCES, SENTENCES, st.sampled_from(["，", "；", "。", "；同时，", "，并", "。此外，"]))
def test_sentences_joined_mean_both(first: Sentence, second: Sentence, joint: str) -> None:
    assert understood(first.text + joint + second.text) == first.means + second.means
