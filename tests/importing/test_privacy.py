"""What must never be written: personal data and marks of classification, however they are dressed up."""

import re
from itertools import product

import pytest

from govmedia.calculation import privacy
from govmedia.calculation.privacy import private_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("13800138000", "手机号"),
        ("138 0013-8000", "手机号"),
        ("１３８００１３８０００", "手机号"),
        ("138\u200b00138000", "手机号"),
        ("440101199001011233", "身份证号"),
        ("440101 19900101 1233", "身份证号"),
        ("440101-19900101-1233", "身份证号"),
        ("440101\u200b199001011233", "身份证号"),
        ("秘密★三年", "密级标志"),
        ("机密 ★ 10年", "密级标志"),
        ("保守国家秘密", None),
        ("岭东府办函〔2019〕12号", None),
        ("440101199001011234", None),
    ],
)
def test_kinds(text: str, kind: str | None) -> None:
    assert private_in(text) == kind


PIECES = [
    "13800138000",
    "0755-88881234",
    "a@b.cn",
    "440101199001011233",
    "联系人",
    "密码",
    "秘密",
    "：",
    ":",
    "为",
    "是",
    "★",
    "☆",
    "*",
    "\u200b",
    "甲",
]


def test_what_is_passed_over_holds_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text without any sign of them is not looked through, and would not have given anything."""
    texts = ["".join(pieces) for pieces in product(PIECES, repeat=3)]
    quick = [private_in(text) for text in texts]
    monkeypatch.setattr(privacy, "_SIGN", re.compile(""))
    assert quick == [private_in(text) for text in texts]
