"""Whatever others write stays text: in a line, a table's cell, code, a fence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_eyes import flat, harm, plain_words, structure, tokens

from govmedia.pages.safemark import JOINER, broken, code, details, fenced, plain, table

NASTY = (
    *("@someone", "@org/team", "#123", "GH-123", "owner/repo#1", "fixes #1", "!12", "$5", "%3", "~bug", "&7", ":+1:", "a@b.cn"),
    *("https://github.com/a/b/issues/1", "www.example.com", "<b>", "</details>", "<!-- x -->", "<img src=x onerror=y>", "&lt;b&gt;", "&#64;x"),
    *("|", "||", "\\", "\\|", "`", "```", "~~~", "**", "__", "~~", "[x](y)", "![x](y)", "[x]: y", "- ", "1. ", "# ", "> ", "---", "===", "| - |"),
    *("\n", "\r", "\r\n", "\n\n", "\u2028", "\x85", "\x0b", "\0", "\t", "    ", "\u202e", "\u200b", JOINER, "/close", "/approve", "{: x}", "$$x$$", "\ud800"),
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=4)), max_size=8).map("".join)


def words(text: str) -> str:
    return "".join(plain_words(text)).replace(JOINER, "")


@given(TEXTS)
def test_plain_stays_text(text: str) -> None:
    for told in (plain(text), broken(text)):
        line = f"内容：{told}。"
        assert not harm(line)
        assert set(structure(line)) <= {"paragraph_open", "inline", "paragraph_close"}


@given(TEXTS)
def test_plain_at_the_start_opens_nothing(text: str) -> None:
    assert set(structure(plain(text))) <= {"paragraph_open", "inline", "paragraph_close"}
    assert not harm(plain(text))


@given(st.text(alphabet=st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1))
def test_what_is_shown_is_what_was_written(text: str) -> None:
    assert words(f"内容：{plain(text)}。") == f"内容：{text}。"


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_cells_stay_cells(rows: list[tuple[str, str]]) -> None:
    told = table(("项目", "内容"), [(plain(a), plain(b)) for a, b in rows])
    assert structure(told) == structure(table(("项目", "内容"), [("甲", "乙")] * len(rows)))
    assert not harm(told)


@given(TEXTS)
def test_code_stays_one_piece(text: str) -> None:
    line = f"见 {code(text)}。"
    assert not harm(line)
    assert set(structure(line)) <= {"paragraph_open", "inline", "paragraph_close"}
    if any(token.type == "code_inline" for token in flat(tokens(line))):
        assert [token.content for token in flat(tokens(line)) if token.type == "code_inline"] == [text]


@given(TEXTS)
def test_a_fence_holds(text: str) -> None:
    told = f"{fenced(text, 'diff')}\n\n以下不是代码。"
    assert structure(told) == ["fence", "paragraph_open", "inline", "paragraph_close"]


@given(TEXTS, TEXTS)
def test_details_hold(summary: str, body: str) -> None:
    told = f"{details(plain(summary), fenced(body))}\n\n之后。"
    assert not harm(told)
    assert structure(told) == ["html_block", "fence", "html_block", "paragraph_open", "inline", "paragraph_close"]


SEEN = {
    "@someone 请看": "acted upon: '@s'",
    "见 owner/repo#12": "acted upon: '#1'",
    "见 !12": "acted upon: '!1'",
    "GH-12": "acted upon: 'GH-1'",
    "https://github.com/a/b/issues/1": "acted upon: 'https://'",
    "www.example.com": "acted upon: 'www.e'",
    "写信 a@b.cn": "acted upon: 'a@b.'",
    ":white_check_mark:": "acted upon: ':white_check_mark:'",
    "甲<b>乙</b>": "tag b",
    "<img src=x>": "tag img src=x",
    "[x](y)": "link_open",
    "![x](y)": "image",
    "甲\n/close": "command '/close'",
    "<details>": "details not closed",
}


@pytest.mark.parametrize("text", SEEN)
def test_the_eyes_see(text: str) -> None:
    """What the tests above look with would see these, were they not made safe."""
    assert any(seen.startswith(SEEN[text]) for seen in harm(text))
    assert not harm(plain(text))
