"""Filings of the starter as they stood earlier."""

from datetime import date

from govmedia.fiction.versions import versions

TOMBSTONE = "registry/archive/990100-lingdong/housing/weibo-2024-12-20.yml"
TEXT = """name: 岭东住建
events:
  - {kind: opened, on: 2014-08-01}
  - {kind: renamed, on: 2019-03-01, was: 岭东建设}
  - {kind: suspended, on: 2024-11-25, filed_on: 2024-11-26}
  - {kind: cancelled, on: 2024-12-20, filed_on: 2024-12-20}
"""


def test_each_event_makes_a_version() -> None:
    found = list(versions(TOMBSTONE, TEXT))
    assert [(v.day, v.event) for v in found] == [
        (date(2014, 8, 1), "opened"),
        (date(2019, 3, 1), "renamed"),
        (date(2024, 11, 26), "suspended"),
        (date(2024, 12, 20), "cancelled"),
    ]
    assert found[0].name == "岭东建设" and found[1].name == "岭东住建"
    assert found[-1].text == TEXT


def test_a_tombstone_lay_among_the_living() -> None:
    *living, gone = versions(TOMBSTONE, TEXT)
    assert {v.path for v in living} == {"registry/990100-lingdong/housing/weibo.yml"}
    assert gone.path == TOMBSTONE


def test_an_import_without_events_has_one_version() -> None:
    text = "name: 岭东应急\nimported: {file: 台账.xlsx, row: 17, on: 2026-09-15}\n"
    assert [(v.day, v.text) for v in versions("registry/990100-lingdong/emergency/wechat.yml", text)] == [(date(2026, 9, 15), text)]
