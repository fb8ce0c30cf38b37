"""Manuscripts are untrusted: whatever is written in one, nothing that runs, loads or restyles reaches what a clerk opens or pastes."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright
from post_world import govmedia, manuscript
from release_world import AS_OF, FLU, Seen, repository

from govmedia.pages.bodies import STYLES, plain, shown_pictures, styled
from govmedia.pages.cleanhtml import TAGS, clean_html

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='flu.png' onload='alert(1)' style='position:fixed'>",
    "<svg onload=alert(1)><animate onbegin=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<a href='javascript:alert(1)'>点</a>",
    "<a href='jav&#x09;ascript:alert(1)'>点</a>",
    "<a href=' &#14; javascript:alert(1)'>点</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>点</a>",
    "<a href='vbscript:x' ping='https://evil.example/'>点</a>",
    "[点](javascript:alert(1))",
    '[点](JaVaScRiPt:alert(1) "题")',
    "[点](data:text/html;base64,PHNjcmlwdD4=)",
    "[点](//evil.example/x)",
    "[点](https://mp.weixin.qq.com.evil.example/s/x)",
    "[点](https://mp.weixin.qq.com@evil.example/s/x)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](https://evil.example/t.png)",
    '![x" onerror="alert(1)](flu.png)',
    "![<img src=x onerror=alert(1)>](flu.png)",
    "[ref]: javascript:alert(1)\n\n[ref]",
    "<iframe src='https://evil.example'></iframe>",
    "<object data='x'></object><embed src='x'>",
    "<form action='https://evil.example'><input name=a><button formaction='javascript:x'>交</button></form>",
    "<style>*{display:none}</style>",
    "<p style='position:fixed;top:0;background:url(//evil.example/)' class='x' id='said'>样式</p>",
    "<div style='width:expression(alert(1))' onclick='alert(1)'>块</div>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href='//evil.example/x.css'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><script>alert(1)</script>",
    "</textarea><script>alert(1)</script><textarea>",
    "</section></body></html><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><x onclick='alert(1)'/>",
    "<template><script>alert(1)</script></template>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "{{ 7 * 7 }} {% raw %} govmedia-slot-policy",
    "`<script>alert(1)</script>`",
    "\n    <script>alert(1)</script>\n",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<b onmouseover=alert(1)>粗</b><table onclick=x><tr><td background='javascript:x'>格</td></tr></table>",
    "\u202e\u2066<script\u0000>alert(1)</script>",
]
PIECES = st.one_of(
    st.sampled_from(ATTACKS),
    st.sampled_from(["\n\n", "- ", "> ", "| a | b |\n| - | - |\n| ", "**", "`", "#", "[", "](", ")", "<", '"', "'", "&", "正文"]),
    st.text(max_size=8),
)
OWN_STYLES = {*STYLES.values()}


def picture(src: str) -> str | None:
    return "pictures/01.png" if src == "flu.png" else None


def is_harmless(html: str) -> bool:
    """Only our tags, attributes and styles; links to WeChat's articles, pictures of the package."""
    for tag, attributes in Seen(html).tags:
        assert tag in TAGS | {"section"}, tag
        for key, value in attributes.items():
            assert key in {"style", "href", "src", "alt", "start", "colspan", "rowspan"}, (tag, key)
            assert key != "style" or value in OWN_STYLES or value == styles_of_ours(tag, value), value
            assert key != "href" or re.match(r"https://mp\.weixin\.qq\.com/", value or ""), value
            assert key != "src" or value == "pictures/01.png", value
    return True


