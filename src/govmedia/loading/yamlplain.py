"""The plain part of YAML, in which nearly all filings are written: keys, unquoted values, lists, brackets on one line.

A short cut and nothing more: what it reads, libyaml reads alike, only slower; all else, and all that is wrong, is left to libyaml.
"""

import re
from typing import Any

Data = dict[str, Any] | list[Any] | str | None
"""What YAML holds, every scalar as text."""

NULLS = {"", "~", "null", "Null", "NULL"}
"""Values that say that there is none."""

_ODD = "\t\r\x85\u2028\u2029\ufeff"
_MORE = rf"[^:#,?\[\]{{}}\n{_ODD}]*"
_WORD = rf"[^\s\-:#,?\[\]{{}}&*!|>'\"%@`{_ODD}]{_MORE}(?::[^\s:#,?\[\]{{}}]{_MORE})*(?<!\s)"
_KEY = "[A-Za-z_][A-Za-z0-9_]{0,99}"
_LINE = re.compile(rf"^( *)(- )?(?:({_KEY}):(?= |$) ?)?(?:({_WORD})|([\[{{].*[\]}}]))?$|^ *#[^\n{_ODD}]*$", re.MULTILINE)
_LIST = re.compile(rf"\[{_WORD}(?:, {_WORD})*\]")
_PAIRS = re.compile(rf"\{{{_KEY}: {_WORD}(?:, {_KEY}: {_WORD})*\}}")
_PIECE = re.compile(rf"(?:({_KEY}): )?(?:({_WORD})|(?=[\[{{]))")
_DEEPEST = 10


class NotPlainError(Exception):
    """The text is for libyaml."""


def read_plain(text: str) -> Data:
    """The data of a document. Raises NotPlainError."""
    body = text.removeprefix("---\n")
    lines = _LINE.findall(body)
    if len(lines) != body.count("\n") + 1:
        raise NotPlainError
    block = _Block([line for line in lines if any(line[1:])])
    found: Data = block.value()
    if block.lines:
        raise NotPlainError
    return found


class _Block:
    """Lines still to be read, the next one last: indent, dash, key, word, brackets."""

    def __init__(self, lines: list[tuple[str, str, str, str, str]]) -> None:
        self.lines = lines[::-1]

    def value(self) -> Any:
        """What begins with the next line."""
        if not self.lines or len(self.lines[-1][0]) > _DEEPEST:
            raise NotPlainError
        indent, dash = self.lines[-1][:2]
        return self._list(indent) if dash else self._mapping(indent)

    def _mapping(self, indent: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self.lines and self.lines[-1][0] == indent and not self.lines[-1][1]:
            _, _, key, word, brackets = self.lines.pop()
            if not key or key in found:
                raise NotPlainError
            found[key] = _inline(word, brackets) if word or brackets else self._below(indent)
        return found

    def _below(self, indent: str) -> Any:
        if self.lines and (self.lines[-1][0] > indent or (self.lines[-1][0] == indent and self.lines[-1][1])):
            return self.value()
        return None

    def _list(self, indent: str) -> list[Any]:
        found: list[Any] = []
        while self.lines and self.lines[-1][0] == indent and self.lines[-1][1]:
            _, _, key, word, brackets = self.lines.pop()
            if key:
                self.lines.append((f"{indent}  ", "", key, word, brackets))
                found.append(self._mapping(f"{indent}  "))
            elif word or brackets:
                found.append(_inline(word, brackets))
            else:
                raise NotPlainError
        return found


def _inline(word: str, brackets: str) -> Any:
    if word:
        return None if word in NULLS else word
    if _LIST.fullmatch(brackets):
        return [_inline(item, "") for item in brackets[1:-1].split(", ")]
    if _PAIRS.fullmatch(brackets):
        pairs = [pair.split(": ", 1) for pair in brackets[1:-1].split(", ")]
        return _mapped([(key, _inline(value, "")) for key, value in pairs])
    found, end = _nested(brackets, 0, 0)
    if end != len(brackets):
        raise NotPlainError
    return found


def _nested(text: str, at: int, depth: int) -> tuple[Any, int]:
    """What the bracket at a place holds, and the place after it."""
    close = {"[": "]", "{": "}"}[text[at]]
    found: list[tuple[str, Any]] = []
    at += text.startswith(close, at + 1)
    while text[at] != close:
        at += 2 if found else 1
        piece = _PIECE.match(text, at)
        if not piece or bool(piece[1]) != (close == "}") or depth > _DEEPEST:
            raise NotPlainError
        value, at = (_inline(piece[2], ""), piece.end()) if piece[2] else _nested(text, piece.end(), depth + 1)
        found.append((piece[1], value))
        if text[at : at + 1] != close and text[at : at + 2] != ", ":
            raise NotPlainError
    return (_mapped(found) if close == "}" else [value for _, value in found]), at + 1


def _mapped(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotPlainError
    return found
