"""Bytes of a file -> its text, or what is wrong with them."""

import re
from itertools import islice

from govmedia.fault import Fault

MAX_BYTES = 1_000_000
_TURNING = "\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c"
_UNSEEN = re.compile(f"[\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\u00ad\u180e\u3164\uffa0{_TURNING}]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def decode(raw: bytes, path: str, limit: int = MAX_BYTES) -> tuple[str | None, list[Fault]]:
    """Bytes -> text, refusing what is too large, not UTF-8, or holds control or invisible characters."""
    if len(raw) > limit:
        return None, [Fault(path, (), f"文件有 {len(raw):,} 字节，超过上限 {limit:,}", "拆分或删减内容", 1, 1)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [Fault(path, (), *_encoding_words(raw), line, 1)]
    if found := _CONTROL.search(text):
        return None, [at_index(path, text, found.start(), f"含控制字符 U+{ord(found[0]):04X}", "删去该字符后重新保存")]
    return text, [_unseen(path, text, found) for found in islice(_UNSEEN.finditer(text), 20)]


def _unseen(path: str, text: str, found: re.Match[str]) -> Fault:
    what = "会颠倒文字方向的字符" if re.match(f"[{_TURNING}]", found[0]) else "看不见的字符"
    mend = "删去该字符：它会让人看到的与机器读到的不一样"
    return at_index(path, text, found.start(), f"含{what} U+{ord(found[0]):04X}", mend)


def at_index(path: str, text: str, index: int, message: str, mend: str) -> Fault:
    """A fault at the line and column where this character stands."""
    line = text.count("\n", 0, index) + 1
    return Fault(path, (), message, mend, line, index - text.rfind("\n", 0, index))


def _encoding_words(raw: bytes) -> tuple[str, str]:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or raw.count(0) * 5 > len(raw):
        return "文件是 UTF-16 编码", "用文本编辑器另存为 UTF-8"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "文件含有不是文字的字节", "恢复原文件，或用文本编辑器打开核对后另存为 UTF-8"
    return "文件像是 GB18030（GBK）编码，不是 UTF-8", "用文本编辑器另存为 UTF-8"