def styles_of_ours(tag: str, value: str | None) -> str | None:
    """The wrapper's style and that of the closing lines, which stand in no table."""
    return value if tag in ("section", "p") and "url" not in (value or "") and "position" not in (value or "") else None


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
@example("".join(ATTACKS))
@example("\n\n".join(ATTACKS))
def test_whatever_is_written(markdown: str) -> None:
    html = clean_html(markdown, picture)
    fragment = styled(html, ["来源：<script>alert(1)</script>"])
    assert is_harmless(fragment)
    assert clean_html(html.replace("pictures/01.png", "flu.png"), picture) is not None
    assert set(shown_pictures(html)) <= {"pictures/01.png"}
    words = Seen(html).words
    text = plain(html, [])
    assert not re.search(r"<(script|img|iframe)\b", text) or re.search(r"<(script|img|iframe)\b", words), "text is the words, no markup"


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_attack(attack: str) -> None:
    html = clean_html(attack, picture)
    assert is_harmless(styled(html, []))
    attributes = [value or "" for _, found in Seen(html).tags for value in found.values()]
    assert not [value for value in attributes if re.search(r"(?i)script:|data:|evil\.example/x\.js|^//", value)]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**粗**体", "粗体"),
        ("甲 < 乙 && 丙 > 丁", "甲 < 乙 && 丙 > 丁"),
        ("“引号”'x'\"y\" C:\\\\路径", "“引号”'x'\"y\" C:\\路径"),
        ("1. 一\n2. 二", "1. 一\n2. 二"),
        ("3. 三\n4. 四\n\n后", "3. 三\n4. 四\n\n后"),
        ("a&amp;b &copy;", "a&b ©"),
        ("第一行\n第二行\nabc\ndef", "第一行第二行abc def"),
        ("硬换行  \n下一行<br>再下一行", "硬换行\n下一行\n再下一行"),
        ("<https://a.example/>，[说明](https://a.example/)", "https://a.example/，说明（https://a.example/）"),
        ("<script>不要</script>要", "要"),
        ("<u>下划线</u>~~删~~<blink>闪</blink>", "下划线删闪"),
        ("    代码\n      缩进", "代码\n  缩进"),
        ("| a | b |\n| - | - |\n| 1 | |", "a　b\n1　"),
        ("", ""),
    ],
)
def test_honest_words_are_all_there(markdown: str, text: str) -> None:
    assert plain(clean_html(markdown, picture), []) == text.rstrip("　")


@pytest.mark.parametrize(
    "body",
    [
        *("[" * 50_000, "*" * 50_000, "`" * 50_000, "> " * 20_000, "- " * 20_000, "<a" * 50_000, "![](" * 20_000, "<!--" * 20_000),
        *("_a" * 30_000, "[a](" * 20_000, "&" * 100_000, "|a" * 20_000 + "\n" + "|-" * 20_000, "<b>" * 20_000, "\\" * 100_000),
        "<table>" * 5_000,
    ],
    ids=lambda body: body[:6],
)
def test_no_text_takes_long(body: str) -> None:
    start = time.process_time()
    html = clean_html(body, picture)
    styled(html, [])
    plain(html, [])
    assert time.process_time() - start < 8


@pytest.mark.browser
@pytest.mark.xdist_group("chromium")
def test_in_a_browser_nothing_runs_and_nothing_is_asked_for(tmp_path: Path, chromium: str) -> None:
    """All attacks in one manuscript, its title and front matter too, opened from the disk as a clerk does."""
    root = tmp_path / "root"
    head = {
        "media": "[{url: 'https://sucai.example/\"><script>alert(1)</script>', rights: '<b>', source: '<img src=x onerror=alert(1)>', alt: '\"><script>alert(1)</script>'}]"
    }
    title = '"</textarea><script>alert(1)</script><img src=x onerror=alert(1)>"'
    body = "\n\n".join(attack for attack in ATTACKS if "\x00" not in attack and "\u202e" not in attack)
    repository(root, {FLU: manuscript(title, "wechat", "weibo", "douyin", body=body, **head)}, {})
    assert govmedia("release", "--root", root, "--as-of", AS_OF, "--out", tmp_path / "out") == 0
    index = tmp_path / "out/index.html"
    trouble: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda r: trouble.append(r.url) if not r.url.startswith((f"file://{tmp_path}", "data:")) else None)
        page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
        for file in (index, *sorted((tmp_path / "out").rglob("body.html"))):
            page.goto(f"file://{file}")
            page.wait_for_load_state("networkidle")
        page.goto(f"file://{index}")
        assert page.locator("script").count() == 1
        assert (
            page.evaluate("[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on')).length")
            == 0
        )
        assert page.locator("textarea").first.input_value() == title.strip('"')
        browser.close()
    assert not trouble
