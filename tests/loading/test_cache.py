"""What is kept between runs saves reading and parsing, and changes nothing."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from govmedia.loading.kept import Kept, kept_file
from govmedia.loading.load import load
from govmedia.loading.tree import WorkTree
from govmedia.loading.yamltext import parse
from govmedia.when import as_of

NOW = as_of("2026-11-20")
FILING = "registry/990100-lingdong/health/wechat.yml"
FILES = {
    "registry/990100-lingdong/health/unit.yml": "name: 岭东市卫生健康局\nlevel: prefecture\nkind: department\n",
    FILING: "name: 岭东卫健\n",
    "registry/990100-lingdong/health/weibo.yml": "name: 岭东卫健\nname: 重复的键\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry, one filing of it with faults, and a cache folder of its own."""
    monkeypatch.setenv("GOVMEDIA_CACHE", str(tmp_path / "cache"))
    for path, text in FILES.items():
        (tmp_path / "root" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "root" / path).write_text(text, encoding="utf-8")
    return tmp_path / "root"


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the files had been written long ago."""
    monkeypatch.setattr("govmedia.loading.cache._SLACK_NS", -10 * 10**9)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are read from disk, as they are read."""
    found: list[str] = []
    real = WorkTree.read

    def watched(self: WorkTree, paths: Iterable[str]) -> dict[str, bytes]:
        wanted = list(paths)
        found.extend(path for path in wanted if path in FILES)
        return real(self, wanted)

    monkeypatch.setattr(WorkTree, "read", watched)
    return found


def facts(root: Path) -> object:
    ledger = load([root], NOW)
    return ledger.units, [(a.path, a) for a in ledger.accounts], ledger.faults


@pytest.mark.usefixtures("settled")
def test_a_file_nobody_touched_is_not_read_again(root: Path, read: list[str]) -> None:
    before = facts(root)
    assert sorted(read) == sorted(FILES)
    read.clear()
    assert facts(root) == before
    assert read == ["registry/990100-lingdong/health/weibo.yml"], "texts with faults are not kept"


@pytest.mark.usefixtures("settled")
def test_an_edit_that_keeps_size_and_time_is_seen(root: Path) -> None:
    load([root], NOW)
    seen = (root / FILING).stat()
    time.sleep(0.02)  # a tick of the clock that stamps files
    (root / FILING).write_text("name: 岭东健康\n", encoding="utf-8")
    os.utime(root / FILING, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert (root / FILING).stat().st_size == seen.st_size
    assert [a.name for a in load([root], NOW).accounts] == ["岭东健康"]


@pytest.mark.usefixtures("settled")
def test_another_file_moved_into_the_place_is_seen(root: Path) -> None:
    load([root], NOW)
    (root / "other").write_text("name: 岭东健康\n", encoding="utf-8")
    os.replace(root / "other", root / FILING)
    assert [a.name for a in load([root], NOW).accounts] == ["岭东健康"]


def test_a_file_written_a_moment_ago_is_read_again(root: Path, read: list[str]) -> None:
    load([root], NOW)
    read.clear()
    load([root], NOW)
    assert sorted(read) == sorted(FILES)


@pytest.mark.parametrize("name", ["data", "stamps"])
@pytest.mark.parametrize("spoil", [b"", b"{", b"\x00\xff", b"data 1 00000000\nx\t{}", b"stamps 1 00000000\nx\t1"])
@pytest.mark.usefixtures("settled")
def test_a_spoiled_file_changes_nothing(name: str, spoil: bytes, root: Path) -> None:
    before = facts(root)
    file = kept_file(root, name)
    assert file is not None and file.exists()
    whole = file.read_bytes()
    for bad in (spoil, whole[:-3], whole.replace("岭东".encode(), "岭西".encode()).replace(b"registry/", b"registrx/")):
        file.write_bytes(bad)
        assert facts(root) == before
        assert file.read_bytes().split(b"\n", 1)[0] == whole.split(b"\n", 1)[0], "and it is mended"


def test_it_can_be_off_or_unwritable(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = facts(root)
    monkeypatch.setenv("GOVMEDIA_CACHE", "off")
    assert kept_file(root, "data") is None
    assert facts(root) == before
    (tmp_path / "file").touch()
    monkeypatch.setenv("GOVMEDIA_CACHE", str(tmp_path / "file"))
    assert facts(root) == before


def test_what_is_no_longer_used_goes_when_it_is_more_than_what_is(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    for keys in ("ab", "bc", "c"):
        kept = Kept(file, "x 1")
        for key in keys:
            if kept.get(key) is None:
                kept.put(key, key.encode())
        kept.save()
    assert [Kept(file, "x 1").get(key) for key in "abcd"] == [b"a", b"b", b"c", None], "nothing new, nothing written"
    kept = Kept(file, "x 1")
    kept.put("d", b"d")
    kept.save()
    assert [Kept(file, "x 1").get(key) for key in "abcd"] == [None, None, None, b"d"]
    assert Kept(file, "x 2").get("d") is None


def remembered(file: Path, keys: str) -> list[bytes | None]:
    kept = Kept(file, "x 1")
    return [kept.get(key) for key in keys]


def test_little_that_is_new_is_added_at_the_end(tmp_path: Path) -> None:
    """Also by two processes at once; of two values of a key the later one counts, and a broken end is cut off and mended."""
    file = tmp_path / "kept"
    first = Kept(file, "x 1")
    for key in "abcdef":
        first.put(key, b"1")
    first.save()
    whole = file.read_bytes()
    one, other = Kept(file, "x 1"), Kept(file, "x 1")
    for kept, key in ((one, "g"), (other, "a")):
        assert [kept.get(known) for known in "abcdef"] == [b"1"] * 6
        kept.put(key, b"2")
        kept.save()
    assert file.read_bytes().startswith(whole) and len(file.read_bytes()) < 2 * len(whole)
    assert remembered(file, "abg") == [b"2", b"1", b"2"]
    file.write_bytes(file.read_bytes()[:-2])
    assert remembered(file, "abg") == [b"1", b"1", b"2"]
    mending = Kept(file, "x 1")
    mending.get("b")
    mending.put("h", b"3")
    mending.save()
    assert remembered(file, "abh") == [None, b"1", b"3"]


def test_what_was_replaced_often_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    for number in range(50):
        kept = Kept(file, "x 1")
        for key in "abc":
            kept.get(key)
            kept.put(key, str(number).encode())
        kept.save()
    assert remembered(file, "abc") == [b"49"] * 3
    assert file.read_bytes().count(b"\t") <= 6


def test_two_processes_read_what_one_reads(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVMEDIA_CACHE", "off")
    alone = facts(root)
    monkeypatch.setattr("govmedia.loading.texts.AT_ONCE", 1)
    monkeypatch.setattr("govmedia.workers.processors", lambda: 2)
    assert facts(root) == alone


@pytest.mark.usefixtures("settled")
def test_single_files_are_parsed_once_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lists that every command needs, the registry's own and the shipped ones."""
    (root / "registry/waivers.yml").write_text("[]\n", encoding="utf-8")
    load([root], NOW)
    parsed: list[str] = []
    monkeypatch.setattr("govmedia.loading.texts.parse", lambda raw, path: parsed.append(path) or parse(raw, path))
    load([root], NOW)
    assert parsed == ["registry/990100-lingdong/health/weibo.yml"], "texts with faults are not kept"
