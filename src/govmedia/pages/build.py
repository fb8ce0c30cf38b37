"""The whole site, built beside the old one and put in its place at once."""

from dataclasses import dataclass
from pathlib import Path

from govmedia.errors import CannotRun
from govmedia.pages.prose import Run, prose
from govmedia.pages.publish import staged
from govmedia.pages.site import Site
from govmedia.pages.tree import write_data


@dataclass(frozen=True, slots=True)
class Press:
    """How the prose is printed: the office's mkdocs.yml, the file that hands MkDocs' events on to us, and who runs MkDocs."""

    config_file: Path
    hook: Path
    run: Run


def build_site(site: Site, press: Press, out: Path) -> int:
    """Build the site into `out`; the number of its data pages. Raises CannotRun; then `out` is as it was."""
    with staged(out) as stage:
        try:
            stand = prose(press.config_file, press.hook, press.run, site.audience, stage)
            stage.rows.update(write_data(site, stand, stage.tree, stage.previous))
        except OSError as error:
            raise CannotRun(f"写站点文件失败：{error.strerror}（{error.filename}）", "请检查磁盘空间和写权限后重试。") from error
    return len(stage.rows)
