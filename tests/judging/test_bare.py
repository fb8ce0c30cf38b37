"""A bare repository as --root: its tip is judged, exactly as a clone's work tree would be."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from govmedia.scripts import govmedia, run

HOUSE = Path(__file__).parents[2]
UNIT = "registry/990100-lingdong/education"
FILES = {
    "registry/990100-lingdong/government-office/unit.yml": "name: 岭东市人民政府办公室\nlevel: prefecture\nkind: department\nin_charge: 秘书长\n",
    "registry/990000-nanling/government-office/unit.yml": "name: 南岭省人民政府办公厅\nlevel: province\nkind: department\nin_charge: 秘书长\n",
    f"{UNIT}/unit.yml": "name: 岭东市教育局\nlevel: prefecture\nkind: department\nin_charge: 分管副局长\n",
    f"{UNIT}/wechat.yml": "name: 岭东教育\nevents: [{kind: opened, on: 2018-05-06, proof: x, reason: 局长办公会决定}]\n",
}
WHO = ["-c", "user.name=x", "-c", "user.email=x@example.cn"]


class Pair:
    """A work tree and the bare repository that it pushes to."""

    def __init__(self, folder: Path) -> None:
        self.work, self.bare = folder / "work", folder / "office.git"
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", self.bare], check=True)
        subprocess.run(["git", "init", "-q", "-b", "main", self.work], check=True)
        self.git("remote", "add", "origin", str(self.bare))

    def git(self, *args: str) -> str:
        done = subprocess.run(["git", "-C", self.work, *WHO, *args], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def push(self, files: dict[str, str]) -> str:
        for path, text in files.items():
            (self.work / path).parent.mkdir(parents=True, exist_ok=True)
            (self.work / path).write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "改")
        self.git("push", "-q", "origin", "HEAD:main")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    made = Pair(tmp_path)
    made.push(FILES)
    return made


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = run(govmedia, list(words))
    out, err = capsys.readouterr()
    return code, out, err


def check(capsys: pytest.CaptureFixture[str], root: Path, *more: str) -> tuple[int, list[dict[str, object]]]:
    code, out, _ = said(capsys, "check", "--root", str(root), "--as-of", "2026-11-20", "--format", "json", *more)
    return code, json.loads(out)["findings"]


def test_findings_are_those_of_the_work_tree(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    pair.push({f"{UNIT}/weibo.yml": "naem: 岭东教育\n"})
    there, here = check(capsys, pair.bare), check(capsys, pair.work)
    assert there == here
    assert there[0] == 1
    assert {"rule": "well_formed", "path": f"{UNIT}/weibo.yml", "line": 1} in [
        {k: f[k] for k in ("rule", "path", "line")} for f in there[1]
    ]


def test_the_tip_counts_not_what_is_not_pushed(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    before = check(capsys, pair.bare)
    (pair.work / UNIT / "weibo.yml").write_text("naem: x\n", encoding="utf-8")
    assert check(capsys, pair.bare) == before
    assert check(capsys, pair.work) != before


def test_changed_compares_the_tip_with_the_base(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    base = pair.git("rev-parse", "HEAD")
    assert check(capsys, pair.bare, "--changed", base) == (0, [])
    pair.push({f"{UNIT}/weibo.yml": "name: 岭东教育\nevents: [{kind: opened, on: 2026-11-02, filed_on: 2026-11-03}]\n"})
    code, found = check(capsys, pair.bare, "--changed", base)
    assert code == 1
    assert {"opening_approved"} == {f["rule"] for f in found if f["binding"]}
    assert {f["path"] for f in found} == {f"{UNIT}/weibo.yml"}


def test_registry_bare_and_manuscripts_on_disk(pair: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    item = tmp_path / "texts/content/manuscripts/990100-lingdong/education/2026/11-02-term.md"
    item.parent.mkdir(parents=True)
    item.write_text("---\ntitle: 开学\nclass: original\naccounts: [weibo]\nsource: original\nform: text\n---\n正文\n", encoding="utf-8")
    _, found = check(capsys, pair.bare, "--root", str(tmp_path / "texts"))
    assert "manuscript_names_own_accounts" in {f["rule"] for f in found}


def test_standing_in_a_bare_repository(pair: Pair, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pair.bare)
    code, out, _ = said(capsys, "check", "--as-of", "2026-11-20", "--format", "json")
    assert (code, json.loads(out)["findings"]) == check(capsys, pair.bare)


def test_without_a_commit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = Pair(tmp_path).bare
    code, out, err = said(capsys, "check", "--root", str(empty))
    assert (code, out) == (3, "")
    assert "没有提交可看" in err


def test_a_branch_without_a_registry(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    pair.git("rm", "-rq", "registry")
    pair.push({"x.txt": "x"})
    code, _, err = said(capsys, "check", "--root", str(pair.bare))
    assert code == 3
    assert "没有 registry/" in err


def test_export(pair: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "export", str(tmp_path / "a.json"), "--root", str(pair.bare), "--as-of", "2026-11-20")[0] == 0
    assert said(capsys, "export", str(tmp_path / "b.json"), "--root", str(pair.work), "--as-of", "2026-11-20")[0] == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert "岭东教育" in (tmp_path / "a.json").read_text(encoding="utf-8")


def test_build_gives_the_site_of_the_work_tree(pair: Pair, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("mkdocs.yml", "content/pages"):
        source = HOUSE / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, pair.work / name)
    (pair.work / "content/pages/about.md").write_text("# 关于岭东\n\n岭东自己的话。\n", encoding="utf-8")
    pair.push({})
    before = sorted(os.listdir(pair.bare))
    for root, out in ((pair.bare, tmp_path / "a"), (pair.work, tmp_path / "b")):
        code, _, err = said(capsys, "build", "--root", str(root), "--out", str(out), "--as-of", "2026-11-20")
        assert code == 0, err
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert "岭东自己的话" in files(tmp_path / "a")["about/index.html"].decode()
    assert sorted(os.listdir(pair.bare)) == before


def files(tree: Path) -> dict[str, bytes]:
    return {file.relative_to(tree).as_posix(): file.read_bytes() for file in tree.rglob("*") if file.is_file()}


def test_verify_a_draw(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "sample", "freeze", "2026Q4", "--root", str(pair.work), "--as-of", "2026-11-20")[0] == 0
    pair.push({})
    drawn = ["sample", "draw", "2026Q4", "--digits", "482915", "--root", str(pair.work), "--as-of", "2026-11-21"]
    assert said(capsys, *drawn)[0] == 0
    pair.push({})
    told = said(capsys, "sample", "verify", "2026Q4", "--root", str(pair.bare))
    assert told == said(capsys, "sample", "verify", "2026Q4", "--root", str(pair.work))
    assert told[0] == 0 and "核对相符" in told[1]
    draw = "registry/inspections/2026Q4/draw.yml"
    pair.push({draw: (pair.work / draw).read_text(encoding="utf-8").replace("482915", "482916")})
    code, out, _ = said(capsys, "sample", "verify", "2026Q4", "--root", str(pair.bare))
    assert code == 1 and "不符" in out


def test_verify_where_the_frame_was_taken_away(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    assert "还没有冻结" in said(capsys, "sample", "verify", "2026Q4", "--root", str(pair.bare))[2]
    assert said(capsys, "sample", "freeze", "2026Q4", "--root", str(pair.work), "--as-of", "2026-11-20")[0] == 0
    pair.push({})
    pair.git("rm", "-rq", "registry/inspections")
    pair.push({"x.txt": "x"})
    code, out, _ = said(capsys, "sample", "verify", "2026Q4", "--root", str(pair.bare))
    assert code == 1 and "提交过，现在不见了" in out


@pytest.mark.parametrize(
    "words",
    [
        ["new", "unit", "990100-lingdong/health", "--name", "x", "--level", "county", "--kind", "department"],
        ["generate"],
        ["sample", "freeze", "2026Q4"],
        ["sample", "draw", "2026Q4", "--digits", "482915"],
        ["build"],
        ["serve", "--port", "0"],
    ],
)
def test_what_writes_is_refused(pair: Pair, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(os.listdir(pair.bare))
    code, _, err = said(capsys, *words, "--root", str(pair.bare))
    assert code == 2
    assert "裸库" in err and ("git clone" in err or "--out" in err)
    assert sorted(os.listdir(pair.bare)) == before
