"""mkdocs.yml as far as we depend on it: read like every file of the registry, and refused where MkDocs or we would stumble."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from govmedia.errors import CannotRun
from govmedia.loading.yamltext import locate, parse

THEME = "material"


def settings_of(config_file: Path) -> dict[str, Any]:
    """Its keys, every scalar as text. Raises CannotRun with file, line and mend."""
    raw = config_file.read_bytes()
    parsed = parse(raw, str(config_file))
    if parsed.faults:
        first = parsed.faults[0]
        raise CannotRun(f"{first.path}:{first.line}:{first.col}: {first.message}", first.mend)
    if not isinstance(parsed.data, dict):
        raise CannotRun(f"{config_file} 不是“键: 值”的写法", "对照 govmedia init 生成的 mkdocs.yml 填写")
    for key, message, mend in _faults(parsed.data, config_file.parent):
        line, _ = locate(raw, (key,))
        raise CannotRun(f"{config_file}:{line}: {message}", mend)
    return parsed.data


def _faults(settings: dict[str, Any], folder: Path) -> Iterator[tuple[str, str, str]]:
    """Key, what is wrong with its value, how to mend it."""
    yield from _shapes(settings)
    theme = _name(settings.get("theme"))
    if "INHERIT" not in settings and theme != THEME:
        yield (
            "theme",
            f"{f'主题是“{theme}”' if theme else '没有写主题'}，本系统的页面只配 {THEME}",
            f"写成 theme: {{name: {THEME}, language: zh}}",
        )
    docs = settings.get("docs_dir")
    if isinstance(docs, str) and not (folder / docs).is_dir():
        mend = "建立这个文件夹并放入 index.md；文章在另一个库里的，把 mkdocs.yml 也移到那个库"
        yield "docs_dir", f"文章所在的文件夹 {docs} 不存在", mend
    for page, times in Counter(_pages(settings.get("nav"))).items():
        if times > 1:
            yield "nav", f"导航里 {page} 写了 {times} 次", "只留一处"


def _shapes(settings: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    if not isinstance(settings.get("docs_dir", ""), str):
        yield "docs_dir", "docs_dir 应是一个文件夹名", "写成 docs_dir: content/pages"
    if not _is_list_of_texts(settings.get("hooks")):
        yield "hooks", "hooks 应是文件名的列表", "写成 hooks: [scripts/mkdocs_hooks.py]"
    if not isinstance(settings.get("plugins") or [], list | dict) or not all(map(_names_one, settings.get("plugins") or [])):
        yield "plugins", "plugins 应是插件的列表，每项一个名字", "写成 plugins: [search]，有选项的另起一行写在名字下面"


def _is_list_of_texts(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(item, str) for item in value))


def _names_one(item: Any) -> bool:
    return isinstance(item, str) or (isinstance(item, dict) and len(item) == 1)


def _name(theme: Any) -> str | None:
    found = theme.get("name") if isinstance(theme, dict) else theme
    return found if isinstance(found, str) else None


def _pages(nav: Any) -> Iterator[str]:
    """What the navigation leads to, wherever it stands in it."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _pages(item)


def plugins_of(settings: dict[str, Any]) -> set[str]:
    """Names of the plugins that it asks for."""
    return {name if isinstance(name, str) else next(iter(name)) for name in settings.get("plugins") or []}
