"""Loading: work trees, commits, several roots, policy by region, places of faults."""

import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from govmedia.loading import frontmatter
from govmedia.loading.base import load_base
from govmedia.loading.committree import CommitTree
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load
from govmedia.when import as_of

NOW = as_of("2026-11-20")
UNIT = "registry/990100-lingdong/health-commission"
ITEM = "content/manuscripts/990100-lingdong/health-commission/2026/11-01-liugan.md"
FILES = {
    f"{UNIT}/unit.yml": "name: 岭东市卫生健康局\nlevel: prefecture\nkind: department\n",
    f"{UNIT}/wechat.yml": "name: 岭东卫健\nevents:\n  - {kind: opened, on: 2018-05-06}\n",
    "registry/archive/990100-lingdong/health-commission/weibo-2024-03-02.yml": "name: 岭东卫健\nevents: [{kind: cancelled, on: 2024-03-02}]\n",
    ITEM: "---\ntitle: 流感\nclass: service\naccounts: [wechat]\nsource: original\n---\n正文\n",
    "content/receipts/990100-lingdong/health-commission/2026/11-01-liugan.yml": "posts: [{account: wechat, at: 2026-11-01T10:00}]\n",
}


def write(root: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def commit(root: Path) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.cn"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", root, *who, *command], check=True)


def facts(ledger: Ledger) -> object:
    return (
        ledger.units,
        [(a.id, a.path, a.stem, a.platform, a.archived, a.unit, a) for a in ledger.accounts],
        [(m.path, m.names, m) for m in ledger.manuscripts],
        [(r.path, r.unit, r) for r in ledger.receipts],
        ledger.faults,
    )


def test_work_tree(tmp_path: Path) -> None:
    ledger = load([write(tmp_path, FILES)], NOW)
    assert ledger.faults == []
    assert sorted(ledger.by_id) == ["990100-lingdong/health-commission/wechat", "990100-lingdong/health-commission/weibo"]
    assert [a.archived for a in ledger.accounts] == [False, True]
    assert ledger.manuscripts[0].names == ["990100-lingdong/health-commission/wechat"]
    assert str(ledger.receipts[0].posts[0].at) == "2026-11-01 10:00:00+08:00"


