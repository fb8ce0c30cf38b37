"""The text of a manuscript as a reader meets it: passages one after the other, each of runs of text. HTML in it is text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

Kind = Literal["heading", "paragraph", "item", "row", "code", "rule"]
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_OPENS: dict[str, Kind] = {"heading_open": "heading", "paragraph_open": "paragraph", "tr_open": "row"}


class Run(NamedTuple):
    """Some text; of a picture, its alternative text. `address`: of the link or the picture."""

    text: str
    bold: bool = False
    address: str = ""
    picture: bool = False


@dataclass(frozen=True)
class Passage:
    """One block. `mark`: what stands before an item (`·` or `3.`); `depth`: of nested lists; `quoted`: within a quotation."""

    kind: Kind
    runs: tuple[Run, ...]
    mark: str = ""
    depth: int = 0
    quoted: bool = False

    @property
    def text(self) -> str:
        """The words, and where links and pictures lead."""
        return "".join(map(_words, self.runs))


def _words(run: Run) -> str:
    if run.picture:
        return f"〔图片：{run.text or '没有替代文字'}，{run.address}〕"
    return f"{run.text}（链接 {run.address}）" if run.address else run.text


def passages(body: str) -> list[Passage]:
    """All passages of a Markdown text, in its order."""
    return list(_Reader().read(_MARKDOWN.parse(body)))


class _Reader:
    """Walks the tokens; `_marks` holds the lists that are open: the next number, or None for bullets."""

    def __init__(self) -> None:
        self._marks: list[int | None] = []
        self._fresh = False
        self._quotes = 0
        self._kind: Kind = "paragraph"
        self._cells: list[Run] | None = None

    def read(self, tokens: Iterable[Token]) -> Iterator[Passage]:
        for token in tokens:
            if token.type == "inline":
                yield from self._inline(token)
            elif token.type in ("fence", "code_block"):
                yield self._passage("code", [Run(token.content.rstrip("\n"))])
            elif token.type == "hr":
                yield self._passage("rule", [])
            elif token.type == "tr_close":
                yield self._passage("row", self._cells or [])
                self._cells = None
            else:
                self._structure(token)

    def _structure(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self._marks.append(int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._marks.pop()
        elif token.type == "list_item_open":
            self._fresh = True
        elif token.type in ("blockquote_open", "blockquote_close"):
            self._quotes += token.nesting
        elif token.type in _OPENS:
            self._kind = _OPENS[token.type]
            self._cells = [] if self._kind == "row" else None

    def _inline(self, token: Token) -> Iterator[Passage]:
        runs = list(_runs(token.children or []))
        if self._cells is not None:
            self._cells += [Run("｜"), *runs] if self._cells else runs
        else:
            yield self._passage(self._kind, runs)

    def _passage(self, kind: Kind, runs: list[Run]) -> Passage:
        depth = max(0, len(self._marks) - 1)
        if not (self._fresh and self._marks):
            return Passage(kind, tuple(runs), depth=depth, quoted=self._quotes > 0)
        self._fresh = False
        return Passage("item", tuple(runs), self._next_mark(), depth, self._quotes > 0)

    def _next_mark(self) -> str:
        number = self._marks[-1]
        if number is None:
            return "·"
        self._marks[-1] = number + 1
        return f"{number}."


def _runs(tokens: Iterable[Token]) -> Iterator[Run]:
    """Neighbouring runs of one kind are not joined: nobody sees where they meet."""
    bold, address = 0, ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("link_open", "link_close"):
            address = str(token.attrs.get("href", "")) if token.nesting > 0 else ""
        elif token.type == "image":
            yield Run(token.content, False, str(token.attrs.get("src", "")), True)
        elif token.type in ("softbreak", "hardbreak"):
            yield Run("\n")
        elif token.content:
            yield Run(token.content, bold > 0, address)
