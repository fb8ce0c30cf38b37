"""Addresses: which host one really leads to, and every way to write one into a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govmedia.calculation.addresses import host_of, hosts_in, is_within, links_in, narrowed


@pytest.mark.parametrize(
    ("url", "host", "trouble"),
    [
        ("https://www.gov.cn/a.htm", "www.gov.cn", ""),
        ("HTTPS://WWW.GOV.CN/a", "www.gov.cn", ""),
        ("https://www.gov.cn", "www.gov.cn", ""),
        ("https://www.gov.cn?x=@1", "www.gov.cn", ""),
        ("https://www.gov.cn@evil.example/", "evil.example", "@"),
        ("https://user:pass@www.gov.cn/", "www.gov.cn", "@"),
        ("https://www.gov.cn:443/", "www.gov.cn", "端口"),
        ("https://www.gov.cn:/", "www.gov.cn", "端口"),
        ("https://www.gov.cn:99999/", "", "不对"),
        ("https://www.gov.cn./", "www.gov.cn.", "点号"),
        ("https://xn--gov-x15d.cn/", "xn--gov-x15d.cn", "转写"),
        ("https://www.gоv.cn/", "www.gоv.cn", "不是英文"),
        ("https://evil.example\\@www.gov.cn/", "www.gov.cn", "反斜杠"),
        ("https://1.2.3.4/", "1.2.3.4", "IP"),
        ("https://[::1]/", "::1", "域名"),
        ("https://0x7f000001/", "0x7f000001", "IP"),
        ("https://localhost/", "localhost", "域名"),
        ("https://-gov.cn/", "-gov.cn", "域名"),
        ("https:///a", "", "没有域名"),
        ("https://[gov.cn/", "", "不对"),
    ],
)
def test_host(url: str, host: str, trouble: str) -> None:
    found, said = host_of(url)
    assert found == host
    assert (trouble in said) if trouble else said == ""


@given(st.text(max_size=60))
def test_host_of_anything(text: str) -> None:
    host_of(text)
    host_of(f"https://{text}")


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("gov.cn", True),
        ("www.gov.cn", True),
        ("a.b.gov.cn", True),
        ("evilgov.cn", False),
        ("gov.cn.evil.example", False),
        ("gov-cn.example", False),
        ("", False),
    ],
)
def test_within(host: str, inside: bool) -> None:
    assert is_within(host, ["gov.cn"]) is inside


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("见 https://www.gov.cn/a.htm。", ["https://www.gov.cn/a.htm"]),
        ("见（https://www.gov.cn/a.htm）和https://b.gov.cn，", ["https://www.gov.cn/a.htm", "https://b.gov.cn"]),
        ("[全文](https://www.gov.cn/a_(1).htm)", ["https://www.gov.cn/a_(1).htm"]),
        ('[全文](<https://www.gov.cn/a> "标题")', ["https://www.gov.cn/a"]),
        ("![图](pic/a.png)", ["pic/a.png"]),
        ("<https://www.gov.cn/a>", ["https://www.gov.cn/a"]),
        ("[全文][1]\n\n[1]: https://www.gov.cn/a", ["https://www.gov.cn/a"]),
        ('<a href="https://www.gov.cn/a">全文</a>', ["https://www.gov.cn/a"]),
        ("<img src=//evil.example/a.png>", ["//evil.example/a.png"]),
        ("www.gov.cn/a 和 WWW.GOV.CN", ["www.gov.cn/a", "WWW.GOV.CN"]),
        ("ｈｔｔｐｓ：／／ｗｗｗ．ｇｏｖ．ｃｎ／ａ", ["https://www.gov.cn/a"]),
        ("[点](javascript:alert(1))", ["javascript:alert(1)"]),
        ("ftp://files.example/a", ["ftp://files.example/a"]),
        ("二〇二六年//没有网址", []),
        ("电话 12345，比分 2:1", []),
    ],
)
def test_links(text: str, urls: list[str]) -> None:
    found = links_in(text)
    assert [link.url for link in found] == urls
    assert all(narrowed(text)[link.at :].startswith(link.url) for link in found)


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(["[", "](", ")", "(", "https://", "www.", "a.cn", "\n", "<", ">", "href=", "：//", '"', "]: "]), max_size=40
    ).map("".join)
)
@settings(deadline=None)
def test_links_of_anything(text: str) -> None:
    plain = narrowed(text)
    assert len(plain) == len(text)
    for link in links_in(text):
        assert plain[link.at :].startswith(link.url)
    for at, host in hosts_in(text):
        assert plain[at:].lower().startswith(host)
