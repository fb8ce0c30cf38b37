"""What MkDocs complains about, in Chinese with file and mend. What no row knows is quoted as MkDocs says it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from govmedia.errors import CannotRun


class Complaints(Exception):
    """MkDocs ended; `lines` are its own words."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(list(lines))  # a list that pickles: the error travels between processes
        self.lines = list(lines)


_SETTING = re.compile(r"Config value '(?P<key>[^']+)': (?P<reason>.*)", re.DOTALL)
_PLUGIN = re.compile(r"Plugin '(?:[^'/]*/)?(?P<plugin>[^']+)' option '(?P<key>[^']+)': (?P<reason>.*)", re.DOTALL)
_PART = re.compile(r"Sub-option '(?P<key>[^']+)': (?P<reason>.*)", re.DOTALL)

_REASONS = (
    (r"The path '(.+)' isn't an existing .*", "{0} 不存在", "改正路径，或把文件放到那里"),
    (r"The path set in custom_dir \('(.+)'\) does not exist\.", "custom_dir 指的文件夹 {0} 不存在", "改正路径，或删去 custom_dir"),
    (r"Unrecognised configuration name: .*", "没有这一项", "核对拼写；用不着的删去"),
    (r"Required configuration not provided\.", "没有填写", "补上这一项"),
    (r"Expected nav .*", "导航写法不对", "每行写成“- 名称: 文件.md”；下一级写在名称下面"),
    (r'The "(?:[^"/]*/)?(.+)" plugin is not installed', "没有安装插件 {0}", "核对插件名；确实要用的，先装进 govmedia 所在的环境"),
    (r"(?:'.*' is not a valid plugin name\.|Invalid Plugins configuration.*)", "插件写法不对", "写成 plugins: [search]"),
    (r"Invalid config options for the '(.+)' plugin\.", "插件 {0} 的选项写法不对", "选项写成“键: 值”，一行一个"),
    (r"Unrecognised theme name: '(.+?)'.*", "没有安装主题 {0}", "改回 material"),
    (r"(?:At least one of 'name'|No theme name set|Invalid type ).*", "主题写法不对", "写成 theme: {{name: material, language: zh}}"),
    (r"(?:The URL isn't valid|Unable to parse the URL).*", "网址不完整", "写全，以 https:// 开头"),
    (r"Expected a string.*|Expected type: <class 'str'>.*", "应是一段文字", "加上引号写成文字"),
    (r"Expected (?:a list|type: <class 'list'>).*", "应是列表", "写成 [甲, 乙]，或每行一个以“- ”开头"),
    (r"(?:Expected a dict|Expected type: <class 'dict'>|.*Expected a key-value).*", "应是“键: 值”的一组", "一行一个“键: 值”"),
    (r"Expected type: <class 'bool'>.*", "应是 true 或 false", "是写 true，否写 false"),
    (r"Expected type: <class 'int'>.*", "应是整数", "写成数字，不加引号"),
    (r"Expected (?:one of|to be one of):? (.+?)(?: but received|, got).*", "不是可用的值", "可用的：{0}"),
    (r"Unsupported option.*", "不是可用的值", "照 MkDocs 或插件的说明改正，或删去"),
    (r"Failed to load extension '(.+?)'\.\n.*KeyError: '(.+)'", "Markdown 扩展 {0} 没有选项 {1}", "核对选项的拼写，或删去"),
    (r"Failed to load extension '(.+?)'\.\n.*No module named.*", "没有 Markdown 扩展 {0}", "核对扩展名；用不着的删去"),
    (r"Failed to load extension '(.+?)'\.\n.*", "Markdown 扩展 {0} 不能用", "核对它的选项，或删去"),
    (
        r"(?:'.*' is not a valid Markdown|Invalid Markdown|Invalid config options for Markdown).*",
        "Markdown 扩展写法不对",
        "一行一个“- 扩展名”",
    ),
    (r"The configuration option .* (?:has been deprecated|was deprecated|removed).*", "这一项已不再使用", "删去"),
    (r"The 'site_dir' should not be within the 'docs_dir'.*", "网站要生成在文章的文件夹里面", "用 --out 换一个位置，或改 docs_dir"),
    (r"The 'docs_dir' should not be within the 'site_dir'.*", "文章的文件夹在网站的文件夹里面", "用 --out 换一个位置，或改 docs_dir"),
    (
        r"The '.+' should not be the parent directory of the config file\..*",
        "不能是 mkdocs.yml 的上级文件夹",
        "改成 mkdocs.yml 旁边的文件夹",
    ),
)

_IN_CONFIG = (
    (
        r"A reference to '(.+)' is included in the 'nav' configuration, which.*",
        "导航里的 {0} 不存在",
        "在文章的文件夹里建立它，或从 nav 删去",
    ),
    (r"A reference to '(.+)' is included in the 'nav' configuration, but.*", "导航里的 {0} 被排除在网站之外", "从 nav 删去，或不再排除"),
    (r"An absolute path to '(.+)' is included in the 'nav'.*", "导航里的 {0} 以 / 开头", "写成文章的文件名，或完整的 https:// 网址"),
    (r"The following pages exist in the docs directory, but are not included.*?:\s*- (.+)", "文章 {0} 不在导航里", "加进 nav"),
    (r"Inherited config file '(.+)' does not exist.*", "INHERIT 指的 {0} 不存在", "改正路径，或删去 INHERIT"),
    (r"The configuration is invalid\. Expected a key-value.*", "不是“键: 值”的写法", "对照 govmedia init 生成的 mkdocs.yml 填写"),
    (r"Template skipped: '(.+)' not found in .*", "模板 {0} 不存在", "改正名称，或删去"),
    (r"Failed at .*: TemplateNotFound: '(.+?)' not found.*", "主题里没有 {0}", "核对 theme 的 language、icon 和自己的模板"),
    (r"Failed at (.+:\d+): (.*)", "要用的程序在 {0} 出错（原话：{1}）", "检查自己加的 hooks、插件和模板"),
)

