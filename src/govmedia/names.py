"""Names and words of others, which nobody has vouched for, as text that misleads nobody on a screen."""

import re

_HIDDEN = re.compile(r"[\x00-\x1f\x7f]")


def shown(name: bytes) -> str:
    """A path as text that can be printed on one line: bytes that are no UTF-8, and control characters, come as `\\x..`.

    Such a path is refused everywhere, so the escape need not lead back to the file.
    """
    return _HIDDEN.sub(lambda found: f"\\x{ord(found[0]):02x}", name.decode("utf-8", "backslashreplace"))


def visible(text: str) -> str:
    """Words on one line: line breaks, control characters and what turns or hides writing come as `\\u....`."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
