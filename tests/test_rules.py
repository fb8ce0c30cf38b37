"""The rule book is whole: every rule is listed, cites a clause in force, explains itself and has its cases."""

from pathlib import Path

import pytest
from test_cases import CASES, expected

from govmedia.calculation.rule import SECTIONS, Rule
from govmedia.hooks import RULES
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load
from govmedia.when import as_of

ROOT = Path(__file__).resolve().parents[1]
EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@pytest.fixture(scope="module")
def house() -> Ledger:
    return load([ROOT], as_of("2026-11-20"))


def test_every_file_is_listed_under_its_own_name() -> None:
    files = {file.stem for file in (ROOT / "hooks").glob("*.py")} - {"__init__"}
    names = [rule.name for rule in RULES]
    assert sorted(names) == sorted(files)
    assert [rule.check.__module__ for rule in RULES] == [f"govmedia.hooks.{name}" for name in names]


def test_rules_stand_in_the_order_of_the_clauses(house: Ledger) -> None:
    order = list(house.clauses)
    assert [rule.clause for rule in RULES] == sorted((rule.clause for rule in RULES), key=order.index)


@EACH
def test_clause_is_one_that_rules_check(rule: Rule, house: Ledger) -> None:
    clause = house.clauses[rule.clause]
    assert clause.checkable and clause.status == "works"


@EACH
def test_page_is_complete(rule: Rule) -> None:
    assert set(rule.page) == {"title", *SECTIONS}
    assert all(text.strip() for text in rule.page.values())
    assert "\n" not in rule.page["title"]


def test_checkable_clauses_that_work_have_rules(house: Ledger) -> None:
    wanted = {clause.id for clause in house.clauses.values() if clause.checkable and clause.status == "works"}
    assert wanted == {rule.clause for rule in RULES}


@EACH
def test_has_cases(rule: Rule) -> None:
    situations = {folder.name: list(expected(folder)) for folder in (CASES / rule.name).iterdir() if folder.is_dir()}
    assert any(rule.name == name for faults in situations.values() for _, _, name in faults), "no bad case"
    assert any(name.startswith("good") and not faults for name, faults in situations.items()), "no good case"
    good = [places for name, places in situations.items() if name.startswith("good")]
    assert not [place for places in good for place in places if place[2] == rule.name]


def test_no_case_is_left_behind() -> None:
    assert not {folder.name for folder in CASES.iterdir()} - {rule.name for rule in RULES}
