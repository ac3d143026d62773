"""Tokens: jieba's own words, welded where a number, a reference or a term would be cut."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SHARED
from xiuding import tokens
from xiuding.tokens import dictionary, segmenter

CASES = Path(__file__).parent / "cases" / "tokens"
PIECES = [
    *re.findall(
        r"\S+",
        """2020年 73支 16.2万张 2.23% 百分之二十 三分之二 第三条 第一百三十三条之一 第（三）项 （一）
        〔2022〕62号 2022-03-15 乌兰牧骑 苏木乡镇 嘎查村 旗县 普惠性
        公共服务 应当 规定 人民政府 的 和 ， 。 “ ” 《 》 、
        A座 x_1.2 ％ 𠮷 é""",
    ),
    "\r\n",
    "\t",
]
TEXTS = st.one_of(
    st.text(),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)),
    st.lists(st.sampled_from(PIECES)).map("".join),
)


@pytest.fixture(scope="module")
def stock() -> jieba.Tokenizer:
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = jieba.Tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def boundaries(pieces: list[str]) -> set[int]:
    ends = {0}
    for piece in pieces:
        ends.add(max(ends) + len(piece))
    return ends


@given(TEXTS)
def test_words_are_those_of_stock_jieba(stock: jieba.Tokenizer, text: str) -> None:
    assert segmenter.words(text) == stock.lcut(text)


@given(st.lists(TEXTS, max_size=5))
def test_words_prepared_in_bulk_are_those_of_stock_jieba(stock: jieba.Tokenizer, texts: list[str]) -> None:
    pytest.importorskip("rjieba")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmenter, "WORTH_RJIEBA", 0)
        patch.setattr(segmenter, "_cut", segmenter._Cut())
        segmenter.prepare(texts)
        assert [segmenter.words(text) for text in texts] == [stock.lcut(text) for text in texts]


@given(
    st.lists(
        st.sampled_from(
            [*"+#&._-%01aX的乙旗", "2022", "25", "C++", "AT&T", "T恤", "公共服务", "亿元", "利率"]
        ),
        max_size=9,
    ).map("".join)
)
def test_rjieba_cuts_numbers_and_names_with_marks_as_jieba_does(stock: jieba.Tokenizer, text: str) -> None:
    pytest.importorskip("rjieba")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmenter, "WORTH_RJIEBA", 0)
        patch.setattr(segmenter, "_cut", segmenter._Cut())
        segmenter.prepare([text])
        assert set(segmenter._cut) == ({text} if text else set())
        assert segmenter.words(text) == stock.lcut(text)


def test_without_rjieba_words_are_cut_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    monkeypatch.setattr(segmenter, "WORTH_RJIEBA", 0)
    monkeypatch.setattr(segmenter, "_cut", segmenter._Cut())
    segmenter.prepare(["全区共有乌兰牧骑"])
    assert not segmenter._cut
    assert segmenter.words("全区共有乌兰牧骑") == ["全区", "共有", "乌兰牧骑"]


def test_little_text_is_not_worth_loading_rjieba(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "rjieba", raising=False)
    monkeypatch.setattr(segmenter, "_cut", segmenter._Cut())
    segmenter.prepare(["全区共有乌兰牧骑"])
    assert "rjieba" not in sys.modules
    assert not segmenter._cut


def test_blocks_are_not_kept_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmenter, "_cut", segmenter._Cut())
    monkeypatch.setattr(segmenter, "_MOST_KEPT", 2)
    assert segmenter.words("甲，乙，丙，丁") == list("甲，乙，丙，丁")
    assert len(segmenter._cut) <= 3


def test_importing_jieba_leaves_pkg_resources_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pkg_resources", segmenter)
    segmenter._import_jieba()
    assert sys.modules["pkg_resources"] is segmenter
    monkeypatch.delitem(sys.modules, "pkg_resources")
    segmenter._import_jieba()
    assert "pkg_resources" not in sys.modules


@given(TEXTS, st.booleans())
def test_tokens_concatenate_to_the_text(text: str, characters: bool) -> None:
    pieces = tokens.tokenize(text, characters=characters)
    assert "".join(pieces) == text
    assert all(pieces)


@given(TEXTS)
def test_every_token_boundary_is_a_boundary_of_jieba(stock: jieba.Tokenizer, text: str) -> None:
    assert boundaries(tokens.tokenize(text)) <= boundaries(stock.lcut(text))


@given(TEXTS)
def test_cutting_at_safe_points_changes_nothing(text: str) -> None:
    spans = tokens.welds(text)
    whole = tokens.tokenize(text)
    for at in range(len(text) + 1):
        if tokens.is_safe(text, spans, at):
            assert tokens.cut(text, spans, 0, at) + tokens.cut(text, spans, at, len(text)) == whole


@given(st.text("甲e\u0301\u0308\ufe0f\u200d👩🔬👍\U0001f3fd\U000e0100𠮷"), st.booleans())
def test_combining_characters_stay_with_what_they_combine_with(text: str, characters: bool) -> None:
    for piece in tokens.tokenize(text, characters=characters)[1:]:
        assert piece[0] not in "\u0301\u0308\ufe0f\u200d\U0001f3fd\U000e0100"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    characters = "## characters" in text
    found = re.findall(r"```\n(.*?)\n```", text, re.DOTALL)
    assert found, "a case has fenced lines with | between tokens"
    for expected in "\n".join(found).splitlines():
        assert "|".join(tokens.tokenize(expected.replace("|", ""), characters=characters)) == expected


def test_the_index_is_that_of_the_pinned_dictionary() -> None:
    raw = (Path(str(jieba.__file__)).parent / "dict.txt").read_bytes()
    assert dictionary.read_index() == dictionary.build_index(raw)


def test_an_index_survives_being_stored(tmp_path: Path) -> None:
    index = dictionary.build_index("乌兰 3 ns\n牧骑 5 n\n乌海 2 ns\n".encode())
    dictionary.write_index(index, tmp_path / "index")
    assert dictionary.read_index(tmp_path / "index") == index


def test_another_dictionary_is_indexed_when_read(tmp_path: Path) -> None:
    path = tmp_path / "dict.txt"
    path.write_text("乌兰牧骑 3 n\n牧骑 5 n\n乌海 2 ns\n", encoding="utf-8")
    words = dictionary.Dictionary(path)
    words.load("乌")
    assert words.total == 10
    assert words.frequencies == {"乌": 0, "乌兰": 0, "乌兰牧": 0, "乌兰牧骑": 3, "乌海": 2}


def test_an_endless_run_of_characters_is_divided() -> None:
    text = "县" * (segmenter.LONGEST + 1)
    assert "".join(segmenter.words(text)) == text
    assert segmenter.LONGEST in boundaries(segmenter.words(text))


@pytest.mark.corpus
def test_words_of_the_corpus_are_those_of_stock_jieba(stock: jieba.Tokenizer) -> None:
    files = sorted((SHARED / "corpus" / "pairs").glob("*/*.txt"))
    if not files:
        pytest.skip("the corpus is not beside this checkout")
    texts = [path.read_text(encoding="utf-8") for path in files]
    segmenter.prepare(texts)
    for path, text in zip(files, texts, strict=True):
        assert segmenter.words(text) == stock.lcut(text), path
