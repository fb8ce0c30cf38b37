"""A manuscript for its reviewers: where it goes, how each platform will show it, its pictures, and what an edit changed."""

from collections.abc import Iterator, Sequence

from govmedia.calculation.alterations import Row, as_mapping, as_rows
from govmedia.calculation.passages import passages
from govmedia.calculation.rewording import rewordings
from govmedia.calculation.submission import Item
from govmedia.gitoutput import ABSENT
from govmedia.loading import frontmatter
from govmedia.model.manuscript import Manuscript
from govmedia.model.platform import Platform
from govmedia.pages.reviewrecords import altered, facts
from govmedia.pages.reviewtexts import article, post, post_shown, reworded
from govmedia.pages.reviewview import Block, View
from govmedia.pages.safemark import clipped, details, plain

LONGEST = 20_000
"""Characters of a text that are shown."""
_FOLDED = 1_500
"""Characters from which on a text is shown only when asked for."""
_OWN = ("title", "accounts")
"""Keys of the front matter that are told apart from the others."""


def manuscript(item: Item, view: View) -> Iterator[Block]:
    """All about one manuscript."""
    before, after = view.contents.get(item.key, (None, None))
    if after is None:
        yield Block(item.title, "稿件被删去。")
        return
    old, new = (frontmatter.split(raw, item.key) if raw is not None else None for raw in (before, after))
    head = as_mapping(new.data) if new else {}
    body = new.text.body if new else ""
    yield Block(f"{item.title} 稿头", _front(as_mapping(old.data) if old else None, head, item, view))
    if old is not None:
        yield Block(f"{item.title} 改动", _changes(old.text.body, body))
    yield from _renditions(head, body, item, view)
    if pictures := list(_pictures(item, head, body, view)):
        yield Block(f"{item.title} 图片", "**图片**（请打开文件看原图）\n\n" + "\n".join(pictures))


def _front(old: Row | None, new: Row, item: Item, view: View) -> str:
    lines = [f"- 标题：{plain(clipped(str(new.get('title') or '没有标题'), 200))}", f"- 发到：{_accounts(new, item, view)}"]
    if old is not None and old.get("title") != new.get("title"):
        lines.insert(1, f"- 原标题：{plain(clipped(str(old.get('title') or '没有标题'), 200))}")
    if old is not None and old.get("accounts") != new.get("accounts"):
        lines.append(f"- 原来发到：{_accounts(old, item, view)}")
    rest = facts(Manuscript, new, view, (*_OWN, "media")) if old is None else altered(Manuscript, old, new, view, _OWN)
    return "\n".join(lines) + (f"\n\n{rest}" if rest else "")


def _accounts(head: Row, item: Item, view: View) -> str:
    return plain(clipped("、".join(view.name(f"{item.unit}/{stem}") for stem in _stems(head)) or "没有写明", 300))


def _stems(head: Row) -> list[str]:
    told = head.get("accounts")
    return [each for each in told if isinstance(each, str)] if isinstance(told, list) else []


def _changes(old: str, new: str) -> str:
    """What an edit changed, paragraph by paragraph."""
    before, after = ([p.text for p in passages(text[:LONGEST]) if p.text] for text in (old, new))
    told = list(reworded(list(rewordings(before, after))))
    more = f"\n\n第 {LONGEST:,} 字以后的没有比较，请打开文件看。" if max(len(old), len(new)) > LONGEST else ""
    if not told:
        return ("**正文没有改动**" if old == new else "**正文的文字没有改动**，只改了格式") + more
    return f"**正文改了 {len(told)} 处**（前后对照，改动的句子已标出）\n\n" + "\n\n".join(told) + more


def _renditions(head: Row, body: str, item: Item, view: View) -> Iterator[Block]:
    """How each platform will show it; platforms that show the same are named together."""
    found = passages(body[:LONGEST])
    title = str(head.get("title") or "")
    groups: dict[bool, list[tuple[str, Platform | None]]] = {}
    for stem in _stems(head):
        platform = view.head.platforms.get(stem.partition("-")[0])
        groups.setdefault(bool(platform and platform.text_limit), []).append((view.name(f"{item.unit}/{stem}"), platform))
    for is_post, places in groups.items():
        text = post_shown(post(title, found)) if is_post else article(title, found)
        names = "、".join(name for name, _ in places)
        limits = list(_limits(title, post(title, found), places))
        yield Block(f"{item.title} 在{names}", _rendition(names, text, limits, len(body)))


def _rendition(names: str, text: str, limits: Sequence[str], size: int) -> str:
    summary = f"在 {plain(clipped(names, 120))} 上显示为"
    cut = f"\n\n正文有 {size:,} 字，只显示前 {LONGEST:,} 字，其余请打开文件看。" if size > LONGEST else ""
    body = details(summary, text) if len(text) > _FOLDED else f"**{summary}**\n\n{text}"
    return "\n\n".join([body + cut, *(f"- {line}" for line in limits)])


def _limits(title: str, text: str, places: Sequence[tuple[str, Platform | None]]) -> Iterator[str]:
    for name, platform in places:
        for what, size, limit in (
            ("标题", len(title), platform.title_limit if platform else None),
            ("正文连标题", len(text), platform.text_limit if platform else None),
        ):
            if limit:
                mark = "✓" if size <= limit else "✗ 超过上限，"
                yield f"{mark} {plain(name)}：{what} {size:,} 字，上限 {limit:,} 字"


def _pictures(item: Item, head: Row, body: str, view: View) -> Iterator[str]:
    """Every picture that the front matter tells of, the text shows, or the change brings."""
    media = {str(row.get("file") or row.get("url")): row for row in as_rows(head.get("media"))}
    shown = {run.address.rpartition("/")[2]: run.text for p in passages(body[:LONGEST]) for run in p.runs if run.picture}
    files = {path.rpartition("/")[2]: path for path in item.files if path != item.key}
    for name in dict.fromkeys((*files, *media, *shown)):
        yield f"- {plain(clipped(name, 120))}：{'；'.join(_picture(media.get(name, {}), shown.get(name, ''), files.get(name), item, view))}"


def _picture(row: Row, alt: str, path: str | None, item: Item, view: View) -> Iterator[str]:
    if path:
        size = len(view.contents.get(path, (None, None))[1] or b"")
        yield "删去" if item.files[path] == ABSENT else f"{'新增' if view.added(path) else '换图'}，{size / 1000:,.0f} kB"
    for word, value in (("替代文字", row.get("alt") or alt), ("来源", row.get("source")), ("权利", row.get("rights"))):
        yield f"{word}“{plain(clipped(str(value), 200))}”" if value else f"没有写明{word}"
