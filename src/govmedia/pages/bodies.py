"""Clean HTML as editors take it: with inline styles for WeChat, as plain text for the others."""

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

Attributes = list[tuple[str, str | None]]

_BREAK = re.compile(r"(.?)[ \t]*\n[ \t]*(.?)", re.DOTALL)
_LATIN = re.compile(r"[!-~\u00a1-\u024f]")
_HEADING = "margin: 1.6em 0 0.8em; line-height: 1.5; font-weight: bold; color: #123661;"
STYLES = {
    "p": "margin: 0 0 1.2em;",
    "h1": f"font-size: 20px; {_HEADING}",
    "h2": f"font-size: 18px; {_HEADING}",
    **{f"h{n}": f"font-size: 17px; {_HEADING}" for n in (3, 4, 5, 6)},
    "blockquote": "margin: 0 0 1.2em; padding: 0.4em 1em; border-left: 3px solid #a4262c; background: #f4f6f8;",
    "ul": "margin: 0 0 1.2em; padding-left: 1.4em; list-style-type: disc;",
    "ol": "margin: 0 0 1.2em; padding-left: 1.6em; list-style-type: decimal;",
    "li": "margin: 0 0 0.4em;",
    "table": "width: 100%; margin: 0 0 1.2em; border-collapse: collapse; font-size: 14px;",
    "th": "padding: 0.4em 0.6em; border: 1px solid #d5dbe1; background: #f4f6f8; font-weight: bold; text-align: left;",
    "td": "padding: 0.4em 0.6em; border: 1px solid #d5dbe1; text-align: left;",
    "pre": "margin: 0 0 1.2em; padding: 0.8em; background: #f4f6f8; font-size: 14px; white-space: pre-wrap;",
    "hr": "margin: 1.6em 0; border: 0; border-top: 1px solid #d5dbe1;",
    "img": "display: block; max-width: 100%; height: auto; margin: 0.6em auto;",
    "a": "color: #15518f;",
}
_BLOCKS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "pre", "hr"])
_WHOLE = "font-size: 16px; line-height: 1.8; color: #1f2933; overflow-wrap: anywhere;"
_LINE = "margin: 0 0 0.6em; font-size: 14px; color: #52606d;"


class Reader(HTMLParser):
    """Reads clean HTML. A link's address is told behind its words where they do not say it themselves."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.href, self.words, self.kept = "", "", False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        held = {key: value or "" for key, value in attrs}
        if tag == "a":
            self.href, self.words = held.get("href", ""), ""
        self.kept = self.kept or tag == "pre"
        self.begin(tag, held)

    def handle_endtag(self, tag: str) -> None:
        self.kept = self.kept and tag != "pre"
        self.end(tag)
        self.href = "" if tag == "a" else self.href

    def handle_data(self, data: str) -> None:
        self.words += data
        self.write(data if self.kept else _BREAK.sub(_joint, data))

    @property
    def address(self) -> str:
        """At the end of a link: `（https://…）`, empty where its words are the address."""
        return "" if not self.href or self.href.rstrip("/") == self.words.strip().rstrip("/") else f"（{self.href}）"

    def begin(self, tag: str, held: dict[str, str]) -> None:
        """A tag with its attributes."""
        raise NotImplementedError

    def end(self, tag: str) -> None:
        """The end of a tag."""
        raise NotImplementedError

    def write(self, text: str) -> None:
        """Words of the text."""
        raise NotImplementedError


def _joint(found: re.Match[str]) -> str:
    """A line break of the source: nothing beside a Chinese character, where no reader expects a gap, else a space."""
    gap = " " if all(map(_LATIN.match, filter(None, found.groups()))) and any(found.groups()) else ""
    return f"{found[1]}{gap}{found[2]}"


class _Styled(Reader):
    """WeChat's editor keeps inline styles only, and links only to its own articles."""

    def begin(self, tag: str, held: dict[str, str]) -> None:
        if (tag == "a" and not _stays(self.href)) or (tag == "img" and "src" not in held):
            return
        attributes = held | ({"style": STYLES[tag]} if tag in STYLES else {})
        self.out.append("<" + " ".join([tag, *(f'{key}="{escape(value)}"' for key, value in attributes.items())]) + ">")

    def end(self, tag: str) -> None:
        self.out.append(escape(self.address) if tag == "a" and not _stays(self.href) else f"</{tag}>")

    def write(self, text: str) -> None:
        self.out.append(escape(text, quote=False))


class _Shown(HTMLParser):
    """Pictures by name, with their alternative text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        held = dict(attrs)
        if tag == "img" and held.get("src"):
            self.found.setdefault(held["src"] or "", held.get("alt") or "")


def shown_pictures(html: str) -> dict[str, str]:
    """Alternative texts by name of the pictures that a text shows."""
    reader = _Shown()
    reader.feed(html)
    return reader.found


def _stays(href: str) -> bool:
    return href.startswith("https://mp.weixin.qq.com/") and urlsplit(href).hostname == "mp.weixin.qq.com"


def styled(html: str, lines: list[str]) -> str:
    """The fragment to paste into WeChat's editor; `lines` (来源, 更正 …) stand small at its end."""
    writer = _Styled()
    writer.feed(html)
    writer.close()
    tail = "".join(f'<p style="{_LINE}">{escape(line)}</p>' for line in lines)
    return f'<section style="{_WHOLE}">{"".join(writer.out).strip()}{tail}</section>\n'


class _Plain(Reader):
    """Paragraphs apart by a blank line, items by a bullet or number, cells of a row by a wide space."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: list[int | None] = []
        self.cells = 0

    def begin(self, tag: str, held: dict[str, str]) -> None:
        if tag in ("ul", "ol"):
            start = held.get("start", "1")
            self.lists.append(None if tag == "ul" else int(start) if start.isdecimal() and len(start) < 9 else 1)
        elif tag == "li":
            self.out.append(f"\n{'　' * (len(self.lists) - 1)}{self._bullet()}")
        elif tag in ("br", "tr"):
            self.out.append("\n")
            self.cells = 0
        elif tag in ("td", "th"):
            self.out.append("　" if self.cells else "")
            self.cells += 1

    def _bullet(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "· "
        self.lists[-1] = number + 1
        return f"{number}. "

    def end(self, tag: str) -> None:
        if tag == "a":
            self.out.append(self.address)
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.out.append("" if self.lists else "\n\n")
        elif tag in _BLOCKS:
            self.out.append("\n" if self.lists else "\n\n")

    def write(self, text: str) -> None:
        self.out.append(text)


def plain(html: str, lines: list[str]) -> str:
    """The same as text; pictures are left out, which are posted by themselves."""
    writer = _Plain()
    writer.feed(html)
    writer.close()
    text = "\n".join(line.rstrip() for line in "".join(writer.out).split("\n"))
    text = re.sub(r"\n{2,}(?=　*(?:· |[0-9]+\. ))", "\n", re.sub(r"\n{3,}", "\n\n", text)).strip("\n")
    return "\n\n".join(part for part in (text, "\n".join(lines)) if part)
