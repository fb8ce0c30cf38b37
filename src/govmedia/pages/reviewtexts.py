"""A manuscript's text as its readers will meet it: as an article with headings and lists, or as a post of plain text."""

from collections.abc import Iterator, Sequence

from govmedia.calculation.rewording import Rewording, Sentences
from govmedia.pages.passages import Passage, Run
from govmedia.pages.safemark import JOINER, broken, code


def article(title: str, passages: Sequence[Passage], lines: Sequence[str]) -> str:
    """As platforms with markup show it: a quotation, so that nothing in it is taken for the comment's own words."""
    return _quoted([f"<strong>{broken(title)}</strong>", *map(_shown, passages), *map(broken, lines)])


def post(title: str, text: str) -> str:
    """As platforms without markup show it, with its line breaks."""
    return _quoted([f"<strong>{broken(title)}</strong>" if title else "", *map(broken, text.split("\n\n"))])


def _shown(passage: Passage) -> str:
    text = "".join(map(_run, passage.runs))
    if passage.kind == "rule":
        return "————"
    if passage.kind == "heading":
        return f"<strong>{text}</strong>"
    indent = "　" * passage.depth + ("｜ " if passage.quoted else "")
    return f"{indent}{passage.mark} {text}" if passage.kind == "item" else f"{indent}{text}"


def _run(run: Run) -> str:
    if run.picture:
        return f"〔图片：{broken(run.text) or '没有替代文字'}，{code(run.address) or '不显示'}〕"
    text = _spaced(run.text)
    bold = f"<strong>{text}</strong>" if run.bold and run.text.strip() else text
    return f"{bold}（链接 {code(run.address)}）" if run.address else bold


def _spaced(text: str) -> str:
    """Text within a line: blanks at its ends, which `broken` takes away, stay."""
    if not text.strip():
        return "<br>" if "\n" in text else " "
    return f"{' ' * text[0].isspace()}{broken(text)}{' ' * text[-1].isspace()}"


def _quoted(lines: Sequence[str]) -> str:
    """Paragraphs of one quotation. A joiner before each, or its first characters might open a list."""
    return "\n>\n".join(f"> {JOINER}{line.strip(' ')}" for line in lines if line.strip())


def reworded(changes: Sequence[Rewording]) -> Iterator[str]:
    """Every changed paragraph, as it was and as it would be, with the changed sentences marked."""
    for number, change in enumerate(changes, 1):
        lines = [f"原文：{_marked(change.before, 'del')}" if change.before else "原文：（没有这一段）"]
        lines.append(f"改为：{_marked(change.after, 'strong')}" if change.after else "改为：（删去这一段）")
        yield f"第 {number} 处\n\n{_quoted(lines)}"


def _marked(sentences: Sentences, tag: str) -> str:
    return "".join(f"<{tag}>{broken(text)}</{tag}>" if changed else broken(text) for text, changed in sentences)
