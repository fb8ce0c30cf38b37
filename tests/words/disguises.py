"""Ways in which people write words so that a search does not find them, though a reader does."""

import unicodedata
from collections.abc import Callable
from itertools import pairwise

import opencc

from govmedia.calculation.folding import _ALIKE
from govmedia.calculation.seeing import _APART, is_chinese

_TRADITIONAL = opencc.OpenCC("s2t")
_HONGKONG = opencc.OpenCC("s2hk")
_RADICALS = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
_CIRCLED = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in range(0x3200, 0x32B1)
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}
_PARTS = {whole: parts for parts, whole in _APART.items()}
_LETTERS = {latin: alike for alike, latin in _ALIKE.items()}


def _between(filling: str) -> Callable[[str], str]:
    """Something between every two Chinese characters that stand side by side."""

    def fill(text: str) -> str:
        pairs = [a + (filling if is_chinese(a) and is_chinese(b) else "") for a, b in pairwise(text)]
        return "".join(pairs) + text[-1:]

    return fill


def _mapped(table: dict[str, str]) -> Callable[[str], str]:
    return lambda text: "".join(table.get(character, character) for character in text)


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


DISGUISES: dict[str, Callable[[str], str]] = {
    "繁体": _TRADITIONAL.convert,
    "港台字形": _HONGKONG.convert,
    "全角": _wide,
    "部首": _mapped(_RADICALS),
    "圈字": _mapped(_CIRCLED),
    "零宽": _between("\u200b"),
    "空格": _between(" "),
    "全角空格": _between("\u3000"),
    "换行": _between("\n"),
    "点号": _between("·"),
    "字母": _between("a"),
    "数字": _between("7"),
    "表情": _between("🎉"),
    "加粗": _between("**"),
    "叠字符": _between("\u0336"),
    "标签": _between("<b></b>"),
    "注释": _between("<!-- x -->"),
    "实体": lambda text: "".join(f"&#{ord(c)};" if is_chinese(c) else c for c in text),
    "异形字母": _mapped(_LETTERS),
    "拆字": _mapped(_PARTS),
}
