"""Stops about filings: a clerk's filing refused, mended and merged; the second account of an inner office and its waiver."""

from datetime import date, timedelta
from pathlib import Path

from govmedia.scripts.touring import Stop, Tour, land, page, write

CHECK = "govmedia check --changed HEAD"
OFFICE = "990100-lingdong/government-office"
DOUYIN = "registry/990100-lingdong/justice/douyin.yml"
_INNER = "990100-lingdong/health-promotion"
_INNER_UNIT = """\
name: 岭东市卫生健康局健康促进科
level: prefecture
kind: internal
parent_unit: 990100-lingdong/health
in_charge: 科长
"""


def _opening(on: date, document: int) -> str:
    return (
        f"  - {{kind: opened, on: {on}, approval: {{by: {OFFICE}, document: 岭东府办函〔{on.year}〕{document}号, "
        f"on: {on - timedelta(days=6)}}}, filed_on: {on + timedelta(days=1)}}}\n"
    )


def _bad(on: date) -> str:
    """A filing with two faults: an identifier that is none, an opening without approval."""
    return (
        "name: 岭东司法\nplatform_ids: {douyin_id: 岭东普法}\nfield: 司法行政\nfunctions: [publish, spread]\n"
        f"interaction: [comments]\nevents:\n  - {{kind: opened, on: {on}, filed_on: {on + timedelta(days=1)}}}\n"
    )


def _good(on: date) -> str:
    """The same, mended."""
    head = _bad(on).split("  - ")[0].replace("岭东普法", "lingdongsifa")
    return head + _opening(on, 76)


def refused(tour: Tour) -> Stop:
    """A filing with faults does not get in, and its author reads why."""
    root = tour.clone("clerk")
    write(root, DOUYIN, _bad(tour.day - timedelta(days=3)))
    code, text = tour.checked(root)
    ok = code == 1 and all(word in text for word in ("platform_ids_valid", "opening_approved", "90-4.2.2", "补上 approval"))
    lines = [line for line in text.splitlines() if line.startswith("registry/")]
    return Stop("经办人报来一份有错的备案，被退回：哪一行、哪条规则、依据哪一条、怎么改", CHECK, tuple(lines), ok)


def merged(tour: Tour) -> Stop:
    """Mended, it passes, is merged, and has its page."""
    root = tour.clone("clerk")
    text = _good(tour.day - timedelta(days=3))
    write(root, DOUYIN, text)
    code, told = tour.checked(root)
    (root / DOUYIN).unlink()
    land(root, "备案：开设 岭东司法（抖音）", {DOUYIN: text})
    words = page(tour.built(root, "public"), "accounts/990100-lingdong/justice/douyin.html")
    ok = code == 0 and "岭东司法" in words and "lingdongsifa" in words
    seen = (told.strip(), "合并后生成的页面：accounts/990100-lingdong/justice/douyin.html", _around(words, "lingdongsifa"))
    return Stop("照提示改好，检查通过，合并后就有了公开页面", f"{CHECK} && govmedia build", seen, ok)


def _inner_office(tour: Tour) -> Path:
    """A clone in which an inner office has opened an account of its own."""
    root = tour.clone("inner")
    on = tour.day - timedelta(days=2)
    account = "name: 岭东健康促进\ntype: subscription\nplatform_ids: {gh: gh_990199999999}\nfield: 卫健\nfunctions: [publish]\n"
    write(root, f"registry/{_INNER}/unit.yml", _INNER_UNIT)
    write(root, f"registry/{_INNER}/wechat.yml", f"{account}interaction: [comments]\nevents:\n{_opening(on, 77)}")
    return root


def second_account(tour: Tour) -> Stop:
    """An inner office belongs to its body: its account on the same platform is the second one."""
    code, text = tour.checked(_inner_office(tour))
    ok = code == 1 and "inner_offices_share_one_account" in text and "健康岭东" in text
    seen = tuple(line for line in text.splitlines() if line.startswith("registry/"))
    return Stop("内设机构再开一个公众号：算到同一单位头上，被退回", CHECK, seen, ok)


def waived(tour: Tour) -> Stop:
    """With a document and dates on file the exception holds."""
    root = _inner_office(tour)
    waivers = root / "registry/waivers.yml"
    row = (
        f"- rule: inner_offices_share_one_account\n  subject: {_INNER}/wechat\n  reason: 健康教育业务独立，经批准单独开设\n"
        f"  document: 岭东府办函〔{tour.day.year}〕78号\n  approved_by: {OFFICE}\n  from: {tour.day - timedelta(days=2)}\n"
        f"  until: {tour.day + timedelta(days=365)}\n"
    )
    waivers.write_text(waivers.read_text(encoding="utf-8").rstrip("\n") + "\n" + row, encoding="utf-8")
    code, text = tour.checked(root)
    seen = (*row.splitlines(), *text.splitlines())
    return Stop(
        "在 registry/waivers.yml 登记批文和期限，例外成立，检查通过",
        CHECK,
        seen,
        code == 0 and "已豁免 1" in text,
    )


def _around(words: str, needle: str) -> str:
    at = words.find(needle)
    return words[max(0, at - 40) : at + 80] if at >= 0 else "（没有找到）"