@pytest.mark.parametrize("bare", [False, True])
def test_a_commit_holds_what_the_work_tree_held(bare: bool, tmp_path: Path) -> None:
    root = write(tmp_path / "work", FILES)
    commit(root)
    if bare:
        subprocess.run(["git", "clone", "-q", "--bare", root, tmp_path / "bare.git"], check=True)
    there = load_base([tmp_path / "bare.git" if bare else root], "HEAD", NOW)
    assert facts(there) == facts(load([root], NOW))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the manuscripts that are read from commits."""
    paths: list[str] = []
    plain = CommitTree.read

    def noting(self: CommitTree, wanted: Iterable[str]) -> dict[str, bytes]:
        asked = list(wanted)
        paths.extend(path for path in asked if path.endswith(".md"))
        return plain(self, asked)

    monkeypatch.setattr(CommitTree, "read", noting)
    return paths


def test_a_manuscript_found_faultless_is_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVMEDIA_CACHE", str(tmp_path / "cache"))
    parsed: list[str] = []
    plain = frontmatter.split
    monkeypatch.setattr(frontmatter, "split", lambda raw, path: (parsed.append(path), plain(raw, path))[1])
    faulty = ITEM.replace("liugan", "faulty")
    root = write(tmp_path / "root", {**FILES, faulty: "---\ntitle: [流感\n---\n正文\n"})
    commit(root)
    first = facts(load_base([root], "HEAD", NOW))
    assert parsed == [faulty, ITEM]
    again = facts(load_base([root], "HEAD", NOW))
    assert again == first
    assert parsed[2:] == [faulty]


def test_the_work_tree_teaches_what_need_not_be_read_in_the_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]) -> None:
    monkeypatch.setenv("GOVMEDIA_CACHE", "off")
    edited = ITEM.replace("liugan", "edited")
    root = write(tmp_path, {**FILES, edited: FILES[ITEM]})
    commit(root)
    write(root, {edited: FILES[ITEM].replace("流感", "流感季")})
    head = load([root], NOW)
    assert [m.title for m in head.manuscripts] == ["流感季", "流感"]
    base = load_base([root], "HEAD", NOW, twin=head)
    assert [m.title for m in base.manuscripts] == ["流感", "流感"]
    assert base.manuscripts[1] is head.manuscripts[1]
    assert read == [edited]


def test_a_filing_that_reads_like_a_manuscript_is_still_a_faulty_filing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVMEDIA_CACHE", str(tmp_path / "cache"))
    root = write(tmp_path / "root", FILES)
    assert load([root], NOW).manuscripts
    write(root, {f"{UNIT}/weibo.yml": FILES[ITEM]})
    ledger = load([root], NOW)
    assert {fault.path for fault in ledger.faults} == {f"{UNIT}/weibo.yml"}


def test_a_manuscript_that_may_not_be_read_is_a_fault(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    ledger = load([root], NOW)
    (root / ITEM).unlink()
    assert ledger.manuscripts == []
    assert [(fault.path, fault.message) for fault in ledger.faults] == [(ITEM, "文件读不出来")]


def test_a_twin_shares_what_is_equal_and_nothing_else(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    commit(root)
    (root / UNIT / "wechat.yml").write_text("name: 岭东健康\n", encoding="utf-8")
    head = load([root], NOW)
    base = load_base([root], "HEAD", NOW, twin=head)
    assert base.units[UNIT.removeprefix("registry/")] is head.units[UNIT.removeprefix("registry/")]
    assert [a.name for a in base.accounts] == ["岭东卫健", "岭东卫健"]
    assert [a.name for a in head.accounts] == ["岭东健康", "岭东卫健"]


def test_two_roots_are_one_ledger(tmp_path: Path) -> None:
    registry = write(tmp_path / "a", {k: v for k, v in FILES.items() if k.startswith("registry/")})
    content = write(tmp_path / "b", {k: v for k, v in FILES.items() if k.startswith("content/")})
    together = load([registry, content], NOW)
    assert facts(together) == facts(load([write(tmp_path / "c", FILES)], NOW))


def test_one_path_in_two_roots(tmp_path: Path) -> None:
    first = write(tmp_path / "a", FILES)
    same = write(tmp_path / "b", FILES)
    assert load([first, same], NOW).faults == []
    (same / UNIT / "wechat.yml").write_text("name: 另一个\n", encoding="utf-8")
    assert [fault.message for fault in load([first, same], NOW).faults] == ["两个根目录里都有这个文件，内容不同"]


def test_regions_override_the_province(tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[2] / "registry/policy.yml").read_text(encoding="utf-8")
    own = shipped.replace("regions: {}", "regions: {990100-lingdong: {freshness: {max_gap_days: 7}}, 990102-yundi: {sample: {share: 0.5}}}")
    ledger = load([write(tmp_path, {**FILES, "registry/policy.yml": own})], NOW)
    assert ledger.thresholds("990200-lingxi").freshness.max_gap_days == 14
    assert ledger.thresholds("990100-lingdong").freshness.max_gap_days == 7
    county = ledger.thresholds("990102-yundi")
    assert (county.freshness.max_gap_days, county.sample.share) == (7, 0.5)


def test_places(tmp_path: Path) -> None:
    text = "name: 岭东卫健\nverified:\n  as: x\nevents:\n  - kind: opened\n    on: 2018-13-06\n  - {kind: renamd, on: 2019-01-01}\n"
    ledger = load([write(tmp_path, {**FILES, f"{UNIT}/wechat.yml": text})], NOW)
    assert sorted(ledger.place(fault) for fault in ledger.faults) == [(6, 5), (7, 6)]


def test_a_manuscripts_place_is_a_line_of_the_file(tmp_path: Path) -> None:
    ledger = load([write(tmp_path, {**FILES, ITEM: FILES[ITEM].replace("class: service", "class: servce")})], NOW)
    assert ledger.manuscripts == []
    assert [ledger.place(fault) for fault in ledger.faults] == [(3, 1)]


def test_a_word_file_of_ones_own_takes_the_place_of_its_namesake_only(tmp_path: Path) -> None:
    row = "- {id: own, clause: 90-3.5.2, strength: binding, message: 甲, mend: 乙, words: [丙丙], must_flag: [丙丙。], must_pass: [丁。]}\n"
    shipped = set(load([write(tmp_path / "a", FILES)], NOW).word_files)
    found = load([write(tmp_path / "b", FILES | {"registry/words/local.yml": row, "registry/words/classes.yml": "[]\n"})], NOW).word_files
    assert set(found) == {*shipped, "registry/words/local.yml"}
    assert [each.id for each in found["registry/words/local.yml"]] == ["own"]
    assert found["registry/words/classes.yml"] == []
