"""Facts that several rules lean on, and the paths that no work tree of every machine can hold."""

from collections.abc import Iterable
from datetime import date

import pytest

from govmedia.calculation.kinds import homeless, kind_of
from govmedia.calculation.life import closing_notice, missteps, state_on
from govmedia.hooks import every_path_has_a_kind, slugs_valid
from govmedia.loading.cache import ParseCache
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load_trees
from govmedia.loading.tree import Entry
from govmedia.model.account import Account
from govmedia.model.office import Kind
from govmedia.model.words import State
from govmedia.when import as_of

KINDS = [
    Kind(kind="filing", name="备案", approvers="supervisor", paths=["registry/archive/*/*/*.yml", "registry/*/*/*.yml"]),
    Kind(kind="words", name="词表", approvers="coordinator", paths=["registry/words/**", "a/**/z.md"]),
    Kind(kind="code", name="系统", approvers="maintainer", paths=["*"]),
]


class Paths:
    """A commit that holds these paths and nothing in them."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = sorted(paths)

    def entries(self) -> list[Entry]:
        return [Entry(path, "file", f"{number:040x}") for number, path in enumerate(self.paths)]

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        return dict.fromkeys(paths, b"")

    def stamps(self, paths: Iterable[str]) -> dict[str, str]:
        return {path: path for path in paths}


def commit(*paths: str) -> Ledger:
    return load_trees([(Paths(paths), ParseCache(None))], as_of("2026-11-20"))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("registry/990100-lingdong/health/wechat.yml", "filing"),
        ("registry/archive/990100-lingdong/health/wechat-2024-05-31.yml", "filing"),
        ("registry/words/x.yml", "words"),
        ("registry/words/deep/er/x.yml", "words"),
        ("a/z.md", "words"),
        ("a/b/c/z.md", "words"),
        (".gitignore", "code"),
        ("registry/words", None),
        ("registry/990100-lingdong/wechat.yml", None),
        ("registry/990100-lingdong/health/wechat.yml.bak", None),
        ("a/b/zz.md", None),
        ("src/x.py", None),
    ],
)
def test_kind_of_a_path(path: str, kind: str | None) -> None:
    found = kind_of(path, KINDS)
    assert (found.kind if found else None) == kind
    assert homeless([path], KINDS) == ([] if kind else [path])


def test_without_kinds_every_path_is_homeless() -> None:
    assert homeless(["x"], []) == ["x"]


def test_every_path_of_a_commit_needs_a_kind() -> None:
    ledger = commit("registry/policy.yml", "evil/run.sh", "README.md")
    assert [fault.path for fault in every_path_has_a_kind.check(ledger)] == ["evil/run.sh"]


def test_paths_that_differ_only_by_case() -> None:
    ledger = commit("content/pages/About.md", "content/pages/about.md", "content/pages/other.md")
    assert [fault.path for fault in slugs_valid.check(ledger)] == ["content/pages/about.md"]


def life(*events: tuple[str, str], notices: tuple[int, ...] = ()) -> Account:
    rows = [{"kind": kind, "on": on} for kind, on in events]
    for index in notices:
        rows[index]["notice"] = "https://www.lingdong.example/n/1"
    return Account.model_validate({"name": "岭东发布", "events": rows})


WHOLE = life(
    ("opened", "2018-05-06"),
    ("announced", "2020-01-01"),
    ("suspended", "2020-02-01"),
    ("resumed", "2021-01-01"),
    ("cancelled", "2022-01-01"),
)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2018, 5, 5), State.planned),
        (date(2018, 5, 6), State.running),
        (date(2020, 1, 31), State.announced),
        (date(2020, 2, 1), State.suspended),
        (date(2021, 12, 31), State.running),
        (date(2022, 1, 1), State.cancelled),
    ],
)
def test_state_on_a_day(day: date, state: State) -> None:
    assert state_on(WHOLE, day) is state


def test_missteps_name_the_event_and_the_state_before_it() -> None:
    assert list(missteps(WHOLE)) == []
    wrong = life(("opened", "2018-05-06"), ("recovered", "2019-01-01"), ("cancelled", "2020-01-01"), ("renamed", "2021-01-01"))
    assert list(missteps(wrong)) == [(1, State.running), (3, State.cancelled)]


def test_a_notice_serves_all_steps_of_one_closing() -> None:
    noticed = life(
        ("opened", "2018-05-06"), ("announced", "2020-01-01"), ("suspended", "2020-02-01"), ("cancelled", "2021-01-01"), notices=(1,)
    )
    assert [bool(closing_notice(noticed, index)) for index in (1, 2, 3)] == [True, True, True]
    again = life(
        ("opened", "2018-05-06"), ("announced", "2020-01-01"), ("resumed", "2020-02-01"), ("suspended", "2021-01-01"), notices=(1,)
    )
    assert not closing_notice(again, 3)
