"""Forms signed on paper (纸质审批表): put on file by one, compared by another, off unless the policy says otherwise."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import pytest
from gate_world import Office, git, manuscript
from scenarios import TEXT

from govmedia.model.statement import Statement
from govmedia.scripts import govmedia, run
from govmedia.scripts.signing import signature

pytestmark = pytest.mark.usefixtures("fresh")


def told(*args: str) -> tuple[int, str]:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out), patch("sys.stdin", io.StringIO()):
        code = run(govmedia, list(args), name="govmedia")
    return code, out.getvalue()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    file = tmp_path / "form.pdf"
    file.write_bytes(b"scan")
    return file


def enter(office: Office, scan: Path, **other: str) -> tuple[int, str]:
    options = {"as": "editor", "signer": "head", "confirmer": "lawyer", "number": "岭卫审〔2026〕8号", "on": "2026-11-20"} | other
    key = office.keys / options.pop("key", options["as"])
    words = [part for name, value in options.items() for part in (f"--{name}", value)]
    return told("gate", "paper", "enter", "--root", str(office.work), "--key", str(key), "--scan", str(scan), *words)


def confirm(office: Office, scan: Path, *more: str, key: str = "lawyer") -> tuple[int, str]:
    order = ["gate", "paper", "confirm", "--root", str(office.work), "--as", "lawyer", "--key", str(office.keys / key)]
    return told(*order, "--scan", str(scan), *(more or ("--yes",)))


def kept(office: Office, who: str) -> None:
    git(office.work, "add", "-A")
    office.seal(who, "审批表")


def test_entered_and_compared(office: Office, scan: Path) -> None:
    on_paper(office)
    code, said = enter(office, scan)
    assert code == 0 and "govmedia gate paper confirm --as lawyer" in said, said
    kept(office, "editor")
    assert shown(office)[0] == 1, "one alone is not enough"
    code, said = confirm(office, scan)
    assert code == 0 and "岭卫审〔2026〕8号，2026-11-20 head 同意" in said, said
    kept(office, "lawyer")
    assert shown(office)[0] == 0
    assert "没有等 lawyer 复核的审批表" in confirm(office, scan)[1]


def test_refused_on_paper(office: Office, scan: Path) -> None:
    on_paper(office)
    assert enter(office, scan, reject="数字不对")[0] == 0
    assert confirm(office, scan)[0] == 0
    kept(office, "lawyer")
    code, said = shown(office)
    assert code == 1 and "退回：数字不对" in said


def test_another_scan_is_another_form(office: Office, scan: Path) -> None:
    on_paper(office)
    enter(office, scan)
    scan.write_bytes(b"altered")
    code, said = confirm(office, scan)
    assert code == 3 and "没有这份扫描件" in said


def test_nothing_is_signed_before_it_was_seen(office: Office, scan: Path) -> None:
    on_paper(office)
    enter(office, scan)
    code, said = confirm(office, scan, "--item", TEXT)
    assert code == 130 and "岭卫审〔2026〕8号" in said
    assert not list(office.work.rglob("*.confirm.sig"))
    assert "没有这份扫描件、这几篇" in confirm(office, scan, "--yes", "--item", "content/x.md")[1]


def test_a_wrong_key_signs_nothing_and_blocks_nobody(office: Office, scan: Path) -> None:
    on_paper(office)
    code, said = enter(office, scan, key="lawyer")
    assert code == 3 and "不是 editor 登记的" in said
    assert enter(office, scan)[0] == 0
    code, said = confirm(office, scan, key="editor")
    assert code == 3 and "不是 lawyer 登记的" in said
    assert confirm(office, scan)[0] == 0


def test_one_key_is_not_two_people(office: Office, scan: Path) -> None:
    """Whoever holds the key of two people cannot enter a form and confirm it as well, nor sign for either."""
    people = (office.work / "registry/people.yml").read_text(encoding="utf-8")
    key_of = {who: (office.keys / f"{who}.pub").read_text().strip() for who in ("editor", "lawyer")}
    git(office.work, "checkout", "-q", "main")
    office.commit({"registry/people.yml": people.replace(key_of["lawyer"], key_of["editor"])}, "engineer")
    office.branch("change")
    on_paper(office)
    paper(office, second="editor")
    code, said = shown(office)
    assert code == 1 and "分不清是谁签的" in said
    order = ["gate", "sign", "--root", str(office.work), "--as", "lawyer", "--key", str(office.keys / "editor")]
    code, said = told(*order)
    assert code == 3 and "分不清是谁签的" in said


def test_what_a_clerk_wrote_by_hand_is_shown_as_it_is(office: Office, scan: Path) -> None:
    """A line of his own making could tell the confirmer another story."""
    on_paper(office)
    paper(office, number="8号\n9号\u202e")
    for file in office.work.rglob("*.confirm.sig"):
        file.unlink()
    assert "8号\\u000a9号\\u202e" in confirm(office, scan)[1]


def test_a_time_at_the_edge_of_the_calendar(office: Office, scan: Path) -> None:
    on_paper(office)
    enter(office, scan)
    file = next(path for path in office.work.rglob("registry/approvals/*/*.json"))
    for when in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        data = json.loads(file.read_text(encoding="utf-8")) | {"at": when}
        file.with_name("h.json").write_text(json.dumps(data), encoding="utf-8")
        kept(office, "editor")
        code, said = shown(office)
        assert code == 1 and "签批读不懂" in said


def test_a_form_signed_after_it_was_entered(office: Office) -> None:
    on_paper(office)
    paper(office, on="2099-01-01")
    assert "在录入以后" in shown(office)[1]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"confirmer": "editor"}, "不能是同一个人"),
        ({"signer": "lawyer"}, "不能是同一个人"),
        ({"signer": "nobody"}, "里没有 nobody"),
        ({"on": "11月20日"}, "--on 写得不对"),
        ({"on": "2099-01-01"}, "还没有到"),
        ({"number": ""}, "--number 写得不对"),
        ({"number": "8号\n2026-11-20 head 退回"}, "--number 写得不对"),
        ({"number": "8号\u202e"}, "--number 写得不对"),
        ({"reject": ""}, "--reject 写得不对"),
        ({"reject": "长" * 2001}, "--reject 写得不对"),
        ({"reject": "\udcff"}, "--reject 写得不对"),
        ({"item": "content/x.md"}, "没有 content/x.md"),
    ],
)
def test_what_cannot_be_entered(office: Office, scan: Path, other: dict[str, str], why: str) -> None:
    on_paper(office)
    code, said = enter(office, scan, **other)
    assert code == 3 and why in said, said
    assert git(office.work, "status", "--short").stdout == ""


def test_nothing_is_entered_where_paper_does_not_count(office: Office, scan: Path) -> None:
    on_paper(office, allowed=False)
    code, said = enter(office, scan)
    assert code == 3 and "signing.paper" in said


def paper(office: Office, confirmed_by: str = "lawyer", entered_by: str = "editor", second: str | None = None, **other: str) -> None:
    """The bureau's head has signed a form; two others put it on file."""
    code, text = told("gate", "show", "--root", str(office.work), "--format", "json")
    assert code == 1
    item = json.loads(text)["items"][0]
    form = {"number": "岭卫审〔2026〕8号", "on": "2026-11-20", "sha256": sha256(b"scan").hexdigest()} | other
    statement = Statement.model_validate(
        {
            "item": item["item"],
            "files": item["files"],
            "class": item["class"],
            "policy": item["policy"],
            "verdict": "approve",
            "person": "head",
            "at": (datetime.now().astimezone() - timedelta(minutes=30)).isoformat(timespec="seconds"),
            "paper": {**form, "entered_by": entered_by, "confirmed_by": confirmed_by},
        }
    )
    files = {statement.path: statement.canonical().decode()}
    files[f"{statement.path}.sig"] = signature(statement.canonical(), office.keys / entered_by)
    files[f"{statement.path}.confirm.sig"] = signature(statement.canonical(), office.keys / (second or confirmed_by))
    office.commit(files, entered_by)


