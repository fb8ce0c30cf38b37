"""Facts that can be compared: numbers in either writing, dates, times, percentages, titles."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govmedia.calculation.numerals import value
from govmedia.calculation.statements import statements, unsaid

_UNITS = ["", "十", "百", "千"]
_DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """A number below 10**12 in Chinese characters, as people write it."""
    if number >= 10**8:
        return _joined(spelled(number // 10**8) + "亿", number % 10**8, 10**7)
    if number >= 10**4:
        return _joined(spelled(number // 10**4) + "万", number % 10**4, 10**3)
    text, zero = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + _UNITS[place]
        zero = not digit
    return text or "零"


def _joined(head: str, rest: int, full: int) -> str:
    if not rest:
        return head
    return head + ("零" if rest < full else "") + spelled(rest)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_both_writings_of_a_number_agree(number: int) -> None:
    assert value(spelled(number)) == value(str(number)) == value(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十二", 12),
        ("二十", 20),
        ("一百五", 150),
        ("一百零五", 105),
        ("三千二", 3200),
        ("两万五", 25000),
        ("二〇二六", 2026),
        ("1.2万", 12000),
        ("3.2亿", 320000000),
        ("三点五", "3.5"),
        ("万一", None),
        ("一万亿", 10**12),
    ],
)
def test_ways_of_writing(text: str, number: int | str | None) -> None:
    assert value(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "reference", "left"),
    [
        ("12月10日截止", "截至十二月十日", []),
        ("12月1日截止", "截至十二月十日", ["12月1日"]),
        ("2026年12月10日", "截至十二月十日", []),
        ("2025年12月10日", "2026年12月10日", ["2025年12月10日"]),
        ("2026-12-10", "二〇二六年十二月十日", []),
        ("12月", "截至十二月十日", []),
        ("11月20日至11月25日", "11月20日至25日", []),
        ("11月20日、22日", "11月20日、21日", ["11月20日、22日"]),
        ("下午6点截止", "18时截止", []),
        ("8:30开始", "八时三十分开始", []),
        ("8:30开始", "8时开始", ["8:30"]),
        ("补助30%", "补助百分之三十", []),
        ("补助30元", "补助百分之三十", ["30"]),
        ("招募1.2万名", "招募12,000名", []),
        ("招募1.2万名", "招募一万二千名", []),
        ("共3 284 516人", "共3284516人", []),
        ("共五个窗口", "共5个窗口", []),
        ("《控制 吸烟办法》", "《控制吸烟办法》", []),
        ("《控制吸烟办法》", "修订控制吸烟办法", []),
        ("《控制吸烟条例》", "《控制吸烟办法》", ["《控制吸烟条例》"]),
        ("一起来看，一个都不少，千家万户十分欢喜，三三两两", "无", []),
        ("万一有事，一时没空", "无", []),
        ("1. 先登记\n2. 再领取\n（三）最后", "无", []),
        ("见 https://www.gov.cn/2026/12.htm", "无", []),
        ("１２月１０日", "12月10日", []),
    ],
)
def test_facts_compared(text: str, reference: str, left: list[str]) -> None:
    assert list(dict.fromkeys(s.said for s in unsaid(text, reference))) == left


@given(
    st.text(max_size=100)
    | st.lists(st.sampled_from([*"0123456789〇一二三十百千万亿年月日时点分半%％：:至、《》.,，-/ \n"]), max_size=60).map("".join)
)
@settings(deadline=None)
def test_facts_of_anything(text: str) -> None:
    found = statements(text)
    assert all(0 <= s.at < len(text) for s in found)
    assert unsaid(text, text) == []
