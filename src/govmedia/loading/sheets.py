"""A ledger file -> its sheets. What kind of file it is, its bytes decide, not its name."""

from govmedia.errors import CannotRun
from govmedia.loading.csvfile import read_csv
from govmedia.loading.xlsxfile import read_xlsx
from govmedia.model.sheet import Book

MAX_BYTES = 30_000_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SAVE_AS = "用 WPS 或 Excel 打开，另存为“Excel 工作簿（.xlsx）”或“CSV UTF-8”再导入"


def read_book(raw: bytes, title: str) -> Book:
    """Sheets of an XLSX or CSV file; `title` names the sheet of a CSV. Raises CannotRun for everything that is neither."""
    _refuse_others(raw)
    return read_xlsx(raw) if raw.startswith(b"PK") else read_csv(raw, title)


def _refuse_others(raw: bytes) -> None:
    head = raw[:2000].lstrip().lower()
    if not raw.strip(b"\0 \t\r\n"):
        raise CannotRun("文件是空的", "检查是否选错了文件")
    if len(raw) > MAX_BYTES:
        raise CannotRun(f"文件有 {len(raw):,} 字节，超过上限 {MAX_BYTES:,}", "删去图片和无关的工作表，或拆成几个文件")
    if raw.startswith(_OLE):
        raise _ole(raw)
    if head.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"rar!", b"7z\xbc\xaf")):
        raise CannotRun("文件是 PDF、图片或压缩包，不是表格", "换成表格文件（.xlsx 或 .csv）")
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"\xef\xbb\xbf<")):
        raise CannotRun("文件其实是网页或 XML，只是扩展名像表格", _SAVE_AS)


def _ole(raw: bytes) -> CannotRun:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return CannotRun("文件有打开密码，读不了", "在 WPS 或 Excel 里去掉密码后再导入")
    return CannotRun("文件是旧格式（.xls、.et 或 .doc），读不了", _SAVE_AS)
