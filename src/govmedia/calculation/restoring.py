"""Rows of an export, which say where each filing lies: they come back as they were, events and all."""

import re
from typing import Any

from govmedia.calculation.cells import Cells, refusal
from govmedia.calculation.differences import difference
from govmedia.calculation.exchange import ID_HEADER, PATH_HEADER, UNIT_ID_HEADER, UNIT_RECORD_HEADER, unguard
from govmedia.calculation.exchangecells import as_facts, from_json
from govmedia.calculation.fates import Fate, Refused
from govmedia.calculation.heads import MACHINE
from govmedia.calculation.privacy import private_in
from govmedia.calculation.shelf import Facts, Shelf
from govmedia.calculation.wording import fold
from govmedia.loading import paths
from govmedia.loading.decode import decode_record
from govmedia.model.account import Account
from govmedia.model.record import Record
from govmedia.model.unit import Unit

_PATH = re.compile(r"registry/(?:archive/)?[0-9]{6}-[a-z0-9-]+/[a-z0-9-]+/[a-z0-9-]+\.yml")
_UNIT = re.compile(r"[0-9]{6}-[a-z0-9-]+/[a-z0-9]+(?:-[a-z0-9]+)*")
_LINKS = re.compile(r"https?://[^\s\"]+")


def is_restorable(cells: Cells) -> bool:
    """Whether the row is one of an export: it has a filing's number, or is one of its units without accounts."""
    texts = _texts(cells)
    return bool(texts.get(ID_HEADER) or (texts.get(UNIT_RECORD_HEADER) and not texts.get("账号名称")))


def _texts(cells: Cells) -> dict[str, str]:
    """Texts by header, exactly as the exporter wrote them; blank ones left out."""
    named = ((MACHINE.get(fold(h.header)), cells.row.cell(h.column)) for h in cells.head.headings)
    return {header: unguard(text) for header, text in named if header and text}


def restore(cells: Cells, shelf: Shelf) -> Fate:
    """Plan the filing of a row, and its unit where that is not on file. Raises Refused."""
    texts = _texts(cells)
    if trouble := refusal(cells) or _private(texts):
        raise Refused(trouble)
    unit = texts.get(UNIT_ID_HEADER, "")
    if not _UNIT.fullmatch(unit) or unit.split("/")[0] not in shelf.ledger.regions:
        raise Refused(f"主办单位编号“{unit}”不是 地区/单位 的写法，或没有这个地区")
    record = _unit_record(texts, shelf, unit)
    if ID_HEADER not in texts:
        return _unit_only(cells, unit, record, shelf)
    return _account(cells, texts, unit, record, shelf)


def _private(texts: dict[str, str]) -> str | None:
    for header in ("账号经历", "备注", UNIT_RECORD_HEADER):
        if kind := private_in(_LINKS.sub("", texts.get(header, ""))):
            return f"“{header}”列里有{kind}，这类内容不得入库，请删去后再导入"
    return None


def _unit_record(texts: dict[str, str], shelf: Shelf, unit: str) -> Facts | None:
    """The unit's facts, to be planned; None where it is on file, or had no file of its own."""
    if UNIT_RECORD_HEADER not in texts or unit in shelf.ledger.units or unit in shelf.units:
        return None
    facts = _checked(Unit, _facts(texts, UNIT_RECORD_HEADER))
    if shelf.has_file(f"registry/{unit}/unit.yml"):
        raise Refused(f"registry/{unit}/unit.yml 已有但读不出来，请先改正")
    return facts


def _unit_only(cells: Cells, unit: str, record: Facts | None, shelf: Shelf) -> Fate:
    if record:
        shelf.put_unit(unit, record)
        return Fate(cells.sheet.title, cells.row.number, "filed", unit, None, None, shelf.unit_name(unit))
    return Fate(cells.sheet.title, cells.row.number, "merged", unit, None, None, shelf.unit_name(unit), "单位已在册")


def _account(cells: Cells, texts: dict[str, str], unit: str, record: Facts | None, shelf: Shelf) -> Fate:
    id_, path = texts[ID_HEADER], texts.get(PATH_HEADER, "")
    facts = _checked(Account, _facts(texts))
    home = _home(path, unit, shelf)
    if id_ != "/".join(home) or paths.is_tombstone(path):
        facts["id"] = id_
        _checked(Account, facts)
    platform = home[2].partition("-")[0]
    fate = (cells.sheet.title, cells.row.number)
    if shelf.is_taken(id_) or shelf.has_file(path):
        told = difference(shelf.known(id_), facts, "", "") if shelf.knows(id_) else ["文件已有但读不出来"]
        return Fate(*fate, "merged", id_, facts["name"], platform, shelf.unit_name(unit), "；".join(["已在册", *told]))
    if record:
        shelf.put_unit(unit, record)
    shelf.put_account(id_, unit, platform, facts, path)
    return Fate(*fate, "filed", id_, facts["name"], platform, shelf.unit_name(unit))


def _home(path: str, unit: str, shelf: Shelf) -> tuple[str, str, str]:
    """Region, unit and file stem of a filing. Raises Refused for a path that no filing may have."""
    if not _PATH.fullmatch(path) or not (paths.is_account_file(path) or paths.is_tombstone(path)):
        raise Refused(f"登记文件“{path[:100]}”不是备案文件的位置")
    home = paths.account_home(path)
    if "/".join(home[:2]) != unit:
        raise Refused(f"登记文件“{path}”不在主办单位 {unit} 之下")
    if home[2].partition("-")[0] not in shelf.ledger.platforms:
        raise Refused(f"登记文件“{path}”的平台不认识，请先加进 registry/platforms.yml")
    return home


def _facts(texts: dict[str, str], header: str = "") -> Any:
    """The filing's keys or, with a header, what the JSON below it says."""
    try:
        return from_json(texts[header], header) if header else as_facts(texts)
    except ValueError as error:
        raise Refused(f"“{error}”列被改坏了，读不出来，请用原来的导出件") from None


def _checked(model: type[Record], facts: Any) -> Facts:
    _, faults = decode_record(model, facts, "")
    if faults:
        raise Refused("；".join(f"{fault.message}（{fault.mend}）" for fault in faults))
    assert isinstance(facts, dict)
    return facts
