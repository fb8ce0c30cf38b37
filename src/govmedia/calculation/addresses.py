"""Addresses in texts: where they stand, which host they really lead to, and what makes one suspect."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum() or chr(code - 0xFEE0) in "/.@:"}
_SAFE = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%\\]"
_BARE = re.compile(rf"(?i)(?:(?<![a-z0-9])[a-z][a-z0-9+.-]{{1,20}}:)?//{_SAFE}+|(?<![a-z0-9./@-])www\.{_SAFE}+")
_TARGET = r"(?P<target>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)"
_MARKDOWN = re.compile(rf"(?P<picture>!?)\[(?P<label>[^\[\]\n]*)\]\(\s*<?{_TARGET}>?(?:\s+[\"'(][^\n]*?)?\s*\)")
_REFERENCE = re.compile(r"(?m)^ {0,3}\[(?P<label>[^\[\]\n]+)\]:\s*<?(?P<target>[^\s<>]+)")
_HTML = re.compile(r"""(?i)\b(?:href|src)\s*=\s*["']?(?P<target>[^\s"'<>]+)""")
_MARK = re.compile(r"[/／]{2}|\]\(|\]:|<[Aa]\b|<[Ii][Mm][Gg]|[WwＷｗ]{3}[.．]")
"""What every address in a text has beside it."""
_NAME = re.compile(r"(?i)(?<![a-z0-9.@-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?![a-z0-9.-])")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


class Link(NamedTuple):
    """An address in a text: place, the address, what it is shown as, and whether it is a picture shown in place."""

    at: int
    url: str
    label: str
    picture: bool


def narrowed(text: str) -> str:
    """Full-width letters, digits and the marks of addresses in one width; every character stays where it is."""
    return text.translate(_WIDE)


def links_in(text: str) -> list[Link]:
    """Every address of a Markdown text, in its order: links and pictures, HTML, and addresses written out."""
    if not _MARK.search(text):
        return []
    plain = narrowed(text)
    found = {m.start("target"): _link(m) for pattern in (_MARKDOWN, _REFERENCE, _HTML) for m in pattern.finditer(plain)}
    for bare in _BARE.finditer(plain):
        if not any(link.at <= bare.start() < link.at + len(link.url) for link in found.values()):
            found[bare.start()] = Link(bare.start(), bare[0].rstrip(".,;:!?)'\"]"), "", False)
    return [found[at] for at in sorted(found)]


def _link(found: re.Match[str]) -> Link:
    groups = found.groupdict()
    return Link(found.start("target"), groups["target"], groups.get("label") or "", bool(groups.get("picture")))


def host_of(url: str) -> tuple[str, str]:
    """The host an address leads to, in lower case, and what is wrong with how it is written ("" if nothing)."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return "", "网址写法不对"
    if "\\" in url or not url.isascii():
        return host, "网址里有反斜杠或不是英文的字符"
    if "@" in parts.netloc:
        return host, "网址的域名前面有 @，真正去的是 @ 后面的地方"
    if port is not None or parts.netloc.endswith(":"):
        return host, "网址带有端口"
    return host, _host_trouble(host)


def _host_trouble(host: str) -> str:
    if not host:
        return "网址里没有域名"
    if host.endswith("."):
        return "域名以点号结尾"
    labels = host.split(".")
    if any(label.startswith("xn--") for label in labels):
        return "域名是转写的（xn--），看不出真正的字"
    if labels[-1].isdigit() or "[" in host or host.startswith("0x"):
        return "是 IP 地址，不是域名"
    return "" if len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) else "域名写法不对"


def is_within(host: str, domains: Iterable[str]) -> bool:
    """Whether the host is one of these domains or below one of them."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def hosts_in(text: str) -> Iterator[tuple[int, str]]:
    """Place and name of every host that stands in a text, with or without a scheme."""
    if "." in text or "．" in text:
        yield from ((found.start(), found[0].lower()) for found in _NAME.finditer(narrowed(text)))
