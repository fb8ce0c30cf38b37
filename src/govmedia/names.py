"""Names of files as untrusted bytes."""

import re

_HIDDEN = re.compile(r"[\x00-\x1f\x7f]")


def shown(name: bytes) -> str:
    """A path as text that can be printed on one line: bytes that are no UTF-8, and control characters, come as `\\x..`.

    Such a path is refused everywhere, so the escape need not lead back to the file.
    """
    return _HIDDEN.sub(lambda found: f"\\x{ord(found[0]):02x}", name.decode("utf-8", "backslashreplace"))
