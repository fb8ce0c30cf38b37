"""Markdown as plain text, for counting and comparing; what people read of it, not how it looks."""

import html
import re

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_LINE_MARK = re.compile(r"(?m)^ {0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|(?:[-*_][ \t]*){3,}$)")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def shown(text: str) -> str:
    """Without comments, tags, targets of links and marks of headings, lists and emphasis."""
    plain = _TAG.sub("", _COMMENT.sub("", text)) if "<" in text else text
    if "](" in plain:
        plain = _LINK.sub(r"\1", plain)
    plain = _EMPHASIS.sub(r"\2", _LINE_MARK.sub("", plain))
    return html.unescape(plain) if "&" in plain else plain


def without_addresses(text: str) -> str:
    """Without addresses written out, whose digits are no facts."""
    return _ADDRESS.sub(" ", text) if "://" in text else text
