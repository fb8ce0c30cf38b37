"""Whatever changed since the last build, and whatever was done to its files, a build gives what a first build gives."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from restless_registry import Restless

from govmedia.pages.audience import Audience
from govmedia.pages.contents import works_of
from govmedia.pages.page import Page
from govmedia.scripts.build import make
from govmedia.scripts.sitedata import site_of
from govmedia.when import AsOf, as_of

BUILDS, STEPS = 6, 60
MOMENTS = ("2026-10-31", "2026-11-12", "2026-11-13", "2026-11-20", "2026-11-29", "2027-03-01")


def contents(site: Path) -> dict[str, bytes]:
    """Every file, and every folder with a `/` at its end."""
    found = {str(path.relative_to(site)): path for path in site.rglob("*")}
    return {name if path.is_file() else f"{name}/": path.read_bytes() if path.is_file() else b"" for name, path in found.items()}


def fresh(root: Path, moment: AsOf, audience: Audience, old: Path, new: Path) -> dict[str, bytes]:
    """A first build, without anything remembered but MkDocs' work, which is the same."""
    shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(new.parent / f".{new.name}.build", ignore_errors=True)
    shutil.copytree(old.parent / f".{old.name}.build/prose", new.parent / f".{new.name}.build/prose")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVMEDIA_CACHE", "off")
        make((root,), moment, new, audience)
    return contents(new)


def edited(file: Path) -> None:
    file.write_text("别人改的")


def edited_unseen(file: Path) -> None:
    """As many bytes, only the time tells."""
    file.write_bytes(b"x" * file.stat().st_size)


def replaced(file: Path) -> None:
    shutil.copy2(file, file.with_suffix(".new"))
    os.replace(file.with_suffix(".new"), file)


def dirtied(file: Path) -> None:
    file.with_name("stray.html").write_text("x")
    (file.parent / "stray").mkdir(exist_ok=True)


def linked(file: Path) -> None:
    file.unlink()
    file.symlink_to("/etc/hostname")


def folder(file: Path) -> None:
    file.unlink()
    (file / "deep").mkdir(parents=True)


MEDDLINGS: tuple[Callable[[Path], None], ...] = (edited, edited_unseen, replaced, dirtied, linked, folder, Path.unlink)


def meddle(chance: random.Random, *trees: Path) -> None:
    """Somebody lays hands on the published site, or a killed build leaves its twin half done."""
    files = [file for tree in trees for file in sorted(tree.rglob("*.*")) if file.is_file() and file.name != "404.html"]
    for file in chance.sample(files, min(len(files), chance.randint(0, 8))):
        if file.is_file() and not file.is_symlink():  # never through a link: it leads out of the tests' folder
            chance.choice(MEDDLINGS)(file)


def made(root: Path, moment: AsOf, audience: Audience) -> dict[str, tuple[str, object]]:
    """Key and outcome of every page."""
    site = site_of((root,), moment, audience)
    site.site_url = "https://x.example/"
    pages = [page for work in works_of(site) if isinstance(page := work(), Page)]
    return {page.path: (page.key, (page.title, page.render(), page.lines())) for page in pages}


@pytest.mark.slow
def test_the_same_key_means_the_same_page(tmp_path: Path) -> None:
    world = Restless(tmp_path, 0)
    known: dict[tuple[Audience, str, str], object] = {}
    hits = 0
    for step in range(STEPS):
        for audience in Audience:
            for path, (key, outcome) in made(world.root, as_of(world.chance.choice(MOMENTS)), audience).items():
                hits += (audience, path, key) in known
                assert known.setdefault((audience, path, key), outcome) == outcome, (step, path)
        world.change()
    assert hits > STEPS * 40, "hardly a page came twice"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_an_incremental_build_gives_what_a_first_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    world, chance = Restless(tmp_path / "root", seed), random.Random(seed)
    monkeypatch.setattr("govmedia.pages.build.MANY", seed % 2 * 10_000)
    monkeypatch.setattr("govmedia.pages.writing._BLOCK", 3)
    for step in range(BUILDS):
        audience, moment = chance.choice(list(Audience)), as_of(chance.choice(MOMENTS))
        out, room = tmp_path / audience, tmp_path / f".{audience}.build"
        meddle(chance, out, room / "tree")
        if chance.random() < 0.1:
            (room / "manifest.json").unlink(missing_ok=True)
        make((world.root,), moment, out, audience)
        first = fresh(world.root, moment, audience, out, tmp_path / "first")
        now = contents(out)
        assert {name for name in now.keys() | first.keys() if now.get(name) != first.get(name)} == set(), (step, audience, str(moment))
        world.change()


def test_a_day_later_hardly_a_page_is_made_anew(tiny: Path, tmp_path: Path) -> None:
    """Publishing every day must not be a first build every day."""
    out = tmp_path / "site"
    make((tiny,), as_of("2026-11-19"), out, Audience.public)
    before = {file.relative_to(out): file.stat().st_ino for file in out.rglob("*.html")}
    make((tiny,), as_of("2026-11-20"), out, Audience.public)
    anew = {str(file) for file, inode in before.items() if (out / file).stat().st_ino != inode}
    assert anew == {"index.html", "statistics/index.html"}
