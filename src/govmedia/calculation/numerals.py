"""Numbers as people write them, in figures or in Chinese characters, as one number."""

import re
from decimal import Decimal

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}

CHINESE = "〇○零一二两三四五六七八九十百千万亿"
FIGURES = r"[0-9]+(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"


def value(text: str) -> Decimal | None:
    """The number that a text says: 1.2万, 12,000, 一万二千, 二〇二六, 三点五; None where the characters make no number (万一)."""
    if figures := re.match(FIGURES, text):
        number = Decimal(re.sub("[,，]", "", figures[0]))
        for unit in text[figures.end() :]:
            number *= (_UNITS | _MYRIADS)[unit]
        return number.normalize()
    whole, point, part = text.partition("点")
    said = _whole(whole)
    if said is None or not point:
        return said
    return (said + Decimal("0." + "".join(str(_DIGITS[c]) for c in part))).normalize()


def _whole(text: str) -> Decimal | None:
    if all(c in _DIGITS for c in text):
        return Decimal("".join(str(_DIGITS[c]) for c in text)).normalize() if text else None
    total = section = digit = 0
    for place, character in enumerate(text):
        if character in _DIGITS:
            digit = _DIGITS[character]
            continue
        if character in _UNITS:
            section += (digit or (1 if not section else 0)) * _UNITS[character]
        elif place == 0:
            return None
        else:
            above = total if character == "万" else 0  # 一亿二千万, but 一万亿
            total = above + (total - above + section + digit) * _MYRIADS[character]
            section = 0
        digit = 0
    return Decimal(total + section + _tail(text, digit)).normalize()


def _tail(text: str, digit: int) -> int:
    """The last digit, which after 百, 千, 万 stands for the place below: 一百五 is 150, 一百零五 is 105."""
    if digit and len(text) > 1 and (unit := (_UNITS | _MYRIADS).get(text[-2])):
        return digit * unit // 10 if unit > 10 else digit
    return digit
