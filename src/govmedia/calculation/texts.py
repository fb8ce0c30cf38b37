"""What a manuscript says on each of its accounts: one text for all, and sections of their own for some (`## @weibo 标题`)."""

import re
from dataclasses import dataclass

from govmedia.calculation.markup import shown
from govmedia.model.manuscript import Manuscript

_HEADING = re.compile(r"(?m)^ {0,3}#{1,6}[ \t]*[@＠](?P<said>[^\n]*)\n?")
_STEMS = re.compile(r"(?P<stems>[a-z0-9-]+(?:[ \t]*[,，、]?[ \t]*[@＠][a-z0-9-]+)*)(?:[ \t]+(?P<title>\S.*?))?[ \t]*")


@dataclass(frozen=True)
class Variant:
    """A text for some accounts. `stems` is empty for the text of all that have none of their own, and where a heading cannot be read.

    `at` is where its heading, `start` where its text begins in the body.
    """

    stems: tuple[str, ...]
    title: str
    text: str
    at: int
    start: int
    heading: str = ""

    @property
    def name(self) -> str:
        """As it is spoken of."""
        return "、".join(f"@{stem}" for stem in self.stems) or "正文"


def variants(manuscript: Manuscript) -> list[Variant]:
    """The common text, also if it is empty, and after it the sections in their order."""
    body = manuscript.body
    if "@" not in body and "＠" not in body:
        return [Variant((), manuscript.title, body, 0, 0)]
    headings = list(_HEADING.finditer(body))
    ends = [heading.start() for heading in headings[1:]] + [len(body)]
    common = Variant((), manuscript.title, body[: headings[0].start()] if headings else body, 0, 0)
    return [common, *(_section(manuscript, heading, end) for heading, end in zip(headings, ends if headings else [], strict=True))]


def _section(manuscript: Manuscript, heading: re.Match[str], end: int) -> Variant:
    told = _STEMS.fullmatch(heading["said"])
    stems = tuple(re.findall("[a-z0-9-]+", told["stems"])) if told else ()
    title = (told and told["title"]) or manuscript.title
    return Variant(stems, title, manuscript.body[heading.end() : end], heading.start(), heading.end(), heading[0].strip())


def posted(manuscript: Manuscript) -> dict[str, Variant]:
    """What goes out on each account: its own section, else the common text."""
    common, *sections = variants(manuscript)
    own = {stem: section for section in sections for stem in section.stems}
    return {stem: own.get(stem, common) for stem in manuscript.accounts}


def said(text: str) -> str:
    """What a platform counts of a text: as it is shown, without line breaks and spaces at the ends of lines."""
    return "".join(line.strip() for line in shown(text).splitlines())
