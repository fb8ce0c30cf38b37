"""Bytes of any kind -> sheets of text, or one Chinese sentence about what is wrong with the file."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_tools import csv_bytes, xlsx_bytes

from govmedia.errors import CannotRun
from govmedia.loading.sheets import MAX_BYTES, read_book
from govmedia.model.sheet import UNCALCULATED, Sheet

ROWS = [["账号名称", "平台"], ["岭东发布", "微信，抖音"], ["", ""], ["岭东\n气象", "微博"]]


def only(raw: bytes) -> Sheet:
    return read_book(raw, "台账").sheets[0]


def texts(sheet: Sheet) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_every_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    assert texts(only(csv_bytes(ROWS, encoding, delimiter))) == [(1, tuple(ROWS[0])), (2, tuple(ROWS[1])), (4, tuple(ROWS[3]))]


def test_csv_of_excel_that_names_its_delimiter() -> None:
    assert texts(only("sep=;\r\n账号名称;平台\r\n甲,乙;微信\r\n".encode()))[-1] == (3, ("甲,乙", "微信"))


def test_xlsx_gives_the_sheets_own_row_numbers() -> None:
    assert texts(only(xlsx_bytes(ROWS))) == [(1, tuple(ROWS[0])), (2, tuple(ROWS[1])), (4, tuple(ROWS[3]))]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7701000001, "7701000001"),
        (7701000001.0, "7701000001"),
        (0.3, "0.3"),
        (True, "是"),
        (date(2024, 5, 6), "2024-05-06"),
        (datetime(2024, 5, 6, 8, 30), "2024-05-06 08:30:00"),
        ("１２３", "１２３"),
        ("#REF!", "#REF!"),
    ],
)
def test_values_as_a_reader_sees_them(value: Any, text: str) -> None:
    assert only(xlsx_bytes([["账号名称"], [value]])).rows[1].cells == (text,)


def test_dates_of_the_1904_calendar() -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    sheet = only(xlsx_bytes([["开设时间"], [datetime(2024, 5, 6)]], change=change))
    assert sheet.date1904
    assert sheet.rows[1].cells == ("2024-05-06",)


def test_cells_merged_downwards_hold_the_value_in_every_row() -> None:
    rows = [["标题", None, None], ["单位名称", "账号名称", "平台"], ["甲局", "甲", "微信"], [None, "乙", "微博"], [None, None, None]]
    sheet = only(xlsx_bytes(rows, merge=["A1:C1", "A3:A5"]))
    assert [row.cells[0] for row in sheet.rows] == ["标题", "单位名称", "甲局", "甲局"]
    assert sheet.joint == {(3, 0), (4, 0)}
    assert sheet.wide == {(1, 0): 3}


def test_hidden_sheets_are_told_and_not_read() -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook.create_sheet("旧台账").sheet_state = "hidden"

    book = read_book(xlsx_bytes(ROWS, change=change), "x")
    assert [sheet.title for sheet in book.sheets] == ["台账"]
    assert book.remarks == ("隐藏的工作表“旧台账”没有读取",)


def test_formulas_without_a_value_are_seen() -> None:
    assert only(xlsx_bytes([["账号名称"], ['="岭东"&"发布"']])).rows[1].cells == (UNCALCULATED,)


def test_values_that_formulas_had_when_saved_are_taken() -> None:
    raw = replaced(xlsx_bytes([["账号名称"], ["=A1"]]), "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>5</v>", b"<v />", b"<v>5</v>")
    assert only(raw).rows[1].cells == ("5",)


def test_a_sheet_formatted_down_to_its_last_row_is_read_quickly() -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook.worksheets[0]["A1048576"] = "远"

    book = read_book(xlsx_bytes(ROWS, change=change), "x")
    assert len(book.sheets[0].rows) == 3
    assert book.remarks == ("工作表“台账”在 5,000 行空白之后还有内容，没有读取",)


def replaced(raw: bytes, part: str, *pairs: bytes) -> bytes:
    """The workbook with bytes of one part exchanged, pair by pair."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            for was, is_ in zip(pairs[::2], pairs[1::2], strict=True):
                content = content.replace(was, is_) if info.filename == part else content
            new.writestr(info.filename, content)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


