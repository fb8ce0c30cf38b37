"""From faults to findings: waivers, old debt, order, and what a change brings."""

from collections.abc import Callable
from pathlib import Path

import pytest

from govmedia.calculation.inspection import Finding, inspect, news
from govmedia.hooks import RULES
from govmedia.loading.cache import ParseCache
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load_trees
from govmedia.loading.tree import WorkTree
from govmedia.when import as_of

OFFICE = "990000-nanling/government-office"
UNIT = f"registry/{OFFICE}/unit.yml"
UNIT_TEXT = """name: 南岭省人民政府办公厅
level: province
kind: department
in_charge: 分管副主任
staff: {full_time: 1}
safeguards: {security: 制度1号, secrecy: 制度2号, emergency: 预案3号, duty: true}
"""
WAIVER = """- rule: one_account_per_platform
  subject: {subject}
  reason: 业务需要
  document: 南府办函〔2024〕27号
  approved_by: 990000-nanling/government-office
  from: 2024-06-01
  until: {until}
"""


def account(name: str = "南岭发布", events: str = "[{kind: opened, on: 2018-05-06}]") -> str:
    return f"name: {name}\nevents: {events}\n"


def path(stem: str) -> str:
    return f"registry/{OFFICE}/{stem}.yml"


Load = Callable[..., Ledger]


@pytest.fixture
def ledger(tmp_path: Path) -> Load:
    """Writes files into a folder of their own and loads them: `ledger(files)`, `ledger(files, base=files)`."""
    made = iter(range(10))

    def load(files: dict[str, str], base: dict[str, str] | None = None) -> Ledger:
        root = tmp_path / str(next(made))
        for name, text in {UNIT: UNIT_TEXT, **files}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        loaded = load_trees([(WorkTree(root), ParseCache(None))], as_of("2026-11-20"))
        loaded.base = load(base) if base is not None else None
        return loaded

    return load


