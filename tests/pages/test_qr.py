"""What a QR code shows is what a reader reads."""

import re
import zlib
from base64 import b64decode

import zxingcpp

from govmedia.pages.qr import qr_image


def read(image: str) -> str:
    """Unpack the picture by hand, four pixels a module, and let a reader read it."""
    png = b64decode(re.search(r"base64,([^\"]+)", image)[1])  # type: ignore[index]
    side = int.from_bytes(png[16:20], "big")
    at = png.index(b"IDAT")
    lines = zlib.decompress(png[at + 4 : at + 4 + int.from_bytes(png[at - 4 : at], "big")])
    stride = (side + 7) // 8 + 1
    rows = [bin(int.from_bytes(b"\1" + lines[y * stride + 1 : (y + 1) * stride], "big"))[3 : 3 + side] for y in range(side)]
    pixels = b"".join(bytes(255 * int(bit) for bit in row for _ in range(4)) * 4 for row in rows)
    return zxingcpp.read_barcodes(memoryview(pixels).cast("B", shape=[side * 4, side * 4]))[0].text


def test_codes_of_all_lengths_are_read_back() -> None:
    for length in range(1, 400, 7):
        text = "https://x.example/" + "a/B-9" * length
        assert read(qr_image(text[: length + 18], "码")) == text[: length + 18]


def test_label_is_escaped_and_no_style_attribute_is_needed() -> None:
    image = qr_image("https://x.example/", '"><script>')
    assert "<script>" not in image and "style" not in image
