"""A Markdown manuscript -> its YAML front matter and its text."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from govmedia.fault import Fault
from govmedia.loading.utf8 import decode
from govmedia.loading.yamlplain import Data
from govmedia.loading.yamltext import parse

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


class Text(NamedTuple):
    """The text below the front matter, and the number of the file's line with which it begins."""

    body: str
    line: int


@dataclass(frozen=True)
class Split:
    """Front matter data, the text below it, and the faults of either."""

    data: Data
    text: Text
    faults: tuple[Fault, ...]


def split(raw: bytes, path: str) -> Split:
    """Cut a manuscript at its `---` lines. Lines of faults are lines of the file."""
    text, faults = decode(raw, path)
    if text is None:
        return Split(None, Text("", 1), tuple(faults))
    found = _FRONT.match(text)
    if not found:
        missing = Fault(path, (), "稿件开头没有用两行 --- 围起来的稿头", "照样稿补上稿头，或用 govmedia new manuscript 生成", 1, 1)
        return Split(None, Text(text, 1), (*faults, missing))
    parsed = parse(front_matter(raw), path)
    return Split(parsed.data, _below(text, found), tuple(dict.fromkeys((*faults, *parsed.faults))))


def body(raw: bytes) -> Text:
    """The text alone, of a manuscript that was found to be without faults."""
    text = raw.decode("utf-8-sig")
    found = _FRONT.match(text)
    assert found
    return _below(text, found)


def _below(text: str, found: re.Match[str]) -> Text:
    return Text(text[found.end() :], text.count("\n", 0, found.end()) + 1)


def front_matter(raw: bytes) -> bytes:
    """The front matter with the opening `---` kept, so that line numbers are those of the file; empty if there is none."""
    found = _FRONT.match(raw.decode("utf-8-sig", "replace"))
    return ("---\n" + found[1]).encode("utf-8") if found else b""
