"""Whether a text says of itself that a machine made it (人工智能生成合成内容标识)."""

import re

from govmedia.calculation.folding import fold

MADE = re.compile(r"(?:人工智能|(?<![a-z])ai(?![a-z]))[^。！？!?\n]{0,8}(?:生成|合成|绘制|创作)")
"""In a folded text."""


def is_labelled(text: str) -> bool:
    """Whether such a label stands in the text."""
    return MADE.search(fold(text).text) is not None
