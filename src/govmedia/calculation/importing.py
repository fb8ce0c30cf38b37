"""Plan an import: every row of a ledger gets a fate, nothing on file is changed, nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from govmedia.calculation.amounts import day
from govmedia.calculation.cells import Cells
from govmedia.calculation.differences import difference
from govmedia.calculation.entries import Draft, Guide, Sponsor, read_row
from govmedia.calculation.fates import Fate, Outcome, Plan, Refused
from govmedia.calculation.heads import Head, HeadWords
from govmedia.calculation.ledgersheets import data_rows, headed, tell_unread
from govmedia.calculation.places import Gazetteer
from govmedia.calculation.platformnames import Known, PlatformNames
from govmedia.calculation.restoring import is_restorable, restore
from govmedia.calculation.shelf import Facts, Shelf
from govmedia.calculation.sponsors import find_superior, new_unit, standing_of, unit_on_file
from govmedia.calculation.surveying import Survey
from govmedia.calculation.wording import fold
from govmedia.errors import CannotRun
from govmedia.loading.decode import decode_record
from govmedia.loading.ledger import Ledger
from govmedia.loading.yamlwrite import write_record
from govmedia.model.account import Account
from govmedia.model.columns import Columns
from govmedia.model.record import Record
from govmedia.model.region import Region
from govmedia.model.sheet import Book, Sheet
from govmedia.model.unit import Unit


@dataclass(frozen=True)
class Wishes:
    """What the user asked for. `file` and `sha256` (of its bytes) name the ledger; `region` is the default region's folder name."""

    file: str
    period: str
    region: str | None = None
    mapped: Mapping[str, str] = field(default_factory=dict)
    sha256: str = field(kw_only=True)


def plan_import(book: Book, ledger: Ledger, columns: Columns, wishes: Wishes) -> Plan:
    """The plan. Raises CannotRun where no sheet has a head, or the region is unknown."""
    return _Import(ledger, columns, wishes).run(book)


