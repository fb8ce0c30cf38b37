"""What only somebody with a Git client can try: history, objects, forged and altered statements, the evidence branch."""

import json
import subprocess
from pathlib import Path

import pytest
from gate_world import Office, git
from scenarios import OLD, TEXT, manuscript

pytestmark = pytest.mark.usefixtures("fresh")


def signed_change(office: Office, who: str = "editor", signed: bool = True) -> None:
    office.commit({TEXT: manuscript()}, who, signed=signed)
    office.sign("section")
    office.sign("deputy")


def refused(office: Office, reason: str, *refs: str, who: str = "editor") -> None:
    landed, told = office.push(*refs, who=who)
    assert not landed, told
    assert reason in told, told
    assert "Traceback" not in told


def test_force(office: Office) -> None:
    signed_change(office)
    office.merge("change")
    assert office.push()[0]
    git(office.work, "reset", "-q", "--hard", "start")
    office.commit({TEXT: manuscript("别的")})
    refused(office, "不能强推", "+main")


def test_delete(office: Office) -> None:
    refused(office, "不能删除", ":main")


def test_no_branch_loses_commits(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    assert office.push("change")[0]
    refused(office, "不能删除", ":change")
    office.branch("change")
    office.commit({TEXT: manuscript("别的")})
    refused(office, "不能强推", "+change")


def test_evil_merge(office: Office) -> None:
    signed_change(office)
    office.merge("change")
    office.write(OLD, manuscript("国庆门诊安排", text="夹带。"))
    git(office.work, "add", "-A")
    office.seal("editor", "合并", True, "--amend")
    refused(office, "合并提交里有两边都没有的内容")


def test_evil_merge_inside_the_branch_bars_its_author(office: Office) -> None:
    """Who changes a text while merging main into the branch has written it."""
    office.commit({TEXT: manuscript()})
    git(office.work, "checkout", "-q", "main")
    office.commit({"README.md": "说明\n"}, "engineer")
    git(office.work, "push", "-q", str(office.bare), "main:refs/heads/setup")
    git(office.bare, "update-ref", "refs/heads/main", git(office.work, "rev-parse", "main").stdout.strip())
    git(office.work, "checkout", "-q", "change")
    git(office.work, *office.me("deputy"), "merge", "-q", "--no-commit", "--no-ff", "main")
    office.write(TEXT, manuscript(text="并入时改的。"))
    git(office.work, "add", "-A")
    office.seal("deputy", "并入主干")
    office.sign("section")
    office.sign("deputy")
    office.merge("change")
    refused(office, "是拟稿人，不能签终审")


def test_several_steps_at_once(office: Office) -> None:
    signed_change(office)
    git(office.work, "checkout", "-q", "-B", "main", "change")
    refused(office, "只能在主干上加一个提交")


def test_merge_of_two_branches_at_once(office: Office) -> None:
    signed_change(office)
    git(office.work, "checkout", "-q", "-B", "other", "start")
    office.commit({"content/manuscripts/990100-lingdong/health/2026/11-20-b.md": manuscript("夜间门诊")})
    git(office.work, "checkout", "-q", "main")
    git(office.work, *office.me("editor"), "merge", "-q", "--no-ff", "-m", "合并", "change", "other")
    refused(office, "两个以上的来源")


@pytest.mark.parametrize(("make", "reason"), [("symlink", "是符号链接"), ("submodule", "是 Git 子模块")])
def test_what_is_no_file(office: Office, make: str, reason: str) -> None:
    target = office.work / TEXT
    target.parent.mkdir(parents=True, exist_ok=True)
    if make == "symlink":
        target.symlink_to("/etc/passwd")
        git(office.work, "add", "-A")
    else:
        git(office.work, "update-index", "--add", "--cacheinfo", f"160000,{git(office.work, 'rev-parse', 'HEAD').stdout.strip()},{TEXT}")
    office.seal("editor")
    office.merge("change")
    refused(office, reason)


def test_unknown_author_without_signature(office: Office) -> None:
    office.commit({TEXT: manuscript()}, "stranger", signed=False)
    office.sign("section")
    office.sign("deputy")
    office.merge("change")
    refused(office, "不知道“stranger@example.gov.cn”是谁", who="")


def test_unsigned_commit_is_the_pushers_word(office: Office) -> None:
    """The deputy writes under the editor's address and pushes: barred all the same."""
    office.commit({TEXT: manuscript()}, "editor", signed=False)
    assert office.push("change", who="deputy")[0]
    office.sign("section")
    office.sign("deputy")
    office.merge("change")
    refused(office, "是拟稿人，不能签终审", who="editor")


def test_unsigned_commit_of_a_known_pusher_lands(office: Office) -> None:
    office.commit({TEXT: manuscript()}, "editor", signed=False)
    assert office.push("change", who="editor")[0]
    office.sign("section")
    office.sign("deputy")
    office.merge("change")
    assert office.push(who="head")[0]


def test_co_author_is_an_author(office: Office) -> None:
    office.write(TEXT, manuscript())
    git(office.work, "add", "-A")
    office.seal("editor", "改\n\nCo-authored-by: 某 <deputy@example.gov.cn>")
    office.sign("section")
    office.sign("deputy")
    office.merge("change")
    refused(office, "是拟稿人，不能签终审")


def test_statement_signed_with_another_key(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    office.sign("section")
    office.sign("deputy", key="editor")
    office.merge("change")
    refused(office, "不是 deputy 登记的")


def test_statement_altered(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    office.sign("section")
    office.sign("deputy", "--reject", "不妥")
    for file in (office.work / "registry/approvals").rglob("*.json"):
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["verdict"] == "reject":
            changed = {**{k: v for k, v in data.items() if k != "reason"}, "verdict": "approve"}
            file.write_text(json.dumps(changed, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")
    office.commit({}, "editor")
    office.merge("change")
    refused(office, "签批的位置与内容不符")


def test_statement_of_another_text(office: Office) -> None:
    """A statement copied beside another item says nothing of it."""
    signed_change(office)
    office.merge("change")
    assert office.push()[0]
    office.branch("other")
    second = TEXT.replace("vaccine", "copy")
    office.commit({second: manuscript()})
    office.merge("other")
    refused(office, "还缺 复审")


def test_landed_statements_are_kept(office: Office) -> None:
    signed_change(office)
    office.merge("change")
    assert office.push()[0]
    office.branch("other")
    for file in (office.work / "registry/approvals").rglob("*.sig"):
        file.write_text("x")
    office.commit({}, "editor")
    office.merge("other")
    refused(office, "签批只增不改")


def test_statements_on_the_evidence_branch_count(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    office.sign_on_evidence("section", "deputy")
    office.merge("text")
    assert office.push()[0]


def test_evidence_takes_statements_only(office: Office) -> None:
    git(office.work, "checkout", "-q", "--orphan", "evidence")
    refused(office, "evidence 分支只收新增的签批", "change:evidence")


def test_evidence_takes_no_false_statement(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    office.sign("deputy", key="stranger")
    files = {str(p.relative_to(office.work)): p.read_text() for p in (office.work / "registry/approvals").rglob("*") if p.is_file()}
    git(office.work, "checkout", "-q", "--orphan", "evidence")
    git(office.work, "rm", "-rq", "--cached", ".")
    git(office.work, "clean", "-qfdx")
    office.commit(files, "stranger")
    refused(office, "不是 deputy 登记的", "evidence")


def test_broken_rule_is_refused_however_signed(office: Office) -> None:
    office.commit({TEXT: manuscript(accounts="[douyin]")})
    office.sign("section")
    office.sign("deputy")
    office.merge("change")
    refused(office, "manuscript_names_own_accounts")


def test_every_landing_is_found_good_by_the_audit(office: Office) -> None:
    signed_change(office)
    office.merge("change")
    assert office.push()[0]
    assert verify(office) == (1, [])


def test_audit_finds_what_went_round_the_hook(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    tip = office.merge("change")
    git(office.work, "push", "-q", str(office.bare), "main:refs/heads/aside")
    git(office.bare, "update-ref", "refs/heads/main", tip)
    assert verify(office) == (1, [tip])


def test_first_push_must_be_the_one_named(office: Office, tmp_path: Path) -> None:
    empty = tmp_path / "empty.git"
    git(tmp_path, "init", "-q", "--bare", "--initial-branch=main", str(empty))
    start = git(office.work, "rev-parse", "start").stdout.strip()
    assert govmedia("gate", "install", str(empty)).returncode == 3
    assert govmedia("gate", "install", str(empty), "--introduction", start).returncode == 0
    other = office.commit({TEXT: manuscript()})
    done = git(office.work, "push", str(empty), f"{other}:refs/heads/main", check=False, env=office.env)
    assert done.returncode
    assert "只能从装关口时写明的提交" in done.stderr
    assert git(office.work, "push", str(empty), f"{start}:refs/heads/main", env=office.env).returncode == 0


def test_a_foreign_hook_is_left_alone(office: Office, tmp_path: Path) -> None:
    other = tmp_path / "other.git"
    git(tmp_path, "clone", "-q", "--bare", str(office.bare), str(other))
    (other / "hooks").mkdir(exist_ok=True)
    (other / "hooks/pre-receive").write_text("#!/bin/sh\nexit 0\n")
    done = govmedia("gate", "install", str(other))
    assert done.returncode == 3
    assert "已有别的内容" in done.stderr


def verify(office: Office) -> tuple[int, list[str]]:
    start = git(office.work, "rev-parse", "start").stdout.strip()
    done = govmedia("gate", "verify", "--root", str(office.bare), "--since", start, "--format", "json")
    found = json.loads(done.stdout)
    assert done.returncode == bool(found["failed"])
    return found["landings"], [step["commit"] for step in found["failed"]]


def govmedia(*args: str) -> subprocess.CompletedProcess[str]:
    import sys

    return subprocess.run([Path(sys.executable).with_name("govmedia"), *args], capture_output=True, text=True, check=False)
