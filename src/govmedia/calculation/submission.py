"""What a change asks to be let in (报审): its items, each judged for itself, and what makes the whole change unfit.

Everything that grants authority is read from the base: the state of the branch before the change.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from govmedia.calculation.kinds import kind_of
from govmedia.calculation.raising import WEIGHT
from govmedia.calculation.seats import approving_units
from govmedia.gitoutput import ABSENT, Change
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript
from govmedia.model.office import Kind
from govmedia.model.policy import SigningPolicy
from govmedia.model.slot import Slot
from govmedia.model.statement import FOLDER, is_statement_file
from govmedia.model.words import Approvers, ManuscriptClass, Stage

MANUSCRIPT, GENERATED = "manuscript", "schema"
"""Kinds (registry/kinds.yml) with a way of their own: by class; and not signed where it is what `generate` gives."""

GRAVITY = tuple(sorted(WEIGHT, key=lambda class_: WEIGHT[class_]))
"""Classes from the lightest; emergency stands apart: it is signed faster, and in full afterwards."""

_PLAIN = ("000000", "100644", "100755")


@dataclass(frozen=True)
class Authors:
    """Who wrote an item: ids of people, and names of those nobody knows."""

    people: frozenset[str] = frozenset()
    strangers: frozenset[str] = frozenset()

    def __or__(self, other: "Authors") -> "Authors":
        return Authors(self.people | other.people, self.strangers | other.strangers)


@dataclass(frozen=True)
class Draft:
    """A manuscript before and after the change, and the class that its words call for."""

    before: Manuscript | None
    after: Manuscript | None
    raised: ManuscriptClass | None = None


@dataclass(frozen=True)
class Item:
    """One thing to be signed: a manuscript with its pictures, the filings of one unit, or all of another kind of change.

    `files`: blob ids by path, ABSENT for a deleted one. `after`: signatures that may follow within the hours of the policy.
    `units`: by slot, whose people may sign. `policy`: digest of what is asked, so that a signature given under other terms is none.
    """

    key: str
    title: str
    kind: str
    unit: str | None
    class_: ManuscriptClass | None
    files: Mapping[str, str]
    slots: tuple[Slot, ...]
    after: tuple[Slot, ...]
    policy: str
    authors: Authors
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Submission:
    """All items, sorted by key; `problems` concern the change as a whole."""

    items: tuple[Item, ...]
    problems: tuple[str, ...]


@dataclass
class Submitting:
    """What it takes to make a Submission. `drafts` by path; `derived`: generated files that are what generation gives."""

    base: Ledger
    changes: Sequence[Change]
    drafts: Mapping[str, Draft]
    authors: Callable[[str], Authors]
    derived: frozenset[str] = field(default_factory=frozenset)

    def submission(self) -> Submission:
        """Group the changed paths into items; statements speak for themselves and are none."""
        judged = [c for c in self.changes if not c.path.startswith(f"{FOLDER}/") and c.path not in self.derived]
        kinds = {c.path: kind_of(c.path, self.base.kinds) for c in judged}
        problems = [*_unfit(self.changes), *_homeless(kinds), *_mixed([k for k in kinds.values() if k]), *_kept_statements(self.changes)]
        groups: dict[tuple[str, str], list[Change]] = {}
        for change in judged:
            if kind := kinds[change.path]:
                groups.setdefault((kind.kind, _key(change.path, kind)), []).append(change)
        by_slug = {kind.kind: kind for kind in self.base.kinds}
        items = [self._item(key, by_slug[slug], group) for (slug, key), group in sorted(groups.items())]
        return Submission(tuple(items), (*problems, *_several_units(items)))

    def _item(self, key: str, kind: Kind, group: Sequence[Change]) -> Item:
        unit = _unit(group[0].path, kind)
        files = {c.path: c.new_blob for c in group}
        authors = Authors()
        for path in files:
            authors |= self.authors(path)
        if kind.kind == MANUSCRIPT:
            return self._manuscript(key, unit or "", group, files, authors)
        slots = tuple(kind.slots)
        title = f"{kind.name}：{self._unit_name(unit)}" if unit else kind.name
        return Item(key, title, kind.kind, unit, None, files, slots, (), _digest(kind, slots, group), authors)

    def _manuscript(self, key: str, unit: str, group: Sequence[Change], files: Mapping[str, str], authors: Authors) -> Item:
        path = f"content/manuscripts/{key}.md"
        draft = self.drafts.get(path, Draft(None, None))
        class_ = _class(draft)
        signing = self.base.thresholds(unit.split("/")[0]).signing
        full = signing.classes.get(draft.raised) if draft.raised in WEIGHT else None
        after = tuple(full or signing.after) if class_ is ManuscriptClass.emergency else ()
        slots = _slots(draft, class_, after, signing)
        shown = draft.after or draft.before
        title = f"稿件《{shown.title}》" if shown else f"稿件 {path}"
        kind = next(k for k in self.base.kinds if k.kind == MANUSCRIPT)
        problems = tuple(_troubles(path, files, draft, class_, slots))
        return Item(path, title, MANUSCRIPT, unit, class_, files, slots, after, _digest(kind, slots, group), authors, problems)

    def _unit_name(self, unit: str) -> str:
        found = self.base.units.get(unit)
        return found.name if found else unit


def units_for(slot: Slot, item: Item, base: Ledger) -> frozenset[str]:
    """Whose people may give a signature for an item."""
    kind = next((k for k in base.kinds if k.kind == item.kind), None)
    approvers = slot.by or (kind.approvers if kind else Approvers.coordinator)
    return approving_units(approvers, item.unit, base)


def _class(draft: Draft) -> ManuscriptClass | None:
    """The gravest of what the text was, says it is, and its words call for: a class is raised, never lowered."""
    if draft.after is None:
        return None
    emergency = ManuscriptClass.emergency
    if draft.after.class_ is emergency and draft.before is None:
        return emergency
    was = draft.before.class_ if draft.before else None
    if was is emergency and draft.after.class_ is not emergency:
        was = ManuscriptClass.original
    grave = [c for c in (draft.after.class_, draft.raised, was) if c in GRAVITY]
    return max(grave, key=GRAVITY.index) if grave else draft.after.class_


def _slots(draft: Draft, class_: ManuscriptClass | None, after: Sequence[Slot], signing: SigningPolicy) -> tuple[Slot, ...]:
    """What its class asks for; a source outside the list is for a 终审 to decide, whatever the class."""
    slots = signing.classes.get(class_, []) if class_ else []
    decided = any(slot.stage is Stage.final for slot in (*slots, *after))
    return (*slots, *signing.exception) if slots and not decided and draft.after and draft.after.exception else tuple(slots)


def _troubles(path: str, files: Mapping[str, str], draft: Draft, class_: ManuscriptClass | None, slots: Sequence[Slot]) -> Iterable[str]:
    if files.get(path) == ABSENT:
        yield "稿件不能删除或改名：要撤下的，在回执里登记撤稿（withdrawn）"
    elif draft.after is None:
        yield "稿头读不出来，定不了类别：先运行 govmedia check 改正"
    elif class_ and not slots:
        yield f"口径没有规定“{class_.zh}”稿件由谁审签：先在 registry/policy.yml 的 signing 写明"


def _digest(kind: Kind, slots: Sequence[Slot], group: Iterable[Change]) -> str:
    """SHA-256 of what is asked: the signatures, who approves the kind of change, and from what the files are changed.

    So whoever signed a step has not signed the way back to it.
    """
    from_ = sorted([c.path, c.old_mode, c.old_blob, c.new_mode] for c in group)
    asked = [kind.approvers.value, *(slot.model_dump(mode="json") for slot in slots), from_]
    return sha256(json.dumps(asked, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _key(path: str, kind: Kind) -> str:
    """What makes changes one item: of manuscripts the text and its pictures, of files in a unit's folder the unit."""
    if kind.kind == MANUSCRIPT:
        parts = path.split("/")
        return "/".join([*parts[2:5], parts[5].removesuffix(".md")])
    unit = _unit(path, kind)
    return f"{kind.kind}/{unit}" if unit else kind.kind


