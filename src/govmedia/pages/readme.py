"""The table 逐条对照 in the READMEs: what serves each clause, and what software cannot do."""

from collections.abc import Iterable, Mapping, Sequence

from govmedia.model.office import Clause
from govmedia.pages.rulepages import served

START, END = "<!-- clauses: govmedia generate -->\n", "<!-- /clauses -->"
HEADS = {
    "README.md": ("Clause", "What it asks", "Rules", "Page, command", "How to see it fail", "What software cannot do", "planned"),
    "README.zh-CN.md": ("条款", "大意", "规则", "页面、命令", "怎样看到它不通过", "软件做不到", "计划中"),
}


def with_clauses(file: str, text: str, clauses: Iterable[Clause], rules: Mapping[str, Sequence[str]]) -> str:
    """A README with its table renewed between the two marks; as it is where it has none. `rules`: names by clause id."""
    if START not in text or END not in text:
        return text
    before, _, rest = text.partition(START)
    *heads, planned = HEADS[file]
    lines = [_row(heads), _row(["---"] * len(heads)), *(_row(_cells(c, rules.get(c.id, ()), planned)) for c in clauses)]
    return before + START + "\n" + "\n".join(lines) + "\n\n" + END + rest.partition(END)[2]


def _cells(clause: Clause, rules: Sequence[str], planned: str) -> list[str]:
    place, _, command, fail = served(clause)
    if clause.status == "planned":
        return [clause.id, clause.paraphrase, planned, "", "", clause.beyond]
    seen = "、".join(part for part in (place, f"`{command}`" if command else "") if part)
    fails = [*([f"`govmedia explain {rules[0]}`"] if rules else []), *([fail] if fail else [])]
    return [clause.id, clause.paraphrase, " ".join(f"`{name}`" for name in rules), seen, "；".join(fails), clause.beyond]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
