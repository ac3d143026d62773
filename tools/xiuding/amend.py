"""Writes the instrument that turns one text into another: the drafting language, the other way round.

    >>> from xiuding.structure import build
    >>> old = build(["某某条例", "第一条　设立甲三支。", "第二条　本条例自公布之日起施行。"])
    >>> new = build(["某某条例", "第一条　设立甲五支。", "第二条　本条例自公布之日起施行。"])
    >>> amend(old, new)[1]
    '一、将第一条修改为：“设立甲五支。”'

The draft is proved before it is given: applied to the old text it makes the new one, or the call is
refused.  Articles are the unit of change; changes of chapters other than their titles are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from xiuding.address import DIVISIONS, Unit
from xiuding.consolidate import apply_clauses
from xiuding.document import Document, Node
from xiuding.errors import DoesNotApply
from xiuding.instrument import parse
from xiuding.language import say
from xiuding.numerals import to_chinese

_SPACE = re.compile(r"\s+")
_LOWER = str.maketrans("“”", "‘’")
#: Below this share of common text two articles are not one article amended.
_SAME_ARTICLE = 0.4


def amend(old: Document, new: Document) -> list[str]:
    """The paragraphs of a 修改决定 that makes `new` of `old`; DoesNotApply where no such draft is found.

    An article that the closing formula would change otherwise than `new` has it is restated in full.
    """
    pairs = _paired(old.articles(), new.articles())
    restated: set[int] = set()
    for _ in range(3):
        draft = _draft(old, new, pairs, restated)
        result = old.clone()
        for step in apply_clauses(result, parse(draft)):
            if step.status != "applied":
                raise DoesNotApply(say(f"no draft found: {step.reason}", f"无法拟出修改文书：{step.reason}"))
        wrong = _wrong(result, new)
        if not wrong:
            return draft
        if wrong <= restated:
            break
        restated |= wrong
    raise DoesNotApply(
        say(
            "no draft found: the texts differ in more than articles, titles and preambles",
            "无法拟出修改文书：两个文本的差别不限于条文、标题和引言",
        )
    )


def _bare(text: str) -> str:
    return _SPACE.sub("", text)


def _words(article: Node) -> str:
    return _bare("".join(article.lines())).removeprefix(article.label)


def _wrong(result: Document, new: Document) -> set[int]:
    """The articles of `new`, by place, that the draft does not make; {-1} for what is no article."""
    ours, theirs = result.articles(), new.articles()
    if _bare(result.dump()) == _bare(new.dump()):
        return set()
    if len(ours) != len(theirs):
        return {-1}
    return {
        i
        for i, (a, b) in enumerate(zip(ours, theirs, strict=True))
        if _bare("".join(a.lines())) != _bare("".join(b.lines()))
    } or {-1}


def _paired(old: Sequence[Node], new: Sequence[Node]) -> list[tuple[Node | None, Node | None]]:
    """Old and new articles in the new order, an old article without a partner where it stood.

    Articles of the same words are one article; between them the most alike are, in order.
    """
    matcher = SequenceMatcher(None, [_words(a) for a in old], [_words(a) for a in new], autojunk=False)
    pairs: list[tuple[Node | None, Node | None]] = []
    for op, i, j, k, m in matcher.get_opcodes():
        if op == "equal":
            pairs += zip(old[i:j], new[k:m], strict=True)
        else:
            pairs += _alike(old[i:j], new[k:m])
    return pairs


def _alike(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[Node | None, Node | None]]:
    """Pair two runs of articles so that the pairs are as alike as possible in sum, in order."""
    score = [[_alikeness(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(
                best[i + 1][j], best[i][j + 1], score[i][j] + best[i + 1][j + 1] if score[i][j] else 0
            )
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and score[i][j] and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or best[i][j] == best[i + 1][j]):
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1


def _alikeness(old: Node, new: Node) -> float:
    ratio = SequenceMatcher(None, _words(old), _words(new), autojunk=False).ratio()
    return ratio if ratio >= _SAME_ARTICLE else 0.0


def _draft(
    old: Document, new: Document, pairs: Sequence[tuple[Node | None, Node | None]], restated: set[int]
) -> list[str]:
    title = old.title or "某某文件"
    clauses = [*_fronts(old, new), *_titles(old, new), *_articles(new, pairs, restated)]
    lines = [f"关于修改《{title}》的决定"]
    for n, clause in enumerate(clauses, 1):
        first, *rest = clause
        lines += [f"{to_chinese(n)}、{first}", *rest]
    lines.append(f"《{title}》根据本决定作相应修改并对条文顺序作相应调整，重新公布。")
    return lines


def _quoted(lines: Sequence[str]) -> list[str]:
    """A quotation the way statutes quote: “ at each paragraph, ” at the end."""
    lowered = [line.translate(_LOWER) for line in lines]
    return [f"“{line}" for line in lowered[:-1]] + [f"“{lowered[-1]}”"]


def _order(head: str, lines: Sequence[str]) -> list[str]:
    first, *rest = _quoted(lines)
    return [head + first, *rest]


def _fronts(old: Document, new: Document) -> Iterator[list[str]]:
    if _bare(old.title) != _bare(new.title):
        yield _order("将名称修改为：", [new.title])
    before, after = ([line for p in d.of(Unit.PREAMBLE) for line in p.lines()] for d in (old, new))
    if before and after and _bare("".join(before)) != _bare("".join(after)):
        yield _order("将引言修改为：", after)


def _titles(old: Document, new: Document) -> Iterator[list[str]]:
    ours, theirs = old.divisions(), new.divisions()
    if [d.unit for d in ours] != [d.unit for d in theirs]:
        raise DoesNotApply(
            say("no draft found: chapters were added or taken out", "无法拟出修改文书：章节有增删")
        )
    for a, b in zip(ours, theirs, strict=True):
        if _bare(a.text) != _bare(b.text):
            where = _home(a) + a.label
            yield _order(f"将{where}{a.unit.value}名修改为", [b.text.replace("\n", "")])


def _articles(
    new: Document, pairs: Sequence[tuple[Node | None, Node | None]], restated: set[int]
) -> Iterator[list[str]]:
    place = {article: i for i, article in enumerate(new.articles())}
    for before, after in pairs:
        if before is None and after is not None:
            yield _order(f"增加一条，作为{_home(after)}{after.label}：", _content(after))
        elif after is None and before is not None:
            yield [f"删去{before.label}。"]
        elif (
            before is not None
            and after is not None
            and (_words(before) != _words(after) or place[after] in restated)
        ):
            home = _home(after) if _home(after) != _home(before) else ""
            moved = f"改为{home}{after.label}，" if home or before.label != after.label else ""
            yield _order(f"将{before.label}{moved}修改为：", _content(after))


def _home(article: Node) -> str:
    """The chapter and section an article stands in, as an address says it: 第三章第二节."""
    return "".join(
        n.label for n in reversed([*article.ancestors()]) if n.unit in DIVISIONS and n.unit is not Unit.GROUP
    )


def _content(article: Node) -> list[str]:
    lines = list(article.lines())
    return [lines[0].removeprefix(article.label + article.gap), *lines[1:]]
