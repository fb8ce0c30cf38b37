"""Pictures as they are: true type and place, whatever the file holds."""

from pathlib import Path

import pytest
from desk import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from govmedia.calculation.pictures import look

LOCATED = sorted((ROOT / "tests/cases/pictures_without_location").glob("bad_*/content/manuscripts/*/*/*/*/*"))


@pytest.mark.parametrize("file", LOCATED, ids=lambda file: file.parts[-7])
def test_place_is_found(file: Path) -> None:
    assert look(file.read_bytes()).located


@pytest.mark.parametrize("file", LOCATED, ids=lambda file: file.parts[-7])
def test_broken_at_any_byte(file: Path) -> None:
    """A file cut off or altered anywhere is judged without failing."""
    raw = file.read_bytes()
    for at in range(len(raw)):
        look(raw[:at])
        look(raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :])


@given(st.binary(max_size=300), st.sampled_from([b"", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP"]))
@settings(deadline=None)
def test_anything(raw: bytes, head: bytes) -> None:
    assert look(head + raw).size == len(head + raw)


def test_types() -> None:
    kinds = {
        name: look(raw).kind for name, raw in {"svg": b"<svg/>", "gif": b"GIF89a..", "mp4": b"\0\0\0\x18ftypmp42", "none": b""}.items()
    }
    assert kinds == {"svg": "", "gif": "GIF", "mp4": "", "none": ""}
