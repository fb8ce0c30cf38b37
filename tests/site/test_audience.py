"""What the public gets to see, and what not: the whole tree is searched."""

import re
from pathlib import Path

import pytest
from site_world import FILES, MARK

from govmedia.model.account import Account, Event
from govmedia.model.unit import Unit
from govmedia.pages.audience import FIELDS, Audience, let_out


def marks(site: Path) -> set[str]:
    """Marked words in any file of a site."""
    found: set[str] = set()
    for file in site.rglob("*"):
        if file.is_file():
            found |= set(re.findall(f"{MARK}[\u4e00-\u9fff]*", file.read_bytes().decode("utf-8", "ignore")))
    return found


def test_no_internal_word_is_in_the_public_site(tiny_sites: dict[str, Path]) -> None:
    assert marks(tiny_sites["public"]) == set()
    for number in ("987651", "987652", "2031-01-31", "2031年1月31日", "2031-02-28", "2031年2月28日"):
        assert not [f for f in tiny_sites["public"].rglob("*") if f.is_file() and number.encode() in f.read_bytes()], number


def test_officials_see_what_the_public_does_not(tiny_sites: dict[str, Path]) -> None:
    never = {
        f"{MARK}人员",
        f"{MARK}登录",
        f"{MARK}正文",
        f"{MARK}撤下的稿件",
        f"{MARK}撤稿原因",
        f"{MARK}补录原因",
        f"{MARK}不合格",
        f"{MARK}未抽签的名单",
    }
    written = set(re.findall(f"{MARK}[\u4e00-\u9fff]*", "".join(FILES.values())))
    assert marks(tiny_sites["internal"]) == written - never


def test_public_pages_of_officials_do_not_exist(tiny_sites: dict[str, Path]) -> None:
    for folder in ("board", "findings", "waivers", "my"):
        assert (tiny_sites["internal"] / folder / "index.html").is_file()
        assert not (tiny_sites["public"] / folder).exists()


def test_only_posted_or_released_items_are_public(tiny_sites: dict[str, Path]) -> None:
    html = (tiny_sites["public"] / "accounts/990100-lingdong/health/wechat.html").read_text()
    assert "流感疫苗接种指引" in html and "到了时间的稿件" in html


def test_evidence_is_public_once_drawn(tiny_sites: dict[str, Path]) -> None:
    files = sorted(str(f.relative_to(tiny_sites["public"])) for f in tiny_sites["public"].glob("evidence/**/*.*"))
    assert files == ["evidence/2026Q3/draw.yml", "evidence/2026Q3/frame.yml", "evidence/index.json"]


def test_a_field_nobody_decided_upon_goes_to_nobody() -> None:
    with pytest.raises(KeyError):
        let_out("account", {"salary": 1}, Audience.internal)


def test_every_field_of_a_filing_is_decided_upon() -> None:
    """A new field of the models has to be entered in the table, under its own name or those it is shown by."""
    shown_as = {
        "verified": "verified_as",
        "imported": "imported",
        "approval": "approval_by",
        "supervised_by": "supervisor",
        "parent_unit": "parent",
        "id_": "id",
    }
    for kind, model in (("account", Account), ("unit", Unit), ("event", Event)):
        missing = {shown_as.get(name, name) for name in model.model_fields} - FIELDS[kind].keys()
        assert not missing, (kind, missing)
