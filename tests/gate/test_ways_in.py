"""Ways in that were once open: replays, merges that hide their authors, refusals left behind, junk among the statements."""

import os
import struct
import subprocess
from base64 import b64encode
from collections.abc import Sequence

import pytest
from gate_world import Office, git
from scenarios import OLD, TEXT, manuscript

from govmedia.model.statement import folder_of
from govmedia.scripts import govmedia, run
from govmedia.sshsig import signer

pytestmark = pytest.mark.usefixtures("fresh")
PEOPLE = "registry/people.yml"
OTHER = TEXT.replace("vaccine", "other")


def land(office: Office, files: dict[str, str | None], signers: Sequence[str] = (), who: str = "editor") -> tuple[bool, str]:
    """A branch of its own with these files, signed and merged; whether the push was let in, else main is put back."""
    office.branch("next")
    office.commit(files, who)
    for signs in signers:
        office.sign(signs)
    office.merge("next")
    landed, told = office.push()
    if not landed:
        git(office.work, "reset", "-q", "--hard", "main~1")
    assert "Traceback" not in told
    return landed, told


def tip(office: Office) -> str:
    return git(office.bare, "rev-parse", "main").stdout.strip()


def verified(office: Office) -> bool:
    return (
        run(govmedia, ["gate", "verify", "--root", str(office.bare), "--since", git(office.work, "rev-parse", "start").stdout.strip()]) == 0
    )


def test_whoever_hangs_up_gets_nothing_in(office: Office) -> None:
    """A hook whose words nobody hears must still refuse."""
    office.commit({TEXT: manuscript()})
    new = office.merge("change")
    assert office.push("main:refs/heads/arrived")[0]
    reader, writer = os.pipe()
    os.close(reader)
    told = f"{tip(office)} {new} refs/heads/main\n".encode()
    hook = subprocess.run([office.bare / "hooks/pre-receive"], input=told, cwd=office.bare, stdout=writer, stderr=writer, check=False)
    os.close(writer)
    assert hook.returncode == 1


@pytest.mark.parametrize("told", [b"x\n", b"\xff\xfe\n", b"a b\n"])
def test_what_is_no_push_is_told(office: Office, told: bytes) -> None:
    hook = subprocess.run([office.bare / "hooks/pre-receive"], input=told, cwd=office.bare, capture_output=True, check=False)
    assert hook.returncode == 3
    assert "pre-receive" in hook.stderr.decode() and "程序出错" not in hook.stderr.decode()


@pytest.mark.parametrize("name", ["refs/heads/中　文", "refs/heads/a\u00a0b"])
def test_a_branch_of_any_name(office: Office, name: str) -> None:
    office.commit({TEXT: manuscript()})
    landed, told = office.push(f"change:{name}")
    assert landed, told


def test_replacements_are_not_taken(office: Office) -> None:
    landed, told = office.push("main:refs/replace/" + "0" * 39 + "1")
    assert not landed and "替换对象" in told


def test_the_way_back_is_not_signed(office: Office) -> None:
    """A text put back to what it was needs signatures of its own, and so does the same step a second time."""
    one, two = manuscript(text="第一稿。"), manuscript(text="改正后。")
    assert land(office, {TEXT: one}, ["section", "deputy"])[0]
    assert land(office, {TEXT: two}, ["section", "deputy"])[0]
    landed, told = land(office, {TEXT: one})
    assert not landed and "还缺 复审" in told
    assert land(office, {TEXT: one}, ["section", "deputy"])[0]
    landed, told = land(office, {TEXT: two})
    assert not landed and "还缺 复审" in told
    assert verified(office)


def test_authority_once_taken_does_not_come_back_by_itself(office: Office) -> None:
    people = (office.work / PEOPLE).read_text("utf-8")
    later = people.replace("stages: [second, final]", "stages: [second]", 1)
    assert later != people
    assert land(office, office.generated({PEOPLE: later}), ["coordinator", "director"])[0]
    landed, told = land(office, office.generated({PEOPLE: people}))
    assert not landed and "还缺" in told


