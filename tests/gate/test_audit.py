"""The audit over time: emergencies and their full review, clocks, policy changes along the way; the narrow check."""

import io
import json
from contextlib import redirect_stdout
from datetime import timedelta
from pathlib import Path

import pytest
from gate_world import HEALTH, Office, git, manuscript
from scenarios import OLD, SECOND, TEXT

from govmedia.calculation.inspection import news
from govmedia.history import Repository
from govmedia.hooks import RULES
from govmedia.loading.base import load_change
from govmedia.scripts import govmedia, run
from govmedia.scripts.options import now

pytestmark = pytest.mark.usefixtures("fresh")


def told(*args: str) -> tuple[int, str]:
    out = io.StringIO()
    with redirect_stdout(out):
        code = run(govmedia, list(args), name="govmedia")
    return code, out.getvalue()


def verified(office: Office, *options: str) -> tuple[int, str]:
    since = git(office.work, "rev-parse", "start").stdout.strip()
    return told("gate", "verify", "--root", str(office.work), "--since", since, "--branch", "main", *options)


def later(hours: int) -> str:
    return (now().instant + timedelta(hours=hours)).isoformat()


def emergency(office: Office) -> None:
    office.commit({TEXT: manuscript(class_="emergency")})
    office.sign("section")
    office.merge("change")


def test_emergency_is_not_overdue_at_first(office: Office) -> None:
    emergency(office)
    code, text = verified(office, "--as-of", later(23))
    assert code == 0
    assert "逾期未补 0" in text


def test_emergency_without_full_review_is_named(office: Office) -> None:
    emergency(office)
    code, text = verified(office, "--as-of", later(25))
    assert code == 0  # what time brings blocks nobody's next text
    assert "逾期未补 1" in text
    assert "应急稿件没有按时补齐审签" in text
    assert "终审" in text


def test_emergency_reviewed_in_full(office: Office) -> None:
    """The statements come in a change of their own, and are about the text as it was published."""
    office.commit({TEXT: manuscript(class_="emergency")})
    office.sign("section", "--stage", "duty")
    office.merge("change")
    git(office.work, "checkout", "-q", "-B", "review", "main")
    since = git(office.work, "rev-parse", "start").stdout.strip()
    for who, stage in (("section", "second"), ("deputy", "final")):
        office.sign(who, "--stage", stage, "--base", since, "--head", "change")
    office.merge("review")
    code, text = verified(office, "--as-of", later(25))
    assert code == 0, text
    assert "核验了 2 次合并" in text
    assert "逾期未补 0" in text


def test_a_full_review_that_lands_late_is_late_however_it_is_dated(office: Office) -> None:
    """When somebody signed is his own word; when it landed is not."""
    emergency(office)
    git(office.work, "checkout", "-q", "-B", "review", "main")
    for who, stage in (("head", "second"), ("deputy", "final")):
        office.sign(who, "--stage", stage, "--base", "main^1", "--head", "main")
    git(office.work, "checkout", "-q", "main")
    late = {"GIT_COMMITTER_DATE": later(30), "GIT_AUTHOR_DATE": later(30)}
    git(office.work, *office.me("editor"), "merge", "-q", "--no-ff", "-m", "合并", "review", env=late)
    code, text = verified(office, "--as-of", later(40))
    assert code == 0
    assert "逾期未补 1" in text


def test_a_committers_clock_cannot_go_back_to_a_term(office: Office) -> None:
    """The retired deputy signs, and the merge pretends to be of the days when he was in office."""
    office.commit({TEXT: manuscript()})
    office.sign("section")
    office.sign("retired")
    git(office.work, "checkout", "-q", "main")
    past = {"GIT_COMMITTER_DATE": "2025-06-01T08:00:00+0800", "GIT_AUTHOR_DATE": "2025-06-01T08:00:00+0800"}
    git(office.work, *office.me("editor"), "merge", "-q", "--no-ff", "-m", "合并", "change", env=past)
    code, text = verified(office)
    assert code == 1
    assert "还缺 终审" in text


def test_each_landing_is_judged_by_the_people_before_it(office: Office) -> None:
    """A teacher becomes the bureau's deputy, rightly; from then on, and only then, he may sign."""
    people = (office.work / "registry/people.yml").read_text(encoding="utf-8")
    row = "{id: school-deputy, post: school-deputy, unit: 990100-lingdong/"
    office.commit({"registry/people.yml": people.replace(f"{row}education", f"{row}health")})
    office.sign("coordinator")
    office.sign("director")
    office.merge("change")
    office.branch("text")
    office.commit({TEXT: manuscript()})
    office.sign("section")
    office.sign("school-deputy")
    office.merge("text")
    assert verified(office)[0] == 0
    assert office.push("main")[0] is False  # two landings in one push: the second would profit from the first


def test_json_of_the_audit(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    tip = office.merge("change")
    code, text = verified(office, "--format", "json")
    found = json.loads(text)
    assert code == 1
    assert (found["version"], found["landings"], [f["commit"] for f in found["failed"]]) == (1, 1, [tip])
    assert found["failed"][0]["items"][0]["seats"][0]["may_sign"]


@pytest.mark.parametrize(
    "files",
    [
        {TEXT: manuscript(accounts="[douyin]")},
        {TEXT: "没有稿头\n"},
        {TEXT: manuscript(class_="哪一类")},
        {TEXT: manuscript(), SECOND: manuscript(accounts="[wechat, weibo]")},
        {OLD: manuscript(title="“”")},
        {f"content/receipts/{HEALTH}/2026/10-01-old.yml": "posts: [{account: douyin, at: 2026-10-01T09:00:00+08:00}]\n"},
        {f"content/receipts/{HEALTH}/2026/10-02-none.yml": "posts: []\n"},
        {TEXT.replace("11-20", "13-40"): manuscript()},
    ],
)
def test_the_narrow_check_finds_what_the_whole_one_finds(office: Office, files: dict[str, str]) -> None:
    office.commit(files)
    repository = Repository(office.work)
    base, head = repository.commit("main"), repository.commit("HEAD")
    paths = [change.path for change in repository.diff(base, head)]
    narrow = news(RULES, load_change(repository, base, head, paths, now()))
    whole = news(RULES, load_change(repository, base, head, [*paths, "registry/policy.yml"], now()))
    assert narrow == whole
    assert whole or files.keys() == {OLD}


def test_signing_in_a_clone_without_the_item(office: Office) -> None:
    code, _ = told("gate", "sign", "--root", str(office.work), "--as", "deputy", "--key", str(office.keys / "deputy"))
    assert code == 3


def test_a_key_with_a_passphrase_or_no_key(office: Office, tmp_path: Path) -> None:
    office.commit({TEXT: manuscript()})
    wrong = tmp_path / "key"
    wrong.write_text("not a key")
    assert told("gate", "sign", "--root", str(office.work), "--as", "deputy", "--key", str(wrong))[0] == 3
    assert (
        told("gate", "sign", "--root", str(office.work), "--as", "deputy", "--key", str(office.keys / "deputy"), "--gates", "法律管")[0]
        == 3
    )
