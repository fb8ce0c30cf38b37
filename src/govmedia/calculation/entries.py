"""A row of a ledger -> drafts of accounts, each with its unit and region, or the reason why it has none."""

from dataclasses import dataclass, field

from govmedia.calculation.amounts import amount
from govmedia.calculation.cells import Cells, refusal
from govmedia.calculation.facts import Facts, gather
from govmedia.calculation.fates import Refused
from govmedia.calculation.places import Gazetteer
from govmedia.calculation.platformnames import Known, PlatformNames
from govmedia.calculation.privacy import private_in
from govmedia.calculation.splitting import Part, Unclear, amounts, parts_of, platforms_in
from govmedia.calculation.unitnames import is_town, kind_said, level_said
from govmedia.model.platform import Platform
from govmedia.model.region import Region
from govmedia.model.words import Level, UnitKind


@dataclass(frozen=True)
class Sponsor:
    """The unit a row names; `name` is empty where it names none. `core` is the name without its region."""

    name: str
    region: Region
    town: str
    core: str
    level: Level
    kind: UnitKind | None = None
    parent: str = ""
    credit_code: str = ""


@dataclass
class Draft:
    """One account as a row tells it. `figures` go to the survey; `said` is the ledger's word on whether it is covered."""

    row: int
    sheet: str
    platform: Platform
    sponsor: Sponsor
    facts: Facts
    said: str
    figures: dict[str, str] = field(default_factory=dict)
    approval: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The account's name."""
        return str(self.facts["name"])


@dataclass(frozen=True)
class Guide:
    """What rows are read with: look-ups, the default region (`--region`), the platform a sheet is about as a whole."""

    platforms: PlatformNames
    places: Gazetteer
    default: Region | None = None


def read_row(cells: Cells, guide: Guide, whole: Known | None) -> list[Draft]:
    """The accounts of a row, one as a rule. `whole`: the platform the sheet is about. Raises Refused for all of them."""
    if trouble := refusal(cells):
        raise Refused(trouble)
    if not cells.get("name"):
        raise Refused("没有账号名称")
    _need_platform(cells, guide.platforms, whole)
    try:
        parts = parts_of(cells, guide.platforms, whole)
    except Unclear as error:
        raise Refused(str(error)) from None
    sponsor = _sponsor(cells, guide)
    return [_draft(cells, part, sponsor, guide) for part in parts]


def _need_platform(cells: Cells, platforms: PlatformNames, whole: Known | None) -> None:
    name, said = " ".join(cells.get("name").split()), cells.line("platform")
    if said and not platforms_in(cells.get("platform"), platforms):
        like = platforms.like(said)
        hint = f"是不是{'、'.join(like)}？" if like else ""
        raise Refused(f"“{name}”的平台“{said}”不认识。{hint}新平台请先加进 registry/platforms.yml")
    if not said and not whole:
        seen = next((p for _, link in cells.all("url") if (p := platforms.of_url(link))), None)
        raise Refused(f"“{name}”没有写平台" + (f"，从链接看像是{seen.name}" if seen else ""))


def _draft(cells: Cells, part: Part, sponsor: Sponsor, guide: Guide) -> Draft:
    found = gather(cells, part, guide.platforms)
    approval = {key: text for key in ("approval_document", "approved_on", "approved_by") if (text := cells.line(key))}
    draft = Draft(cells.row.number, cells.sheet.title, part.known.platform, sponsor, found.facts, _said(cells))
    draft.remarks, draft.notes, draft.approval = found.remarks, found.notes, approval
    _take_figures(cells, part, draft)
    return draft


def _said(cells: Cells) -> str:
    """The note's word on the government system or on institutions, else ""."""
    words = (text for _, text in cells.all("note"))
    return next((w for w in words if w.startswith(("政府系统", "非政府系统")) or w == "事业单位"), "")


def _take_figures(cells: Cells, part: Part, draft: Draft) -> None:
    for name in ("followers", "reads"):
        for heading, text in cells.all(name):
            mine = None if cells.is_joint(heading) else amounts(part, text)
            number = amount(mine, heading.factor) if mine else None
            if number is None:
                draft.remarks.append(f"“{heading.header}”的“{_quoted(text)}”不能算作这一个账号的数，未计入摸查")
            else:
                draft.figures.setdefault(name, str(number))
    if often := cells.line("push_frequency"):
        draft.figures["push_frequency"] = often


def _quoted(text: str) -> str:
    """A cell as a remark may repeat it."""
    return private_in(text) or text[:30]


def _sponsor(cells: Cells, guide: Guide) -> Sponsor:
    name = cells.line("unit")
    region, town = _place(cells, name, guide)
    named = guide.places.head(name, region) if name else None
    core = named.rest if named else name
    level = Level.township if town or is_town(name) else region.level
    said, kind = level_said(cells.line("level")), kind_said(cells.line("unit_kind"))
    return Sponsor(name, region, town, core, said or level, kind, cells.line("parent_unit"), cells.line("credit_code"))


def _place(cells: Cells, unit: str, guide: Guide) -> tuple[Region, str]:
    """Region and township: by the region column, made finer by the unit's name; else by the name; else the default."""
    text = "/".join(text.replace("\n", "/") for _, text in cells.all("region"))
    place = guide.places.read(text, guide.default) if text else None
    if place and place.trouble:
        raise Refused(f"{place.trouble}；请改写地区一栏，或先加进 registry/regions.yml")
    column = place.region if place else None
    named = guide.places.head(unit, column or guide.default) if unit else None
    return _reconciled(column, named.region if named else None, unit, guide), place.town if place else ""


def _reconciled(column: Region | None, named: Region | None, unit: str, guide: Guide) -> Region:
    places = guide.places
    if column and named and column.level is not Level.national:
        if places.within(named, column):
            return named
        if not places.within(column, named):
            raise Refused(f"地区写的是{places.full_name(column)}，单位“{unit}”却在{places.full_name(named)}，请核对")
        return named if named.name in unit else column
    if found := column or named or _nation(unit, guide) or guide.default:
        return found
    if several := places.ambiguous(unit):
        raise Refused(f"“{unit}”可能在{'、'.join(map(places.full_name, several[:4]))}，请加地区一栏，或用 --region 指明")
    raise Refused(
        f"看不出{f'“{unit}”' if unit else '账号'}在哪个地区，请加地区一栏，或导入时用 --region 指明，如 --region 440100-guangzhou"
    )


def _nation(unit: str, guide: Guide) -> Region | None:
    """The nation for names that only its own offices bear."""
    return guide.places.nation if unit.startswith(("国家", "国务院", "中华人民共和国", "最高人民")) and not guide.default else None
