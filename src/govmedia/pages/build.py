"""The whole site, built beside the old one and put in its place at once."""

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from govmedia.errors import CannotRun
from govmedia.pages.publish import staged
from govmedia.pages.shell import REQUEST, Request


def build_site(config_file: Path, out: Path, processes: int = 1) -> None:
    """Build the site of a repository into `out`. Raises CannotRun; then `out` is as it was."""
    with staged(out) as stage:
        try:
            _run_mkdocs(config_file, stage.tree, Request(stage.previous, processes, stage.rows))
        except OSError as error:
            raise CannotRun(f"写站点文件失败：{error.strerror}（{error.filename}）", "请检查磁盘空间和写权限后重试。") from error


def _run_mkdocs(config_file: Path, tree: Path, request: Request) -> None:
    complaints = _Complaints()
    log = logging.getLogger("mkdocs")
    log.addHandler(complaints)
    propagate, log.propagate = log.propagate, False
    try:
        config = load_config(str(config_file), site_dir=str(tree), strict=True)
        config.extra[REQUEST] = request
        build(config)
    except (Abort, ConfigurationError) as error:
        raise CannotRun(f"站点文章或 mkdocs.yml 有误：{complaints.text() or error}", "请按提示改正后重试。") from error
    finally:
        log.propagate = propagate
        log.removeHandler(complaints)


class _Complaints(logging.Handler):
    """MkDocs' warnings and errors, kept for our own message."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(record.getMessage())

    def text(self) -> str:
        return "；".join(self._lines)
