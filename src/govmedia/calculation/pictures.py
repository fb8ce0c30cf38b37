"""What the files beside a manuscript are: their true type, and whether they tell where they were taken."""

import io
import logging
from functools import lru_cache
from typing import NamedTuple

from pydantic_core import from_json, to_json

from govmedia.later import library
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger

LARGEST = 2_000_000
"""Bytes of a picture beside a manuscript (2 MB)."""
TYPES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WebP"}
"""Endings of the file names of pictures that every platform shows."""
VERSION = 1


class Picture(NamedTuple):
    """A file as it is. `kind` is "" where it is no picture of these types; `located`: its metadata say where it was taken."""

    kind: str
    located: bool
    size: int


def look(raw: bytes) -> Picture:
    """Judge a file by its contents."""
    kind = _kind(raw)
    return Picture(kind, bool(kind) and _is_located(raw), len(raw))


def _kind(raw: bytes) -> str:
    if raw[:3] == b"\xff\xd8\xff":
        return "JPEG"
    if raw[:8] == b"\x89PNG\r\n\x1a\n":
        return "PNG"
    if raw[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    return "WebP" if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP" else ""


def _is_located(raw: bytes) -> bool:
    """Whether EXIF or XMP give coordinates. Metadata that cannot be read but speak of them are taken at their word."""
    if b"GPSLatitude" in raw or b"GPSLongitude" in raw:  # XMP is text
        return True
    logging.getLogger("exifread").setLevel(logging.CRITICAL)
    try:
        tags = library("exifread").process_file(io.BytesIO(_webp_exif(raw) if raw[:4] == b"RIFF" else raw), details=False)
    except Exception:  # whatever a broken file brings
        return b"GPS" in raw
    return any(name.startswith("GPS ") for name in tags)


def _webp_exif(raw: bytes) -> bytes:
    """The EXIF of a WebP as the TIFF that it is, with or without the prefix that only JPEG needs, which exifread relies on."""
    at = 12
    while at + 8 <= len(raw):
        size = int.from_bytes(raw[at + 4 : at + 8], "little")
        if raw[at : at + 4] == b"EXIF":
            return raw[at + 8 : at + 8 + size].removeprefix(b"Exif\0\0")
        at += 8 + size + size % 2
    return b""


@lru_cache(maxsize=4)
def beside(ledger: Ledger) -> dict[str, list[str]]:
    """Files that lie in the folder of a manuscript, by folder, in their order."""
    found: dict[str, list[str]] = {}
    for entry in ledger.entries:
        if entry.path.startswith("content/manuscripts/") and entry.kind == "file" and not paths.is_manuscript(entry.path):
            found.setdefault(entry.path.rpartition("/")[0], []).append(entry.path)
    return found


@lru_cache(maxsize=4)
def pictures(ledger: Ledger) -> dict[str, Picture]:
    """Every file beside a manuscript, by path; looked at once as long as it stays as it is."""
    wanted = [path for files in beside(ledger).values() for path in files]
    cache = ledger.reader.beside(0, "pictures", f"pictures {VERSION}")
    found = {}
    for path, stamp in ledger.reader.stamps(wanted).items():
        known = cache.get(f"{path} {stamp}")
        found[path] = look(ledger.read([path]).get(path, b"")) if known is None else Picture(*from_json(known))
        if known is None:
            cache.put(f"{path} {stamp}", to_json(found[path]))
    cache.save()
    return found
