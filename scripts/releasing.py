"""How `release` chooses manuscripts of the branch and puts the folder in its place."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from govmedia.calculation.releasing import Desk, Due, Turn
from govmedia.errors import CannotRun, reason
from govmedia.history import Repository
from govmedia.loading import paths
from govmedia.loading.base import load_base
from govmedia.loading.ledger import Ledger
from govmedia.pages.packages import Package, package
from govmedia.pages.page import File
from govmedia.pages.releasefiles import INDEX, LIST, held, release_files
from govmedia.scripts.options import meant
from govmedia.when import AsOf


@dataclass(frozen=True)
class Choice:
    """Manuscripts by name, all that wait of one unit, or what changed since a commit; nothing of these: all that wait."""

    paths: Sequence[Path]
    unit: str | None
    since: str | None


def released(root: Path, moment: AsOf, out: Path, choice: Choice) -> str:
    """Write the folder; what is in it, in Chinese. Raises CannotRun, click.UsageError."""
    repository = Repository(root)
    head = repository.commit("HEAD")
    ledger = load_base([root], head, moment)
    desk = Desk(ledger)
    dues = _chosen(repository, head, root, ledger, desk, choice)
    open_turns = (Turn.ready,) if choice.unit or not (choice.paths or choice.since) else (Turn.ready, Turn.posted)
    packages = [package(due, ledger) for due in dues if due.turn in open_turns]
    _put(out, release_files(dues, packages, ledger, head))
    return "\n".join([*_unmerged(repository, head), _report(out, dues, packages, ledger)])


def _unmerged(repository: Repository, head: str) -> list[str]:
    """A warning where the tip is on no main branch: what has not been merged has not been signed."""
    told = repository.text("for-each-ref", "--format=%(refname)", f"--contains={head}", "refs/heads", "refs/remotes").splitlines()
    if any(name.rpartition("/")[2] in ("main", "master", "HEAD") for name in told):
        return []
    return ["注意：现在的提交不在主干上，还没有审签合并，不能发布。合并后在主干上再运行一次。"]


def _chosen(repository: Repository, head: str, root: Path, ledger: Ledger, desk: Desk, choice: Choice) -> list[Due]:
    if choice.paths:
        wanted = {_path(root, named, ledger) for named in choice.paths}
    elif choice.since:
        changes = repository.diff(repository.commit(choice.since), head)
        wanted = {path for change in changes if change.status != "D" and (path := _manuscript_of(change.path))}
    else:
        if choice.unit and choice.unit not in ledger.units and not any(m.unit == choice.unit for m in ledger.manuscripts):
            raise click.UsageError(f"登记库里没有单位“{choice.unit}”。写单位编号，如 440100-guangzhou/health-commission")
        return desk.waiting(choice.unit)
    return desk.of(m for m in ledger.manuscripts if m.path in wanted)


def _manuscript_of(path: str) -> str | None:
    """The manuscript that a changed file belongs to: itself, or the one whose picture it is."""
    if paths.is_manuscript(path):
        return path
    beside = f"{path.rpartition('/')[0]}.md"
    return beside if paths.is_manuscript(beside) else None


def _path(root: Path, named: Path, ledger: Ledger) -> str:
    """Path of a manuscript of the branch, from wherever it was named."""
    found = meant(root, named)
    loaded = {m.path for m in ledger.manuscripts}
    if path := next((path for path in found if path in loaded), None):
        return path
    if path := next((path for path in found if path in ledger.present and paths.is_manuscript(path)), None):
        raise CannotRun(f"{path} 读不出来", "运行 govmedia check 看哪里不对，改好并合并后再发布")
    if any((root / path).is_file() and paths.is_manuscript(path) for path in found):
        raise CannotRun(f"{named} 还没有提交，只发布已合并的稿件", "审核合并以后，在主分支上运行")
    raise click.UsageError(f"库里没有稿件 {named}。写 content/manuscripts/ 下的 .md 文件")


def _put(out: Path, files: Iterable[File]) -> None:
    """Make the folder aside and put it in the place of the old one. Raises CannotRun where something else lies there."""
    out = out.resolve()
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / LIST).is_file())):
        raise CannotRun(f"{out} 里有别的内容，不能整个替换", "用 --out 指定一个新文件夹或空文件夹")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as aside:
            fresh = Path(aside) / "new"
            for file in files:
                (fresh / file.file).parent.mkdir(parents=True, exist_ok=True)
                (fresh / file.file).write_bytes(file.content)
            _swap(fresh, out, Path(aside) / "old")
    except OSError as error:
        raise CannotRun(f"写不了 {out}：{reason(error)}", "检查磁盘空间和权限，或用 --out 换一个位置") from None


def _swap(fresh: Path, out: Path, old: Path) -> None:
    if out.exists():
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise


def _report(out: Path, dues: Sequence[Due], packages: Sequence[Package], ledger: Ledger) -> str:
    ready = {(p.due.manuscript.path, p.due.outlet.home): p for p in packages}
    lines = []
    for due in dues:
        found = ready.get((due.manuscript.path, due.outlet.home))
        if found is None:
            lines.append(f"{due.manuscript.path} {held(due)}")
        lines += [f"{due.manuscript.path} {due.outlet.medium}“{due.outlet.name}”：{told}" for told in (found.problems if found else ())]
    broken = sorted({f.path for f in ledger.faults if paths.is_manuscript(f.path)})
    lines += [f"{path} 读不出来，没有列入；运行 govmedia check 查看" for path in broken]
    count = f"{len({p.due.manuscript.path for p in packages})} 篇稿件，{len(packages)} 个账号"
    troubled = sum(bool(p.problems) for p in packages)
    return "\n".join([*lines, f"已生成 {out / INDEX}：{count}" + (f"，其中 {troubled} 个须先改正。" if troubled else "。")])