def test_a_mode_is_part_of_what_is_signed(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    office.sign("section")
    office.sign("deputy")
    (office.work / TEXT).chmod(0o755)
    office.commit({}, says="改权限")
    office.merge("change")
    landed, told = office.push()
    assert not landed and "可执行文件" in told


def test_a_merge_of_three_hides_no_author(office: Office) -> None:
    """What a branch wrote and took back, a merge may not bring in again as nobody's."""
    office.commit({OTHER: manuscript("副局长的稿")}, "deputy")
    wrote = git(office.work, "rev-parse", "HEAD").stdout.strip()
    office.commit({OTHER: None}, "deputy")
    office.merge("change", "deputy")
    assert office.push(who="deputy")[0]
    git(office.work, "checkout", "-q", "-B", "three", "main")
    git(office.work, "checkout", "-q", wrote, "--", OTHER)
    tree = git(office.work, "write-tree").stdout.strip()
    key = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={office.keys / 'deputy'}"]
    made = ["commit-tree", "-S", "-p", "main", "-p", wrote, "-p", "start", "-m", "三方合并", tree]
    git(office.work, "reset", "-q", "--hard", git(office.work, *office.me("deputy"), *key, *made).stdout.strip())
    office.sign("section")
    office.sign("deputy")
    office.merge("three", "deputy")
    landed, told = office.push(who="deputy")
    assert not landed and "是拟稿人，不能签终审" in told


@pytest.mark.parametrize("options", [("--reject", "数字不对"), ("--revoke",)])
def test_a_refusal_is_not_escaped_by_merging_what_lay_before_it(office: Office, options: tuple[str, ...]) -> None:
    office.commit({TEXT: manuscript()})
    office.sign("section")
    office.sign("deputy")
    git(office.work, "branch", "-q", "-f", "before")
    office.sign("deputy", *options)
    assert office.push("change")[0]
    office.merge("before")
    landed, told = office.push()
    assert not landed and ("退回：数字不对" if "--reject" in options else "还缺 终审") in told


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("registry/approvals/readme.html", "<script>"),
        (folder_of("people"), "挡路"),
        (f"{folder_of('people')}/{'0' * 32}.json", "{}"),
        (f"{folder_of('people')}/{'0' * 32}.json.sig", "junk"),
        (f"registry/approvals/commits/ab/{'ab' * 20}.json", "{}"),
    ],
)
def test_only_statements_are_let_in_among_the_statements(office: Office, path: str, text: str) -> None:
    landed, told = land(office, {path: text})
    assert not landed and ("不是签批" in told or "签批读不懂" in told)
    office.branch("evidence")
    git(office.work, "rm", "-rq", ".")
    office.commit({path: text})
    landed, told = office.push("evidence")
    assert not landed and ("不是签批" in told or "签批读不懂" in told or "只收新增的签批" in told)


