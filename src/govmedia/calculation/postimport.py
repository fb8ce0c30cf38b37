"""Plan receipts from a back office's export: every row gets a fate, no fact on file is changed, nothing is written here."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from govmedia.calculation.cells import Cells
from govmedia.calculation.fates import Outcome, Plan, PostFate, Refused
from govmedia.calculation.heads import HeadWords
from govmedia.calculation.ledgersheets import data_rows, headed, tell_unread
from govmedia.calculation.outlets import Outlet, outlets
from govmedia.calculation.platformnames import Known
from govmedia.calculation.postmatching import Manuscripts
from govmedia.calculation.postrows import Posted, PostReader, Skipped, shown_title
from govmedia.calculation.receipting import Contradiction, same_minute, shown, with_post, with_reason
from govmedia.errors import CannotRun
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.loading.receiptfile import receipt_text
from govmedia.model.manuscript import Manuscript
from govmedia.model.receipt import Post, Receipt
from govmedia.model.sheet import Book


def plan_receipts(book: Book, ledger: Ledger, words: HeadWords, only: Sequence[Outlet]) -> Plan:
    """The plan. `only`: the accounts the file may be about. Raises CannotRun where no sheet has a head."""
    return _Import(ledger, words, only).run(book)


class _Import:
    """One import under way. `receipts` grows with every row that brings something new."""

    def __init__(self, ledger: Ledger, words: HeadWords, only: Sequence[Outlet]) -> None:
        self.ledger, self.words = ledger, words
        self.reader = PostReader(only, outlets(ledger).values(), ledger.platforms)
        self.manuscripts = Manuscripts(ledger.manuscripts)
        self.before = {receipt.path: receipt for receipt in ledger.receipts}
        self.receipts = dict(self.before)
        self.links = {(f"{r.unit}/{p.account}", p.url): (r.path, p) for r in ledger.receipts for p in r.posts if p.url}
        self.plan = Plan()
        self.rows: dict[tuple[str, str, datetime], int] = {}

    def run(self, book: Book) -> Plan:
        """Read all sheets that have a head."""
        found = headed(book, self.words, "“标题”一类的列，另加“发布时间”等列")
        tell_unread(self.plan, book, found)
        for sheet, head in found:
            whole = self.reader.whole(sheet, head)
            self.plan.fates += [self._fate(cells, whole) for cells in data_rows(sheet, head)]
        self._write()
        return self.plan

    def _fate(self, cells: Cells, whole: Known | None) -> PostFate:
        posted = None
        try:
            posted = self.reader.read(cells, whole)
            return self._taken(posted)
        except (Refused, Skipped) as error:
            outcome: Outcome = "skipped" if isinstance(error, Skipped) else "rejected"
            return self._told(posted, outcome, str(error)) if posted else _bare(cells, outcome, str(error))

    def _taken(self, posted: Posted) -> PostFate:
        if posted.at > self.ledger.as_of.instant:
            raise Refused(f"发布时间 {shown(posted.at)} 还没有到，请核对")
        if posted.url and (known := self.links.get((posted.outlet.home, posted.url))):
            return self._known(posted, *known)
        manuscript = self.manuscripts.of(posted)
        path = paths.receipt_path(manuscript.path)
        receipt = self._receipt(path)
        if known_post := next((p for p in receipt.posts if p.account == posted.outlet.stem and _same(p, posted)), None):
            return self._completed(posted, path, receipt, known_post)
        return self._filed(posted, manuscript, path, receipt)

    def _receipt(self, path: str) -> Receipt:
        if path not in self.receipts and path in self.ledger.present:
            raise Refused(f"回执 {path} 读不出来，先运行 govmedia check 改好")
        return self.receipts.get(path) or Receipt()

    def _filed(self, posted: Posted, manuscript: Manuscript, path: str, receipt: Receipt) -> PostFate:
        others = [p for p in receipt.posts if p.account == posted.outlet.stem]
        if others:
            told = f"{manuscript.path} 在这个账号已登记为 {shown(others[0].at)} 发布，这一次像是另发的"
            raise Refused(f"{told}：另有稿件的核对标题，确是同一篇再发的用 govmedia receipt 登记")
        day, late = paths.item_day(manuscript.path), manuscript.backfilled
        if day and posted.at.date() < day and not late:
            mend = "确是先发后补的，在稿头写 backfilled，或用 govmedia receipt --backfilled 登记"
            raise Refused(f"发布早于稿件 {manuscript.path} 的日期：{mend}")
        found = self._with(receipt, posted, posted.at)
        self._note(posted, path, with_reason(found, late.reason) if late and not found.backfilled else found)
        return self._told(posted, "filed", "；".join(posted.remarks), path)

    def _completed(self, posted: Posted, path: str, receipt: Receipt, known: Post) -> PostFate:
        """Known already; a link that was missing is added."""
        if known.url or not posted.url:
            return self._known(posted, path, known)
        self._note(posted, path, self._with(receipt, posted, known.at))
        return self._told(posted, "filed", "回执已有，补上链接", path)

    def _with(self, receipt: Receipt, posted: Posted, at: datetime) -> Receipt:
        link: dict[str, Any] = {"url": posted.url} if posted.url else {}
        try:
            return with_post(receipt, Post(account=posted.outlet.stem, at=at, **link))
        except Contradiction as error:
            raise Refused(f"{error.message}：{error.mend}") from None

    def _note(self, posted: Posted, path: str, receipt: Receipt) -> None:
        self.receipts[path] = receipt
        post = next(p for p in receipt.posts if p.account == posted.outlet.stem and _same(p, posted))
        self.rows[path, post.account, post.at] = posted.row
        if post.url:
            self.links[posted.outlet.home, post.url] = (path, post)

    def _known(self, posted: Posted, path: str, known: Post) -> PostFate:
        row = self.rows.get((path, known.account, known.at))
        told = f"与第 {row} 行是同一次发布" if row else "已有回执"
        if not _same(known, posted):
            told += f"，回执写的是 {shown(known.at)}，没有改动"
        elif known.url and posted.url and known.url != posted.url:
            told += "，回执里的链接不同，没有改动"
        return self._told(posted, "merged", told, path)

    def _told(self, posted: Posted, outcome: Outcome, reason: str, receipt: str | None = None) -> PostFate:
        outlet = posted.outlet
        unit = self.ledger.units.get(outlet.unit)
        return PostFate(
            posted.sheet,
            posted.row,
            outcome,
            outlet.id,
            posted.title,
            outlet.stem.partition("-")[0],
            unit.name if unit else outlet.unit,
            reason or None,
            posted.at.isoformat(),
            paths.manuscript_path(receipt) if receipt else None,
        )

    def _write(self) -> None:
        changed = [path for path, receipt in self.receipts.items() if receipt is not self.before.get(path)]
        raw = self.ledger.read([path for path in changed if path in self.before])
        for path in changed:
            try:
                text = receipt_text(path, raw.get(path), self.before.get(path, Receipt()), self.receipts[path])
            except CannotRun as error:
                self._reject(paths.manuscript_path(path), str(error))
            else:
                (self.plan.grown if path in self.before else self.plan.files)[path] = text

    def _reject(self, manuscript: str, reason: str) -> None:
        """Take back what was filed for a manuscript whose receipt cannot be added to."""
        of_it = {id(f) for f in self.plan.fates if f.outcome == "filed" and isinstance(f, PostFate) and f.path == manuscript}
        self.plan.fates = [replace(f, outcome="rejected", reason=reason) if id(f) in of_it else f for f in self.plan.fates]


def _same(known: Post, posted: Posted) -> bool:
    """Whether a posting on file is the row's: the same minute, or the same day where the row tells no more."""
    return same_minute(known.at, posted.at) if posted.exact else known.at.date() == posted.at.date()


def _bare(cells: Cells, outcome: Outcome, reason: str) -> PostFate:
    return PostFate(cells.sheet.title, cells.row.number, outcome, name=shown_title(cells) or None, reason=reason)


def chosen(known: Iterable[Outlet], account: str | None, unit: str | None) -> list[Outlet]:
    """The outlets that `--account` (id, place or file name) and `--unit` name."""
    within = [outlet for outlet in known if unit is None or outlet.unit == unit]
    return within if account is None else [o for o in within if account in (o.id, o.home, o.stem)]
