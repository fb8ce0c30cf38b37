"""What the comment is told with: terms of keys and values, what differs, passages of a text, how it was reworded."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from govmedia.calculation.alterations import alterations, gained_and_lost, named_rows
from govmedia.calculation.rewording import rewordings
from govmedia.calculation.terms import EMPTY, Speller
from govmedia.loading.decode import types_in
from govmedia.model.account import Account
from govmedia.model.columns import Columns
from govmedia.model.manuscript import Manuscript
from govmedia.model.office import Kinds, People
from govmedia.model.policy import Policy
from govmedia.model.wordlist import Links, Rows
from govmedia.pages.cleanhtml import clean_html
from govmedia.pages.passages import Passage, passages
from govmedia.pages.schemas import MODELS

SPELLER = Speller({"990100-lingdong/health": "岭东市卫生健康局", "990100-lingdong": "岭东市"}, {"gh": "原始ID"})


def parts(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[tuple[type[BaseModel], str]]:
    """Every key of a model and of what it is made of, as written in files."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        if name != "root":
            yield model, field.alias or name
        for kind in types_in(field.annotation):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from parts(kind, seen)


SEEN: set[type[BaseModel]] = set()
KEYS = [key for model in (*(m for m, _ in MODELS.values()), Rows, Links, Columns) for key in parts(model, SEEN)]


@pytest.mark.parametrize(("model", "key"), KEYS, ids=[f"{model.__name__}.{key}" for model, key in KEYS])
def test_every_key_has_a_chinese_term(model: type[BaseModel], key: str) -> None:
    term = SPELLER.term(model, (key,))
    assert term and not term[0].islower() and len(term) <= 24, (
        f"the description of {model.__name__}.{key} must begin with a short Chinese term"
    )


@pytest.mark.parametrize(
    ("model", "keys", "value", "told"),
    [
        (Account, ("type",), "service", "服务号"),
        (Account, ("functions",), ["publish", "service"], "发布、办事"),
        (Account, ("represents_government",), "true", "是"),
        (Account, ("next_review",), "2026-11-02", "2026年11月2日"),
        (Account, ("next_review",), "2026-13-02", "2026-13-02"),
        (Account, ("note",), "true", "true"),
        (Account, ("platform_ids",), {"gh": "gh_1"}, "原始ID：gh_1"),
        (Account, ("operator",), {"name": "某公司", "secrecy_agreement": "false"}, "运维单位名称：某公司，是否签订保密协议：否"),
        (Account, ("operator",), None, EMPTY),
        (Account, ("id",), "990100-lingdong/health", "990100-lingdong/health"),
        (Account, ("unknown",), "x", "x"),
        (Manuscript, ("source",), "original", "原创"),
        (Manuscript, ("embargo",), "2026-11-02T09:30:00+08:00", "2026年11月2日 09:30"),
        (People, ("unit",), "990100-lingdong/health", "岭东市卫生健康局"),
        (People, ("gates",), ["law", "nonsense"], "法律关、nonsense"),
        (Kinds, ("slots",), [{"stage": "final", "gates": ["law"]}], "环节：终审，这一道负责哪几关：法律关"),
        (Policy, ("default", "freshness", "suspended"), "duty", "注销前仍计"),
        (Policy, ("default", "opening", "approvers"), {"county": "prefecture"}, "县级：地市级"),
    ],
)
def test_values(model: type[BaseModel], keys: tuple[str, ...], value: object, told: str) -> None:
    assert SPELLER.told(value, model, keys) == told  # type: ignore[arg-type]


def test_the_way_to_a_value() -> None:
    assert (
        SPELLER.way(Policy, ("regions", "990100-lingdong", "freshness", "max_gap_days")) == "地区口径 / 岭东市 / 更新时限 / 最长未更新天数"
    )
    assert SPELLER.way(Policy, ("default", "signing", "classes", "reprint")) == "全省口径 / 先审后发 / 每类稿件要哪几道审签 / 转载"


def test_alterations() -> None:
    old = {"name": "甲", "operator": {"name": "乙", "until": "1"}, "gone": "x", "same": ["a"], "null": None}
    new = {"name": "甲", "operator": {"name": "丙", "until": "1"}, "fresh": {"a": {"b": "1"}}, "same": ["a"]}
    assert [tuple(each) for each in alterations(old, new)] == [
        (("operator", "name"), "乙", "丙"),
        (("gone",), "x", None),
        (("fresh", "a", "b"), None, "1"),
    ]
    assert gained_and_lost(["a", "b"], ["b", "c"]) == (["c"], ["a"])
    assert list(named_rows([{"id": "a"}, {"id": "a", "x": "1"}, "no row"], ("id",))) == ["a", "a（第 2 次）"]


def read(body: str) -> list[Passage]:
    return passages(clean_html(body, lambda name: name))


def texts(body: str) -> list[tuple[str, str, str]]:
    return [(p.kind, p.mark, p.text) for p in read(body)]


def test_passages() -> None:
    assert texts("# 题\n\n甲**乙**\n丙\n\n- 一\n- 二\n\n  续\n\n3. 三\n4. 四\n\n> 引\n\n---\n\n    码\n") == [
        ("heading", "", "题"),
        ("paragraph", "", "甲乙丙"),
        ("item", "·", "一"),
        ("item", "·", "二"),
        ("paragraph", "", "续"),
        ("item", "3.", "三"),
        ("item", "4.", "四"),
        ("paragraph", "", "引"),
        ("rule", "", ""),
        ("code", "", "码"),
    ]
    assert texts("|a|b|\n|-|-|\n|1|2|") == [("row", "", "a｜b"), ("row", "", "1｜2")]
    assert texts("![](x.png)<b>粗</b>") == [("paragraph", "", "〔图片：没有替代文字，x.png〕粗")]
    (link,) = read("[文](https://a.cn)")
    assert [(run.text, run.address) for run in link.runs] == [("文", "https://a.cn")]


@given(st.text(max_size=200))
def test_passages_of_anything(body: str) -> None:
    assert all(isinstance(passage, Passage) for passage in read(body))


@given(st.lists(st.text(min_size=1, max_size=12), max_size=8), st.lists(st.text(min_size=1, max_size=12), max_size=8))
def test_rewordings_lose_nothing(old: list[str], new: list[str]) -> None:
    """Paragraphs that are not told are the same on both sides; those told are whole."""
    told = list(rewordings(old, new))
    before = ["".join(sentence for sentence, _ in each.before) for each in told if each.before]
    after = ["".join(sentence for sentence, _ in each.after) for each in told if each.after]
    assert len(old) - len(before) == len(new) - len(after)
    assert set(before) <= set(old) and set(after) <= set(new)
    assert (old == new) == (not told)
    assert all(any(changed for _, changed in (*each.before, *each.after)) for each in told)


def test_rewordings_mark_sentences() -> None:
    (each,) = rewordings(["不变。第一句变。不变。"], ["不变。第一句改。不变。"])
    assert each.before == (("不变。", False), ("第一句变。", True), ("不变。", False))
    assert each.after == (("不变。", False), ("第一句改。", True), ("不变。", False))


@pytest.mark.parametrize("unit", ["甲", "甲。", "甲\n\n", "。", "ab "])
def test_no_text_keeps_anybody_waiting(unit: str) -> None:
    """Texts made to be hard to compare; the bound is generous, a quadratic comparison takes minutes."""
    old, new = (unit * 20_000)[:20_000], ("乙" + unit * 20_000)[:20_000]
    start = time.perf_counter()
    list(rewordings([p.text for p in read(old)], [p.text for p in read(new)]))
    assert time.perf_counter() - start < 20
