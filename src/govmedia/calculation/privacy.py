"""Personal data and marks of classification (密级标志) that must never enter Git, since history cannot be unlearned."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from govmedia.calculation.folding import fold
from govmedia.later import library

_MOBILE = re.compile(r"(?<![0-9A-Za-z_])(?<![0-9]\.)(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9A-Za-z_])")
_LANDLINE = re.compile(r"(?<![0-9A-Za-z_])0[1-9][0-9]{1,2}[-—– ]?[2-9][0-9]{6,7}(?![0-9A-Za-z_])")
_IDENTITY = re.compile(r"(?<![0-9A-Za-z_])[1-9][0-9]{5}[- ]?[0-9]{8}[- ]?[0-9]{3}[0-9Xx](?![0-9A-Za-z_])")
_CARD = re.compile(r"(?<![0-9A-Za-z_])(?<![0-9]\.)(?:62|4|5[1-5]|3[47])[0-9]{11,17}(?![0-9A-Za-z_])")
_GROUPED = re.compile(r"(?<![0-9A-Za-z_])(?<![0-9]\.)[0-9]{4}(?:[- ][0-9]{4}){2,3}(?:[- ][0-9]{1,3})?(?![0-9A-Za-z_])")
_SPELLED = re.compile(r"(?<![0-9A-Za-z_])(?<![0-9]\.)[0-9]([ ·._*|-])[0-9](?:\1[0-9]){9,17}(?:\1?[Xx])?(?![0-9A-Za-z_])")
_DIGIT = re.compile(r"[\d①-⑨⓪⑴-⑼❶-❾]")
_SHORTEST = 11
_CLASSIFIED = re.compile(r"(?:绝密|机密|秘密)\s*[★☆*]")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PERSON = re.compile(r"(?:联系人|管理员|负责人|经办人|运维人员?|填报人|审核人|小编|密码|口令)\s*[:：为是]\s*\S")
_SIGN = re.compile(r"[0-9@★☆*:：为是]")
"""What `private_in` looks for never is without one of these; of the very many texts of a registry nearly all are."""
_ADDRESS = re.compile(r"[a-z]{2,10}://[!-~]+", re.IGNORECASE)


class Number(NamedTuple):
    """A private number in a text: what kind, in Chinese, and where. The number itself is not repeated."""

    kind: str
    at: int


def private_in(text: str) -> str | None:
    """What kind of such a datum the text holds, in Chinese; None where there is none. The datum itself is not repeated."""
    text = unicodedata.normalize("NFKC", text)
    if not text.isprintable():
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    if not _SIGN.search(text):
        return None
    if _MOBILE.search(text):
        return "手机号"
    if any(is_identity(re.sub("[- ]", "", found)) for found in _IDENTITY.findall(text)):
        return "身份证号"
    if _CLASSIFIED.search(text):
        return "密级标志"
    if _EMAIL.search(text):
        return "电子邮箱"
    if _LANDLINE.search(text):
        return "电话号码"
    return "个人信息" if _PERSON.search(text) else None


def private_numbers(text: str) -> list[Number]:
    """Mobile, identity and bank card numbers of a text, however they are spaced; those in addresses are none."""
    if len(_DIGIT.findall(text)) < _SHORTEST:
        return []
    folded = fold(text)
    plain = _ADDRESS.sub(lambda found: " " * len(found[0]), folded.text)
    found = {at: kind for at, digits in _candidates(plain) if (kind := _kind(digits))}
    return [Number(found[at], folded.origin(at)) for at in sorted(found)]


def _candidates(text: str) -> Iterator[tuple[int, str]]:
    """Runs of digits that may be one number, without what stands between the digits."""
    for pattern in (_MOBILE, _IDENTITY, _CARD, _GROUPED, _SPELLED):
        yield from ((found.start(), re.sub(r"[^0-9Xx]", "", found[0])) for found in pattern.finditer(text))


def _kind(digits: str) -> str:
    local = digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
    if re.fullmatch("1[3-9][0-9]{9}", local):
        return "手机号"
    if len(digits) == 18 and is_identity(digits):
        return "身份证号"
    return "银行卡号" if _is_card(digits) else ""


def _is_card(digits: str) -> bool:
    """Whether the digits begin as those of UnionPay or another network and pass the check of ISO/IEC 7812."""
    return _CARD.fullmatch(digits) is not None and library("stdnum.luhn").is_valid(digits)


def is_identity(digits: str) -> bool:
    """Whether 18 characters are a resident identity number: a date of birth and the check digit (GB 11643)."""
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    return bool(library("stdnum.iso7064.mod_11_2").is_valid(digits.upper()))
