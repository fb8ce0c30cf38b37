"""The short cut for plain YAML: whatever it reads, libyaml reads alike."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govmedia.loading import yamlnodes, yamltext
from govmedia.loading.yamlplain import NotPlainError, read_plain

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(ROOT.glob("registry/**/*.yml")) + sorted(ROOT.glob("tests/cases/**/*.yml"))


by_libyaml = yamlnodes.data_of


def agree(text: str) -> bool:
    """Whether the short cut read it; then libyaml must have read the same."""
    try:
        found = read_plain(text)
    except NotPlainError:
        return False
    assert found == by_libyaml(text)
    return True


def test_most_filings_are_plain() -> None:
    texts = [text for file in FILES if (text := _text(file)) is not None]
    read = [agree(text) for text in texts]
    assert len(texts) > 300
    assert sum(read) > len(texts) * 0.8


def _text(file: Path) -> str | None:
    raw = file.read_bytes()
    text, faults = yamltext.decode(raw, str(file))
    return None if faults or not yamltext.parse(raw, str(file)).data else text


PLAIN = """\
---
# 备注
name: 广州卫健委
url: https://www.example.gov.cn/a/b
none: ~
nothing:
platform_ids: {}
functions: [publish, null]

deep: {a: {b: [c, {d: e}], f: []}, g: 12:30}
events:
  - kind: opened
    on: 2019-05-06
    approval: {by: 440100-guangzhou/office, document: 穗府办函〔2019〕12号}
  - {kind: renamed, on: 2021-03-02}
list:
- a
- b:
    c: d
"""


def test_plain_text_is_read() -> None:
    assert agree(PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "a: 'b'",
        "a: b # c",
        "a: b\n  c",
        "a: b\n  c: d",
        "a: b\n  - c",
        "a: - b",
        "a:\tb",
        "a: b\r\n",
        "a: b\x85c: d",
        "# x\u2028a: b",
        "a: b\n#x\x85c: d",
        "a: &b c",
        "a: *b",
        "a: !b c",
        "a: |\n  b",
        "? a",
        "a: b: c",
        "a: [b, c",
        "a: [b,c]",
        "a: {b: c, b: d}",
        "a: {b}",
        "a: [b: c]",
        "a: {b: c}}",
        "a: [b]]",
        "a: {b: [c}, d]",
        "a: b\na: c",
        "a\n",
        "- - a",
        "-\n",
        "a: 1\n b: 2",
        " a: 1\nb: 2",
        "- a: 1\n - b: 2",
        "a: 1\n---\nb: 2",
        "a: 1\n...",
        "%YAML 1.2\n---\na: b",
        "",
        "# nothing",
        "a:\n" * 3,
        "\ufeffa: b",
        "a: b\ufeffc",
        "a: b?c",
        "a: b\u3000",
        f"{'a' * 1100}: b",
        "".join(f"{' ' * n}a:\n" for n in range(40)),
        f"a: {'[' * 40}b{']' * 40}",
    ],
)
def test_the_rest_is_left_to_libyaml(text: str) -> None:
    with pytest.raises(NotPlainError):
        read_plain(text)


PIECES = [
    "a",
    "b: ",
    "c:",
    "- ",
    "-",
    " ",
    "  ",
    "\n",
    "\n  ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
    "# ",
    "#",
    "'",
    '"',
    ": ",
    ":",
    "?",
    "&x",
    "*x",
]
PIECES += [
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "~",
    "null",
    "007",
    "中文",
    "\u3000",
    "\xa0",
    "\x85",
    "\u2028",
    "\ufeff",
    "\t",
    "\r",
    "---\n",
    "...",
]


@settings(max_examples=3000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("a: b\nc: d")
def test_no_text_is_read_in_two_ways(text: str) -> None:
    try:
        agree(text)
    except (yaml.YAMLError, yamlnodes._Refused) as error:
        pytest.fail(f"libyaml would not have read it: {error}")


VALUES = st.recursive(
    st.sampled_from(["a", "007", "no", "2019-05-06", "12:30", "穗府办函〔2019〕12号", "https://a.cn/b", None]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b_2", "kind"]), inner, max_size=3),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), VALUES, min_size=1), st.booleans())
def test_what_is_written_plainly_comes_back(data: dict[str, Any], flow: bool) -> None:
    text = yaml.dump(data, allow_unicode=True, default_flow_style=None if flow else False, width=10**6).replace("'", "")
    agree(text)
    assert by_libyaml(text) == yamltext.parse(text.encode(), "x").data
