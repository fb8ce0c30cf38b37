"""Open data: a contract, so it is compared with what it was."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from site_world import DAY, FILES, write

from govmedia.pages.audience import Audience
from govmedia.scripts.build import make

SNAPSHOTS = Path(__file__).with_name("snapshots")
NAMES = ("accounts", "units", "regions", "platforms")


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_open_data_is_as_it_was(tiny_sites: dict[str, Path], audience: str, snapshot: Callable[[Path, str], None]) -> None:
    for file in (
        "api/v1/accounts.json",
        "api/v1/accounts.csv",
        "api/v1/units.json",
        "api/v1/regions.json",
        "feed.xml",
        "search.json",
        "verify.json",
    ):
        text = (tiny_sites[audience] / file).read_bytes().decode()
        snapshot(SNAPSHOTS / audience / file.replace("/", "-"), text)


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_as_they_were_and_hold(sites: dict[str, Path], name: str, snapshot: Callable[[Path, str], None]) -> None:
    schema = (sites["public"] / f"api/v1/{name}.schema.json").read_text()
    snapshot(SNAPSHOTS / f"{name}.schema.json", schema)
    for site in sites.values():
        jsonschema.validate(json.loads((site / f"api/v1/{name}.json").read_text()), json.loads(schema))


def test_csv_opens_in_a_spreadsheet_without_running_anything(tiny_sites: dict[str, Path]) -> None:
    raw = (tiny_sites["public"] / "api/v1/accounts.csv").read_bytes()
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert raw.startswith(b"\xef\xbb\xbf") and rows[0][1] == "账号名称"
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_feed_is_atom_and_its_times_are_the_events_own(tiny_sites: dict[str, Path]) -> None:
    feed = ET.parse(tiny_sites["public"] / "feed.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    times = [entry.findtext(f"{atom}updated") for entry in feed.findall(f"{atom}entry")]
    assert times == sorted(times, reverse=True) and feed.findtext(f"{atom}updated") == times[0] == "2024-05-01T00:00:00+08:00"
    assert len({entry.findtext(f"{atom}id") for entry in feed.findall(f"{atom}entry")}) == len(times)


def test_a_name_with_a_line_break_stays_in_its_row(tmp_path: Path) -> None:
    name = '"健康\\n=1+1,岭东"'
    root = write(tmp_path / "root", {**FILES, "registry/990100-lingdong/health/weibo.yml": f"name: {name}\n"})
    for _ in range(2):
        make((root,), DAY, tmp_path / "site", Audience.public)
        lines = (tmp_path / "site/api/v1/accounts.csv").read_bytes().decode("utf-8-sig").split("\r\n")
        assert "990100-lingdong/health/weibo" in "".join(lines) and [row[1] for row in csv.reader(lines) if row][-1] == "健康 =1+1,岭东"
        assert json.loads((tmp_path / "site/api/v1/accounts.json").read_text())["accounts"][-1]["name"] == "健康\n=1+1,岭东"
