"""Files for the forges that an office uses: owners in their dialects, requests for their protections, signers' keys."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govmedia.calculation.kinds import homeless
from govmedia.calculation.ownertexts import PLACES
from govmedia.loading.load import load
from govmedia.pages.generated import GUARDS, SOMETIMES, generated
from govmedia.scripts import run
from govmedia.scripts.generate import command
from govmedia.when import as_of

HERE = Path(__file__).parent
UNITS = {
    "990000-nanling/government-office": "{name: 省政府办公厅, level: province, kind: department}",
    "990100-lingdong/government-office": "{name: 市政府办公室, level: prefecture, kind: department}",
    "990100-lingdong/health": "{name: 市卫健局, level: prefecture, kind: department}",
    "990100-lingdong/education": "{name: 市教育局, level: prefecture, kind: department}",
    "990100-lingdong/culture": "{name: 市文旅局, level: prefecture, kind: department}",
}
TERM = "term: {from: 2020-01-01}"
HEALTH = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPZ7nqlO3XWkEjTzsO4bbwWhl0WKnRSUHTPbqbMJxsTB"


def people(forge: str) -> str:
    rows = [
        f"- {{id: top, post: 主任, unit: 990000-nanling/government-office, stages: [second, final], logins: {{{forge}: top.office}}, {TERM}}}",
        f"- {{id: eng, post: 工程师, unit: 990000-nanling/government-office, stages: [maintain], logins: {{{forge}: eng_1}}, {TERM}}}",
        f"- {{id: city, post: 副主任, unit: 990100-lingdong/government-office, stages: [final], logins: {{{forge}: city}}, {TERM}}}",
        f"- {{id: health, post: 副局长, unit: 990100-lingdong/health, stages: [second], logins: {{{forge}: health}}, {TERM},",
        f"   keys: [{HEALTH} health@desk, 'not a key', 'cert-authority {HEALTH}']}}",
        f"- {{id: gone, post: 原局长, unit: 990100-lingdong/health, stages: [final], logins: {{gitlab: gone}}, keys: [{HEALTH}],",
        "   term: {from: 2020-01-01, until: 2025-01-01}}",
    ]
    return "\n".join(rows) + "\n"


@pytest.fixture
def office(tmp_path: Path) -> Callable[[str], Path]:
    def make(forge: str) -> Path:
        for unit, text in UNITS.items():
            (tmp_path / "registry" / unit).mkdir(parents=True)
            (tmp_path / "registry" / unit / "unit.yml").write_text(text, encoding="utf-8")
        (tmp_path / "registry/people.yml").write_text(people(forge), encoding="utf-8")
        return tmp_path

    return make


def made(root: Path) -> dict[str, str]:
    return generated(load([root], as_of("2026-11-22")), {})


@pytest.mark.parametrize("forge", ["gitea", "forgejo", "gitlab", "gitee"])
def test_files_of_a_forge(office: Callable[[str], Path], forge: str, snapshot: Callable[[Path, str], None]) -> None:
    files = made(office(forge))
    wanted = {path for path in SOMETIMES if path.startswith(f".{forge}/")}
    assert wanted == files.keys() & set(SOMETIMES) - {"registry/allowed_signers"}
    for path in wanted:
        snapshot(HERE / "snapshots" / path.lstrip("."), files[path])


def test_only_github_without_other_logins(office: Callable[[str], Path]) -> None:
    """A login of somebody out of office counts for nothing."""
    assert made(office("github")).keys() & set(SOMETIMES) == {"registry/allowed_signers"}


def test_every_generated_file_belongs_to_a_kind() -> None:
    ledger = load([HERE.parents[1]], as_of("2026-11-22"))
    assert homeless([*SOMETIMES, ".github/CODEOWNERS", ".github/ruleset.json"], ledger.kinds) == []
    assert set(GUARDS.values()) | {places[0] for places in PLACES.values()} <= {*SOMETIMES, ".github/CODEOWNERS"}


def asked(text: str, path: str) -> Iterator[str]:
    """Whom Gitea asks: everybody on any line whose expression fits the whole path. Its own escapes are undone first."""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        pattern, *owners = re.split(r"(?<!\\) ", line)
        if re.fullmatch(re.sub(r"\\(.)", r"\1", pattern), path):
            yield from owners


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("registry/people.yml", {"@top.office"}),
        ("registry/peopleXyml", set()),
        ("registry/words/a/b.yml", {"@top.office"}),
        ("src/govmedia/fault.py", {"@eng_1"}),
        ("mkdocs.yml", {"@eng_1"}),
        ("registry/990100-lingdong/health/wechat.yml", {"@city"}),
        ("registry/archive/990100-lingdong/education/weibo-2026-01-01.yml", {"@city"}),
        ("content/manuscripts/990100-lingdong/health/2026/11-22-x.md", {"@health"}),
        ("content/manuscripts/990100-lingdong/education/2026/11-22-x/1.png", {"@city"}),
        ("content/manuscripts/990100-lingdong/health-office/2026/11-22-x.md", set()),
    ],
)
def test_gitea_asks_exactly_the_owners(office: Callable[[str], Path], path: str, owners: set[str]) -> None:
    assert set(asked(made(office("gitea"))[".gitea/CODEOWNERS"], path)) == owners


def test_gitlab_has_one_section_so_that_the_last_line_wins(office: Callable[[str], Path]) -> None:
    text = made(office("gitlab"))[".gitlab/CODEOWNERS"]
    assert re.findall(r"^\[.*", text, re.M) == ["[先审后发][1]"]
    assert text.index("[先审后发]") < text.index("* @eng_1")


def test_gitlab_says_what_is_premium(office: Callable[[str], Path]) -> None:
    requests = json.loads(made(office("gitlab"))[".gitlab/protection.json"])
    assert [request.get("tier") for request in requests] == [None, None, "Premium", "Premium", "Premium"]


def test_signers(office: Callable[[str], Path]) -> None:
    lines = made(office("github"))["registry/allowed_signers"].splitlines()
    assert lines[1:] == [f'health namespaces="git,govmedia-approval" {HEALTH}']


@pytest.mark.parametrize(("namespace", "good"), [("govmedia-approval", True), ("git", True), ("file", False)])
def test_ssh_keygen_believes_the_signers(office: Callable[[str], Path], tmp_path: Path, namespace: str, good: bool) -> None:
    if not shutil.which("ssh-keygen"):
        pytest.fail("ssh-keygen is needed (package openssh-client)")
    root, key = office("github"), tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    public = key.with_suffix(".pub").read_text().strip()
    (root / "registry/people.yml").write_text(people("github").replace(HEALTH + " health@desk", public), encoding="utf-8")
    (tmp_path / "signers").write_text(made(root)["registry/allowed_signers"], encoding="utf-8")
    done = subprocess.run(["ssh-keygen", "-Y", "sign", "-n", namespace, "-f", key], input=b"text", capture_output=True, check=True)
    (tmp_path / "sig").write_bytes(done.stdout)
    check = ["ssh-keygen", "-Y", "verify", "-f", tmp_path / "signers", "-I", "health", "-n", namespace, "-s", tmp_path / "sig"]
    assert (subprocess.run(check, input=b"text", capture_output=True, check=False).returncode == 0) is good


def test_what_is_no_longer_wanted_is_named_and_removed(office: Callable[[str], Path]) -> None:
    root = office("gitlab")
    arguments = ["--root", str(root), "--as-of", "2026-11-22"]
    assert run(command, arguments) == 0
    assert (root / ".gitlab/CODEOWNERS").is_file()
    (root / "registry/people.yml").write_text("[]\n", encoding="utf-8")
    assert run(command, [*arguments, "--check"]) == 1
    assert run(command, arguments) == 0
    assert not any((root / path).exists() for path in SOMETIMES)
    assert run(command, [*arguments, "--check"]) == 0
