"""What is written reads back as the same text, and nothing in it misleads another reader."""

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from govmedia.loading.yamltext import parse
from govmedia.loading.yamlwrite import write

TRICKY = [
    "no",
    "on",
    "007",
    "12:30",
    "null",
    "~",
    "",
    "- a",
    "a: b",
    "a #b",
    "2024-05-06",
    "1e5",
    ".5",
    "0x1F",
    "{a}",
    "[a]",
    "---",
    "? a",
    "*a",
]
texts = st.text(max_size=20) | st.text("ab1 :#,[]{}?-&*!|>'\"%@`~=/.\n\t中：“”", max_size=10) | st.sampled_from(TRICKY)
keys = st.sampled_from(["name", "on", "kind", "platform_ids"]) | texts.filter(lambda key: key != "<<")
values = st.recursive(
    st.none() | texts, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=10
)


@given(st.dictionaries(keys, values, max_size=5))
def test_reads_back_the_same(data: dict[str, Any]) -> None:
    read = parse(write(data).encode(), "x.yml")
    assert not read.faults
    assert read.data == data


@given(texts)
def test_no_other_reader_takes_a_text_for_something_else(text: str) -> None:
    assert yaml.safe_load(write({"name": text})) == {"name": text}


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({"name": "广州卫健委"}, "name: 广州卫健委"),
        ({"name": "12333"}, 'name: "12333"'),
        ({"url": "https://weibo.com/u/1?a=b&c"}, "url: https://weibo.com/u/1?a=b&c"),
        ({"on": date(2024, 5, 6), "flag": True, "row": 3, "none": None}, "on: 2024-05-06\nflag: true\nrow: 3\nnone: null"),
        ({"events": [{"kind": "opened", "on": date(2024, 5, 6)}]}, "events:\n  - {kind: opened, on: 2024-05-06}"),
        ({"functions": ["publish", "service"]}, "functions: [publish, service]"),
        ({"note": "一：二\n三"}, 'note: "一：二\\n三"'),
        ({"name": "见\u202e藏"}, 'name: "见\\u202e藏"'),
    ],
)
def test_style(data: dict[str, Any], line: str) -> None:
    assert write(data) == line + "\n"
