"""The whole site, built beside the old one and put in its place at once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from govmedia.errors import CannotRun, reason
from govmedia.pages.audience import Audience
from govmedia.pages.prose import TREE, Run, prose
from govmedia.pages.publish import Stage, staged
from govmedia.pages.site import Site
from govmedia.pages.templates import compiled, take
from govmedia.pages.tree import Stand, write_site
from govmedia.workers import Helper, processors

MANY = 1000
"""Accounts from which a second process is worth its start."""


@dataclass(frozen=True, slots=True)
class Press:
    """How the prose is printed: the office's mkdocs.yml, the file that hands MkDocs' events on to us, and who runs MkDocs."""

    config_file: Path
    hook: Path
    run: Run
    audience: Audience


def build_site(gather: Callable[[], Site], press: Press, out: Path) -> Site:
    """Build the site into `out` and give what it was made of. Raises CannotRun; then `out` is as it was.

    MkDocs works in a process of its own while `gather` reads the registry: that saves its time and gives its memory back.
    """
    with staged(out) as stage:
        try:
            return _build(gather, press, stage)
        except OSError as error:
            raise CannotRun(f"写站点文件失败：{reason(error)}（{error.filename}）", "请检查磁盘空间和写权限后重试") from error


def _build(gather: Callable[[], Site], press: Press, stage: Stage) -> Site:
    folder = stage.room / "prose"
    with Helper(partial(_ready, press, folder)) as helper:
        site = gather()
        stand, code = helper.result()
    take(code)
    processes = processors() if len(site.accounts) >= MANY else 1
    stage.made = write_site(site, stand, stage.tree, stage.previous(), processes, folder / TREE)
    return site


def _ready(press: Press, folder: Path) -> tuple[Stand, dict[str, bytes]]:
    """What need not wait for the registry: the prose, and the templates compiled."""
    return prose(press.config_file, press.hook, press.run, press.audience, folder), compiled()
