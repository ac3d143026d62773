"""Seeds: statutes and instruments of our own making, and those of the corpus where it is at hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from xiuding.numerals import to_chinese

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "cases"

#: Cases of the corpus beyond this size are left out: they say nothing that shorter ones do not.
_LONGEST = 14_000

_WHO = [
    "市人民政府",
    "图书馆",
    "街道办事处",
    "主管部门",
    "经营者",
    "读者协会",
    "志愿者",
    "档案机构",
    "社区居民委员会",
]
_DOES = ["应当制定", "负责实施", "可以委托", "不得拒绝", "应当公开", "定期检查", "按照规定办理", "配合开展"]
_WHAT = [
    "借阅登记",
    "年度计划",
    "安全检查",
    "场馆开放",
    "图书更新",
    "服务规范",
    "数字资源建设",
    "公众意见征集",
    "经费使用",
    "75支演出队伍",
    "3.5万册藏书",
    "《某市档案条例》第三条规定的事项",
    "“书香家庭”评选",
    "流动服务站（点）",
]
_MORE = [
    "，并向社会公布",
    "，逐级报告",
    "；造成损失的，依法承担责任",
    "，期限为三十日",
    "，费用由本级财政承担",
]


def _sentence(chance: Random) -> str:
    words = chance.choice(_WHO) + chance.choice(_DOES) + chance.choice(_WHAT)
    return words + (chance.choice(_MORE) if chance.random() < 0.6 else "") + "。"


def _body(chance: Random, count: int, at: int) -> list[str]:
    """The 款 and 项 of one article."""
    out = [_sentence(chance) for _ in range(chance.choice([1, 1, 1, 2, 3]))]
    if chance.random() < 0.25:
        items = chance.randint(2, 5)
        out.append(chance.choice(_WHO) + "履行下列职责：")
        out += [
            f"（{to_chinese(n)}）" + _sentence(chance)[:-1] + ("；" if n < items else "。")
            for n in range(1, items + 1)
        ]
    if chance.random() < 0.3 and count > 2:
        other = to_chinese(chance.randint(1, count))
        tail = chance.choice(["", "第二款", "第（一）项", "至" + f"第{to_chinese(count)}条"])
        out.append(f"违反{chance.choice(['本条例', ''])}第{other}条{tail}规定的，由主管部门责令改正。")
    return out


def statute(chance: Random) -> list[str]:
    """A statute, a paragraph a line: title, 题注, perhaps chapters, articles."""
    count = chance.randint(3, 14)
    lines = ["某市图书馆条例"]
    if chance.random() < 0.6:
        lines.append("（2021年3月1日某市人民代表大会常务委员会通过）")
    chapters = sorted(chance.sample(range(1, count + 1), min(count, chance.choice([0, 0, 2, 3]))))
    titles = ["总则", "设施", "服务", "附则"]
    heads = [f"第{to_chinese(n)}章　{titles[n - 1]}" for n in range(1, len(chapters) + 1)]
    if heads and chance.random() < 0.3:
        lines += ["目　录", *heads]
    if not heads and chance.random() < 0.2:
        lines.append("为了发展图书馆事业，结合本市实际，制定本条例。")
    for at in range(1, count + 1):
        if chapters and (at == 1 or at in chapters) and heads:
            lines.append(heads.pop(0))
        first, *rest = _body(chance, count, at)
        lines += [f"第{to_chinese(at)}条　{first}", *rest]
    if chance.random() < 0.1:
        lines += ["附件：图书馆名录", "第一馆", "第二馆"]
    return lines


def _article(chance: Random, lines: list[str]) -> tuple[str, list[str]]:
    """One article of a statute: its label, and its paragraphs without it."""
    starts = [i for i, line in enumerate(lines) if line.startswith("第") and "条　" in line[:9]]
    if not starts:
        return "第一条", ["无。"]
    at = chance.choice(starts)
    end = next((i for i in range(at + 1, len(lines)) if lines[i].startswith("第")), len(lines))
    name, _, first = lines[at].partition("　")
    return name, [first, *lines[at + 1 : end]]


def _piece(chance: Random, text: str) -> str:
    if len(text) < 3:
        return text
    start = chance.randrange(len(text) - 2)
    return text[start : start + chance.randint(2, 12)].rstrip("。；，")


def _lower(text: str) -> str:
    return text.translate(str.maketrans("“”", "‘’"))


def _clause(chance: Random, lines: list[str]) -> list[str]:
    """An order about some article, in one of the usual forms."""
    name, body = _article(chance, lines)
    other, _ = _article(chance, lines)
    old, new = _lower(_piece(chance, chance.choice(body))), _sentence(chance)
    bare = _lower(new)
    paragraph = to_chinese(chance.randint(1, len(body)))
    count = sum("条　" in line[:9] for line in lines)
    beyond = f"第{to_chinese(chance.randint(1, count + 1))}条"
    forms: list[list[str]] = [
        [f"将{name}中的“{old}”修改为“{_lower(_piece(chance, new))}”。"],
        [f"将{name}修改为：“{bare}”"],
        [f"将{name}修改为：“{bare}", f"“{_lower(_sentence(chance))}”"],
        [f"将{name}第{paragraph}款修改为：“{bare}”"],
        [f"在{name}中的“{old}”后增加“{_lower(_piece(chance, new))}”。"],
        [f"在{name}第{paragraph}款中的“{old}”前增加“{_lower(_piece(chance, new))}”。"],
        [f"删去{name}中的“{old}”。"],
        [f"删去{name}。"],
        [f"删去{name}第{paragraph}款。"],
        [f"增加一条，作为{beyond}：“{bare}”"],
        [f"在{name}后增加一条，作为{name}之一：“{bare}”"],
        [f"{name}增加一款，作为第{paragraph}款：“{bare}”"],
        [f"{name}第{paragraph}款增加一项，作为第二项：“（二）{bare[:-1]}；”"],
        [f"将{name}改为{beyond}，其中的“{old}”修改为“{_lower(_piece(chance, new))}”。"],
        [f"将{name}改为{beyond}，第{paragraph}款修改为：“{bare}”"],
        [f"将{name}、{other}合并，作为{beyond}，修改为：“{bare}”"],
        [f"将{name}第{paragraph}款单列一条，作为{beyond}。"],
        [f"将{name}、{other}中的“{old}”修改为“{_lower(_piece(chance, new))}”。"],
        [f"将相关条文中的“{old[:2]}”修改为“{_lower(_piece(chance, new))}”。"],
        [f"将{name}第{paragraph}款改为第二款，删去第（一）项。"],
        ["将第二章章名修改为“设施和设备”。"],
        [f"增加一章“第三章　数字服务”，作为第三章，包括{name}至{other}。"],
        [f"在{name}第一款款尾增加“{bare[:-1]}”。"],
        [f"将{name}改为两条，作为{name}、{other}，修改为：", f"“{name}　{bare}", f"“{other}　{bare}”"],
    ]
    return chance.choice(forms)


def instrument(
    chance: Random, lines: list[str], clause: Callable[[Random, list[str]], list[str]] = _clause
) -> list[str]:
    """An instrument that amends the text, most of its clauses in order."""
    title = lines[0]
    out = [f"关于修改《{title}》的决定", f"某市人民代表大会常务委员会决定对《{title}》作如下修改："]
    for n in range(1, chance.randint(1, 7) + 1):
        first, *rest = clause(chance, lines)
        out += [f"{to_chinese(n)}、{first}", *rest]
    out.append("本决定自2022年1月1日起施行。")
    if chance.random() < 0.6:
        out.append(f"《{title}》根据本决定作相应修改并对条文顺序作相应调整，重新公布。")
    return out


_LEADS = ["基本服务稳步提升。", "设施网络日益完善。", "数字资源不断丰富。", "队伍建设得到加强。"]
_ROWS = [
    "馆藏册数（万册）",
    "年接待人次（万人次）",
    "流动服务站（个）",
    "志愿者人数（人）",
    "开放时间（小时）",
]


def plan(chance: Random) -> list[str]:
    """A plan: chapters, sections, paragraphs with lead phrases, a box, a table."""
    lines = ["某市图书馆事业发展规划", "（2021年3月1日某市人民政府印发）"]
    for chapter in range(1, chance.randint(2, 3) + 1):
        lines.append(f"第{to_chinese(chapter)}章　{chance.choice(['发展基础', '总体要求', '主要任务'])}")
        for section in range(1, chance.randint(1, 3) + 1):
            lines.append(f"第{to_chinese(section)}节　{chance.choice(_WHAT[:6])}")
            lines += [lead + _sentence(chance) for lead in chance.sample(_LEADS, 2)]
            if chance.random() < 0.3:
                lines += [
                    f"专栏{chapter}　重点工程",
                    "工程一。" + _sentence(chance),
                    "工程二。" + _sentence(chance),
                ]
    rows = chance.sample(_ROWS, 3)
    lines += [
        "表1　主要指标",
        "指标\t2020年\t2025年",
        *(f"{row}\t{chance.randint(1, 99)}\t{chance.randint(99, 999)}" for row in rows),
    ]
    return lines


def _plan_clause(chance: Random, lines: list[str]) -> list[str]:
    lead = chance.choice(_LEADS).rstrip("。")
    section = chance.choice([line for line in lines if line.startswith("第") and "节" in line[:4]])
    body = [line for line in lines if line.startswith(lead)] or [lead + "。无。"]
    old, new = _lower(_piece(chance, chance.choice(body).partition("。")[2])), _lower(_sentence(chance))
    row, other = chance.sample(_ROWS, 2)
    forms: list[list[str]] = [
        [f"将“{lead}”一段中的“{old}”修改为“{_piece(chance, new)}”。"],
        [f"在“{lead}”一段中的“{old}”后增加“{_piece(chance, new)}”。"],
        [f"删除“{lead}”一段中“{old}”的表述。"],
        [f"将“{section}”部分中“{lead}”一段的内容修改为“{new}”。"],
        [f"删除“{section}”的全部内容。"],
        [f"在“{lead}”一段后增加一段，内容为“{new}”。"],
        [f"原“{section}”调整为“第二节”。"],
        [f"在“表1　主要指标”中增加“{row.partition('（')[0]}”等1项指标。"],
        [f"在“表1　主要指标”中删去“{row.partition('（')[0]}、{other.partition('（')[0]}”等2项指标。"],
        [
            f"对“表1　主要指标”的修改：增加“{row.partition('（')[0]}”等1项指标，修改后具体如下：",
            "表1　主要指标",
            "指标\t2020年\t2025年",
            f"{row}\t1\t2",
        ],
        ["将“专栏1　重点工程”修改为“专栏1　重大工程”。"],
        [f"增加“第三节　新的服务”，内容为“{new}”。"],
    ]
    return chance.choice(forms)


@cache
def official() -> tuple[tuple[str, str], ...]:
    """The pairs of base and instrument in the corpus, without the longest; none where it is not here."""
    found = []
    for case in sorted(CORPUS.glob("*/before.txt")):
        pair = tuple(
            (case.parent / name).read_text(encoding="utf-8") for name in ("before.txt", "instrument.txt")
        )
        if len(pair[0]) + len(pair[1]) < _LONGEST:
            found.append((pair[0], pair[1]))
    return tuple(found)


def pair(chance: Random) -> tuple[str, str]:
    """A base and an instrument: nine in ten of our own making."""
    if official() and chance.random() < 0.1:
        return chance.choice(official())
    if chance.random() < 0.2:
        base = plan(chance)
        return "\n".join(base), "\n".join(instrument(chance, base, _plan_clause))
    base = statute(chance)
    return "\n".join(base), "\n".join(instrument(chance, base))
