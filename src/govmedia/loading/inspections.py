"""The files of a quarter's inspection: `registry/inspections/<quarter>/`, and the watch list beside the quarters."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from govmedia.fault import Fault
from govmedia.loading.committed import lying
from govmedia.loading.decode import decode_record
from govmedia.loading.ledger import Ledger
from govmedia.loading.yamltext import locate, parse
from govmedia.model.sample import Draw, Failure, Failures, Frame, Watched, WatchList

M = TypeVar("M", bound=BaseModel)
LARGEST = 8_000_000
"""A frame lists every account of a province; other records stay below utf8.MAX_BYTES."""


def frame_path(quarter: str) -> str:
    """Where the frozen frame lies."""
    return f"registry/inspections/{quarter}/frame.yml"


def draw_path(quarter: str) -> str:
    """Where the draw lies."""
    return f"registry/inspections/{quarter}/draw.yml"


def read_frame(root: Path, quarter: str) -> tuple[Frame | None, list[str]]:
    """The frame and what is wrong with its file, a Chinese line each; (None, []) where there is none."""
    return _read(Frame, root, frame_path(quarter))


def read_draw(root: Path, quarter: str) -> tuple[Draw | None, list[str]]:
    """The draw, likewise."""
    return _read(Draw, root, draw_path(quarter))


def failures(ledger: Ledger, quarter: str) -> list[Failure]:
    """Who failed in a quarter; nobody where no findings are on file."""
    found = ledger.reader.table(Failures, f"registry/inspections/{quarter}/findings.yml")
    return found.root if found else []


def watch_list(ledger: Ledger) -> list[Watched]:
    """The watch list, rows of other times included."""
    found = ledger.reader.table(WatchList, "registry/inspections/watch.yml")
    return found.root if found else []


def _read(model: type[M], root: Path, path: str) -> tuple[M | None, list[str]]:
    raw = lying(root, path)
    if raw is None:
        return None, []
    parsed = parse(raw, path, LARGEST)
    record, faults = decode_record(model, parsed.data, path) if not parsed.faults else (None, list(parsed.faults))
    return record, [_line(raw, fault) for fault in faults]


def _line(raw: bytes, fault: Fault) -> str:
    line = fault.line or locate(raw, fault.keys)[0]
    return f"{fault.path}:{line}: {fault.message}。{fault.mend}"
