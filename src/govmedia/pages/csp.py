"""The content security policy of every page: only this site's own files, and the theme's inline scripts by their hash.

`frame-ancestors` cannot stand in a meta tag; the web server sends it as a header.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

POLICY_SLOT = "govmedia-slot-policy"

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\s(?:src=|type=\"application/json\"))[^>]*>(.*?)</script>", re.DOTALL)
_INLINE_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self' {hashes}",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)


_FROM_DISK = (
    "default-src 'none'",
    "script-src {scripts}",
    "style-src {styles}",
    "img-src 'self' file:",
    "frame-src 'self' file:",
    "form-action 'none'",
    "base-uri 'none'",
)


def script_hashes(html: str) -> list[str]:
    """CSP source expressions of the inline scripts that run, sorted, without repeats; JSON blocks do not run."""
    return _hashes(_INLINE_SCRIPT.findall(html))


def _hashes(bodies: Iterable[str]) -> list[str]:
    return sorted({f"'sha256-{b64encode(sha256(body.encode()).digest()).decode()}'" for body in bodies})


def with_policy(html: str, content: str) -> str:
    """The page with its policy in the head. Scripts inside `content` (what officials wrote) are not let through."""
    shell = html.replace(content, "") if content else html
    policy = "; ".join(_DIRECTIVES).format(hashes=" ".join(script_hashes(shell)))
    before, slot, after = html.partition(POLICY_SLOT)
    return f"{before}{policy}{after}" if slot else html


def with_disk_policy(html: str) -> str:
    """A page that is opened from the disk, with its policy: its own script and styles by their hash, pictures and frames beside it.

    All of the page's text must have been escaped.
    """
    hashes = {"scripts": script_hashes(html), "styles": _hashes(_INLINE_STYLE.findall(html))}
    policy = "; ".join(_FROM_DISK).format(**{kind: " ".join(found) for kind, found in hashes.items()})
    before, _, after = html.partition(POLICY_SLOT)
    return f"{before}{policy}{after}"
