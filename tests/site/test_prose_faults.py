"""Whatever is wrong with mkdocs.yml or an article, the refusal is Chinese: what, where, how to mend it."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from site_world import DAY, FILES, ROOT, write

from govmedia.errors import CannotRun
from govmedia.pages.audience import Audience
from govmedia.pages.mkdocsrun import run_mkdocs
from govmedia.pages.prose import prose
from govmedia.scripts import govmedia, run

CONFIG = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
ABOUT = "content/pages/about.md"
HOOKS = "hooks: [scripts/mkdocs_hooks.py"
SEARCH = "plugins:\n  - search:\n      lang: [en, zh]"
PLACE = re.compile(r"(?:mkdocs\.yml|content/pages/[a-zA-Z]+\.md)")
ENGLISH = re.compile(r"(?:[A-Za-z']+ ){4,}")

Office = Callable[[dict[str, str], str, str], Path]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A repository with the starter's prose: some files replaced, and one place in mkdocs.yml (at the end where there is none)."""

    def made(files: dict[str, str], old: str, new: str) -> Path:
        assert old in CONFIG
        root = tmp_path / "texts"
        shutil.copytree(ROOT / "content/pages", root / "content/pages")
        return write(root, {"mkdocs.yml": CONFIG.replace(old, new, 1) if old else CONFIG + new, **files})

    return made


def refused(root: Path, room: Path) -> CannotRun:
    with pytest.raises(CannotRun) as stop:
        prose(root / "mkdocs.yml", ROOT / "scripts/mkdocs_hooks.py", run_mkdocs, Audience.public, room)
    return stop.value


def changed(old: str, new: str, *words: str) -> tuple[dict[str, str], str, str, tuple[str, ...]]:
    return {}, old, new, words


def written(path: str, text: str, *words: str) -> tuple[dict[str, str], str, str, tuple[str, ...]]:
    return {path: text}, "", "", words


