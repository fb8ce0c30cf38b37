"""The content security policy of every page: only this site's own files, and the theme's inline scripts by their hash.

`frame-ancestors` cannot stand in a meta tag; the web server sends it as a header.
"""

import re
from base64 import b64encode
from hashlib import sha256

POLICY_SLOT = "govmedia-slot-policy"

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\s(?:src=|type=\"application/json\"))[^>]*>(.*?)</script>", re.DOTALL)
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


def script_hashes(html: str) -> list[str]:
    """CSP source expressions of the inline scripts that run, sorted, without repeats; JSON blocks do not run."""
    return sorted({f"'sha256-{b64encode(sha256(body.encode()).digest()).decode()}'" for body in _INLINE_SCRIPT.findall(html)})


def with_policy(html: str, content: str) -> str:
    """The page with its policy in the head. Scripts inside `content` (what officials wrote) are not let through."""
    shell = html.replace(content, "") if content else html
    policy = "; ".join(_DIRECTIVES).format(hashes=" ".join(script_hashes(shell)))
    before, slot, after = html.partition(POLICY_SLOT)
    return f"{before}{policy}{after}" if slot else html
