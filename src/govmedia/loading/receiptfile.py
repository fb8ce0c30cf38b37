"""Facts added to the text of a receipt (发布回执): what somebody wrote by hand, remarks included, stays."""

from govmedia.errors import CannotRun
from govmedia.loading.decode import decode_record
from govmedia.loading.yamltext import parse, span
from govmedia.loading.yamlwrite import write, write_inline
from govmedia.model.receipt import Post, Receipt


def receipt_text(path: str, raw: bytes | None, before: Receipt, after: Receipt) -> str:
    """The file that says `after`; `raw` is the file that says `before`, None where there is none yet.

    Postings are only added or completed, in the order of `before`. Raises CannotRun where the text is too peculiar to be added to.
    """
    if raw is None:
        return write(after.model_dump(exclude_unset=True, exclude_none=True))
    text = raw.decode("utf-8-sig")
    newline = "\r\n" if "\r\n" in text else "\n"
    written = _added(text.replace("\r\n", "\n"), before, after)
    if decode_record(Receipt, parse(written.encode(), path).data, path)[0] != after:
        new = "；".join(write_inline(_given(post)) for post in after.posts if post not in before.posts)
        raise CannotRun(f"{path} 的写法特别，不能自动添加", f"请手工写上：{new or '撤稿时间和原因'}")
    return written.replace("\n", newline)


def _added(text: str, before: Receipt, after: Receipt) -> str:
    for index, post in enumerate(after.posts):
        if index >= len(before.posts):
            text = _append(text, write_inline(_given(post)))
        elif post != before.posts[index]:
            text = _complete(text, index, post)
    for key in ("withdrawn", "backfilled"):
        if getattr(after, key) != getattr(before, key):
            text = _set(text, key, after.model_dump(include={key}, exclude_unset=True))
    return text


def _given(post: Post) -> dict[str, object]:
    return post.model_dump(exclude_none=True)


def _append(text: str, item: str) -> str:
    """The text with one more item of `posts`."""
    found = span(text, ("posts",))
    if found is None:
        return f"{_ended(text)}posts:\n  - {item}\n"
    start, end, flow = found
    held = text[start:end]
    if flow and held.strip("[] \n"):
        return f"{text[: end - 1].rstrip()}, {item}{text[end - 1 :]}"
    if flow:
        return f"{text[:start].rstrip()}\n  - {item}{text[end:]}"
    stop = _line_end(text, start + len(_without_remarks(held)))
    indent = text[text.rfind("\n", 0, start) + 1 : start]
    return f"{text[:stop]}\n{indent}- {item}{text[stop:] or chr(10)}"


def _complete(text: str, index: int, post: Post) -> str:
    """The text with one item of `posts` written anew, or its link added below a block."""
    found = span(text, ("posts", index))
    if found is None:
        return text
    start, end, flow = found
    if flow:
        return text[:start] + write_inline(_given(post)) + text[end:]
    stop = _line_end(text, start + len(_without_remarks(text[start:end])))
    indent = " " * (start - text.rfind("\n", 0, start) - 1)
    return f"{text[:stop]}\n{indent}{write({'url': post.url}).rstrip()}{text[stop:] or chr(10)}"


def _set(text: str, key: str, value: dict[str, object]) -> str:
    """The text with a key that was absent or empty."""
    found = span(text, (key,))
    if found is None:
        return _ended(text) + write(value)
    return f"{text[: found[0]].rstrip()} {write(value).partition(': ')[2].rstrip()}{text[found[1] :]}"


def _without_remarks(block: str) -> str:
    """A block without the blank lines and whole-line remarks at its end, which belong to what follows."""
    lines = block.rstrip().split("\n")
    while lines[-1].lstrip().startswith("#"):
        lines.pop()
    return "\n".join(lines).rstrip()


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
