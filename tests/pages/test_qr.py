"""What a QR code shows is what a reader reads."""

import re

import zxingcpp

from govmedia.pages.qr import qr_svg


def read(svg: str) -> str:
    """Draw the strokes of the picture on a canvas, four pixels a module, and let a reader read it."""
    side = int(re.search(r'viewBox="0 0 (\d+)', svg).group(1))  # type: ignore[union-attr]
    canvas = [[255] * side for _ in range(side)]
    x = y = 0
    for kind, first, second, length in re.findall(r"([Mm])(\d+) ([\d.]+)h(\d+)", svg):
        x, y = (int(first), int(float(second))) if kind == "M" else (x + int(first), y)
        canvas[y][x : x + int(length)] = [0] * int(length)
        x += int(length)
    pixels = b"".join(bytes(value for value in row for _ in range(4)) * 4 for row in canvas)
    view = memoryview(pixels).cast("B", shape=[side * 4, side * 4])
    return zxingcpp.read_barcodes(view)[0].text


def test_codes_of_all_lengths_are_read_back() -> None:
    for length in range(1, 400, 7):
        text = "https://x.example/" + "a/B-9" * length
        assert read(qr_svg(text[: length + 18], "码")) == text[: length + 18]


def test_label_is_escaped_and_no_style_attribute_is_needed() -> None:
    svg = qr_svg("https://x.example/", '"><script>')
    assert "<script>" not in svg and "style" not in svg and 'role="img"' in svg
