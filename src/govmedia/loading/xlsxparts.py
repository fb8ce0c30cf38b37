"""The archive beneath an XLSX workbook: its sizes, its XML, and the marks that the streaming reader does not give."""

import io
import re
import zipfile
from dataclasses import dataclass, field

from govmedia.errors import CannotRun

MAX_PARTS = 5_000
MAX_PART = 150_000_000
MAX_ALL = 300_000_000
MAX_MERGED = 20_000
_XML = (".xml", ".rels", ".vml")
_DTD = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,99}?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_ROW = re.compile(rb'<row\s[^>]{0,99}?r="([0-9]{1,7})"')
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\s[^>]{0,99}?r="([A-Z]{1,3})([0-9]{1,7})"[^>]{0,99}>\s*<(?:\w+:)?f(?:\s[^>]{0,999})?(?:/>|>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True)
class Marks:
    """Of one sheet: merged ranges as `A1:B3`; by row number the columns (from 0) of formulas without a value.

    `last`: the last row that holds a value.
    """

    merged: tuple[str, ...] = ()
    uncalculated: dict[int, list[int]] = field(default_factory=dict)
    last: int = 0


def open_parts(raw: bytes) -> zipfile.ZipFile:
    """The archive, if it is a workbook and safe to unpack. Raises CannotRun."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise CannotRun("文件不是完整的 .xlsx 文件", "重新下载，或用 WPS、Excel 另存为 .xlsx 再导入") from None
    _refuse_bombs(infos)
    _refuse_strangers({info.filename for info in infos})
    for info in infos:
        if info.filename.lower().endswith(_XML):
            _refuse_entities(_part(archive, info.filename))
    return archive


def _refuse_bombs(infos: list[zipfile.ZipInfo]) -> None:
    """Unpacking stops at the size a part declares, so the declared sizes are a true bound."""
    total = sum(info.file_size for info in infos)
    if len(infos) > MAX_PARTS or total > MAX_ALL or any(info.file_size > MAX_PART for info in infos):
        raise CannotRun(f"文件解压后有 {total:,} 字节、{len(infos):,} 个部件，大得不像表格", "删去图片和无关的工作表，另存后再导入")
    if any(info.flag_bits & 1 for info in infos):
        raise CannotRun("文件是加密的压缩包，读不了", "去掉密码后再导入")


def _refuse_strangers(names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise CannotRun("文件是二进制工作簿（.xlsb），读不了", "另存为 .xlsx 再导入")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise CannotRun("文件是压缩包，但不是 Excel 工作簿（可能是 .ods、.docx 或打包的文件）", "解压，或用 WPS、Excel 另存为 .xlsx 再导入")


def _refuse_entities(text: bytes) -> None:
    """No part of a workbook needs a document type, where entity bombs live; nor an encoding that could hide one."""
    named = _ENCODING.match(text[:200])
    if any(mark in text for mark in _DTD) or (named and named[1].lower() not in (b"utf-8", b"utf-16", b"us-ascii")):
        raise CannotRun("文件里有不该有的 XML 声明（DTD 或少见的编码），可能是恶意文件", "用 WPS 或 Excel 打开，另存为新的 .xlsx 再导入")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except Exception as error:  # zlib, CRC, lengths, methods: whatever a broken archive brings
        raise CannotRun(f"文件的部件 {name[:80]!r} 解不开（{type(error).__name__}）", "重新下载，或另存为新的 .xlsx 再导入") from None


def marks_of(archive: zipfile.ZipFile, path: str) -> Marks:
    """The marks of the sheet in a part."""
    text = _part(archive, path)
    blank: dict[int, list[int]] = {}
    for found in _FORMULA.finditer(text) if b"<f" in text or b":f" in text else ():
        blank.setdefault(int(found[2]), []).append(_column(found[1]))
    merged = tuple(m[1].decode() for m, _ in zip(_MERGED.finditer(text), range(MAX_MERGED), strict=False))
    return Marks(merged, blank, _last_row(text))


def _last_row(text: bytes) -> int:
    """Number of the row of the last value, as far as the part numbers its rows."""
    value = max(text.rfind(b"<v>"), text.rfind(b"<is>"))
    found = _ROW.match(text, max(0, text.rfind(b"<row", 0, max(0, value))))
    return int(found[1]) if found else 0


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
