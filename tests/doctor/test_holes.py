"""Every hole, once closed and once open; what opens it opens nothing else unless it says so."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from govmedia.calculation.ownertexts import PLACES, codeowners_text
from govmedia.calculation.protection import KNOWN, holes
from govmedia.forges.facts import CONTEXT, GITHUB_ACTIONS, Access, Bypass, Check, Protection
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load
from govmedia.when import as_of

ROOT = Path(__file__).resolve().parents[2]
OFFICE = "990000-nanling/government-office"
UNIT = "{name: 省政府办公厅, level: province, kind: department}"
ALL = "gates: [politics, law, policy, secrecy, wording]"
TERM = "term: {from: 2020-01-01}"
FORGES = ("github", "gitea", "forgejo", "gitlab", "gitee")


def row(name: str, stages: str, more: str = "", **logins: str) -> str:
    names = "{" + ", ".join(f"{forge}: {logins.get(forge, name)}" for forge in FORGES) + "}"
    return f"- {{id: {name}, post: 主任, unit: {OFFICE}, stages: [{stages}], {ALL}, logins: {names}, {TERM}{more}}}\n"


PEOPLE = (
    row("one", "first, second, final, duty") + row("two", "first, second, final, duty") + row("eng", "maintain") + row("eng-b", "maintain")
) + row("pen", "draft")
ACCESS: dict[str, Access | None] = {"one": "write", "two": "write", "eng": "admin", "eng-b": "write", "pen": "read"}

CHECKS = (Check(CONTEXT, 4242), Check("代码测试", GITHUB_ACTIONS))
SOUND = Protection(
    forge="github",
    branch="main",
    closed=True,
    server_hook=False,
    direct_push=False,
    approvals=1,
    code_owners_required=True,
    stale_dismissed=True,
    last_push_approved=True,
    checks=CHECKS,
    up_to_date=True,
    skipped_passes=False,
    force_push=False,
    deletion=False,
    bypasses=(),
    bypassed=(),
    robots_approve=False,
    authors_approve=False,
    committers_approve=True,
    authors_override=False,
    code_owner_errors=(),
    access=ACCESS,
)
JOB = "on: {pull_request: }\njobs:\n  test:\n    name: 代码测试\n    runs-on: x\n    steps: [{run: make test}]\n"


@dataclass
class World:
    root: Path

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def ledger(self) -> Ledger:
        return load([self.root], as_of("2026-11-22"))


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A repository without a hole on any forge."""
    made = World(tmp_path)
    made.write(f"registry/{OFFICE}/unit.yml", UNIT)
    made.write("registry/people.yml", PEOPLE)
    made.write(".github/workflows/test.yml", JOB)
    for forge, places in PLACES.items():
        if forge != "forgejo":
            made.write(places[0], codeowners_text(made.ledger(), forge))
    return made


def names(protection: Protection, world: World) -> set[str]:
    return {hole.name for hole in holes(protection, world.ledger())}


@dataclass(frozen=True)
class Opening:
    """`facts` or `files` that open a hole (None deletes), besides others `with_` it; `unenforced`: how grave it is."""

    name: str
    facts: dict[str, Any]
    files: dict[str, str | None]
    unenforced: bool = False
    with_: frozenset[str] = frozenset()
    place: str = ""


def by(
    name: str, *, files: dict[str, str | None] | None = None, grave: bool = False, also: str = "", place: str = "", **facts: Any
) -> Opening:
    return Opening(name, facts, files or {}, grave, frozenset(also.split()), place)


