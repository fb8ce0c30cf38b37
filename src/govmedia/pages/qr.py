"""QR codes as inline SVG, for the thousands of account pages."""

import re
from html import escape
from math import isqrt

import zxingcpp

_DARK_RUN = re.compile(rb"\x00+")
# Readers accept any of the eight masks; trying all for the prettiest costs eight times as long as everything else.
_MASK = 3
_QUIET = 4  # modules of white that the standard asks for on each side


def qr_svg(text: str, label: str) -> str:
    """An SVG picture of `text` with its quiet zone, error correction M; `label` is what a screen reader says. No style attribute."""
    rows = _modules(text)
    side = len(rows) + 2 * _QUIET
    return (
        f'<svg class="gm-qr" role="img" aria-label="{escape(label)}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" d="{_path(rows)}"/></svg>'
    )


def _modules(text: str) -> list[bytes]:
    """Rows of the symbol, one byte per module, 0 where dark, without quiet zone."""
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=_MASK)
    pixels = bytes(barcode.to_image(add_quiet_zones=False))  # type: ignore[call-overload]
    side = isqrt(len(pixels))
    return [pixels[start : start + side] for start in range(0, side * side, side)]


def _path(rows: list[bytes]) -> str:
    """One horizontal stroke per run of dark modules, through the middle of its row."""
    strokes = []
    for y, row in enumerate(rows):
        pen = None
        for run in _DARK_RUN.finditer(row):
            start, end = run.span()
            move = f"M{start + _QUIET} {y + _QUIET}.5" if pen is None else f"m{start - pen} 0"
            strokes.append(f"{move}h{end - start}")
            pen = end
    return "".join(strokes)