def test_junk_beside_a_good_statement_does_not_silence_it(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    office.sign("section")
    signature = git(office.work, "ls-files", "*.sig").stdout.split()[0]
    git(office.work, "checkout", "-q", "--orphan", "evidence")
    git(office.work, "rm", "-rqf", ".")
    office.commit({signature: "junk"})
    landed, told = office.push("evidence")
    assert not landed and "不是签批" in told


def test_a_clock_that_runs_ahead(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    office.sign("section")
    office.sign("deputy")
    office.merge("change")
    raw = git(office.work, "cat-file", "commit", "HEAD").stdout.partition("\ngpgsig")[0]
    head = raw[: raw.rindex(" ", 0, raw.rindex(" "))]
    order = ["git", "-C", str(office.work), "hash-object", "-w", "-t", "commit", "--stdin"]
    made = subprocess.run(order, input=f"{head} 99999999999999 +0000\n\n合并\n", text=True, capture_output=True, check=True).stdout.strip()
    git(office.work, "reset", "-q", "--hard", made)
    landed, told = office.push()
    assert not landed and "核对电脑的时钟" in told


def test_an_emergency_does_not_become_a_reprint(office: Office) -> None:
    assert land(office, {TEXT: manuscript(class_="emergency")}, ["section"])[0]
    reprint = manuscript(class_="reprint", text="另外的话。")
    landed, told = land(office, {TEXT: reprint}, ["section"])
    assert not landed and "还缺 终审" in told


def test_a_source_outside_the_list_is_for_the_last_stage(office: Office) -> None:
    source = "source: {unit: 某市日报, url: https://news.example.com/a.htm, title: 秋冬季接种指引}\nexception: 上级要求转载"
    text = manuscript(class_="reprint").replace("source: original", source)
    landed, told = land(office, {TEXT: text}, ["section"])
    assert not landed and "还缺 终审" in told
    assert land(office, {TEXT: text}, ["section", "deputy"])[0]


def test_a_correction_finds_what_it_corrects(office: Office) -> None:
    text = manuscript("更正：国庆门诊安排", text="更正：国庆门诊时间为上午。").replace(
        "source: original", f"source: original\ncorrection: {{of: {OLD}, wrong: 时间写错}}"
    )
    landed, told = land(office, {TEXT: text}, ["section", "deputy"])
    assert landed, told


def string(raw: bytes) -> bytes:
    return struct.pack(">I", len(raw)) + raw


def test_an_odd_key_is_no_signature() -> None:
    """A compressed point of a curve: the library says that it does not know it."""
    kind = b"ecdsa-sha2-nistp256"
    key = string(kind) + string(b"nistp256") + string(b"\x02" + b"\x11" * 32)
    signature = string(kind) + string(string(b"\x01") + string(b"\x01"))
    body = b"SSHSIG" + struct.pack(">I", 1) + b"".join(map(string, (key, b"govmedia-approval", b"", b"sha512", signature)))
    armored = f"-----BEGIN SSH SIGNATURE-----\n{b64encode(body).decode()}\n-----END SSH SIGNATURE-----\n"
    assert signer(b"x", armored, "govmedia-approval") is None


def test_a_policy_that_leaves_a_gate_to_nobody_is_not_let_in(office: Office) -> None:
    """The law's rule looks at the policy that is brought, whichever judges the rest."""
    path = "registry/policy.yml"
    text = (office.work / path).read_text("utf-8")
    row = "        - {stage: final, gates: [politics, secrecy], level: deputy}\n"
    landed, told = land(office, {path: text.replace(row, "", 1)}, ["coordinator", "director"])
    assert not landed and "没有人负责" in told


def test_whoever_pushes_what_others_signed_has_not_written_it(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    assert office.push("change", who="deputy")[0]
    office.sign("section")
    office.sign("deputy")
    office.merge("change")
    landed, told = office.push(who="deputy")
    assert landed, told


def test_what_was_let_in_is_found_good_where_the_log_is(office: Office) -> None:
    """An unsigned commit under an address that nobody knows is the word of whoever pushed it; the audit knows it, too."""
    office.write(TEXT, manuscript())
    git(office.work, "add", "-A")
    git(office.work, "-c", "user.name=x", "-c", "user.email=x@elsewhere.example", "commit", "-qm", "改")
    office.sign("section")
    office.sign("deputy")
    office.merge("change")
    landed, told = office.push(who="editor")
    assert landed, told
    assert verified(office)


def test_more_than_anybody_can_read_is_not_begun(office: Office) -> None:
    texts = {TEXT.replace("vaccine", f"text-{number}"): manuscript() for number in range(1001)}
    landed, told = land(office, texts)
    assert not landed and "1001 篇稿件，太多" in told


def barred(office: Office) -> None:
    """The deputy, whose words they are, signs; it does not count."""
    office.sign("section")
    office.sign("deputy")
    office.merge("change")
    landed, told = office.push()
    assert not landed and "是拟稿人，不能签终审" in told, told


def test_another_who_moves_a_text_has_not_written_it_alone(office: Office) -> None:
    office.commit({OTHER: manuscript(text="副局长写的话。")}, "deputy")
    office.commit({OTHER: None, TEXT: manuscript(text="副局长写的话。")}, "editor")
    barred(office)


def test_another_who_moves_and_touches_up_a_text_neither(office: Office) -> None:
    office.commit({OTHER: manuscript(text="副局长写的话。")}, "deputy")
    office.commit({OTHER: None, TEXT: manuscript(text="副局长写的话，改了一处。")}, "editor")
    barred(office)


def test_words_that_git_carries_to_another_path_keep_their_author(office: Office) -> None:
    """One renames, the other edits under the old name; Git joins them by itself, at a path that the second never wrote."""
    lines = "\n".join(f"第 {number} 行说明。" for number in range(12))
    office.commit({OTHER: manuscript(text=lines)}, "editor")
    git(office.work, "branch", "-q", "-f", "beside")
    office.commit({OTHER: None, TEXT: manuscript(text=lines)}, "editor")
    git(office.work, "checkout", "-q", "beside")
    office.commit({OTHER: manuscript(text=f"{lines}\n副局长添的一行。")}, "deputy")
    git(office.work, "checkout", "-q", "change")
    git(office.work, *office.me("editor"), "merge", "-q", "-m", "合", "beside")
    assert "副局长添的一行" in (office.work / TEXT).read_text("utf-8")
    barred(office)


def test_a_refusal_cannot_be_spoilt_from_another_branch(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    office.sign("section")
    office.sign("deputy")
    git(office.work, "branch", "-q", "-f", "before")
    office.sign("head", "--reject", "数字不对")
    assert office.push("change")[0]
    refusal = git(office.work, "diff", "--name-only", "before", "change").stdout.split()
    statement = next(path for path in refusal if path.endswith(".json"))
    text = (office.work / statement).read_text("utf-8")
    for number in range(6):  # of some the id sorts after the honest one
        office.branch(f"junk-{number}")
        office.commit({statement: text, f"{statement}.sig": f"junk {number}"})
        assert office.push(f"junk-{number}")[0]
    office.merge("before")
    landed, told = office.push()
    assert not landed and "退回：数字不对" in told


def test_whoever_refuses_is_heard_though_somebody_names_him_an_author(office: Office) -> None:
    office.write(TEXT, manuscript())
    git(office.work, "add", "-A")
    office.seal("editor", "改\n\nCo-authored-by: 某 <head@example.gov.cn>")
    office.sign("section")
    office.sign("deputy")
    office.sign("head", "--reject", "不同意")
    office.merge("change")
    landed, told = office.push()
    assert not landed and "退回：不同意" in told


def test_what_let_in_from_the_evidence_branch_is_used_up(office: Office) -> None:
    one, two = manuscript(text="第一稿。"), manuscript(text="改正后。")
    assert land(office, {TEXT: one}, ["section", "deputy"])[0]
    office.branch("change")
    office.commit({TEXT: two})
    office.sign_on_evidence("section", "deputy")
    office.merge("text")
    assert office.push()[0]
    assert land(office, {TEXT: one}, ["section", "deputy"])[0]
    landed, told = land(office, {TEXT: two})
    assert not landed and "还缺 复审" in told


@pytest.mark.parametrize("name", ["refs/heads/evidence/x", "refs/heads/main/x"])
def test_nothing_lies_below_the_guarded_branches(office: Office, name: str) -> None:
    landed, told = office.push(f"main:{name}")
    assert not landed and "换一个名字" in told


def test_a_statement_too_large_to_be_one_is_not_read(office: Office) -> None:
    office.commit({TEXT: manuscript(), f"{folder_of(TEXT)}/{'0' * 32}.json": "0" * 200_000})
    office.merge("change")
    landed, told = office.push()
    assert not landed and "签批读不懂" in told