def on_paper(office: Office, allowed: bool = True) -> None:
    policy = (office.work / "registry/policy.yml").read_text(encoding="utf-8")
    if allowed:
        git(office.work, "checkout", "-q", "main")
        office.commit({"registry/policy.yml": policy.replace("paper: false", "paper: true")}, "engineer")
        office.branch("change")
    office.commit({TEXT: manuscript()})
    office.sign("section")


def shown(office: Office) -> tuple[int, str]:
    return told("gate", "show", "--root", str(office.work))


def test_paper_form_entered_and_compared(office: Office) -> None:
    on_paper(office)
    paper(office)
    code, text = shown(office)
    assert code == 0, text
    assert "head" in text
    assert "纸质审批表" in text


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"confirmed_by": "editor"}, "由签批人以外的两个人"),
        ({"confirmed_by": "head"}, "由签批人以外的两个人"),
        ({"second": "stranger"}, "不是 lawyer 登记的"),
        ({"confirmed_by": "retired"}, "retired 不在任"),
    ],
)
def test_paper_form_of_one_alone(office: Office, how: dict[str, str], why: str) -> None:
    on_paper(office)
    paper(office, **how)
    code, text = shown(office)
    assert code == 1
    assert why in text


def test_paper_is_off_unless_the_policy_says_so(office: Office) -> None:
    on_paper(office, allowed=False)
    paper(office)
    code, text = shown(office)
    assert code == 1
    assert "不承认纸质审批表" in text
