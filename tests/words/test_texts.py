"""One manuscript, many accounts: which text each of them posts, and how long it is; releases compared."""

import pytest
from desk import manuscript, read
from hypothesis import given, settings
from hypothesis import strategies as st

from govmedia.calculation.lengths import length
from govmedia.calculation.releases import digest, essence, is_excerpt
from govmedia.calculation.texts import posted, said, variants
from govmedia.model.platform import Platform

PLAIN = Platform.model_construct(link_length=None, half_width=False)

BODY = "正文。\n\n## @weibo 短标题\n\n微博。\n\n## @toutiao、@douyin\n\n共用。"


def test_each_account_has_its_text() -> None:
    found = posted(read(manuscript(BODY, "长标题", accounts="wechat, weibo, toutiao, douyin")))
    assert {stem: (v.title, v.text.strip()) for stem, v in found.items()} == {
        "wechat": ("长标题", "正文。"),
        "weibo": ("短标题", "微博。"),
        "toutiao": ("长标题", "共用。"),
        "douyin": ("长标题", "共用。"),
    }


@pytest.mark.parametrize("heading", ["##@weibo 标题", "# @weibo 标题", "### ＠weibo  标题", "## @weibo\t标题"])
def test_ways_to_write_a_heading(heading: str) -> None:
    _, section = variants(read(manuscript(f"正文。\n\n{heading}\n\n微博。", accounts="wechat, weibo")))
    assert (section.stems, section.title) == (("weibo",), "标题")


@pytest.mark.parametrize("line", ["联系 a@b.example", "@weibo 转发", "文字 ## @weibo"])
def test_what_is_no_heading(line: str) -> None:
    assert len(variants(read(manuscript(f"{line}\n\n正文。")))) == 1


@given(st.lists(st.sampled_from(["## @weibo 标题\n", "## @\n", "正文。", "\n", "@", "#", " "]), max_size=20).map("".join))
@settings(deadline=None)
def test_nothing_of_the_body_is_lost(body: str) -> None:
    item = read(manuscript(body, accounts="wechat, weibo"))
    found = variants(item)
    assert all(item.body[v.start :].startswith(v.text) and item.body[v.at : v.start] + v.text in item.body for v in found)
    assert sum(len(item.body[v.at : v.start]) + len(v.text) for v in found) == len(item.body)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("一二三\n四五\n", 5),
        ("**一二**三", 3),
        ("[一二](https://www.gov.cn/)", 2),
        ("- 一\n- 二", 2),
        ("# 一二", 2),
        ("<b>一</b><!-- 二 -->", 1),
        ("a&amp;b", 3),
        ("", 0),
    ],
)
def test_length(text: str, characters: int) -> None:
    assert length(said(text), PLAIN) == characters


def test_a_release_is_the_same_in_any_layout() -> None:
    assert digest("一、二。\n\n三") == digest("**一、二。**\n三 \n")
    assert digest("一、二。三") != digest("一、二，三")
    assert essence("# 一\n二") == "一二"


def test_an_excerpt_changes_no_word() -> None:
    whole = "会议指出，要稳就业。\n会议要求，抓好落实。"
    assert is_excerpt("#就业# 会议要求，抓好落实。\nhttps://www.gov.cn/a", whole)
    assert not is_excerpt("会议要求，抓紧落实。", whole)