def rules_of(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


TWO = {path("wechat"): account(), path("wechat-two"): account()}
THREE = {**TWO, path("wechat-xin"): account()}


@pytest.mark.parametrize("subject", [f"{OFFICE}/wechat-two", OFFICE])
def test_a_waiver_for_the_account_or_its_unit_is_named_on_the_finding(ledger: Load, subject: str) -> None:
    found = inspect(RULES, ledger({**TWO, "registry/waivers.yml": WAIVER.format(subject=subject, until="2026-11-20")}))
    waived = [f for f in found if f.rule == "one_account_per_platform"]
    assert [f.waived for f in waived] == ["南府办函〔2024〕27号"]
    assert not [f for f in waived if f.blocks]


def test_an_expired_waiver_covers_nothing(ledger: Load) -> None:
    found = inspect(RULES, ledger({**TWO, "registry/waivers.yml": WAIVER.format(subject=OFFICE, until="2026-11-19")}))
    assert sorted(f.rule for f in found if f.blocks) == ["one_account_per_platform", "waivers_current"]


def test_old_debt_is_counted_per_rule_and_file(ledger: Load) -> None:
    text = account(events="[{kind: opened, on: 2018-05-06}, {kind: renamed, on: 2019-01-01}, {kind: renamed, on: 2020-01-01}]")
    debt = f"- {{rule: renamed_with_event, path: {path('wechat')}, count: 1}}\n"
    found = inspect(RULES, ledger({path("wechat"): text, "registry/baseline.yml": debt}))
    assert [f.waived for f in found] == ["存量问题", ""]


def test_findings_are_sorted_and_single(ledger: Load) -> None:
    found = inspect(RULES, ledger(THREE))
    assert found == sorted(set(found))
    assert [f.path for f in found] == [path("wechat-two"), path("wechat-xin")]


def test_without_a_base_everything_is_news(ledger: Load) -> None:
    loaded = ledger(TWO)
    assert news(RULES, loaded) == inspect(RULES, loaded)


def test_what_the_base_had_is_no_news_even_if_lines_moved(ledger: Load) -> None:
    moved = {path("wechat"): account(), path("wechat-two"): "# 说明\n" + account()}
    assert news(RULES, ledger(moved, base=TWO)) == []


def test_a_change_brings_what_the_base_did_not_have(ledger: Load) -> None:
    found = news(RULES, ledger(THREE, base=TWO))
    assert [(f.path, f.rule) for f in found] == [(path("wechat-xin"), "one_account_per_platform")]


def test_of_findings_alike_those_beyond_the_number_of_the_base_are_news(ledger: Load) -> None:
    one = account(events="[{kind: opened, on: 2018-05-06}, {kind: renamed, on: 2019-01-01}]")
    two = account(events="[{kind: opened, on: 2018-05-06}, {kind: renamed, on: 2019-01-01}, {kind: renamed, on: 2020-01-01}]")
    assert rules_of(news(RULES, ledger({path("wechat"): two}, base={path("wechat"): one}))) == ["renamed_with_event"]


def test_the_allowance_of_an_old_fault_does_not_cover_a_new_one(ledger: Load) -> None:
    debt = {"registry/baseline.yml": f"- {{rule: life_follows_order, path: {path('wechat')}, count: 1}}\n"}
    old = {path("wechat"): account(events="[{kind: opened, on: 2018-05-06}, {kind: recovered, on: 2020-01-01}]")}
    new = {path("wechat"): account(events="[{kind: resumed, on: 2017-01-01}, {kind: opened, on: 2018-05-06}]")}
    found = news(RULES, ledger({**new, **debt}, base={**old, **debt}))
    assert [f.waived for f in found if f.rule == "life_follows_order"] == ["存量问题"], "one for one: the old fault is gone"
    both = {
        path("wechat"): account(
            events="[{kind: opened, on: 2018-05-06}, {kind: resumed, on: 2019-01-01}, {kind: recovered, on: 2020-01-01}]"
        )
    }
    found = news(RULES, ledger({**both, **debt}, base={**old, **debt}))
    assert [(f.rule, f.blocks) for f in found] == [("life_follows_order", True)]


def test_a_needless_waiver_of_the_base_is_no_news(ledger: Load) -> None:
    needless = {path("wechat"): account(), "registry/waivers.yml": WAIVER.format(subject=OFFICE, until="2026-12-31")}
    assert rules_of(inspect(RULES, ledger(needless))) == ["waivers_needed"]
    assert news(RULES, ledger(needless, base=needless)) == []


def test_no_rule_changes_its_mind_with_the_order_of_the_rules(ledger: Load) -> None:
    loaded = ledger({**TWO, "registry/waivers.yml": WAIVER.format(subject=OFFICE, until="2026-12-31")})
    assert inspect(RULES, loaded) == inspect(RULES[::-1], loaded)


def test_a_name_cannot_put_a_line_of_its_own_into_the_report(ledger: Load) -> None:
    spoof = account(name='"南岭\\n::error::假的"')
    found = inspect(RULES, ledger({path("wechat"): account(), path("weibo"): account(), path("douyin"): spoof}))
    assert [f.message.splitlines() for f in found] == [["名称“南岭 ::error::假的”与本单位其他平台的“南岭发布”不一致"]]


def test_a_rule_that_allows_no_exception_blocks_in_spite_of_waiver_and_baseline(ledger: Load) -> None:
    files = {
        path("wechat"): "naem: 南岭发布\nname: 南岭发布\n",
        "registry/waivers.yml": WAIVER.format(subject=OFFICE, until="2026-11-20").replace("one_account_per_platform", "well_formed"),
        "registry/baseline.yml": f"- {{rule: well_formed, path: {path('wechat')}, count: 1}}\n",
    }
    found = inspect(RULES, ledger(files))
    assert [(f.rule, f.blocks) for f in found if f.path == path("wechat")] == [("well_formed", True)]
    assert [f.path for f in found if f.rule == "only_waivable_rules_waived"] == ["registry/baseline.yml", "registry/waivers.yml"]


def test_an_old_waiver_that_allows_nothing_is_no_news(ledger: Load) -> None:
    waiver = WAIVER.format(subject=OFFICE, until="2026-11-20").replace("one_account_per_platform", "well_formed")
    before = {path("wechat"): account(), "registry/waivers.yml": waiver}
    assert not [f for f in news(RULES, ledger({**before, path("weibo"): account()}, base=before)) if f.blocks]