SITUATIONS = {
    "folder of articles absent": changed("content/pages", "content/page", "mkdocs.yml:5:", "content/page 不存在", "另一个库"),
    "folder of articles a list": changed("content/pages", "[a]", "docs_dir 应是一个文件夹名"),
    "site inside articles": changed("content/pages", "..", "网站要生成在文章的文件夹里面"),
    "nav names no article": changed("about.md", "abot.md", "mkdocs.yml:18:", "导航里的 abot.md 不存在"),
    "nav names one twice": changed("about.md", "about.md\n  - 又: about.md", "mkdocs.yml:9:", "about.md 写了 2 次"),
    "nav item a number": changed("about.md", "5", "导航写法不对"),
    "nav written twice": changed("hooks:", "nav: []\nhooks:", "键“nav”重复，第 9 行已有"),
    "no YAML": changed("nav:\n", "nav: [\n", "mkdocs.yml:10:", "YAML 格式不对"),
    "tabs": changed("  - 首页", "\t- 首页", "缩进用了制表符"),
    "a tag": changed("", "x: !ENV HOME\n", "不许使用 YAML 标签 !ENV"),
    "a list": ({"mkdocs.yml": "- a\n"}, "", "", ("不是“键: 值”的写法",)),
    "empty": ({"mkdocs.yml": ""}, "", "", ("不是“键: 值”的写法",)),
    "unknown key": changed("", "site_nmae: x\n", "mkdocs.yml:42:", "site_nmae：没有这一项"),
    "deprecated key": changed("", "google_analytics: [a, b]\n", "这一项已不再使用"),
    "no name": changed("site_name: 政务新媒体公开目录\n", "", "site_name：没有填写"),
    "no address": changed("site_url: https://zwxmt.example.gov.cn/\n", "", "没有填写 site_url"),
    "half an address": changed("https://zwxmt.example.gov.cn/", "zwxmt", "mkdocs.yml:2:", "网址不完整"),
    "inherits from nowhere": changed("", "INHERIT: base.yml\n", "INHERIT 指的 base.yml 不存在"),
    "unknown plugin": changed("- search:\n      lang: [en, zh]", "- serch", "没有安装插件 serch"),
    "unknown option of a plugin": changed("lang: [en, zh]", "langg: [en]", "plugins 的 search 的 langg：没有这一项"),
    "wrong option of a plugin": changed("lang: [en, zh]", "lang: 5", "plugins 的 search 的 lang：应是列表"),
    "another wrong option": changed("lang: [en, zh]", "indexing: some", "indexing：不是可用的值"),
    "plugins a number": changed(SEARCH, "plugins: 5", "plugins 应是插件的列表"),
    "plugin a number": changed("- search:\n      lang: [en, zh]", "- 5", "插件写法不对"),
    "unknown theme": changed("name: material", "name: materia", "mkdocs.yml:23:", "只配 material"),
    "another theme": changed("name: material", "name: readthedocs", "主题是“readthedocs”"),
    "no theme": changed("name: material", "name: null", "没有写主题"),
    "folder of templates absent": changed("name: material", "name: material\n  custom_dir: over", "custom_dir 指的文件夹", "不存在"),
    "unknown language of the theme": changed("language: zh", "language: xx", "主题里没有 partials/languages/xx.html"),
    "unknown icon": changed("material/bank", "material/nosuch", "主题里没有 .icons/material/nosuch.svg"),
    "features a number": changed("[navigation.tabs, search.highlight]", "5", "出错（原话：TypeError"),
    "unknown extension": changed("- attr_list", "- attr_lst", "没有 Markdown 扩展 attr_lst"),
    "unknown option of an extension": changed("use_align_attribute", "use_align", "扩展 tables 没有选项 use_align"),
    "extensions a number": changed("extra:", "x:\nextra:", "x：没有这一项"),
    "hooks no list": changed(HOOKS + "]", "hooks: x", "hooks 应是文件名的列表"),
    "no such hook": changed(HOOKS, HOOKS + ", own.py", "hooks：", "own.py 不存在"),
    "hook with a slip": ({"own.py": "def x(:\n"}, HOOKS, HOOKS + ", own.py", ("own.py:1 出错（原话：SyntaxError",)),
    "hook that fails": (
        {"own.py": "def on_env(env, **_):\n    return {}['x']\n"},
        HOOKS,
        HOOKS + ", own.py",
        ("own.py:2 出错（原话：KeyError",),
    ),
    "extra a number": changed("extra:\n  generator: false", "extra: 5", "extra：应是“键: 值”的一组"),
    "part of validation": changed("", "validation: {nav: bogus}\n", "validation 的 nav：应是“键: 值”的一组"),
    "level of validation": changed("", "validation: {nav: {not_found: bogus}}\n", "validation 的 nav 的 not_found：不是可用的值"),
    "style sheets a number": changed("", "extra_css: 5\n", "extra_css：应是列表"),
    "what no row knows": changed("", "dev_addr: foo\n", "dev_addr：值不对（MkDocs 的原话："),
    "link to nowhere": written(ABOUT, "# 关于\n\n[x](nosuch.md)\n", "content/pages/about.md:3:", "链接的 nosuch.md 不存在"),
    "picture from nowhere": written(ABOUT, "# 关于\n\n![x](a.png)\n", "content/pages/about.md:3:", "链接的 a.png 不存在"),
    "link to no heading": (
        {ABOUT: "# 关于\n\n[x](index.md#nosuch)\n"},
        "",
        "validation: {anchors: warn}\n",
        ("content/pages/about.md:3:", "链接 index.md#nosuch 指的标题不存在"),
    ),
    "link from the root": (
        {ABOUT: "# 关于\n\n[x](/a/)\n"},
        "",
        "validation: {absolute_links: warn}\n",
        ("content/pages/about.md:3:", "链接 /a/ 认不出来"),
    ),
    "article not in nav": (
        {"content/pages/extra.md": "# x\n"},
        "",
        "validation: {omitted_files: warn}\n",
        ("mkdocs.yml", "extra.md 不在导航里"),
    ),
    "template of an article absent": written(ABOUT, "---\ntemplate: no.html\n---\n# x\n", "content/pages/about.md:2:", "no.html 不存在"),
    "two first pages": written("content/pages/README.md", "# x\n", "README.md: 与 index.md 争同一个地址"),
    "script in an article": written(ABOUT, "# 关于\n<script>x</script>\n", "文章 about.md 里有脚本"),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_refusal_is_chinese_with_place_and_mend(situation: str, office: Office, tmp_path: Path) -> None:
    files, old, new, words = SITUATIONS[situation]
    error = refused(office(files, old, new), tmp_path / "room")
    said = str(error)
    assert [word for word in words if word not in said] == [], said
    assert PLACE.search(said) or "文章 about.md" in said, said
    assert re.search("[\u4e00-\u9fff]{2}", error.mend), said
    assert "原话：" in said or not ENGLISH.search(said), said


def test_an_article_in_another_encoding(office: Office, tmp_path: Path) -> None:
    root = office({}, "", "")
    (root / ABOUT).write_bytes("# 关于\n岭东".encode("gb18030"))
    assert "content/pages/about.md: 不是 UTF-8 编码" in str(refused(root, tmp_path / "room"))


def test_all_faults_at_once(office: Office, tmp_path: Path) -> None:
    root = office({ABOUT: "[x](no.md)\n\n[y](nay.md)\n"}, "", "")
    said = str(refused(root, tmp_path / "room"))
    assert "有 2 处错误" in said and "about.md:1: 链接的 no.md" in said and "about.md:3: 链接的 nay.md" in said


@pytest.mark.parametrize("where", ["registry", "texts"])
def test_prose_apart_from_its_settings(where: str, office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Registry and texts in two repositories, mkdocs.yml in either."""
    registry, texts = write(tmp_path / "registry", FILES), office({}, "", "")
    if where == "registry":
        (texts / "mkdocs.yml").rename(registry / "mkdocs.yml")
    command = ["build", "--root", str(registry), "--root", str(texts), "--as-of", str(DAY), "--out", str(tmp_path / "site")]
    code = run(govmedia, command)
    said = capsys.readouterr().err
    if where == "texts":
        assert code == 0, said
    else:
        assert code == 3
        assert "content/pages 不存在" in said and "把 mkdocs.yml 也移到那个库" in said
        assert not (tmp_path / "site").exists()


def test_a_plain_null_is_nothing_wrong(office: Office, tmp_path: Path) -> None:
    root = office({}, SEARCH, "plugins:")
    assert prose(root / "mkdocs.yml", ROOT / "scripts/mkdocs_hooks.py", run_mkdocs, Audience.public, tmp_path / "room").site_url
