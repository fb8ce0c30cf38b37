"""The frame holds whatever officials wrote, and nothing they wrote can move its parts."""

import pytest

from govmedia.pages.csp import POLICY_SLOT, script_hashes, with_policy
from govmedia.pages.frame import CONTENT, INNER_SLOTS, PATH, TITLE, Frame, FrameError, squeezed
from govmedia.pages.page import Page

SHELL = f"<head><title>{TITLE} - 站</title><link href='https://x.example/{PATH}'></head><b>{TITLE}</b><main>{CONTENT}</main>"


def test_fills_every_slot() -> None:
    page = Frame.split(SHELL).fill(title="广州 <&> 卫健委", content="<p>正文</p>", path="a/b/").decode()
    assert page == (
        "<head><title>广州 &lt;&amp;&gt; 卫健委 - 站</title><link href='https://x.example/a/b/'></head>"
        "<b>广州 &lt;&amp;&gt; 卫健委</b><main><p>正文</p></main>"
    )


def test_slot_names_in_the_text_stay_text() -> None:
    page = Frame.split(SHELL).fill(title=CONTENT, content=f"{TITLE}{PATH}{CONTENT}", path="a/").decode()
    assert f"<b>{CONTENT}</b><main>{TITLE}{PATH}{CONTENT}</main>" in page


@pytest.mark.parametrize("html", [SHELL.replace(PATH, ""), SHELL + CONTENT, SHELL.replace(TITLE, "", 1), ""])
def test_refuses_a_shell_whose_slots_do_not_match(html: str) -> None:
    with pytest.raises(FrameError, match="应出现"):
        Frame.split(html, INNER_SLOTS)


def test_digest_follows_the_shell() -> None:
    assert Frame.split(SHELL).digest == Frame.split(SHELL).digest != Frame.split(SHELL + " ").digest


def test_policy_lets_the_themes_scripts_through_and_not_those_in_the_text() -> None:
    theme = f'<meta content="{POLICY_SLOT}"><script>theme()</script><script type="application/json">{{}}</script>'
    text = f"<script>evil()</script>{POLICY_SLOT}"
    page = with_policy(theme + text + '<script src="a.js"></script>', text)
    (allowed,) = script_hashes("<script>theme()</script>")
    assert allowed in page
    assert page.count("'sha256-") == 1
    assert page.count(POLICY_SLOT) == 1 and page.index("evil") < page.index(POLICY_SLOT)


@pytest.mark.parametrize("path", ["", "a/", "a/b/c/d/e/", "a/b.html", "440100-guangzhou/x_y/wechat.html"])
def test_page_paths(path: str) -> None:
    assert Page(path, "", "", str).depth == path.count("/")


@pytest.mark.parametrize(
    "path", ["/", "a", "a.html", "../a/", "a/../b/", "a//b/", "/a/", "a/b/c/d/e/f/", "a/.git/", "a\n/", "a b/", "广州/"]
)
def test_refuses_other_paths(path: str) -> None:
    with pytest.raises(ValueError, match="not a page path"):
        Page(path, "", "", str)


def test_squeezed_shell_keeps_every_word_apart() -> None:
    assert squeezed("<b>\n    甲 乙\n\n  </b>\n \t <i>丙</i> <i>丁</i>") == "<b>\n甲 乙\n</b>\n<i>丙</i> <i>丁</i>"
