"""A line for each page: what is taken over from an old file is what was written there."""

from hypothesis import given
from hypothesis import strategies as st

from govmedia.pages.rolls import Roll, Rolls

JSON = Roll("x.json", b'{"as_of":"2026","rows":[\n', b",\n", b"\n", b"]}\n", b'{"id":"', b'"')
CSV = Roll("x.csv", "\ufeff编号,名称\r\n".encode(), b"\r\n", b"\r\n", b"", b"", b",")
NAMES = st.lists(st.from_regex(r"[a-z0-9/-]{1,12}", fullmatch=True), unique=True, max_size=8)
TEXTS = st.text(st.characters(exclude_characters='"\r\n', exclude_categories=("Cs", "Cc")), max_size=8)


def lines(name: str, text: str) -> tuple[bytes, bytes]:
    return f'{{"id":"{name}","name":"{text}"}}'.encode(), f'{name},"{text}"'.encode()


@given(NAMES, st.lists(TEXTS, min_size=8, max_size=8), st.integers(0, 255))
def test_lines_come_back(names: list[str], texts: list[str], kept: int) -> None:
    first = {name: lines(name, text) for name, text in zip(names, texts, strict=False)}
    before = {file.file: file.content for file in Rolls((JSON, CSV), {}).files(first)}
    again = Rolls((JSON, CSV), before)
    assert all(again.has(name) for name in names) and not again.has("a-name-nobody-has")
    mixed = {name: None if kept >> number & 1 else value for number, (name, value) in enumerate(first.items())}
    assert {file.file: file.content for file in again.files(mixed)} == before


def test_the_head_may_change() -> None:
    old = Roll(
        "x.json",
        b'{"as_of":"2025-12-31T24:00","rows":[\n',
        *[getattr(JSON, part) for part in ("between", "last", "tail", "opening", "closing")],
    )
    (file, _) = Rolls((old, CSV), {}).files({"b": lines("b", "乙"), "a": lines("a", "甲")})
    assert file.content == '{"as_of":"2025-12-31T24:00","rows":[\n{"id":"a","name":"甲"},\n{"id":"b","name":"乙"}\n]}\n'.encode()
    assert JSON.lines(file.content) == {"a": lines("a", "甲")[0], "b": lines("b", "乙")[0]}


def test_without_pages_there_are_no_lines() -> None:
    assert [file.content for file in Rolls((JSON, CSV), {}).files({})] == [JSON.head + JSON.tail, CSV.head]
    assert JSON.lines(JSON.head + JSON.tail) == CSV.lines(CSV.head) == {}


def test_all_old_files_or_none() -> None:
    (json, csv) = Rolls((JSON, CSV), {}).files({"a": lines("a", "甲")})
    assert not Rolls((JSON, CSV), {json.file: json.content}).has("a")
    assert Rolls((JSON, CSV), {json.file: json.content, csv.file: csv.content}).has("a")
