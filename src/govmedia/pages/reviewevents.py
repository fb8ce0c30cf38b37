"""The life of an account as sentences: `2026年11月2日 开设，批文 岭东府办函〔2026〕76号`."""

from collections.abc import Iterator

from govmedia.calculation.alterations import Row, as_mapping, as_rows
from govmedia.model.account import Account
from govmedia.pages.reviewrecords import altered
from govmedia.pages.reviewview import View
from govmedia.pages.safemark import clipped, code, plain

_LONGEST = 200
_CLAUSES = {"was": "原为 ", "notice": "公告 ", "proof": "证明 ", "successor": "由 ", "archive": "历史内容存于 ", "reason": "原因："}
_AFTER = {"successor": " 承接"}


def events_told(old: Row, new: Row, view: View) -> str:
    """What the change puts on file of an account's life, and what it alters or takes away; "" where nothing."""
    before, after = as_rows(old.get("events")), as_rows(new.get("events"))
    gone, fresh = [e for e in before if e not in after], [e for e in after if e not in before]
    pairs = [(was, now) for was in gone for now in fresh if _same(was, now)]
    lines = [f"- 新登记：{sentence(now, view)}" for now in fresh if not any(now is new for _, new in pairs)]
    lines += [f"- 去掉了已登记的：{sentence(was, view)}" for was in gone if not any(was is old for old, _ in pairs)]
    lines += [f"- 改动了已登记的“{_head(was, view)}”：\n\n{altered(Account, _at(was), _at(now), view)}\n" for was, now in pairs]
    if [e for e in before if e in after] != [e for e in after if e in before]:
        lines.append("- 改动了已登记各项的先后次序，或重复登记")
    return "\n".join(lines)


def _same(was: Row, now: Row) -> bool:
    return was.get("kind") == now.get("kind") and was.get("on") == now.get("on")


def _at(event: Row) -> Row:
    """An event as a part of its account, so that its keys find their terms."""
    return {"events": event}


def sentence(event: Row, view: View) -> str:
    """One event as inline Markdown."""
    parts = [_head(event, view), *_details(event, view)]
    later = str(event.get("on") or "") > view.head.as_of.day.isoformat()
    return "，".join(parts) + ("（还没有生效）" if later else "")


def _head(event: Row, view: View) -> str:
    return f"{_told(event, 'on', view)} {_told(event, 'kind', view)}"


def _details(event: Row, view: View) -> Iterator[str]:
    approval = as_mapping(event.get("approval"))
    if approval:
        by = " ".join(_told(event, key, view, "approval") for key in ("by", "on") if approval.get(key))
        yield f"批文 {_told(event, 'document', view, 'approval')}" + (f"（{by} 批准）" if by else "")
    for key, word in _CLAUSES.items():
        if event.get(key):
            yield f"{word}{_told(event, key, view)}{_AFTER.get(key, '')}"
    if event.get("filed_on"):
        yield f"{_told(event, 'filed_on', view)} 备案"


def _told(event: Row, key: str, view: View, inside: str = "") -> str:
    row = as_mapping(event.get(inside)) if inside else event
    keys = ("events", inside, key) if inside else ("events", key)
    text = clipped(view.speller.told(row.get(key), Account, keys), _LONGEST)
    return code(text) if text.startswith(("http://", "https://")) else plain(text)
