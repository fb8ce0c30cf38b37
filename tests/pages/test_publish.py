"""Whenever a build is killed, readers see the old site or the new one, whole."""

import multiprocessing
import os
import random
import signal
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from govmedia.errors import CannotRun
from govmedia.pages.frame import CONTENT, PATH, TITLE, Frame, Frames
from govmedia.pages.manifest import Manifest
from govmedia.pages.page import File, Page
from govmedia.pages.publish import staged
from govmedia.pages.sitemap import sitemap_files
from govmedia.pages.writing import Job, Work, write_all

FRAMES = Frames({2: Frame.split(f"{TITLE}{TITLE}{PATH}<main>{CONTENT}</main>")})
PAGES = 60
KILLS = 50


def build(out: Path, edition: str, *, processes: int = 1, changed: int = PAGES) -> list[str]:
    """A little site in which the first `changed` pages belong to `edition`; the paths that had to be rendered."""
    rendered: list[str] = []

    def render(path: str, text: str) -> str:
        rendered.append(path)
        return text

    def page(number: int) -> Page:
        path, text = f"a/{number}/", edition if number < changed else "0"
        return Page(path, "题", text, lambda: render(path, text))

    with staged(out) as stage:
        pages = [page(number) for number in range(PAGES)]
        files = [File("404.html", edition.encode()), *sitemap_files("https://x.example/", [page.path for page in pages])]
        previous = stage.previous()
        rows = write_all(lambda: works(pages, files), Job(FRAMES, str(stage.tree), previous), processes).rows
        stage.made = Manifest("x", {file: row or previous.rows[file] for file, row in rows.items()})
    return rendered


def works(pages: list[Page], files: list[File] | None = None) -> list[Work]:
    return [partial(same, made) for made in (files or [], *pages)]


def same(made: Page | list[File]) -> Page | list[File]:
    return made


def edition_of(out: Path) -> str:
    """The one edition that every page of the site belongs to."""
    (edition,) = {file.read_text().partition("<main>")[2].partition("</main>")[0] for file in out.glob("a/*/index.html")}
    assert len(list(out.glob("a/*/index.html"))) == PAGES
    assert (out / "404.html").read_text() == edition
    return edition


def test_killed_at_any_moment(tmp_path: Path) -> None:
    out, fork, chance = tmp_path / "site", multiprocessing.get_context("fork"), random.Random(90)
    build(out, "0")
    began = time.perf_counter()
    build(out, "0", changed=0)
    build(out, "1")
    usual_s = time.perf_counter() - began
    finished = 0
    for number in range(KILLS):
        child = fork.Process(target=build, args=(out, f"n{number}"), kwargs={"processes": 1 + number % 2})
        child.start()
        time.sleep(chance.uniform(0, usual_s))
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        finished += edition_of(out) == f"n{number}"
    assert finished < KILLS, "no build was killed before it had finished"
    build(out, "last")
    assert edition_of(out) == "last"
    assert sorted(path.name for path in (tmp_path / ".site.build").iterdir()) == ["lock", "manifest.json", "tree"]