def _unit(path: str, kind: Kind) -> str | None:
    """Id of the unit whose folder a path lies in; None for what belongs to no unit."""
    if item := paths.item_key(path):
        return item[0]
    parts = path.split("/")
    if kind.kind == MANUSCRIPT:
        return "/".join(parts[2:4])
    if paths.is_unit_file(path) or paths.is_account_file(path) or paths.is_tombstone(path):
        return "/".join(paths.account_home(path)[:2])
    return None


def _unfit(changes: Iterable[Change]) -> Iterable[str]:
    for change in changes:
        if change.new_mode == "120000":
            yield f"{change.path} 是符号链接：换成真正的文件"
        elif change.new_mode == "160000":
            yield f"{change.path} 是 Git 子模块：把内容放进本库"
        elif change.new_mode not in _PLAIN:
            yield f"{change.path} 不是普通文件：删去，只保留普通文件"
        elif change.new_mode == "100755" and change.path.startswith(("registry/", "content/")):
            yield f"{change.path} 是可执行文件：去掉执行权限（chmod -x）"
        if "\\" in change.path and change.new_blob != ABSENT:
            yield f"{change.path} 的文件名含反斜杠、控制字符或不是 UTF-8：改名"


def _homeless(kinds: Mapping[str, Kind | None]) -> Iterable[str]:
    for path, kind in kinds.items():
        if kind is None:
            yield f"{path} 不归任何一类改动，没有人能审批：放到规定的位置，或先在 registry/kinds.yml 添一类"


def _mixed(kinds: Sequence[Kind]) -> Iterable[str]:
    """One kind of change at a time, with what may come along with it."""
    slugs = {kind.kind: kind for kind in kinds}
    if len(slugs) > 1 and not any(slugs.keys() - {slug} <= set(kind.with_) for slug, kind in slugs.items()):
        names = "、".join(kind.name for _, kind in sorted(slugs.items()))
        yield f"一次改动混了几类内容（{names}）：分开提交，各审各的"


def _kept_statements(changes: Iterable[Change]) -> Iterable[str]:
    for change in changes:
        if change.path.startswith(f"{FOLDER}/") and change.status != "A":
            yield f"签批 {change.path} 被改动或删去：签批只增不改，恢复原文件"
        elif change.path.startswith(f"{FOLDER}/") and not (is_statement_file(change.path) and change.new_mode == "100644"):
            yield f"{change.path} 不是签批：registry/approvals/ 只收 govmedia gate sign 写出的文件，把它移走"


def _several_units(items: Sequence[Item]) -> Iterable[str]:
    units = {item.unit for item in items if item.kind == MANUSCRIPT}
    if len(units) > 1:
        yield f"一次改动里有几个单位的稿件（{'、'.join(sorted(map(str, units)))}）：每个单位单独提交"
