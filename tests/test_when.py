"""Dates and instants as people and hostile files write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmedia.when import as_of, parse_instant


@pytest.mark.parametrize(
    "text",
    ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00", "9999-12-31T00:00:00+08:00", "2026-05-06", "x", ""],
)
def test_what_is_no_instant(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        parse_instant(text)


@pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "2026-02-30", "9999-12-31T23:59:59-12:00"])
def test_what_is_no_moment_of_judgement(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        as_of(text)


@given(st.datetimes(timezones=st.timezones()).map(lambda found: found.isoformat()) | st.text(max_size=30))
def test_anything_is_a_moment_or_a_complaint(text: str) -> None:
    try:
        as_of(text)
    except ValueError as error:
        assert "“" in str(error)
