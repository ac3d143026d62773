"""Punctuation at seams: a case file for each rule, mended and as quoted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding import seams
from xiuding.address import Unit
from xiuding.consolidate import apply_clauses
from xiuding.document import Node
from xiuding.instrument import parse
from xiuding.seams import STOPS, Seam
from xiuding.structure import build

CASES = Path(__file__).parent / "cases" / "seams"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_each_seam_has_its_rule(path: Path) -> None:
    """A file has the text, the clause, the text as mended and as quoted; “same” where nothing is mended."""
    blocks = path.read_text("utf-8").split("~~~~\n")[1::2]
    assert len(blocks) % 4 == 0
    for text, clause, mended, literal in zip(*[iter(blocks)] * 4, strict=True):
        for expected, as_quoted in ((mended, False), (literal, True)):
            document = build(["某市公园条例", *text.splitlines()])
            instrument = parse(["关于修改《某市公园条例》的决定", *clause.splitlines()])
            (step,) = apply_clauses(document, instrument, literal=as_quoted)
            assert step.status == "applied", step.reason
            assert document.dump() == "某市公园条例\n" + (mended if expected == "same\n" else expected)
            assert any("标点" in n or "末" in n for n in step.notes) is (
                literal != "same\n" and not as_quoted
            )


def written(text: str, seam: Seam) -> str:
    return text[: seam.start] + seam.new + text[seam.end :]


def at(text: str) -> tuple[str, int, int]:
    """甲[乙]丙 → the text without the brackets, and where they were."""
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


# -- deletion -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("甲，[乙]，丙", "甲，丙"),
        ("甲、[乙]，丙", "甲，丙"),
        ("甲，[乙]；丙", "甲；丙"),
        ("甲；[乙]，丙", "甲；丙"),
        ("甲：[乙]，丙", "甲：丙"),
        ("甲。[乙]，丙", "甲。丙"),
        ("甲，[乙]。", "甲。"),
        ("甲！[乙]。", "甲！"),
        ("甲。[乙]！", "甲。"),
        ("甲？[乙]。", "甲？"),
        ("甲。[乙]？", "甲。"),
        ("甲；[乙]。", "甲。"),
        ("甲：[乙]；丙", "甲：丙"),
        ("甲；[乙]：丙", "甲；丙"),
        ("甲[乙]，丙", "甲，丙"),
        ("甲[根据乙]，丙", "甲丙"),
        ("甲[根据乙]。丙", "甲。丙"),
        ("[乙]，丙", "丙"),
        ("[乙]。丙", "丙"),
        ("[乙]丙", "丙"),
        ("甲、[乙]以及丙", "甲以及丙"),
        ("甲、[乙]和丙", "甲和丙"),
        ("甲、[乙]与丙", "甲与丙"),
        ("甲、[乙]丙", "甲、丙"),
        ("甲、[乙]等", "甲等"),
        ("甲、[乙]应当配合", "甲应当配合"),
        ("由[甲]、乙负责", "由乙负责"),
        ("以及[甲]、乙", "以及乙"),
        ("自由[贸易]、乙", "自由、乙"),
        ("参与[甲]、乙", "参与乙"),
        ("伪造的[甲]、乙", "伪造的乙"),
        ("伪造的[甲]，乙", "伪造的，乙"),
        ("应当[甲]、乙", "应当乙"),
        ("本市[甲]、乙", "本市、乙"),
        ("公园管理机构[制定规划]，组织实施", "公园管理机构组织实施"),
        ("公园管理机构[甲]，乙", "公园管理机构，乙"),
        ("手续，[经批准]后", "手续后"),
        ("手续，[经批准]后续", "手续，后续"),
        ("甲行为，[造成后果]的", "甲行为的"),
        ("甲部门、[机构]在职责内", "甲部门在职责内"),
        ("甲、[乙]的，", "甲的，"),
        ("不得生产、[销售]种子", "不得生产种子"),
        ("，采挖、[运输]苗木", "，采挖苗木"),
        ("设立苗圃、[销售]网点", "设立苗圃、网点"),
        ("甲、[乙]有下列情形", "甲有下列情形"),
        ("（[甲]、乙）", "（乙）"),
        ("甲、[乙]部门", "甲部门"),
        ("甲、[乙]行政主管部门", "甲行政主管部门"),
        ("甲、[乙、]部门", "甲部门"),
        ("甲、[有关]部门", "甲、部门"),
        ("甲、[乙的]人员", "甲、人员"),
        ("甲部门、[乙]部门", "甲部门、部门"),
        ("甲、[本级]机关", "甲、机关"),
        ("甲，[乙]", "甲。"),
        ("甲；[乙。]", "甲。"),
        ("甲（[乙]）丁", "甲丁"),
        ("甲,[乙],丙。", "甲,丙。"),
        ("应当,[按照规定],乙", "应当,乙"),
        ("甲;[乙]。丙", "甲。丙"),
        ("甲([乙])丁", "甲丁"),
        ("1,[0]00", "1,00"),
        ("处[警告]、罚款或者拘留。", "处罚款或者拘留。"),
        ("在办事处[警告]、罚款。", "在办事处、罚款。"),
        ("甲；[乙；]", "甲；"),
        ("甲、[乙]", "甲。"),
        ("甲。[乙]", "甲。"),
        ("甲[乙]", "甲"),
        ("[乙]", ""),
    ],
)
def test_what_a_deletion_leaves(text: str, left: str) -> None:
    whole, start, end = at(text)
    assert written(whole, seams.delete(whole, start, end)) == left


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("甲、乙和[丙]。", "和"),
        ("甲或者[乙]，丙", "或者"),
        ("甲以及[乙]部门", "以及"),
        ("由[甲]和乙负责", "和"),
        ("有关单位和[个人]应当配合", "和"),
        ("，[甲]或者乙", "或者"),
        ("甲，[乙]和丙", "和"),
        ("甲、[乙]和丙", ""),
        ("甲，[依法]和平解决", ""),
        ("甲总和[乙]。", ""),
        ("涉及[乙]。", ""),
        ("甲和[乙]丙", ""),
        ("甲和[民间]组织、乙", ""),
        ("甲的，[乙的，]或者丙", ""),
        ("甲的，[乙的]或者丙", "或者"),
        ("甲。[乙，]或者丙", "或者"),
    ],
)
def test_a_conjunction_that_a_deletion_strands(text: str, word: str) -> None:
    assert seams.stranded(*at(text)) == word


# -- replacement ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "new", "left"),
    [
        ("甲[乙]丙", "丁", "甲丁丙"),
        ("甲[乙]，丙", "丁。", "甲丁。丙"),
        ("甲[乙]。丙", "丁，", "甲丁。丙"),
        ("甲[乙]；丙", "丁：", "甲丁：丙"),
        ("甲[乙]丙", "丁。", "甲丁。丙"),
        ("甲，[乙]丙", "的丁", "甲的丁丙"),
        ("甲、[乙]丙", "的丁", "甲、的丁丙"),
        ("甲，[乙]，丙", "的丁，", "甲的丁，丙"),
        ("[乙]，丙", "", "，丙"),
        ("甲[处罚。]", "罚款", "甲罚款。"),
        ("甲[处罚。]乙", "罚款", "甲罚款乙"),
    ],
)
def test_what_a_replacement_leaves(text: str, new: str, left: str) -> None:
    whole, start, end = at(text)
    assert written(whole, seams.replace(whole, start, end, new)) == left


# -- insertion ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "new", "left"),
    [
        ("甲[乙]丙", "丁", "甲乙丁丙"),
        ("甲[乙]，丙", "遵守有关法律", "甲乙，遵守有关法律，丙"),
        ("甲[乙]。", "遵守有关法律", "甲乙，遵守有关法律。"),
        ("甲[乙]", "遵守有关法律", "甲乙，遵守有关法律"),
        ("甲，[提高素质]。", "遵守法律", "甲，提高素质，遵守法律。"),
        ("[应当审查]，丙", "材料", "应当审查材料，丙"),
        ("[保障经费]。", "投入", "保障经费投入。"),
        ("[健全制度]。", "并公示", "健全制度并公示。"),
        ("[健全制度]。", "并且公示", "健全制度，并且公示。"),
        ("[健全制度]。", "并在七日内向社会公示", "健全制度，并在七日内向社会公示。"),
        ("有下列[行为之一]的，处罚：", "造成损失", "有下列行为之一，造成损失的，处罚："),
        ("提高[素质],乙", "接受法律教育", "提高素质，接受法律教育,乙"),
        ("科研机构和[高等学校]开展研究", "企业", "科研机构和高等学校、企业开展研究"),
        ("存入[档案]。", "中及时注明来源", "存入档案中及时注明来源。"),
        ("[规划方案]应当论证。", "起草前", "规划方案起草前应当论证。"),
        ("清理沟渠[。]汛期结束后开放。", "试验期间和", "清理沟渠。试验期间和汛期结束后开放。"),
        ("清理沟渠[。]对意见应当答复。", "有关机关、组织", "清理沟渠。有关机关、组织对意见应当答复。"),
        ("清理沟渠[。]期满未登记的，注销。", "延长", "清理沟渠。延长期满未登记的，注销。"),
        ("市、[区]、县", "（市）", "市、区（市）、县"),
        ("市、[区]，丙", "（市、县）", "市、区（市、县），丙"),
        ("政府、[法院]和检察院", "监察委员会", "政府、法院、监察委员会和检察院"),
        ("政府、[法院]，依法", "监察委员会", "政府、法院、监察委员会，依法"),
        ("公安、[消防]部门", "应急", "公安、消防、应急部门"),
        ("节约、[按期]缴费", "足额", "节约、按期足额缴费"),
        ("甲[乙]〔原文未载〕", "丁", "甲乙，丁〔原文未载〕"),
        ("甲、[乙]、丙", "丁", "甲、乙、丁、丙"),
        ("甲[乙]。", "和丁", "甲乙和丁。"),
        ("甲[乙]。", "、丁", "甲乙、丁。"),
        ("甲[乙]。", "丁；", "甲乙丁；。"),
        ("甲[乙，]丙", "丁", "甲乙，丁丙"),
        ("泄露[商业秘密]的", "个人隐私", "泄露商业秘密、个人隐私的"),
        ("[克扣]职工工资", "无故拖欠", "克扣、无故拖欠职工工资"),
        ("[克扣]职工工资", "拖欠", "克扣拖欠职工工资"),
        ("[公园]和绿地", "广场", "公园、广场和绿地"),
        ("[公民]的权益", "法人和其他组织", "公民、法人和其他组织的权益"),
        ("会同教育、[公安]部门", "应急管理", "会同教育、公安、应急管理部门"),
        ("会同[公安]部门", "应急管理", "会同公安应急管理部门"),
        ("[建设]和开放", "改造", "建设、改造和开放"),
        ("[建设]时", "改造", "建设改造时"),
        ("[教育]部门", "行政", "教育行政部门"),
        ("[县级人民政府]部门", "教育", "县级人民政府教育部门"),
        ("[县级人民政府]负责", "有关部门", "县级人民政府有关部门负责"),
        ("[公安机关]和", "负责人", "公安机关负责人和"),
        ("[公安机关]和", "监察机关", "公安机关、监察机关和"),
        ("[应当]处理", "及时", "应当及时处理"),
        ("[公园]开放", "依法", "公园依法开放"),
        ("[公园]开放", "按照规定", "公园按照规定开放"),
        ("[公园]开放", "向公众的", "公园向公众的开放"),
        ("处[一万元]罚款", "以上五万元以下", "处一万元以上五万元以下罚款"),
        ("违反[第三条]规定", "第四条", "违反第三条、第四条规定"),
        ("违反[第三条]规定", "第二款", "违反第三条第二款规定"),
        ("违反[第三条第一款]规定", "第四条", "违反第三条第一款、第四条规定"),
        ("违反[第三条]，", "第四条", "违反第三条、第四条，"),
        ("，[维护游园良好秩序]，丙", "劝阻攀折", "，维护游园良好秩序，劝阻攀折，丙"),
        ("应当[维护]，丙", "游园秩序", "应当维护游园秩序，丙"),
        ("提供[绿化苗木]，丙", "绿化肥料", "提供绿化苗木、绿化肥料，丙"),
        ("设立[座椅]，丙", "凉亭、厕所", "设立座椅、凉亭、厕所，丙"),
        ("甲、[乙]，丙", "加强日常管理", "甲、乙，加强日常管理，丙"),
        ("甲、[乙]，丙", "丁应当登记", "甲、乙，丁应当登记，丙"),
        ("甲和[乙和]。", "丙丙丙丙丙", "甲和乙和丙丙丙丙丙。"),
        ("甲[免费。]", "乙也免费", "甲免费。乙也免费。"),
        ("甲[免费。]丙", "乙也免费", "甲免费。乙也免费。丙"),
        ("甲[检查。]丙", "并公示", "甲检查，并公示。丙"),
    ],
)
def test_what_goes_behind_an_anchor(text: str, new: str, left: str) -> None:
    whole, start, end = at(text)
    assert written(whole, seams.insert_after(whole, start, end, new)) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[完善服务]。建设场馆。", "完善服务。兴建有关设施。建设场馆。"),
        ("甲[完善服务]。建设场馆。", "甲完善服务，兴建有关设施。建设场馆。"),
        ("[完善服务]。", "完善服务，兴建有关设施。"),
        ("[完善]。甲", "完善。兴建有关设施。甲"),
        ("[完善服务]，建设场馆。", "完善服务，兴建有关设施，建设场馆。"),
    ],
)
def test_what_goes_behind_the_lead_of_a_paragraph(text: str, left: str) -> None:
    whole, start, end = at(text)
    assert written(whole, seams.insert_after(whole, start, end, "兴建有关设施", led=True)) == left


@pytest.mark.parametrize(
    ("text", "new", "left"),
    [
        ("甲、[丙]", "乙乙乙", "甲、乙乙乙、丙"),
        ("甲，[丙]，丁", "乙乙乙", "甲，乙乙乙，丙，丁"),
        ("未经批准，[不得]生产", "任何单位和个人", "未经批准，任何单位和个人不得生产"),
        ("市、[县]", "（区）", "市、（区）县"),
        ("[丙]、丁", "乙乙乙", "乙乙乙、丙、丁"),
        ("[丙]和丁", "乙乙乙", "乙乙乙、丙和丁"),
        ("甲[丙]丁", "乙乙乙", "甲乙乙乙丙丁"),
        ("甲、[丙]", "乙", "甲、乙丙"),
        ("向[教育部门]、其他部门", "县级以上人民政府", "向县级以上人民政府教育部门、其他部门"),
        ("向[教育部门]、其他部门", "县级人民政府", "向县级人民政府教育部门、其他部门"),
        ("甲、[丙]", "乙乙", "甲、乙乙丙"),
        ("甲、[丙]", "乙乙乙、", "甲、乙乙乙、丙"),
        ("甲、[丙]", "乙乙乙和", "甲、乙乙乙和丙"),
        ("甲、[丙]", "乙乙乙的", "甲、乙乙乙的丙"),
        ("改正；[严重的]，罚款", "拒不改正的，警告", "改正；拒不改正的，警告；严重的，罚款"),
    ],
)
def test_what_goes_before_an_anchor(text: str, new: str, left: str) -> None:
    whole, start, end = at(text)
    # the rule looks at what the anchor begins with as well, so that it may stand for an enumeration
    assert written(whole, seams.insert_before(whole, start, end, new)) == left


@pytest.mark.parametrize(
    ("text", "new", "left"),
    [
        ("处罚款。", "吊销", "处罚款；吊销。"),
        ("处罚款；", "吊销", "处罚款；吊销；"),
        ("处罚款。", "吊销。", "处罚款。吊销。"),
        ("处罚款", "吊销", "处罚款吊销"),
        ("处罚款：", "吊销", "处罚款：吊销"),
        ("应当登记。", "，但是甲除外", "应当登记，但是甲除外。"),
        ("应当登记。", "，但是甲除外。", "应当登记，但是甲除外。"),
        ("应当登记。", "；不得收费", "应当登记；不得收费。"),
        ("应当登记。", "（含变更登记）", "应当登记（含变更登记）。"),
        ("应当登记。", "、备案", "应当登记、备案。"),
        ("应当登记。", "和备案", "应当登记和备案。"),
        ("应当登记。", "并公示", "应当登记，并公示。"),
        ("甲；", "，乙除外", "甲，乙除外；"),
        ("甲；", "及其附属设施", "甲及其附属设施；"),
    ],
)
def test_what_goes_to_the_end(text: str, new: str, left: str) -> None:
    assert written(text, seams.append(text, new)) == left


@pytest.mark.parametrize(
    ("beside", "new", "is_open"),
    [
        (["甲应当登记。"], "乙也登记", True),
        (["甲应当登记。"], "乙依照《办法》登记（一次）", True),
        (["甲应当登记。"], "乙也登记。", False),
        (["甲应当登记。"], "乙也登记：", False),
        (["甲应当登记。"], "乙", False),
        (["甲应当登记。"], "规定：“乙也登记。”", False),
        (["甲厂", "乙厂"], "丙厂，在县城", False),
        ([], "甲，乙", True),
        ([], "甲；1", True),
        ([], "甲，（乙）", False),
        ([], "甲乙", False),
        ([], "", False),
    ],
)
def test_a_new_paragraph_without_its_end(beside: list[str], new: str, is_open: bool) -> None:
    article = Node(Unit.ARTICLE)
    for text in beside:
        article.append(Node(Unit.PARAGRAPH, text))
    paragraph = Node(Unit.PARAGRAPH, new)
    article.append(paragraph)
    paragraph.freshen()
    assert seams.is_open(paragraph) is is_open


def test_behind_a_new_paragraph_without_end_only_marks_within_tell() -> None:
    line, last = build(["第一条　费用=长度×单价", "甲应当登记", "第二条　乙。"]).articles()[0].children
    for node in (line, last):
        node.freshen()
    assert not seams.is_open(last)
    last.splice(1, 1, "，")
    last.freshen()
    assert seams.is_open(last)


def test_the_only_paragraph_of_an_article_ends_as_other_articles_do() -> None:
    text = build(["第一条　甲。", "第二条　下列乙：", "（一）丙；", "（二）丁。", "第三条　新的一条"])
    paragraph = text.articles()[2].children[0]
    paragraph.freshen()
    assert seams.is_open(paragraph)
    text.articles()[1].children[0].children[1].splice(1, 2, "")
    assert not seams.is_open(paragraph)


@pytest.mark.parametrize(
    ("text", "new", "left"),
    [
        ("[人民政府应当巡查。]乙。", "各级", "各级人民政府应当巡查。乙。"),
        ("[甲应当巡查。]乙。", "先由企业自查", "先由企业自查。甲应当巡查。乙。"),
    ],
)
def test_what_goes_before_a_sentence(text: str, new: str, left: str) -> None:
    whole, start, end = at(text)
    assert written(whole, seams.before_sentence(whole, start, end, new)) == left


def test_what_goes_to_the_beginning() -> None:
    assert written("甲。", seams.prepend("丙，乙")) == "丙，乙；甲。"
    assert written("部门负责。", seams.prepend("市、区")) == "市、区部门负责。"
    assert written("甲。", seams.prepend("乙，")) == "乙，甲。"


TEXT = st.text("甲乙和的根据" + STOPS, min_size=1, max_size=8)


@given(TEXT, st.data())
def test_a_seam_touches_punctuation_only(text: str, data: st.DataObject) -> None:
    """Whatever the rules do, the words are those of the clause and of the text."""

    def words(s: str) -> str:
        return re.sub(f"[{STOPS}]", "", s)

    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    new = data.draw(TEXT)
    before, after = text[:start], text[end:]
    anchor = text[start:end]
    assert words(written(text, seams.delete(text, start, end))) == words(before + after)
    assert words(written(text, seams.replace(text, start, end, new))) == words(before + new + after)
    for led in (False, True):
        inserted = written(text, seams.insert_after(text, start, end, new, led=led))
        assert words(inserted) == words(before + anchor + new + after)
    assert words(written(text, seams.insert_before(text, start, end, new))) == words(
        before + new + anchor + after
    )
    assert words(written(text, seams.append(text, new))) == words(text + new)
    assert words(written(text, seams.prepend(new))) == words(new + text)


# -- lists ----------------------------------------------------------------------------------------
def items(*texts: str) -> Node:
    return Node(Unit.PARAGRAPH, "下列：", children=[Node(Unit.ITEM, t, label=f"（{t[:1]}）") for t in texts])


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["甲；", "乙；", "丙。"], ("；", "。")),
        (["甲。", "乙。", "丙。"], ("。", "。")),
        (["甲，", "乙，", "丙。"], ("，", "。")),
        (["甲、", "乙；", "丙；", "丁"], ("；", "。")),
        (["甲", "乙"], ("", "")),
        (["甲", "乙；", "丙。"], ("；", "。")),
        (["甲；", "乙；"], ("；", "；")),
        (["甲。"], ("；", "。")),
        (["甲;", "乙;", "丙。"], (";", "。")),
    ],
)
def test_the_marks_of_a_list_are_those_it_has(texts: list[str], marks: tuple[str, str]) -> None:
    listing = items(*texts)
    assert seams.item_marks(listing) == (*marks, listing.children[-1])


def test_a_paragraph_without_items_has_no_marks() -> None:
    assert seams.item_marks(items()) is None


def test_the_marks_of_subitems_are_not_those_of_the_items() -> None:
    listing = items("甲：", "乙，", "丙：")
    for item, words in ((listing.children[0], "丁。"), (listing.children[2], "戊；")):
        item.append(Node(Unit.SUBITEM, words))
    assert seams.item_marks(listing) == ("，", "；", listing.children[2])


@pytest.mark.parametrize(
    ("texts", "changed", "mended", "notes"),
    [
        (["甲；", "乙。", "丙。"], [2], ["甲；", "乙；", "丙。"], ["（乙）项末“。”改为“；”"]),
        (
            ["甲；", "乙。", "丙"],
            [2],
            ["甲；", "乙；", "丙。"],
            ["（乙）项末“。”改为“；”", "（丙）项末加“。”"],
        ),
        (["甲", "乙；", "丙。"], [0], ["甲；", "乙；", "丙。"], ["（甲）项末加“；”"]),
        (["甲；", "乙；"], [], ["甲；", "乙。"], ["（乙）项末“；”改为“。”"]),
        (["甲", "乙。"], [], ["甲", "乙。"], []),
        (["甲：", "乙。"], [0], ["甲：", "乙。"], []),
        (["甲！", "乙。"], [0], ["甲！", "乙。"], []),
        (["", "乙。"], [0], ["", "乙。"], []),
        (["甲，", "乙。"], [0], ["甲；", "乙。"], ["（甲）项末“，”改为“；”"]),
        (["甲，", "乙。"], [], ["甲，", "乙。"], []),
    ],
)
def test_items_take_the_marks_of_their_list(
    texts: list[str], changed: list[int], mended: list[str], notes: list[str]
) -> None:
    listing = items(*texts)
    marks = seams.Marks("；", "。", listing.children[-1])
    assert seams.mend_items(listing, marks, [listing.children[i] for i in changed]) == notes
    assert [i.text for i in listing.children] == mended


def test_a_list_with_full_stops_keeps_them() -> None:
    listing = items("甲。", "乙。", "丙")
    marks = seams.Marks("。", "。", listing.children[1])
    assert seams.mend_items(listing, marks, [listing.children[2]]) == ["（丙）项末加“。”"]
    assert [i.text for i in listing.children] == ["甲。", "乙。", "丙。"]


def test_an_item_that_ends_with_subitems_keeps_its_lead() -> None:
    listing = items("甲", "乙。")
    listing.children[0].append(Node(Unit.SUBITEM, "丙；"))
    marks = seams.Marks("；", "。", listing.children[1])
    assert seams.mend_items(listing, marks, [listing.children[0]]) == []
    assert [n.text for n in listing.walk()][1:] == ["甲", "丙；", "乙。"]


def test_subitems_give_up_the_full_stop_of_the_list_alone() -> None:
    listing = items("甲：", "乙：", "丙。")
    for item in listing.children[:2]:
        item.append(Node(Unit.SUBITEM, "丁。"))
    marks = seams.Marks("；", "。", listing.children[1])
    assert seams.mend_items(listing, marks, [listing.children[2]]) == ["（乙）项末“。”改为“；”"]
    assert [n.text for n in listing.walk()][1:] == ["甲：", "丁。", "乙：", "丁；", "丙。"]
