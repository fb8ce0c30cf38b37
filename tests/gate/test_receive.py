"""The table of scenarios on a real repository with the gate's own pre-receive hook, and what only a push can try."""

import os
import shutil
from collections.abc import Iterator, Mapping

import pytest
from gate_world import Office, git, open_office
from scenarios import SCENARIOS, Scenario


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    cache = os.environ.get("GOVMEDIA_CACHE")
    made = open_office(folder)
    made.env["GOVMEDIA_CACHE"] = str(folder / "cache")
    yield made
    shutil.rmtree(folder)
    assert os.environ.get("GOVMEDIA_CACHE") == cache


@pytest.fixture(autouse=True)
def fresh(office: Office) -> None:
    office.undo()
    office.branch("change")


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

    def update(self, who: str) -> None:
        git(self.office.work, *self.office.me(who), "merge", "-q", "-m", "并入主干", "main")

    def main(self, files: Mapping[str, str | None]) -> None:
        git(self.office.work, "checkout", "-q", "main")
        self.office.commit(files, "engineer")
        git(self.office.work, "push", "-q", str(self.office.bare), "main:refs/heads/setup")
        tip = git(self.office.work, "rev-parse", "main").stdout.strip()
        git(self.office.bare, "update-ref", "refs/heads/main", tip)
        git(self.office.work, "checkout", "-q", "change")

    def registry(self, old: str, new: str, path: str = "registry/people.yml") -> str:
        text = (self.office.work / path).read_text(encoding="utf-8")
        assert old in text
        return text.replace(old, new)

    def land(self) -> tuple[bool, str]:
        self.office.merge("change")
        return self.office.push()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_scenario(office: Office, scenario: Scenario) -> None:
    driver = Plain(office)
    scenario.play(driver)
    landed, told = driver.land()
    assert landed == (scenario.refused is None), told
    assert scenario.refused is None or scenario.refused in told.replace("\nremote: ", "\n"), told
    assert "Traceback" not in told
