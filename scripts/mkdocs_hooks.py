"""MkDocs' build events (the setting `hooks:` of mkdocs.yml), handed on to govmedia.pages; not to be confused with the compliance rules in hooks/."""

from pathlib import Path
from typing import Any

from govmedia.pages.build import BuildRequest, data_pages
from govmedia.pages.shell import Shell

_shell = Shell()


def on_config(config: Any) -> Any:
    return _shell.on_config(config)


def on_files(files: Any, config: Any) -> Any:
    return _shell.on_files(files, config)


def on_post_page(output: str, page: Any) -> str:
    return _shell.on_post_page(output, page)
