"""The text of a manuscript as a reader meets it: passages one after the other, each of runs of text. Read from its clean HTML."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from govmedia.pages.bodies import Reader

Kind = Literal["heading", "paragraph", "item", "row", "code", "rule"]
_KINDS: dict[str, Kind] = {"p": "paragraph", "pre": "code", "tr": "row", **{f"h{n}": "heading" for n in range(1, 7)}}


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
        return "".join(map(_words, self.runs)).strip()


def _words(run: Run) -> str:
    if run.picture:
        return f"〔图片：{run.text or '没有替代文字'}，{run.address or '不显示'}〕"
    return f"{run.text}（链接 {run.address}）" if run.address else run.text


def passages(html: str) -> list[Passage]:
    """All passages of what `clean_html` gives, in its order."""
    reader = _Passages()
    reader.feed(html)
    reader.close()
    return [*reader.found, *reader.rest()]


class _Passages(Reader):
    """`lists` holds those that are open: the next number, or None for bullets; `mark` waits for the words of its item."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Passage] = []
        self.runs: list[Run] = []
        self.kind: Kind = "paragraph"
        self.lists: list[int | None] = []
        self.mark = ""
        self.quotes = self.bold = 0

    def begin(self, tag: str, held: dict[str, str]) -> None:
        if tag in ("td", "th", "br", "img", "strong", "b"):
            self._inline(tag, held)
            return
        if tag in ("ul", "ol", "li", "blockquote", "hr", *_KINDS):
            self.found += self.rest()
            self.kind = _KINDS.get(tag, "paragraph")
        if tag in ("ul", "ol"):
            start = held.get("start", "1")
            self.lists.append(None if tag == "ul" else int(start) if start.isdecimal() and len(start) < 9 else 1)
        elif tag == "li":
            self.mark = self._next_mark()
        elif tag == "hr":
            self.found.append(Passage("rule", (), quoted=self.quotes > 0))
        self.quotes += tag == "blockquote"

    def _inline(self, tag: str, held: dict[str, str]) -> None:
        if tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "img":
            self.runs.append(Run(held.get("alt", ""), False, held.get("src", ""), True))
        elif tag in ("td", "th") and self.runs:
            self.runs.append(Run("｜"))
        self.bold += tag in ("strong", "b")

    def end(self, tag: str) -> None:
        if tag in ("ul", "ol", "li", "blockquote", *_KINDS):
            self.found += self.rest()
            self.kind = "paragraph"
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        self.quotes -= tag == "blockquote"
        self.bold -= tag in ("strong", "b")

    def write(self, text: str) -> None:
        if text.strip() or self.runs:
            self.runs.append(Run(text, self.bold > 0, self.href))

    def rest(self) -> Iterator[Passage]:
        """What has been read since the last passage, as one; nothing where there are no words."""
        runs, self.runs = tuple(self.runs), []
        if any(run.text.strip() or run.picture for run in runs):
            kind, mark, self.mark = ("item" if self.mark else self.kind), self.mark, ""
            yield Passage(kind, runs, mark, max(0, len(self.lists) - 1), self.quotes > 0)

    def _next_mark(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "·"
        self.lists[-1] = number + 1
        return f"{number}."
