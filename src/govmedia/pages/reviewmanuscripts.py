"""A manuscript for its reviewers: where it goes, how each platform will show it, its pictures, and what an edit changed."""

from collections.abc import Iterator

from govmedia.calculation.alterations import Row, as_mapping, as_rows
from govmedia.calculation.rewording import rewordings
from govmedia.calculation.submission import Item
from govmedia.gitoutput import ABSENT
from govmedia.loading import frontmatter
from govmedia.model.manuscript import Manuscript
from govmedia.pages.cleanhtml import clean_html
from govmedia.pages.passages import Passage, passages
from govmedia.pages.reviewothers import difference
from govmedia.pages.reviewrecords import altered, facts
from govmedia.pages.reviewrenditions import LONGEST, renditions
from govmedia.pages.reviewtexts import article, reworded
from govmedia.pages.reviewview import Block, View
from govmedia.pages.safemark import clipped, details, plain

_OWN = ("title", "accounts")
"""Keys of the front matter that are told apart from the others."""


def manuscript(item: Item, view: View) -> Iterator[Block]:
    """All about one manuscript."""
    before, after = view.contents.get(item.key, (None, None))
    if after is None:
        yield Block(item.title, "稿件被删去。")
        return
    old, new = (frontmatter.split(raw, item.key) if raw is not None else None for raw in (before, after))
    head, body = (as_mapping(new.data), new.text.body) if new else ({}, "")
    yield Block(f"{item.title} 稿头", _front(as_mapping(old.data) if old else None, head, item, view))
    if old is not None:
        yield Block(f"{item.title} 改动", _changes(old.text.body, body))
    record = view.manuscripts.get(item.key)
    yield from renditions(record, view) if record else [Block(f"{item.title} 正文", _unread(body))]
    if pictures := list(_pictures(item, head, body, view)):
        yield Block(f"{item.title} 图片", "**图片**（请打开文件看原图）\n\n" + "\n".join(pictures))


def _shown(body: str) -> list[Passage]:
    """The text as it is written, pictures under their own names."""
    return passages(clean_html(body[:LONGEST], lambda name: name))


def _unread(body: str) -> str:
    return f"稿头读不出来，不知道发到哪里。正文：\n\n{article('', _shown(body), ())}"


def _front(old: Row | None, new: Row, item: Item, view: View) -> str:
    lines = [f"- 标题：{plain(clipped(str(new.get('title') or '没有标题'), 200))}", f"- 发到：{_accounts(new, item, view)}"]
    if old is not None and old.get("title") != new.get("title"):
        lines.insert(1, f"- 原标题：{plain(clipped(str(old.get('title') or '没有标题'), 200))}")
    if old is not None and old.get("accounts") != new.get("accounts"):
        lines.append(f"- 原来发到：{_accounts(old, item, view)}")
    rest = facts(Manuscript, new, view, (*_OWN, "media")) if old is None else altered(Manuscript, old, new, view, _OWN)
    return "\n".join(lines) + (f"\n\n{rest}" if rest else "")


def _accounts(head: Row, item: Item, view: View) -> str:
    told = head.get("accounts")
    stems = [each for each in told if isinstance(each, str)] if isinstance(told, list) else []
    return plain(clipped("、".join(view.account(f"{item.unit}/{stem}") for stem in stems) or "没有写明", 300))


def _changes(old: str, new: str) -> str:
    """What an edit changed, paragraph by paragraph."""
    if old == new:
        return "**正文没有改动**"
    before, after = ([passage.text for passage in _shown(text)] for text in (old, new))
    told = list(reworded(list(rewordings(before, after))))
    more = f"\n\n第 {LONGEST:,} 字以后的没有比较，请打开文件看。" if max(len(old), len(new)) > LONGEST else ""
    if not told:
        raw = details("逐行对照", difference(old.encode(), new.encode()))
        return f"**正文的文字没有改动**，只改了格式或不显示的内容{more}\n\n{raw}"
    return f"**正文改了 {len(told)} 处**（前后对照，改动的句子已标出）\n\n" + "\n\n".join(told) + more


def _pictures(item: Item, head: Row, body: str, view: View) -> Iterator[str]:
    """Every picture that the front matter tells of, the text shows, or the change brings."""
    media = {str(row.get("file") or row.get("url")): row for row in as_rows(head.get("media"))}
    shown = {run.address.rpartition("/")[2]: run.text for p in _shown(body) for run in p.runs if run.picture}
    files = {path.rpartition("/")[2]: path for path in item.files if path != item.key}
    for name in filter(None, dict.fromkeys((*files, *media, *shown))):
        told = _picture(media.get(name, {}), shown.get(name, ""), files.get(name), item, view)
        yield f"- {plain(clipped(name, 120))}：{'；'.join(told)}"


def _picture(row: Row, alt: str, path: str | None, item: Item, view: View) -> Iterator[str]:
    if path:
        size = len(view.contents.get(path, (None, None))[1] or b"")
        yield "删去" if item.files[path] == ABSENT else f"{'新增' if view.added(path) else '换图'}，{size:,} 字节"
    for word, value in (("替代文字", row.get("alt") or alt), ("来源", row.get("source")), ("权利", row.get("rights"))):
        yield f"{word}“{plain(clipped(str(value), 200))}”" if value else f"没有写明{word}"
