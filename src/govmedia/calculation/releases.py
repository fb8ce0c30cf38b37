"""A unified release (通稿) compared with the text that quotes it."""

import re
from hashlib import sha256

from govmedia.calculation.markup import shown, without_addresses

_TOPIC = re.compile(r"#[^#\n]{1,40}#")


def essence(text: str) -> str:
    """The characters of a text alone: no blanks, no marks of layout."""
    return re.sub(r"\s", "", shown(text))


def digest(text: str) -> str:
    """SHA-256 of a text, whatever its layout: in hexadecimal, over UTF-8."""
    return sha256(essence(text).encode()).hexdigest()


def is_excerpt(text: str, whole: str) -> bool:
    """Whether every line of a text stands word by word in the whole; addresses and topics (#…#) may be added."""
    known = essence(whole)
    return all(essence(line) in known for line in _TOPIC.sub("", without_addresses(text)).splitlines())
