"""Write new files into a repository so that either all of them land or none, and nothing that lies there is overwritten."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from govmedia.errors import CannotRun, reason


def land(root: Path, new: dict[str, str], grown: dict[str, str]) -> None:
    """`new`: files that must not exist yet. `grown`: files that may be replaced as a whole. Raises CannotRun, all undone.

    Everything is written aside first, so that a full disk is met before the first file lands and no file is ever half there.
    """
    done: list[tuple[Path, bytes | None]] = []
    try:
        (root / ".cache").mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="import-", dir=root / ".cache") as aside:
            _land(root, Path(aside), new, grown, done)
    except BaseException as error:
        _undo(done)
        _clear_folders(root, [*new, *grown])
        if isinstance(error, OSError):
            raise CannotRun(f"写入失败，全部撤回：{_reason(error)}", "检查磁盘空间、权限和文件名后再试") from None
        raise


def _land(root: Path, aside: Path, new: dict[str, str], grown: dict[str, str], done: list[tuple[Path, bytes | None]]) -> None:
    parts = {path: aside / str(number) for number, path in enumerate(sorted({*new, *grown}, key=_turn))}
    for path, part in parts.items():
        part.write_bytes((grown | new)[path].encode("utf-8"))
    for path, part in parts.items():
        target = _target(root, path)
        before = target.read_bytes() if path in grown and target.exists() else None
        if path in new:
            _put(part, target)
        else:
            os.replace(part, target)
        done.append((target, before))


def _turn(path: str) -> tuple[bool, str]:
    """Units before accounts: what is killed midway can be begun again, and no account ever stands without its unit."""
    return not path.endswith("/unit.yml"), path


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that whoever looks sees the old content or the new, never half of it. Raises OSError."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def _target(root: Path, path: str) -> Path:
    """Where a file goes, its folder made; no step of the way below the root may be a link out of it. Raises CannotRun."""
    target = root / path
    if target.parent.resolve() != root.resolve() / Path(path).parent:
        raise CannotRun(f"{Path(path).parent} 是符号链接或指向别处", "换成真正的文件夹再试")
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _put(part: Path, target: Path) -> None:
    """Give a finished file its name; FileExistsError where the name is taken."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(17, "exists", os.fspath(target)) from None
        os.rename(part, target)


def _undo(done: list[tuple[Path, bytes | None]]) -> None:
    for target, before in reversed(done):
        with suppress(OSError):
            if before is None:
                target.unlink(missing_ok=True)
            else:
                write_whole(target, before)


def _clear_folders(root: Path, paths: list[str]) -> None:
    """Remove the empty folders on the way to these files; one that holds anything refuses to go."""
    folders = {folder for path in paths for folder in Path(path).parents if folder != Path()}
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            (root / folder).rmdir()


def _reason(error: OSError) -> str:
    name = f"（{error.filename2 or error.filename}）" if error.filename else ""
    return f"文件已存在{name}" if isinstance(error, FileExistsError) else f"{reason(error)}{name}"
