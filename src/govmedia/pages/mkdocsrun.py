"""Running MkDocs from our own command. Apart, because importing MkDocs takes a third of a second that most builds can save."""

import logging
from pathlib import Path
from traceback import walk_tb

import jieba
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from govmedia.errors import CannotRun
from govmedia.pages.mkdocswords import Complaints
from govmedia.pages.shell import REQUEST, Request


def run_mkdocs(config_file: Path, hooks: list[Path], tree: Path, request: Request) -> None:
    """Write the prose into `tree`, the rest into the request. Raises Complaints in MkDocs' own words, or our CannotRun."""
    heard = _Listener()
    jieba.setLogLevel(logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.addHandler(heard)
    propagate, log.propagate = log.propagate, False
    try:
        config = load_config(str(config_file), site_dir=str(tree), strict=True, hooks=[str(hook) for hook in hooks])
        config.extra[REQUEST] = request
        build(config)
    except CannotRun:
        raise
    except (Abort, ConfigurationError) as error:
        raise Complaints(heard.lines or [str(error)]) from error
    except Exception as error:
        *_, (frame, line) = walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__")).startswith("govmedia."):
            raise  # our own defect, and no plugin's, template's or hook's of the office
        place = f"{error.filename}:{error.lineno}" if isinstance(error, SyntaxError) else f"{frame.f_code.co_filename}:{line}"
        raise Complaints(heard.lines or [f"Failed at {place}: {type(error).__name__}: {error}"]) from error
    finally:
        log.propagate = propagate
        log.removeHandler(heard)


class _Listener(logging.Handler):
    """MkDocs' warnings and errors, kept for our own message."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
