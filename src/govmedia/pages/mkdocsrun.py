"""Running MkDocs from our own command. Apart, because importing MkDocs takes a third of a second that most builds can save."""

import logging
from pathlib import Path

import jieba
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from govmedia.errors import CannotRun
from govmedia.pages.shell import REQUEST, Request


def run_mkdocs(config_file: Path, hooks: list[Path], tree: Path, request: Request) -> None:
    """Write the prose into `tree`, the rest into the request. Raises CannotRun with MkDocs' own complaints."""
    complaints = _Complaints()
    jieba.setLogLevel(logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.addHandler(complaints)
    propagate, log.propagate = log.propagate, False
    try:
        config = load_config(str(config_file), site_dir=str(tree), strict=True, hooks=[str(hook) for hook in hooks])
        config.extra[REQUEST] = request
        build(config)
    except (Abort, ConfigurationError) as error:
        raise CannotRun(f"站点文章或 mkdocs.yml 有误：{complaints.text() or error}", "请按提示改正后重试") from error
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