def test_unchanged_pages_are_linked_and_the_rest_written(tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert len(build(out, "0")) == PAGES
    before = {file: file.stat().st_ino for file in out.glob("a/*/index.html")}
    assert build(out, "1", changed=3) == ["a/0/", "a/1/", "a/2/"]
    after = {file: file.stat().st_ino for file in out.glob("a/*/index.html")}
    assert sum(before[file] == after[file] for file in before) == PAGES - 3


def test_a_page_edited_behind_our_back_is_made_anew(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(out, "0")
    (out / "a/5/index.html").write_text("别人改的")
    assert build(out, "0") == ["a/5/"]
    assert edition_of(out) == "0"


def test_one_process_or_several_give_the_same_bytes(tmp_path: Path) -> None:
    for processes in (1, 2):
        build(tmp_path / str(processes), "x", processes=processes)
    trees = [{file.relative_to(tree): file.read_bytes() for file in tree.rglob("*.*")} for tree in tmp_path.glob("[12]")]
    assert trees[0] == trees[1]


def test_a_failed_build_leaves_the_old_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(out, "0")
    with pytest.raises(RuntimeError), staged(out) as stage:
        write_all(lambda: works([], [File("404.html", b"half")]), Job(FRAMES, str(stage.tree), stage.previous()))
        raise RuntimeError
    assert edition_of(out) == "0"
    build(out, "1")
    assert edition_of(out) == "1"


def test_two_builds_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govmedia.pages.publish._LOCK_WAIT_S", 0.1)
    with staged(tmp_path / "site"), pytest.raises(CannotRun, match=f"进程号 {os.getpid()}"), staged(tmp_path / "site"):
        pass


def test_refuses_a_folder_that_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/letter.txt").write_text("keep")
    with pytest.raises(CannotRun, match="不是以前生成的站点"), staged(tmp_path / "documents"):
        pass
    assert (tmp_path / "documents/letter.txt").read_text() == "keep"


@pytest.mark.parametrize("exchanged", [True, False])
def test_without_exchange_the_tree_is_swapped_by_renaming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanged: bool) -> None:
    if not exchanged:
        monkeypatch.setattr("govmedia.pages.publish.exchange", lambda one, other: False)
    build(tmp_path / "site", "0")
    build(tmp_path / "site", "1")
    assert edition_of(tmp_path / "site") == "1"


def test_an_old_site_stranded_between_two_renames_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(out, "0")
    out.rename(tmp_path / ".site.build/old")
    with pytest.raises(RuntimeError), staged(out):
        raise RuntimeError
    assert edition_of(out) == "0"


def test_an_old_site_stranded_after_both_renames_becomes_the_twin(tmp_path: Path) -> None:
    out, room = tmp_path / "site", tmp_path / ".site.build"
    build(out, "0")
    build(out, "1", changed=3)
    (room / "tree").rename(room / "old")
    assert build(out, "1", changed=3) == []
    assert not (room / "old").exists() and len(list((room / "tree").glob("a/*/index.html"))) == PAGES


def test_a_twin_left_half_done_is_made_whole(tmp_path: Path) -> None:
    out, tree = tmp_path / "site", tmp_path / ".site.build/tree"
    build(out, "0")
    build(out, "1", changed=3)
    for number in range(10):
        (tree / f"a/{number}/index.html").unlink()
        (tree / f"a/{number}/index.html").write_text("<main>half")
    assert build(out, "1", changed=3) == []
    assert len({(out / f"a/{number}/index.html").read_text() for number in range(3)}) == 3


def test_the_published_files_are_never_written_to(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(out, "0")
    build(out, "0")
    published = {file: file.read_bytes() for file in sorted(out.rglob("*.*"))}
    with ExitStack() as stack:
        held = [stack.enter_context(open(file, "rb")) for file in published]  # what a server has open goes on as it was
        build(out, "1")
        assert [handle.read() for handle in held] == list(published.values())


def test_a_link_as_output_keeps_pointing_to_its_folder(tmp_path: Path) -> None:
    (tmp_path / "www").symlink_to(tmp_path / "site")
    build(tmp_path / "www", "0")
    build(tmp_path / "www", "1")
    assert (tmp_path / "www").is_symlink() and edition_of(tmp_path / "site") == "1"


@pytest.mark.parametrize("processes", [1, 2])
def test_twin_addresses_are_refused(tmp_path: Path, processes: int) -> None:
    twins = [Page("a/b/", "甲", "", str), Page("a/b/", "乙", "", str)]
    with staged(tmp_path / "site") as stage, pytest.raises(CannotRun, match="两个页面的地址都是 a/b/"):
        write_all(lambda: works(twins), Job(FRAMES, str(stage.tree), stage.previous()), processes)


def test_a_fault_in_a_worker_reaches_the_builder(tmp_path: Path) -> None:
    def fail() -> str:
        raise CannotRun("坏", "修。")

    pages = [Page("a/1/", "", "", str), Page("a/2/", "", "", fail)]
    with staged(tmp_path / "site") as stage, pytest.raises(CannotRun, match="坏。修。"):
        write_all(lambda: works(pages), Job(FRAMES, str(stage.tree), stage.previous()), processes=2)
