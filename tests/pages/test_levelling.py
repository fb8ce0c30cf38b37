"""Whatever state a tree was left in, levelled it holds what the manifest vouches for and nothing else."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from govmedia.pages.levelling import level, sweep
from govmedia.pages.manifest import Manifest, Row, read_manifest, row_of, write_manifest

FILES = ("index.html", "a/b.html", "a/c/d.html", "a/c/e.json", "f/g.html")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site."""
    for file in FILES:
        (tmp_path / "site" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / file).write_text(file)
    return tmp_path / "site"


@pytest.fixture
def tree(site: Path) -> Path:
    """Its twin, levelled once."""
    tree = site.with_name("tree")
    assert level(tree, rows(site), site) == []
    return tree


def rows(site: Path) -> dict[str, Row]:
    return {file: row_of(f"key of {file}", (site / file).stat()) for file in FILES}


def names(tree: Path) -> set[str]:
    return {f"{path.relative_to(tree)}{'/' if path.is_dir() else ''}" for path in tree.rglob("*")}


WHOLE = {*FILES, "a/", "a/c/", "f/"}


def test_a_twin_shares_its_files_with_the_site(site: Path, tree: Path) -> None:
    assert names(tree) == WHOLE
    assert all((tree / file).samefile(site / file) for file in FILES)


def emptied(tree: Path) -> None:
    for path in sorted(tree.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    tree.rmdir()


def half_written(tree: Path) -> None:
    (tree / "a/b.html").unlink()
    (tree / "a/b.html").write_text("a/b.h")


def file_for_folder(tree: Path) -> None:
    emptied(tree / "a")
    (tree / "a").write_text("x")


def folder_for_file(tree: Path) -> None:
    (tree / "index.html").unlink()
    (tree / "index.html/deep").mkdir(parents=True)


def strangers(tree: Path) -> None:
    (tree / "a/stranger.html").write_text("x")
    (tree / "empty/deep").mkdir(parents=True)
    os.mkfifo(tree / "a/pipe")


def links(tree: Path) -> None:
    (tree / "index.html").unlink()
    (tree / "index.html").symlink_to("a/b.html")
    emptied(tree / "f")
    (tree / "f").symlink_to(tree.parent)
    (tree / "dangling").symlink_to("nowhere")


@pytest.mark.parametrize("leave", [emptied, half_written, file_for_folder, folder_for_file, strangers, links])
def test_any_state_is_mended(site: Path, tree: Path, leave: Callable[[Path], None]) -> None:
    before = rows(site)
    leave(tree)
    assert level(tree, before, site) == []
    assert names(tree) == WHOLE
    assert all((tree / file).read_text() == file for file in FILES)
    assert names(site) == WHOLE and rows(site) == before, "the site was touched"


def test_what_was_edited_in_the_site_is_lost(site: Path, tree: Path) -> None:
    before = rows(site)
    (site / "a/b.html").write_text("A/B.html")  # the twin's too: it is the same file
    (site / "f/g.html").unlink()
    (site / "f/g.html").write_text("f/g.html")  # the twin's is untouched
    assert level(tree, before, site) == ["a/b.html"]
    assert names(tree) == WHOLE - {"a/b.html"}
    assert (tree / "f/g.html").read_text() == "f/g.html"


def test_an_edited_file_is_not_linked_anew(site: Path) -> None:
    before = rows(site)
    (site / "a/b.html").write_text("别的")
    assert level(site.with_name("tree"), before, site) == ["a/b.html"]
    assert not (site.with_name("tree") / "a/b.html").exists()


def test_without_hard_links_everything_is_lost(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    assert level(site.with_name("tree"), rows(site), site) == list(FILES)


def test_sweeping_leaves_no_empty_folder(tree: Path) -> None:
    sweep(tree, ["a/c/d.html", "a/c/e.json", "f/g.html", "gone/already.html"])
    assert names(tree) == {"index.html", "a/", "a/b.html"}


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"version":1,"rows":{}}',
        '{"version":2,"maker":"x","rows":{"a":["k",1]}}',
        '{"version":2,"maker":"x","rows":[1]}',
    ],
)
def test_a_manifest_that_cannot_be_read_is_none(tmp_path: Path, bad: str) -> None:
    (tmp_path / "manifest.json").write_text(bad)
    assert read_manifest(tmp_path / "manifest.json") == Manifest()


def test_a_manifest_comes_back_and_counts_for_its_maker_only(site: Path, tmp_path: Path) -> None:
    write_manifest(tmp_path / "manifest.json", Manifest("maker", rows(site)))
    found = read_manifest(tmp_path / "manifest.json")
    assert found == Manifest("maker", rows(site)) == found.by("maker")
    assert found.has("index.html", "key of index.html") and not found.has("index.html", "other") and not found.has("other", "")
    assert found.by("another") == Manifest("another")
