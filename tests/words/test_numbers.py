"""Private numbers: found however they are spaced, by their check digits, and nothing else taken for one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from govmedia.calculation.privacy import private_numbers

DAYS = st.dates().filter(lambda day: day.year >= 1900).map("{:%Y%m%d}".format)
IDENTITIES = (
    st.tuples(st.integers(110000, 659004), DAYS, st.integers(0, 999))
    .map(lambda t: f"{t[0]}{t[1]}{t[2]:03}")
    .map(lambda d: d + mod_11_2.calc_check_digit(d))
)
CARDS = st.integers(10**15, 10**16 - 1).map(lambda n: f"62{n}").map(lambda d: d + luhn.calc_check_digit(d))
MOBILES = st.tuples(st.integers(3, 9), st.integers(0, 10**9 - 1)).map(lambda t: f"1{t[0]}{t[1]:09}")
KINDS = {"手机号": MOBILES, "身份证号": IDENTITIES, "银行卡号": CARDS}
WRITINGS = {
    "plain": str,
    "wide": lambda d: "".join(chr(ord(c) + 0xFEE0) for c in d),
    "spaced": " ".join,
    "dashed": "-".join,
    "dotted": "·".join,
    "unseen": "\u200b".join,
    "struck": "\u0336".join,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("writing", WRITINGS)
def test_found_in_every_writing(kind: str, writing: str) -> None:
    @settings(deadline=None, max_examples=40)
    @given(KINDS[kind])
    def check(digits: str) -> None:
        found = private_numbers(f"请联系{WRITINGS[writing](digits)}，谢谢。")
        assert [(n.kind, n.at) for n in found] == [(kind, 3)]

    check()


@pytest.mark.parametrize("text", ["138 1234 5678", "138-1234-5678", "+86 13812345678", "86-138-1234-5678", "（138）13812345678"])
def test_mobiles_as_people_write_them(text: str) -> None:
    assert [n.kind for n in private_numbers(text)] == ["手机号"]


def test_cards_in_groups_of_four() -> None:
    digits = "622202000000000012"
    digits += luhn.calc_check_digit(digits)
    assert [n.kind for n in private_numbers(" ".join(digits[i : i + 4] for i in range(0, 19, 4)))] == ["银行卡号"]


@given(IDENTITIES)
@settings(deadline=None)
def test_a_wrong_check_digit_is_no_identity(digits: str) -> None:
    wrong = digits[:-1] + ("0" if digits[-1] != "0" else "1")
    assert "身份证号" not in [n.kind for n in private_numbers(wrong)]


@pytest.mark.parametrize(
    "text",
    [
        "0750-8123456、12345、96110、400-812-3456",
        "138****5678",
        "统一社会信用代码 11440000006941236H",
        "https://www.gov.cn/13812345678/a.htm",
        "账号：2008 0099 1200 0031 778",
        "10 20 30 40 50 60 70",
        "2026年11月20日8时30分至17时30分，共3 284 516人",
        "编号20261102000001",
        "0.13812345678",
    ],
)
def test_other_numbers(text: str) -> None:
    assert private_numbers(text) == []


@given(st.text(max_size=200) | st.text("0123456789 -·Xx１２＊", max_size=80))
@settings(deadline=None)
def test_anything(text: str) -> None:
    assert all(0 <= n.at < len(text) for n in private_numbers(text))
