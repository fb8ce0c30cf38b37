"""Personal data and marks of classification (密级标志) that must never enter Git, since history cannot be unlearned."""

import re
import unicodedata
from datetime import date

_MOBILE = re.compile(r"(?<![0-9A-Za-z_])(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9A-Za-z_])")
_LANDLINE = re.compile(r"(?<![0-9A-Za-z_])0[1-9][0-9]{1,2}[-—– ]?[2-9][0-9]{6,7}(?![0-9A-Za-z_])")
_IDENTITY = re.compile(r"(?<![0-9A-Za-z_])[1-9][0-9]{5}[- ]?[0-9]{8}[- ]?[0-9]{3}[0-9Xx](?![0-9A-Za-z_])")
_CLASSIFIED = re.compile(r"(?:绝密|机密|秘密)\s*[★☆*]")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PERSON = re.compile(r"(?:联系人|管理员|负责人|经办人|运维人员?|填报人|审核人|小编|密码|口令)\s*[:：为是]\s*\S")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def private_in(text: str) -> str | None:
    """What kind of such a datum the text holds, in Chinese; None where there is none. The datum itself is not repeated."""
    text = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
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


def is_identity(digits: str) -> bool:
    """Whether 18 characters are a resident identity number: a date of birth and the check digit (GB 11643)."""
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[17].upper()