_IN_ARTICLE = (
    (r"Doc file '(.+?)' contains a link '(.+?)', but the target.* is not found.*", "链接的 {1} 不存在", "改正链接，或补上那个文件"),
    (r"Doc file '(.+?)' contains a link '(.+?)', but .*anchor.*", "链接 {1} 指的标题不存在", "改正 # 后面的标题"),
    (r"Doc file '(.+?)' contains a link to '(.+?)' which is excluded.*", "链接的 {1} 被排除在网站之外", "改正链接，或不再排除"),
    (
        r"Doc file '(.+?)' contains an? (?:absolute|unrecognized relative) link '(.+?)'.*",
        "链接 {1} 认不出来",
        "写成文章的文件名，如 about.md",
    ),
    (r"Excluding '(.+?)' from the site because it conflicts with '(.+?)'\.", "与 {1} 争同一个地址", "只留一个"),
    (r"Encoding error reading file: (.+)()", "不是 UTF-8 编码", "用文本编辑器另存为 UTF-8"),
    (r"File not found: (.+)()", "读不到", "检查文件和权限"),
    (
        r"Error building page '(.+?)': '(.+?)' not found in search paths.*",
        "要用的模板或图标 {1} 不存在",
        "改正稿头的 template，或 mkdocs.yml 的 theme",
    ),
    (r"Error (?:reading|building) page '(.+?)': (.+)", "这一页生成不了（原话：{1}）", "检查这篇文章、mkdocs.yml 的 theme 和自己加的插件"),
    (r"Error (?:reading|building) page '(.+?)':()", "这一页生成不了", "检查这篇文章、mkdocs.yml 的 theme 和自己加的插件"),
)


def refusal(complaints: Complaints, config_file: Path, docs: Path) -> CannotRun:
    """All complaints in one refusal."""
    lines = [line.strip() for line in complaints.lines if not _is_echo(line, complaints.lines)]
    told = list(dict.fromkeys(_told(line, config_file, docs) for line in lines))
    if len(told) == 1:
        return CannotRun(*told[0])
    return CannotRun(
        f"站点文章或 mkdocs.yml 有 {len(told)} 处错误：" + "；".join(f"{what}（{mend}）" for what, mend in told), "逐一改正后重试"
    )


def _is_echo(line: str, lines: Sequence[str]) -> bool:
    """Whether it only says that a page failed of which another line says why."""
    page = re.match(r"Error (?:reading|building) page '(.+?)':", line)
    return page is not None and any(page[1] in other for other in lines if other is not line)


def _told(line: str, config_file: Path, docs: Path) -> tuple[str, str]:
    """Place and fault, and the mend."""
    if setting := _SETTING.fullmatch(line):
        name, reason = " 的 ".join(_way(setting["key"], setting["reason"])), _innermost(setting["reason"])
        what, mend, _ = _of(_REASONS, reason) or (
            f"值不对（MkDocs 的原话：{_short(reason)}）",
            "对照 govmedia init 生成的 mkdocs.yml 改正",
            (),
        )
        return f"{_at(config_file, setting['key'])}: {name}：{what}", mend
    if known := _of(_IN_CONFIG, line):
        what, mend, words = known
        return f"{_at(config_file, *words[:1])}: {what}", mend
    if known := _of(_IN_ARTICLE, line):
        what, mend, words = known
        return f"{_at(docs / words[0], *words[1:])}: {what}", mend
    return f"{config_file} 或其文章有误（MkDocs 的原话：{_short(line)}）", "对照 govmedia init 生成的 mkdocs.yml 改正"


def _way(key: str, reason: str) -> Iterator[str]:
    """The names from the setting to the option that is wrong."""
    yield key
    if plugin := _PLUGIN.fullmatch(reason):
        yield from (plugin["plugin"], *_way(plugin["key"], plugin["reason"]))
    elif part := _PART.fullmatch(reason):
        yield from _way(part["key"], part["reason"])


def _innermost(reason: str) -> str:
    inner = _PLUGIN.fullmatch(reason) or _PART.fullmatch(reason)
    return _innermost(inner["reason"]) if inner else reason


def _of(rows: Sequence[tuple[str, str, str]], line: str) -> tuple[str, str, tuple[str, ...]] | None:
    """Fault and mend of the first row that knows the line, and the words it found there."""
    for pattern, what, mend in rows:
        if found := re.fullmatch(pattern, line, re.DOTALL):
            words = tuple(_short(word or "") for word in found.groups())
            return what.format(*words), mend.format(*words), words
    return None


def _at(file: Path, *words: str) -> str:
    """The file, with the line on which the first of the words stands if there is one."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return str(file)
    number = next((n for n, line in enumerate(lines, 1) if words and words[0] and words[0] in line), None)
    return f"{file}:{number}" if number else str(file)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 200 else text[:200] + "…"
