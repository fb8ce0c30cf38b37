"""What people mean by the text of a cell: blanks, separators, stray spaces."""

import re
import unicodedata
from difflib import get_close_matches

_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
_MISLEADING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufffe\uffff]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_NONE = frozenset(
    [
        *("", "无", "没有", "暂无", "尚无", "无链接", "没有链接", "暂无链接", "无此项", "未填", "未填写", "不详", "空", "无。", "(无)"),
        *("none", "null", "n/a", "na", "nil", "/", "\\", "//", "-", "--", "---", "—", "——", "–", "_", "*", "×", "x", ".", "、", "?"),
    ]
)
_ERROR = re.compile(r"#(REF|VALUE|NAME|DIV/0|NULL|NUM|N/A|SPILL|CALC|未计算|GETTING_DATA)[!?]?", re.IGNORECASE)


def fold(text: str) -> str:
    """For comparing: one width, no spaces or unseen characters, lower case."""
    return re.sub(r"\s+", "", _UNSEEN.sub("", unicodedata.normalize("NFKC", text))).lower()


def clean(text: str) -> str:
    """For keeping: no unseen characters, runs of spaces as one, none at the ends of lines; line breaks stay."""
    lines = _UNSEEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x85", "\n").split("\n")
    return "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip("\n")


def is_none(text: str) -> bool:
    """Whether a cell says that there is nothing (无)."""
    return fold(text) in _NONE


def is_error(text: str) -> bool:
    """Whether a cell holds the error of a formula instead of a value."""
    return _ERROR.fullmatch(text.strip()) is not None


def misleads(text: str) -> str | None:
    """The code point of a control or direction character, which no ledger needs, as U+202E."""
    found = _MISLEADING.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def near(text: str, known: list[str], count: int = 3) -> list[str]:
    """Known words that look like the text: those that hold it or are held by it, then close ones."""
    holding = [word for word in known if len(word) > 1 and (word in text or (len(text) > 1 and text in word))]
    return list(dict.fromkeys([*holding, *get_close_matches(text, known, count, 0.5)]))[:count]
