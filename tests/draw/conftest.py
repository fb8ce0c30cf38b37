"""The office that the tests of the draw work in."""

from pathlib import Path

import pytest
from draw_office import POLICY, REGIONS, Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """20 accounts in 岭东 (2 of them in a district, 2 in a zone), 5 in 岭西, 4 of the province (1 in 省直辖县)."""
    made = Office(tmp_path)
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
