"""Initials are looked up once, and what is remembered of them is what the dictionary says."""

from pathlib import Path

from govmedia.pages.initials import initials
from govmedia.pages.spelling import Spelling

NAMES = ["岭东发布", "重庆发布", "健康岭东 <b>", "换\n行", "制\t表", "", "岭东发布"]


def test_the_dictionary_is_asked_once(tmp_path: Path) -> None:
    asked: list[str] = []

    def spell(name: str) -> str:
        asked.append(name)
        return initials(name)

    file = tmp_path / "initials"
    first = {name: Spelling(spell, lambda: NAMES, file)(name) for name in NAMES}
    assert first == {name: initials(name) for name in NAMES}
    asked.clear()
    again = Spelling(spell, lambda: [*NAMES, "新名称"], file)
    assert {name: again(name) for name in NAMES} == first
    assert sorted(asked) == ["制\t表", "换\n行", "新名称"], "only what is new, or cannot be kept in a line"


def test_without_a_file_it_is_the_dictionary(tmp_path: Path) -> None:
    assert Spelling(initials, lambda: NAMES, None)("重庆发布") == initials("重庆发布") == "cqfb"
