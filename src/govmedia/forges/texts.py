"""Texts that the gate writes on forges, cut to what they take."""

CUT = "\n\n……（内容过长，后面的略去；完整结果请看检查记录，或在本机运行 govmedia gate status）"


def fitted(body: str, limit: int) -> str:
    """A comment's body of at most `limit` characters, cut at the end of a line, saying so."""
    if len(body) <= limit:
        return body
    kept = body[: limit - len(CUT)]
    return (kept.rpartition("\n")[0] or kept) + CUT


def one_line(text: str, limit: int) -> str:
    """A summary of at most `limit` characters on one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def marked(marker: str, body: str) -> str:
    """A body with its marker on the first line."""
    return body if body.startswith(marker) else f"{marker}\n{body}"
