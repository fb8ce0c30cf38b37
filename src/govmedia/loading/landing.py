"""Write new files into a repository so that either all of them land or none, and nothing that lies there is overwritten."""

import os
from contextlib import suppress
from pathlib import Path

from govmedia.errors import CannotRun


def land(root: Path, new: dict[str, str], grown: dict[str, str]) -> None:
    """`new`: files that must not exist yet. `grown`: files that may be replaced as a whole. Raises CannotRun, all undone."""
    done: list[tuple[Path, bytes | None]] = []
    try:
        for path, text in sorted(new.items()):
            _create(_target(root, path), text)
            done.append((root / path, None))
        for path, text in sorted(grown.items()):
            target = _target(root, path)
            before = target.read_bytes() if target.exists() else None
            write_whole(target, text.encode("utf-8"))
            done.append((target, before))
    except BaseException as error:
        _undo(done, root)
        if isinstance(error, OSError):
            raise CannotRun(f"写入失败，全部撤回：{_reason(error)}", "检查磁盘空间、权限和文件名后再试") from None
        raise


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
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.parent.resolve() != root.resolve() / Path(path).parent:
        raise CannotRun(f"{Path(path).parent} 是符号链接或指向别处", "换成真正的文件夹再试")
    return target


def _create(target: Path, text: str) -> None:
    with open(target, "x", encoding="utf-8", newline="\n") as out:
        try:
            out.write(text)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def _undo(done: list[tuple[Path, bytes | None]], root: Path) -> None:
    for target, before in reversed(done):
        with suppress(OSError):
            if before is None:
                target.unlink(missing_ok=True)
            else:
                write_whole(target, before)
        for folder in target.parents:
            if folder == root:
                break
            with suppress(OSError):
                folder.rmdir()


def _reason(error: OSError) -> str:
    name = f"（{error.filename}）" if error.filename else ""
    return f"文件已存在{name}" if isinstance(error, FileExistsError) else f"{error.strerror or error}{name}"
