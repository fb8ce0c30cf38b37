"""The table of scenarios on a real repository served over SSH and HTTP, with the gate's own pre-receive hook."""

import os
import subprocess
from collections.abc import Iterator, Mapping

import pytest
from gate_world import Office, git, open_office
from scenarios import SCENARIOS, TEXT, Scenario, manuscript
from servers import PASSWORD, SSHD, http_server, ssh_environment, ssh_server

pytestmark = pytest.mark.usefixtures("fresh")


@pytest.fixture(scope="module", params=["ssh", "http"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office a transport; who pushes is told by the key that opens the door, or by the password."""
    if request.param == "ssh" and not os.access(SSHD, os.X_OK):
        pytest.skip("找不到 sshd：以 root 运行 make setup，或自行安装 openssh-server")
    made = open_office(tmp_path_factory.mktemp(request.param))
    made.env["GOVMEDIA_CACHE"] = str(made.folder / "cache")
    with (ssh_server if request.param == "ssh" else http_server)(made) as remote:
        made.remote = remote
        yield made


class Plain:
    """Commits signed by their authors, statements signed by the signers, one push of the merge."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def write(self, who: str, files: Mapping[str, str | None], *, signed: bool = True) -> None:
        self.office.commit(files, who, signed=signed)

    def says(self, who: str, *, stage: str = "", gates: str = "", reject: str = "", revoke: bool = False, item: str = "") -> None:
        chosen = {"--stage": stage, "--gates": gates, "--reject": reject, "--item": item}
        options = [part for name, value in chosen.items() if value for part in (name, value)]
        self.office.sign(who, *options, *(["--revoke"] if revoke else []))

    def update(self, who: str, files: Mapping[str, str | None] | None = None) -> None:
        self.office.update(who, files)

    def odd(self, who: str, mode: str, path: str) -> None:
        self.office.odd(who, mode, path)

    def main(self, files: Mapping[str, str | None]) -> None:
        git(self.office.work, "checkout", "-q", "main")
        self.office.commit(files, "engineer")
        git(self.office.work, "push", "-q", str(self.office.bare), "main:refs/heads/setup")
        tip = git(self.office.work, "rev-parse", "main").stdout.strip()
        git(self.office.bare, "update-ref", "refs/heads/main", tip)
        git(self.office.work, "checkout", "-q", "change")

    def generated(self, files: Mapping[str, str]) -> dict[str, str | None]:
        return self.office.generated(files)

    def registry(self, old: str, new: str, path: str = "registry/people.yml") -> str:
        text = (self.office.work / path).read_text(encoding="utf-8")
        assert old in text
        return text.replace(old, new)

    def land(self) -> tuple[bool, str]:
        self.office.merge("change")
        return pushed(self.office, "editor")


def pushed(office: Office, who: str, *refs: str) -> tuple[bool, str]:
    """A push in somebody's name, as the transport knows names."""
    if office.remote.startswith("ssh"):
        return office.push(*refs, who="", env=ssh_environment(office, who))
    address = office.remote.replace("http://", f"http://{who}:{PASSWORD}@")
    return office.push(*refs, who="", remote=address)


@pytest.mark.sshd
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_scenario(office: Office, scenario: Scenario) -> None:
    driver = Plain(office)
    scenario.play(driver)
    landed, told = driver.land()
    assert landed == (scenario.refused is None), told
    assert scenario.refused is None or scenario.refused in told.replace("\nremote: ", "\n"), told
    assert "Traceback" not in told


@pytest.mark.sshd
def test_nobody_turns_the_branch_back_or_takes_it_away(office: Office) -> None:
    scenario = next(scenario for scenario in SCENARIOS if scenario.refused is None)
    driver = Plain(office)
    scenario.play(driver)
    assert driver.land()[0]
    git(office.work, "checkout", "-q", "-B", "main", "start")
    for refs, reason in ((("+main",), "不能强推"), ((":main",), "不能删除")):
        landed, told = pushed(office, "editor", *refs)
        assert not landed and reason in told


@pytest.mark.sshd
def test_nothing_is_put_into_the_merge_itself(office: Office) -> None:
    driver = Plain(office)
    SCENARIOS[1].play(driver)
    office.merge("change")
    office.write(TEXT, manuscript(text="合并时夹带。"))
    git(office.work, "add", "-A")
    office.seal("editor", "合并", True, "--amend")
    landed, told = pushed(office, "editor")
    assert not landed and "两边都没有的内容" in told


@pytest.mark.sshd
def test_an_unsigned_commit_is_the_word_of_whoever_holds_the_key(office: Office) -> None:
    """The deputy writes under the editor's address, pushes by his own key or password, and signs."""
    office.commit({TEXT: manuscript()}, "editor", signed=False)
    git(office.work, "branch", "-q", "-f", "aside", "change")
    driver = Plain(office)
    driver.says("section")
    driver.says("deputy")
    office.merge("change")
    landed, told = pushed(office, "deputy")
    assert not landed
    assert "是拟稿人，不能签终审" in told


@pytest.mark.sshd
def test_nobody_unknown_gets_in(office: Office) -> None:
    office.commit({TEXT: manuscript()}, "editor")
    if office.remote.startswith("ssh"):
        landed, told = office.push("change", who="", env=ssh_environment(office, "stranger"))
        assert "Permission denied" in told
    else:
        landed, told = office.push("change", who="", remote=office.remote.replace("http://", "http://stranger:guess@"))
        assert "Authentication failed" in told or "could not read" in told
    assert not landed


@pytest.mark.sshd
def test_the_key_opens_nothing_but_git(office: Office) -> None:
    if not office.remote.startswith("ssh"):
        return
    host, _, port = office.remote.removeprefix("ssh://").split("/")[0].partition(":")
    order = [*ssh_environment(office, "editor")["GIT_SSH_COMMAND"].split(), "-p", port, host, "cat /etc/passwd"]
    done = subprocess.run(order, capture_output=True, text=True, check=False)
    assert done.returncode
    assert "root:" not in done.stdout
