"""The search for words: nothing it is given makes it fail, and what it finds lies where it says."""

import pytest
from desk import HOME, ledger, manuscript, read
from disguises import DISGUISES
from hypothesis import given, settings
from hypothesis import strategies as st

from govmedia.calculation.folding import fold, folds
from govmedia.calculation.lexicon import GAP, Lexicon
from govmedia.calculation.seeing import Finder
from govmedia.calculation.touching import hits, place_in
from govmedia.model.phrases import phrases
from govmedia.model.wordlist import Row

ANY_TEXT = st.text(max_size=200)
PIECES = [
    "集",
    "赞",
    "转发",
    "抽奖",
    "秘密★",
    "市长",
    "调研",
    "。",
    "\n",
    "\n\n",
    " ",
    "，",
    "“",
    "<b>",
    "</b>",
    "&#36190;",
    "贝",
    "兼",
    "a",
    "7",
    "\u200b",
    "**",
    "省政府常务会议",
    ".",
]
LIKELY_TEXT = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(ANY_TEXT | LIKELY_TEXT)
@settings(deadline=None)
def test_folding_never_fails_and_keeps_places(text: str) -> None:
    for folded in folds(text):
        places = [folded.origin(index) for index in range(len(folded.text))]
        assert all(0 <= place < len(text) for place in places)
        assert places == sorted(places)


@given(text=ANY_TEXT | LIKELY_TEXT, title=ANY_TEXT | LIKELY_TEXT)
@settings(deadline=None)
def test_search_never_fails_and_stays_inside(rows: list[Row], text: str, title: str) -> None:
    for touch in _ready(rows).touches(text, title):
        assert 0 <= touch.start < touch.end <= len(text)


@given(text=LIKELY_TEXT)
@settings(deadline=None)
def test_lines_and_columns_lie_in_the_file(rows: list[Row], text: str) -> None:
    item = read(manuscript(text))
    for touch in _ready(rows).touches(item.body):
        line, col = place_in(item, touch.start)
        lines = manuscript(text).split("\n")
        assert lines[line - 1][col - 1 :].startswith(item.body[touch.start : touch.end].split("\n")[0])


_READY: dict[int, Lexicon] = {}


def _ready(rows: list[Row]) -> Lexicon:
    return _READY.setdefault(id(rows), Lexicon(rows))


@settings(deadline=None)
@given(before=ANY_TEXT, after=ANY_TEXT, name=st.sampled_from(sorted(DISGUISES)))
def test_a_word_is_found_wherever_it_stands(before: str, after: str, name: str) -> None:
    hidden = DISGUISES[name]("转发抽奖")
    text = f"{before}\n\n{hidden}\n\n{after}"
    assert Finder(["转发抽奖"]).find(folds(text)[-1].text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("集赞", ["集赞"]),
        ("集 赞", ["集赞"]),
        ("集a赞", ["集赞"]),
        ("作品集》赞美", []),
        ("专集，赞美", []),
        ("集\n\n赞", []),
        ("集abcd赞", []),
        ("转，发，抽，奖", ["转发抽奖"]),
        ("车专发抽奖", ["转发抽奖"]),
        ("秘 密 ★", ["秘密★"]),
        ("秘a密★", ["秘密★"]),
        ("**国家秘密**", []),
        ("集贊", ["集赞"]),
        ("", []),
    ],
)
def test_words_and_near_words(text: str, found: list[str]) -> None:
    assert list(Finder(["集赞", "转发抽奖", "秘密★"]).find(fold(text).text)) == found


def _row(words: str, unless: tuple[str, ...] = ()) -> Row:
    return Row(
        id="a",
        clause="90-3.5.7",
        strength="binding",
        message="甲",
        mend="乙",
        words=(words,),
        unless=unless,
        must_flag=("甲",),
        must_pass=("乙",),
    )


@pytest.mark.parametrize(
    ("row", "text", "hit"),
    [
        (_row("市长…调研"), "市长到产业园调研", True),
        (_row("市长…调研"), "市长到" + "园" * (GAP - 1) + "调研", True),
        (_row("市长…调研"), "市长到" + "园" * GAP + "调研", False),
        (_row("市长…调研"), "见到市长。代表们调研", False),
        (_row("市长…调研"), "市长\n- 调研", False),
        (_row("市长…调研", ("城市长",)), "城市长远规划调研", False),
        (_row("市长…调研", ("城市长",)), "为城市长远计，市长到园区调研", True),
        (_row("抽奖", ("骗",)), "抽奖都是骗局", False),
        (_row("抽奖", ("骗",)), "抽奖。别被骗了", True),
        (_row("(甲|乙)(丙|丁)"), "乙丙", True),
        (_row("(甲|)乙"), "乙", True),
    ],
)
def test_patterns(row: Row, text: str, hit: bool) -> None:
    assert bool(Lexicon([row]).touches(text)) is hit


def test_words_of_the_title_excuse_the_text() -> None:
    lexicon = Lexicon([_row("抽奖", ("骗",))])
    assert lexicon.touches("抽奖", "活动") and not lexicon.touches("抽奖", "防骗提醒")


@pytest.mark.parametrize("pattern", ["(甲", "甲)", "((甲))", "甲…", "…", "()", "(甲|)…乙"])
def test_patterns_that_are_none(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"括号|留空"):
        phrases(pattern)


def test_a_pattern_may_not_explode() -> None:
    with pytest.raises(ValueError, match="展开"):
        phrases("(甲|乙|丙|丁|戊)" * 4)


def test_hits_are_exact_to_the_column() -> None:
    path = f"{HOME}/11-02-item.md"
    text = manuscript("第一行\n\n请看：家人们，集 赞！", title="秘密★材料")
    found = {hit.said: hit for hit in hits(ledger({path: text}))[path]}
    assert (found["集 赞"].line, found["集 赞"].col) == (9, 8)
    assert found["秘密★"].keys == ("title",)
