"""The words of filings: unit.yml and account files as an office would write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govmedia.fiction.bodies import Body
from govmedia.model.words import Level


@dataclass(frozen=True)
class Happening:
    """One event of an account: what is written, and the day on which it reaches the registry. `renamed_from` is the name until then."""

    kind: str
    on: date
    landed: date
    rest: str = ""
    renamed_from: str = ""

    @property
    def line(self) -> str:
        """The event as a line of the account's file."""
        more = f", was: {self.renamed_from}" if self.renamed_from else ""
        return f"  - {{kind: {self.kind}, on: {self.on}{more}{self.rest}}}"


@dataclass(frozen=True)
class Life:
    """An invented account and all that happens to it. `facts` are the lines of its file that never change."""

    body: Body
    stem: str
    name: str
    facts: tuple[str, ...]
    happenings: tuple[Happening, ...]
    entered: date

    @property
    def id(self) -> str:
        """Path at birth without suffix."""
        return f"{self.body.id}/{self.stem}"

    def is_running(self, day: date) -> bool:
        """Whether it posts on the story's last day: opened and not stopped; an import without events counts."""
        if not self.happenings:
            return True
        return self.happenings[-1].kind in ("opened", "renamed", "announced") and self.happenings[0].on <= day

    def name_on(self, known: int) -> str:
        """Name of the account when only the first `known` events are on file."""
        return next((h.renamed_from for h in self.happenings[known:] if h.renamed_from), self.name)

    def path(self, known: int) -> str:
        """Where the filing lies then: a cancelled account lies in the archive."""
        gone = next((h for h in self.happenings[:known] if h.kind == "cancelled"), None)
        return f"registry/archive/{self.id}-{gone.on}.yml" if gone else f"registry/{self.id}.yml"

    def text(self, known: int) -> str:
        """The filing then."""
        lines = [f"name: {self.name_on(known)}", *self.facts]
        if known:
            lines += ["events:", *(h.line for h in self.happenings[:known])]
        return "\n".join(lines) + "\n"


def unit_text(body: Body) -> str:
    """`unit.yml` of an invented body."""
    head = (f"name: {body.name}", f"level: {body.level}", f"kind: {body.kind}", *body.extra)
    return "\n".join((*head, *_duties(body))) + "\n"


def _duties(body: Body) -> Sequence[str]:
    """Post in charge, staff and safeguards."""
    year = 2019 + len(body.name) % 4
    rules = ", ".join(
        f"{key}: {body.name}{word}（{year}年）"
        for key, word in (("security", "政务新媒体安全管理制度"), ("secrecy", "信息发布保密审查制度"), ("emergency", "网络舆情应急预案"))
    )
    post = {Level.province: "分管副厅长", Level.prefecture: "分管副局长", Level.county: "分管副局长", Level.township: "分管副镇长"}
    charge = "办公室主任" if body.kind == "government" and body.level is not Level.township else post[body.level]
    return f"in_charge: {charge}", f"staff: {{full_time: {1 + len(body.name) % 3}, part_time: 1}}", f"safeguards: {{{rules}, duty: true}}"
