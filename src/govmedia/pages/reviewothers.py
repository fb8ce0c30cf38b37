"""Files that nobody tells in terms of the office: line by line, as they were and as they would be."""

from collections.abc import Iterator
from difflib import unified_diff

from govmedia.calculation.kinds import kind_of
from govmedia.calculation.submission import GENERATED
from govmedia.gitoutput import ABSENT
from govmedia.pages.reviewview import Block, View
from govmedia.pages.safemark import clipped, code, details, fenced, plain

MOST_BYTES, MOST_LINES, MOST_CHARACTERS = 200_000, 300, 12_000
"""Bounds of what is compared and shown of one file."""


def other(path: str, view: View) -> Block:
    """One file's change behind a line to touch."""
    old, new = view.contents.get(path, (None, None))
    change = view.by_path[path]
    act = "新文件" if change.old_blob == ABSENT else "删去" if change.new_blob == ABSENT else "改动"
    summary = f"{act} {plain(clipped(path, 200))}"
    if change.new_mode != change.old_mode and ABSENT not in (change.old_blob, change.new_blob):
        summary += f"（文件方式 {change.old_mode} → {change.new_mode}）"
    return Block(path, details(summary, difference(old, new)))


def untold(old_path: str, path: str, view: View) -> str:
    """Of a record, what is told in no other way: line by line, and whether anything but its writing differs."""
    old, new = view.data(old_path)[0], view.data(path)[1]
    says = "只改了格式或注释，登记的内容没有变。" if old == new else "登记的内容有变，逐行对照如下。"
    raw = difference(view.contents.get(old_path, (None, None))[0], view.contents.get(path, (None, None))[1])
    return f"{says}\n\n{details('逐行对照', raw)}"


def difference(old: bytes | None, new: bytes | None) -> str:
    """Lines taken out and put in, as a fence; what is no text is told by its size."""
    if any(len(side or b"") > MOST_BYTES for side in (old, new)) or any(b"\0" in (side or b"") for side in (old, new)):
        sizes = " → ".join("没有" if side is None else f"{len(side):,} 字节" for side in (old, new))
        return f"不是文本，或太大，不逐行显示：{sizes}。请打开文件看。"
    return _shown(list(unified_diff(_lines(old), _lines(new), lineterm="", n=2))[2:])


def _lines(raw: bytes | None) -> list[str]:
    lines = raw.decode("utf-8", "replace").split("\n") if raw else []
    return lines[:-1] if lines and not lines[-1] else lines


def _shown(lines: list[str]) -> str:
    kept: list[str] = []
    room = MOST_CHARACTERS
    for line in lines[:MOST_LINES]:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    if not lines:
        return "逐行看没有差别。"
    more = f"\n\n另有 {len(lines) - len(kept)} 行没有显示，请打开文件看。" if len(kept) < len(lines) else ""
    return fenced("\n".join(kept), "diff") + more


def unjudged(view: View) -> Iterator[Block]:
    """Files that belong to no item: generated ones that are what generation gives, and those that no kind of change covers."""
    kinds = {path: kind_of(path, view.base.kinds) for path in view.unjudged()}
    yield from (other(path, view) for path, kind in kinds.items() if kind is None)
    if paths := [path for path, kind in kinds.items() if kind and kind.kind == GENERATED]:
        names = "、".join(code(clipped(path, 200)) for path in paths[:20]) + (f"等 {len(paths)} 个" if len(paths) > 20 else "")
        yield Block("生成文件", f"随之重新生成、与登记一致、不用审签的文件：{names}。")
