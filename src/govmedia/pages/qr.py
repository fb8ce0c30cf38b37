"""QR codes as inline pictures, for the thousands of account pages."""

import struct
import zlib
from base64 import b64encode
from html import escape
from math import isqrt

import zxingcpp

# Readers accept any of the eight masks; trying all for the prettiest costs eight times as long as everything else.
_OPTIONS = "ecLevel=M,dataMask=3"
_QUIET = 4  # modules of white that the standard asks for on each side
_FILTER = "0" * 8  # PNG: what stands at the beginning of each line
_WINDOW = 10
_TO_BITS = bytes.maketrans(b"\x00\xff", b"01")


def qr_image(text: str, label: str) -> str:
    """An `img` of `text` with its quiet zone, error correction M; `label` is what a screen reader says.

    A PNG of one bit per module, a fifth of the size of an SVG and twice as fast; the style sheet scales it without blurring.
    """
    picture = b64encode(qr_png(text)).decode()
    return f'<img class="gm-qr" alt="{escape(label)}" src="data:image/png;base64,{picture}">'


def qr_png(text: str) -> bytes:
    """The picture, one pixel per module."""
    barcode = zxingcpp.create_barcode(text.encode(), zxingcpp.BarcodeFormat.QRCode, options=_OPTIONS)
    bits = bytes(barcode.to_image(add_quiet_zones=False)).translate(_TO_BITS).decode()  # type: ignore[call-overload]
    count = isqrt(len(bits))
    side = count + 2 * _QUIET
    left, right = _FILTER + "1" * _QUIET, "1" * (_QUIET + -side % 8)
    white = [left + "1" * count + right] * _QUIET
    rows = "".join([*white, *(f"{left}{bits[at : at + count]}{right}" for at in range(0, count * count, count)), *white])
    lines = int(rows, 2).to_bytes(len(rows) // 8, "big")
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", _stored(lines)) + _chunk(b"IEND", b"")


def _stored(data: bytes) -> bytes:
    """As it is, in zlib's clothes: compressing saves fifty bytes, and takes as long as a third of drawing the code."""
    store = zlib.compressobj(0, wbits=_WINDOW, memLevel=1)
    return store.compress(data) + store.flush()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
