"""What goes out of a manuscript on each of its accounts, by the same hand that packs it for the clerk; shown before it is signed."""

from collections.abc import Iterator, Sequence

from govmedia.calculation.releasing import Due, Turn
from govmedia.calculation.texts import posted
from govmedia.model.manuscript import Manuscript
from govmedia.model.words import Layout
from govmedia.pages.cleanhtml import clean_html
from govmedia.pages.packages import Package, closing_lines, package
from govmedia.pages.passages import passages
from govmedia.pages.reviewtexts import article, post
from govmedia.pages.reviewview import Block, View
from govmedia.pages.safemark import clipped, details, plain

LONGEST = 20_000
"""Characters of a text that are shown."""
_FOLDED = 1_500
"""Characters from which on a text is shown only when asked for."""


def renditions(manuscript: Manuscript, view: View) -> Iterator[Block]:
    """A block for each text that differs; accounts that show the same are named together."""
    groups: dict[str, list[Package]] = {}
    for home in dict.fromkeys(manuscript.names):
        packed = package(Due(manuscript, view.outlets[home], Turn.ready), view.head)
        groups.setdefault(_text(packed, view), []).append(packed)
    for text, packages in groups.items():
        names = "、".join(_name(packed, view) for packed in packages)
        notes = [f"- {note}" for packed in packages for note in _notes(packed, view)]
        yield Block(f"{manuscript.title} 在{names}", "\n\n".join(filter(None, [_shown(names, text), "\n".join(dict.fromkeys(notes))])))


def _name(packed: Package, view: View) -> str:
    return view.account(packed.due.outlet.home)


def _text(packed: Package, view: View) -> str:
    """As its readers will see it."""
    manuscript, platform = packed.due.manuscript, packed.due.outlet.platform
    if platform is None or platform.layout is not Layout.html:
        return post(packed.title, packed.text[:LONGEST]) + _cut(packed.text)
    variant = posted(manuscript)[packed.due.outlet.stem]
    html = clean_html(variant.text[:LONGEST], lambda name: name)
    return article(packed.title, passages(html), closing_lines(manuscript, variant, view.head)) + _cut(variant.text)


def _cut(text: str) -> str:
    return f"\n\n正文有 {len(text):,} 字，只显示前 {LONGEST:,} 字，其余请打开文件看。" if len(text) > LONGEST else ""


def _shown(names: str, text: str) -> str:
    summary = f"在 {plain(clipped(names, 120))} 上显示为"
    return details(summary, text) if len(text) > _FOLDED else f"**{summary}**\n\n{text}"


def _notes(packed: Package, view: View) -> Sequence[str]:
    """How long it is, what keeps it from being posted as it is, what is to be done on the platform."""
    name = plain(_name(packed, view))
    counts = [f"{what} {count}" for what, count in (("标题", packed.title_count), ("正文", packed.text_count)) if count]
    lengths = [f"{name}：{plain('，'.join(counts))}"] if counts else []
    return [*lengths, *(f"✗ {name}：{plain(told)}" for told in packed.problems), *(f"注意：{plain(told)}" for told in packed.reminders)]