BOOK = xlsx_bytes(ROWS)
SHEET = "xl/worksheets/sheet1.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xx"><!ENTITY c "&b;&b;">]>'
HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "空的"),
    "only blanks": (b" \r\n\t\n", "空的"),
    "only zeros": (b"\0" * 50, "空的"),
    "too large": (b"a" * (MAX_BYTES + 1), "超过上限"),
    "old xls": (OLE + b"\0" * 600, "旧格式"),
    "encrypted": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    "pdf": (b"%PDF-1.7 \n1 0 obj", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "图片"),
    "html named xls": ("<html><table><tr><td>账号名称</td></tr></table></html>".encode(), "网页"),
    "xml": (b'<?xml version="1.0"?><Workbook/>', "XML"),
    "cut zip": (BOOK[:400], "不是完整的"),
    "zip head only": (b"PK\x03\x04" + b"\0" * 60, "不是完整的"),
    "zip of something else": (zipped(a=b"b"), "不是 Excel 工作簿"),
    "docx": (zipped(word__document=b"x"), "不是 Excel 工作簿"),
    "xlsb": (zipped(**{"xl__workbook.bin": b"x", "[Content_Types].xml": b"<a/>"}), "二进制工作簿"),
    "entities": (replaced(BOOK, SHEET, b"<worksheet", ENTITY + b"<worksheet"), "XML 声明"),
    "entities in utf-16": (zipped(**{"[Content_Types].xml": b"<a/>", "xl__workbook.xml": ENTITY.decode().encode("utf-16")}), "XML 声明"),
    "odd encoding": (replaced(BOOK, "xl/workbook.xml", b"<workbook", b'<?xml version="1.0" encoding="cp037"?><workbook'), "XML 声明"),
    "broken xml": (replaced(BOOK, SHEET, b"</sheetData>", b""), "打不开"),
    "no sheets": (zipped(**{"[Content_Types].xml": b"<a/>", "xl__workbook.xml": b"<a/>"}), "打不开"),
    "not text": (bytes(range(128, 256)) * 20, "编码"),
    "half a utf-16": ("账号".encode("utf-16") + b"\x00", "编码"),
    "unclosed quote": (b'"' + "账号名称,平台\n".encode() * 20_000, "引号"),
    "too many columns": (("a," * 300).encode(), "256 列"),
    "too many rows": (b"a\n" * 100_002, "100,000 行"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_get_a_sentence(kind: str) -> None:
    raw, word = HOSTILE[kind]
    with pytest.raises(CannotRun) as caught:
        read_book(raw, "台账")
    assert word in caught.value.message
    assert caught.value.mend


def test_a_bomb_is_not_unpacked() -> None:
    raw = zipped(**{"[Content_Types].xml": b"<a/>", "xl__workbook.xml": b"<a/>", "xl__media__a.png": b"\0" * 160_000_000})
    assert len(raw) < 1_000_000
    with pytest.raises(CannotRun, match="大得不像表格"):
        read_book(raw, "台账")


def test_damaged_parts_get_a_sentence() -> None:
    raw = bytearray(BOOK)
    start = raw.index(b"xl/worksheets/sheet1.xml") + 60
    raw[start : start + 40] = bytes(40)
    with pytest.raises(CannotRun, match=r"解不开|打不开|不是完整"):
        read_book(bytes(raw), "台账")


def outcome(work: Callable[[], object]) -> None:
    """A result or CannotRun: nothing else may come out."""
    try:
        work()
    except CannotRun as error:
        assert error.message and error.mend


@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    outcome(lambda: read_book(raw, "台账"))


@given(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=8))
def test_a_workbook_with_any_bytes_overwritten(place: int, noise: bytes) -> None:
    outcome(lambda: read_book(BOOK[:place] + noise + BOOK[place + len(noise) :], "台账"))


@given(
    st.sampled_from(["xl/workbook.xml", SHEET, "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]),
    st.text(max_size=60),
    st.data(),
)
def test_a_workbook_with_any_text_in_a_part(part: str, noise: str, data: st.DataObject) -> None:
    content = zipfile.ZipFile(io.BytesIO(BOOK)).read(part)
    place = data.draw(st.integers(0, len(content)))
    outcome(lambda: read_book(replaced(BOOK, part, content, content[:place] + noise.encode() + content[place:]), "台账"))


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    from ledger_tools import govmedia

    assert govmedia("import", tmp_path, "--root", tmp_path) == 2
