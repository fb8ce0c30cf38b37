"""What the three acts of `sample` share: freezing from a commit, writing once, and gathering all that is wrong."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govmedia.calculation.draw import ALGORITHM, digest_of
from govmedia.calculation.drawaudit import against_registry, digest_fault, draw_faults, frame_faults
from govmedia.calculation.sampleframe import previous, quarter_of, strata
from govmedia.errors import CannotRun, reason
from govmedia.history import Repository
from govmedia.loading.base import load_base
from govmedia.loading.committed import commits, committed, has_commit, lying, repository, versions
from govmedia.loading.inspections import draw_path, failures, frame_path, read_draw, read_frame, watch_list
from govmedia.loading.ledger import Ledger
from govmedia.model.sample import Draw, Frame, Stratum
from govmedia.pages.drawfiles import draw_table, frame_table
from govmedia.when import AsOf, end_of


@dataclass(frozen=True)
class Audit:
    """What `verify` found: Chinese lines, the table where both files read, and the verdict."""

    faults: list[str]
    notes: list[str]
    table: str
    verdict: str


def frozen(root: Path, quarter: str, moment: AsOf, salt: str) -> Frame:
    """The frame of a quarter from HEAD. Raises CannotRun where the quarter is another or a filing does not load."""
    if quarter_of(moment.day) != quarter:
        raise CannotRun(f"{moment.day} 不在 {quarter} 之内", "检查季度，或用 --as-of 写明本季度内的冻结日")
    refuse_existing(root, frame_path(quarter), "名单已经冻结，不能再冻结")
    commit = Repository(root).commit("HEAD")
    facts = {
        "quarter": quarter,
        "frozen_on": moment.day.isoformat(),
        "commit": commit,
        "algorithm": ALGORITHM,
        "salt": salt,
        "digest": "0" * 64,
    }
    frame = Frame.model_validate({**facts, "strata": _registry(root, quarter, commit, moment)})
    if not frame.strata:
        raise CannotRun("登记库里没有可抽查的账号", "先登记账号并提交")
    return frame.model_copy(update={"digest": digest_of(frame)})


def _registry(root: Path, quarter: str, commit: str, moment: AsOf) -> list[Stratum]:
    ledger = load_base([root], commit, moment)
    found = strata(ledger, failures(ledger, previous(quarter)), watch_list(ledger))
    _refuse_faults(ledger)
    return found


def _refuse_faults(ledger: Ledger) -> None:
    """A filing that does not load would silently be missing from the frame."""
    if faults := [fault for fault in ledger.faults if fault.path.startswith("registry/")]:
        raise CannotRun(
            f"登记库有 {len(faults)} 处读不出来，如 {faults[0].path}（{faults[0].message}）", "先运行 govmedia check 并改正，再冻结名单"
        )


def committed_frame(root: Path, quarter: str) -> Frame:
    """The frame to draw from. Raises CannotRun unless it reads, is whole, and is what HEAD holds."""
    frame, faults = read_frame(root, quarter)
    if frame is None and not faults:
        raise CannotRun(f"{quarter} 的名单还没有冻结", f"先运行 govmedia sample freeze {quarter}，提交并合并后再抽签")
    if frame is None:
        raise CannotRun(f"名单读不出来：{faults[0]}", f"从 Git 恢复 {frame_path(quarter)}")
    if wrong := [*frame_faults(frame, quarter), *digest_fault(frame, frame.digest)]:
        raise CannotRun(f"名单核对不符：{wrong[0]}", f"从 Git 恢复 {frame_path(quarter)}")
    if committed(Repository(root), frame_path(quarter)) != lying(root, frame_path(quarter)):
        raise CannotRun("名单还没有提交，或提交后改过", f"名单须先于数字：提交 {frame_path(quarter)}（改过的先恢复），再抽签")
    return frame


def refuse_existing(root: Path, path: str, message: str) -> None:
    """Raise CannotRun where the file is already there, or was once: whoever could delete and do it again would pick the result."""
    if os.path.lexists(root / path):
        raise CannotRun(f"{message}：{path} 已在", "如需核对，运行 govmedia sample verify")
    if _was_committed(repository(root), path):
        raise CannotRun(f"{message}：{path} 提交过，后来删了", f"从历史恢复（git log -- {path} 可见）")


def _was_committed(repo: Repository | None, path: str) -> bool:
    return repo is not None and bool(commits(repo, path))


def write_once(root: Path, path: str, text: str, message: str) -> None:
    """Write a new file; an existing one is never touched. Raises CannotRun."""
    file = root / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        refuse_existing(root, path, message)
    except OSError as error:
        raise CannotRun(f"写不了 {file}（{reason(error)}）", "检查文件夹权限和磁盘空间") from None


def audit(root: Path, quarter: str) -> Audit:
    """Everything that can be checked of a quarter. Raises CannotRun where nothing was frozen."""
    frame, faults = read_frame(root, quarter)
    draw, more = read_draw(root, quarter)
    faults += more
    gone = list(_gone(root, quarter))
    if frame is None and not faults and not gone:
        raise CannotRun(f"{quarter} 的名单还没有冻结", "检查季度的写法和 --root")
    faults += gone
    notes: list[str] = []
    if frame is not None:
        faults += frame_faults(frame, quarter)
        faults += draw_faults(frame, draw) if draw else digest_fault(frame, frame.digest)
        faults += _against_git(root, quarter, frame, draw, notes)
    return Audit(faults, notes, _table(frame, draw), _verdict(faults, draw, bool(more)))


def _table(frame: Frame | None, draw: Draw | None) -> str:
    if frame is None:
        return ""
    return draw_table(frame, draw) if draw else frame_table(frame)


def _verdict(faults: list[str], draw: Draw | None, unreadable: bool) -> str:
    if faults:
        return f"核对不符，共 {len(faults)} 处"
    return "核对相符：名单、种子、抽中账号都能由公开的文件重新算出" if draw or unreadable else "名单核对相符；尚未抽签"


def _against_git(root: Path, quarter: str, frame: Frame, draw: Draw | None, notes: list[str]) -> Iterator[str]:
    repo = repository(root)
    if repo is None or not has_commit(repo, frame.commit):
        notes.append(f"这里没有提交 {frame.commit[:12]}，只核对了文件本身，没有核对名单与登记库是否一致")
    else:
        try:
            yield from against_registry(frame, _registry(root, quarter, frame.commit, end_of(frame.frozen_on)))
        except CannotRun as error:
            notes.append(f"没有核对名单与登记库是否一致：{error.message}")
    if repo is not None:
        for path in [frame_path(quarter)] + [draw_path(quarter)] * (draw is not None):
            yield from _history(repo, root, path, notes)
        if repo.shallow:
            notes.append("这是浅克隆，从历史看不出名单先于数字；先运行 git fetch --unshallow")
        elif set(commits(repo, frame_path(quarter))) & set(commits(repo, draw_path(quarter))):
            notes.append("名单与抽签结果在同一次提交里，从历史看不出名单先于数字")


def _gone(root: Path, quarter: str) -> Iterator[str]:
    repo = repository(root)
    for path in (frame_path(quarter), draw_path(quarter)):
        if lying(root, path) is None and _was_committed(repo, path):
            yield f"{path} 提交过，现在不见了（git log -- {path} 可见）"


def _history(repo: Repository, root: Path, path: str, notes: list[str]) -> Iterator[str]:
    known = committed(repo, path)
    if known is None:
        notes.append(f"{path} 尚未提交")
    elif known != lying(root, path):
        yield f"{path} 与已提交的内容不同（git diff 可见）"
    if len(versions(repo, path)) > 1:
        yield f"{path} 提交后又改过，前后有 {len(versions(repo, path))} 种内容（git log -p 可见）"