NO_GATE = (Check("代码测试", GITHUB_ACTIONS),)
UNKNOWN = dict.fromkeys(("direct_push", "approvals", "checks"))
OPENINGS = (
    by("closed_on_free_plan", plan_refuses=True, grave=True, **UNKNOWN),
    by("free_tier_demands_nothing", forge="gitlab", plan_refuses=True, approvals=0, grave=True),
    by("unreadable", direct_push=None, grave=True, place="能否绕开合并请求"),
    by("unreadable", approvals=None, grave=True, place="要求几人批准"),
    by("unreadable", checks=None, grave=True, place="合并前要求哪些状态"),
    by("partly_unreadable", bypasses=None, place="谁可以绕过规则"),
    by("partly_unreadable", robots_approve=None, place="机器人能否批准"),
    by("direct_push", direct_push=True, grave=True),
    by("gate_not_required", checks=NO_GATE, grave=True, also="one_owner_suffices committers_approve"),
    by("status_forgeable", checks=(Check(CONTEXT), CHECKS[1]), grave=True),
    by("status_from_actions", checks=(Check(CONTEXT, GITHUB_ACTIONS), CHECKS[1])),
    by("no_review_required", approvals=0),
    by("code_owners_not_required", code_owners_required=False),
    by("one_owner_suffices", checks=NO_GATE, also="gate_not_required committers_approve"),
    by("stale_approvals_kept", stale_dismissed=False),
    by("last_push_unapproved", last_push_approved=False),
    by("not_up_to_date", up_to_date=False),
    by("skipped_passes", skipped_passes=True),
    by("force_push", force_push=True),
    by("deletion", deletion=True),
    by("bypass", bypasses=(Bypass("组织管理员"),), place="组织管理员"),
    by("silent_bypass", bypasses=(Bypass("团队 7", silent=True),), grave=True, place="团队 7"),
    by("bypass_used", bypassed=("abcdef boss",), place="abcdef boss"),
    by("robots_approve", robots_approve=True),
    by("authors_approve", authors_approve=True),
    by("committers_approve", checks=NO_GATE, also="gate_not_required one_owner_suffices"),
    by("authors_override", authors_override=True),
    by("administrators_force", forge="gitee"),
    by("code_owner_errors", code_owner_errors=("第 3 行 Unknown owner",), place="第 3 行 Unknown owner"),
    by("code_owners_too_large", files={"docs/CODEOWNERS": "# " + "x" * 3_000_000}, also="code_owners_elsewhere", place="docs/CODEOWNERS"),
    by("code_owners_not_generated", files={".github/CODEOWNERS": "* @one\n/registry/people.yml\n"}, place=".github/CODEOWNERS"),
    by("code_owners_not_generated", files={".github/CODEOWNERS": None}),
    by("code_owners_elsewhere", files={"CODEOWNERS": "* @pen\n"}, place="CODEOWNERS"),
    by("code_owners_elsewhere", forge="gitlab", files={"docs/CODEOWNERS": "* @pen\n"}),
    by(
        "pull_request_target", files={".github/workflows/bad.yml": "on: pull_request_target\njobs: {}\n"}, place=".github/workflows/bad.yml"
    ),
    by("pull_request_target", files={".gitea/workflows/bad.yaml": "on: [push, pull_request_target]\njobs: {}\n"}),
    by("gate_imitated", files={".github/workflows/fake.yml": JOB.replace("代码测试", CONTEXT)}),
    by(
        "check_skippable",
        files={".github/workflows/test.yml": JOB.replace("    runs-on", "    if: false\n    runs-on")},
        place=".github/workflows/test.yml：代码测试",
    ),
    by("check_unreported", checks=(*CHECKS, Check("从前的任务", GITHUB_ACTIONS)), place="从前的任务"),
    by("check_not_required", checks=CHECKS[:1], place="代码测试"),
    by("hidden_changes", files={".gitattributes": "*.png binary\n*.md linguist-generated=true\n"}, place=".gitattributes"),
    by("hidden_changes", files={"content/.gitattributes": "*.md\t-diff\n"}),
    by(
        "too_few_people",
        files={
            "registry/people.yml": PEOPLE.replace("id: two", "id: two, acting: []").replace(
                "[first, second, final, duty]", "[first, second, final]", 1
            )
        },
        place="值班：1 人",
    ),
    by("too_few_people", access={**ACCESS, "two": None}, also="login_unknown", place="终审：1 人"),
    by("login_unknown", access={**ACCESS, "pen": None}, place="pen"),
    by("login_shared", files={"registry/people.yml": PEOPLE + row("pen-b", "draft", github="Pen")}, place="pen"),
    by(
        "cannot_sign",
        files={"registry/people.yml": PEOPLE + f"- {{id: mute, post: 主任, unit: {OFFICE}, stages: [final], {TERM}}}\n"},
        place="mute",
    ),
    by("owner_without_write", access={**ACCESS, "one": "read"}, place="one"),
    by("drafters_write", access={**ACCESS, "pen": "write"}, place="pen"),
)


def test_every_known_hole_has_an_opening() -> None:
    assert {opening.name for opening in OPENINGS} == {known.name for known in KNOWN}
    assert len({known.name for known in KNOWN}) == len(KNOWN)


@pytest.mark.parametrize("forge", ["github", "gitea", "gitlab"])
def test_sound(world: World, forge: str) -> None:
    assert names(replace(SOUND, forge=forge), world) == set()


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda o: o.name)
def test_open(world: World, opening: Opening) -> None:
    for path, text in opening.files.items():
        if text is None:
            (world.root / path).unlink()
        else:
            world.write(path, text)
    found = {hole.name: hole for hole in holes(replace(SOUND, **opening.facts), world.ledger())}
    also = opening.with_
    if "registry/people.yml" in opening.files:
        also |= {"code_owners_not_generated"} & found.keys()
    assert found.keys() == {opening.name} | also
    hole = found[opening.name]
    assert hole.unenforced is opening.unenforced
    assert not opening.place or opening.place in hole.places


def test_words() -> None:
    """Chinese, whole, without the stop that the shape of the report adds."""
    for known in KNOWN:
        assert len(known.what) > 8 and len(known.mend) > 4
        assert not (known.what + known.mend).endswith("。") and not known.what.endswith("。")


def test_a_hook_on_the_server_enforces(world: World) -> None:
    found = holes(
        replace(SOUND, forge="gitlab", plan_refuses=True, approvals=0, checks=(), direct_push=True, server_hook=True), world.ledger()
    )
    assert "free_tier_demands_nothing" in {hole.name for hole in found}
    assert not any(hole.unenforced for hole in found)


def test_the_grave_ones_first(world: World) -> None:
    found = holes(replace(SOUND, deletion=True, checks=()), world.ledger())
    assert [hole.unenforced for hole in found] == sorted((hole.unenforced for hole in found), reverse=True)
    assert found[0].unenforced


def test_somebody_with_a_key_needs_no_login(world: World) -> None:
    key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPZ7nqlO3XWkEjTzsO4bbwWhl0WKnRSUHTPbqbMJxsTB"
    world.write("registry/people.yml", PEOPLE + f"- {{id: keyed, post: 主任, unit: {OFFICE}, stages: [final], keys: ['{key}'], {TERM}}}\n")
    assert "cannot_sign" not in names(SOUND, world)


def test_the_starter_itself() -> None:
    """Its people are enough, its files are as generated, and no workflow of its own opens a hole."""
    ledger = load([ROOT], as_of("2026-11-22"))
    required = (*CHECKS, Check("检查本次改动", GITHUB_ACTIONS))
    logins = {p.logins["github"] for p in ledger.people.values() if "github" in p.logins}
    assert [h.name for h in holes(replace(SOUND, checks=required, access=dict.fromkeys(logins)), ledger)] == [
        "too_few_people",
        "login_unknown",
    ]
    assert [h.name for h in holes(replace(SOUND, checks=required, access={}), ledger)] == []