class _Import:
    """One import under way."""

    def __init__(self, ledger: Ledger, columns: Columns, wishes: Wishes) -> None:
        self.ledger, self.wishes = ledger, wishes
        self.words = HeadWords(columns, wishes.mapped)
        self.guide = Guide(PlatformNames(ledger.platforms.values()), Gazetteer(ledger), _region(ledger, wishes.region))
        self.shelf = Shelf(ledger)
        self.survey = Survey(ledger, wishes.period)
        self.plan = Plan()
        self.sponsors: dict[str, Sponsor] = {}
        self.rows: dict[str, int] = {}

    def run(self, book: Book) -> Plan:
        """Read all sheets that have a head."""
        found = headed(book, self.words, "“账号名称”一类的列，另加平台、单位等列")
        self.plan.remarks += _broken(self.ledger)
        tell_unread(self.plan, book, found)
        for sheet, head in found:
            self._read(sheet, head)
        self._write()
        return self.plan

    def _read(self, sheet: Sheet, head: Head) -> None:
        whole = self._whole(sheet, head)
        for cells in data_rows(sheet, head):
            self.plan.fates += self._fates(cells, whole)

    def _whole(self, sheet: Sheet, head: Head) -> Known | None:
        """The platform that the whole sheet is about, by the header of its names (公众号名称) or its title."""
        named = [known for h in head.of("name") if (known := self.guide.platforms.find(fold(h.header).removeprefix("已知")))]
        return next(iter(named), None) or self.guide.platforms.find(sheet.title)

    def _fates(self, cells: Cells, whole: Known | None) -> list[Fate]:
        try:
            if is_restorable(cells):
                return [restore(cells, self.shelf)]
            return [self._land(draft) for draft in read_row(cells, self.guide, whole)]
        except Refused as error:
            return [Fate(cells.sheet.title, cells.row.number, "rejected", reason=str(error))]

    def _land(self, draft: Draft) -> Fate:
        unit = unit_on_file(draft.sponsor, self.shelf)
        if known := self._known(draft, unit):
            return self._merged(draft, known)
        facts = self._filing(draft)
        self._check(Account, facts)
        if unit is None:
            unit = new_unit(draft, self._imported(draft), self.shelf)
            self.sponsors[unit] = draft.sponsor
        id_ = self.shelf.add_account(unit, draft.platform.slug, facts)
        self.rows[id_] = draft.row
        self._survey(id_, draft)
        return self._fate(draft, "filed", id_, unit, "；".join(draft.remarks))

    def _known(self, draft: Draft, unit: str | None) -> str | None:
        """The account on file that a draft is about: by number, by name at its unit, by name in the region.

        A namesake in the region is the same only if one of the two has no real sponsor.
        """
        platform, facts = draft.platform.slug, draft.facts
        if found := self.shelf.by_number(platform, facts):
            return found
        same = self.shelf.by_name(unit, platform, facts) if unit else []
        nearby = self.shelf.by_name(draft.sponsor.region.id, platform, facts)
        nearby = [id_ for id_ in nearby if not draft.sponsor.name or self._is_provisional(id_)]
        return next(iter([*same, *nearby]), None)

    def _is_provisional(self, id_: str) -> bool:
        unit = id_.rpartition("/")[0]
        on_file = self.ledger.units.get(unit)
        return on_file.provisional if on_file else self.shelf.units.get(unit, {}).get("provisional") == "true"

    def _merged(self, draft: Draft, known: str) -> Fate:
        unit = known.rpartition("/")[0]
        twin = f"与第 {self.rows[known]} 行是同一个账号" if known in self.rows else "已在册"
        told = difference(self.shelf.known(known), draft.facts, self.shelf.unit_name(unit), draft.sponsor.name)
        self._survey(known, draft)
        return self._fate(draft, "merged", known, unit, "；".join([twin, *told, *draft.remarks]))

    def _filing(self, draft: Draft) -> Facts:
        outside = standing_of(draft).reason
        facts = draft.facts | {"imported": self._imported(draft)}
        if outside:
            facts |= {"scope": "outside", "scope_reason": outside}
        self._approve(draft, facts)
        notes = [*draft.notes, *(["事业单位"] if draft.said == "事业单位" and "事业单位" not in draft.notes else [])]
        return facts | ({"note": "；".join(notes)} if notes else {})

    def _approve(self, draft: Draft, facts: Facts) -> None:
        """Put the approval to the opening where all of it is known, else into the note."""
        said = draft.approval
        by = self.shelf.unit_anywhere(said.get("approved_by", ""), self.ledger.chain(draft.sponsor.region.id))
        on, document = day(said.get("approved_on", "")), said.get("approval_document")
        opening = next((event for event in facts.get("events", []) if event["kind"] == "opened"), None)
        if opening and by and on and document:
            opening["approval"] = {"by": by, "document": document, "on": on.isoformat()}
        elif said:
            draft.notes.append("台账所填审批：" + "，".join(said.values()))

    def _imported(self, draft: Draft) -> Facts:
        return {"file": self.wishes.file, "row": str(draft.row), "on": self.ledger.as_of.day.isoformat(), "sha256": self.wishes.sha256}

    def _check(self, model: type[Record], facts: Facts) -> None:
        _, faults = decode_record(model, facts, "")
        if faults:
            raise Refused("；".join(f"{fault.message}（{fault.mend}）" for fault in faults))

    def _survey(self, id_: str, draft: Draft) -> None:
        if draft.figures and (told := self.survey.add(id_, draft.figures)):
            draft.remarks.append(told)

    def _fate(self, draft: Draft, outcome: Outcome, id_: str, unit: str, reason: str) -> Fate:
        name = self.shelf.unit_name(unit)
        return Fate(draft.sheet, draft.row, outcome, id_, draft.name, draft.platform.slug, name, reason or None)

    def _write(self) -> None:
        for unit, sponsor in self.sponsors.items():
            find_superior(unit, sponsor, self.shelf)
        for unit, facts in self.shelf.units.items():
            self.plan.files[f"registry/{unit}/unit.yml"] = _text(Unit, facts)
        for id_, facts in self.shelf.accounts.items():
            self.plan.files[self.shelf.paths[id_]] = _text(Account, facts)
        self.plan.grown = self.survey.files()
        self.plan.remarks += self.survey.remarks


def _broken(ledger: Ledger) -> list[str]:
    """A warning where files on file cannot be read, since what is in them cannot be recognised either."""
    homes = {f.path: f.path.removeprefix("registry/").removeprefix("archive/").split("/")[0] for f in ledger.faults}
    broken = sorted(path for path, region in homes.items() if region in ledger.regions)
    more = f"等 {len(broken)} 个文件" if len(broken) > 1 else ""
    return [f"{broken[0]}{more}读不出来，里面的单位、账号无从比对，请先运行 govmedia check 改正"] if broken else []


def _text(model: type[Record], facts: Facts) -> str:
    record, faults = decode_record(model, facts, "")
    if record is None:
        raise CannotRun(f"内部核对没有通过：{faults[0].message}", "请把台账的表头和这一行（去掉个人信息）反馈给系统维护")
    return write_record(record)


def _region(ledger: Ledger, region: str | None) -> Region | None:
    if region is None:
        return None
    if region not in ledger.regions:
        raise CannotRun(f"没有地区“{region}”", "写成 registry/regions.yml 里的 代码-拼音，如 440100-guangzhou")
    return ledger.regions[region]
