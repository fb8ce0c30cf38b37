"""The office that the tests of the draw work in."""

import shutil
from pathlib import Path

import pytest
from draw_office import POLICY, REGIONS, Office


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """20 accounts in 岭东 (2 of them in a district, 2 in a zone), 5 in 岭西, 4 of the province (1 in 省直辖县)."""
    made = Office(tmp_path_factory.mktemp("furnished"))
    made.write("registry/regions.yml", REGIONS)
    made.write("registry/policy.yml", POLICY.format(suspended="exempt"))
    for number in range(16):
        made.account(f"990100-lingdong/unit-{number}/wechat")
    for region, units in (("990101-donghu", 2), ("990171-gaoxin", 2), ("990200-linxi", 5), ("990000-nanling", 3), ("999001-qianjiang", 1)):
        for number in range(units):
            made.account(f"{region}/unit-{number}/weibo")
    made.git("init", "-q", "-b", "main")
    made.commit("Start")
    return made


@pytest.fixture(scope="session")
def finished(furnished: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The same after the quarter's freeze and draw, with one account that is always in."""
    made = moved(furnished, tmp_path_factory.mktemp("finished") / "office")
    made.account("990100-lingdong/unit-0/wechat", represents_government="true")
    made.commit()
    assert made.freeze().code == 0
    made.commit("Freeze")
    assert made.draw("482915", "--place", "市政府会议室", "--witness", "派驻纪检组副组长").code == 0
    made.commit("Draw")
    return made


def moved(office: Office, folder: Path) -> Office:
    """A copy for one test to do with as it likes."""
    shutil.copytree(office.root, folder, symlinks=True)
    return Office(folder)


@pytest.fixture
def office(furnished: Office, tmp_path: Path) -> Office:
    return moved(furnished, tmp_path / "office")


@pytest.fixture
def drawn(finished: Office, tmp_path: Path) -> Office:
    return moved(finished, tmp_path / "office")
