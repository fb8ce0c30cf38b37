"""What was searched once is not searched again, and no change of the rows helps the texts it comes with."""

import subprocess
import sys
from pathlib import Path

import pytest
from desk import HOME, manuscript

from govmedia.scripts import govmedia, run

ROW = """\
- id: pie
  clause: 90-3.5.7
  strength: binding
  message: 是馅饼广告
  mend: 删去
  words: [买馅饼]
  must_flag: [快来买馅饼。]
  must_pass: [天上不会掉馅饼。]
"""
LAZY = ("opencc", "ahocorasick", "exifread", "stdnum")


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def loaded(root: Path, cache: Path) -> list[str]:
    """Which of the libraries for searching a check loads."""
    code = (
        "import sys; from govmedia.scripts import govmedia, run; "
        f"run(govmedia, ['check', '--root', {str(root)!r}, '--as-of', '2026-11-20']); "
        f"print(','.join(n for n in {LAZY!r} if n in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"GOVMEDIA_CACHE": str(cache), "PATH": ""}
    )
    return [name for name in done.stdout.splitlines()[-1].split(",") if name]


def test_unchanged_texts_need_no_library(tmp_path: Path) -> None:
    root, cache = write(tmp_path / "desk", {f"{HOME}/11-02-item.md": manuscript("秋冬季流感疫苗开始预约。")}), tmp_path / "cache"
    assert set(loaded(root, cache)) == {"opencc", "ahocorasick"}
    assert loaded(root, cache) == []
    write(root, {f"{HOME}/11-03-item.md": manuscript("另一篇。")})
    assert "ahocorasick" in loaded(root, cache)
    assert loaded(root, cache) == []


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("GOVMEDIA_CACHE", str(tmp_path / "cache"))

    def check(root: Path, *options: str) -> str:
        run(govmedia, ["check", "--root", str(root), "--as-of", "2026-11-20", *options])
        return capsys.readouterr().out

    return check


def test_new_rows_are_asked_about_old_texts(tmp_path: Path, said) -> None:  # type: ignore[no-untyped-def]
    root = write(
        tmp_path / "desk", {f"{HOME}/11-02-item.md": manuscript("快来买馅饼。"), "registry/words/a.yml": ROW.replace("馅饼", "月饼")}
    )
    assert "no_advertising" not in said(root)
    write(root, {"registry/words/a.yml": ROW})
    assert f"{HOME}/11-02-item.md:7:3: no_advertising" in said(root)
    write(root, {"registry/words/a.yml": ROW.replace("买馅饼]", "买烧饼, 买馅饼]").replace("binding", "advisory")})
    assert "建议 1" in said(root)


def test_rows_do_not_help_their_own_change(tmp_path: Path, said) -> None:  # type: ignore[no-untyped-def]
    root = write(tmp_path / "desk", {"registry/words/a.yml": ROW, "registry/sources.yml": "[]\n"})
    who = ["-c", "user.name=x", "-c", "user.email=x@example.cn"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "词表"]):
        subprocess.run(["git", "-C", root, *who, *command], check=True)
    source = "{unit: 某网, url: https://www.some.example/a}"
    text = manuscript("快来买馅饼。", kind="reprint").replace("{unit: 中国政府网, url: https://www.gov.cn/a.htm}", source)
    write(root, {f"{HOME}/11-02-item.md": text, "registry/words/a.yml": ROW.replace("馅饼", "月饼")})
    write(root, {"registry/sources.yml": "- {unit: 某网, edition: 一, domains: [some.example]}\n"})
    found = said(root, "--changed", "HEAD")
    assert "no_advertising" in found and "reposted_from_approved_source" in found
    assert "words_prove_themselves" not in found


def test_a_broken_row_is_a_fault_on_its_line(tmp_path: Path, said) -> None:  # type: ignore[no-untyped-def]
    root = write(tmp_path / "desk", {"registry/words/a.yml": ROW + ROW.replace("pie", "cake").replace("[快来买馅饼。]", "[快来吃馅饼。]")})
    assert "registry/words/a.yml:15:15: words_prove_themselves: 例句“快来吃馅饼。”应当命中，没有命中" in said(root)
    write(root, {"registry/words/a.yml": ROW.replace("[买馅饼]", "[买(馅饼]")})
    assert "registry/words/a.yml:6:11: well_formed: “words 第 1 项”：括号没有配对" in said(root)


def test_a_broken_file_leaves_the_shipped_rows_in_its_place(tmp_path: Path, said) -> None:  # type: ignore[no-untyped-def]
    root = write(tmp_path / "desk", {f"{HOME}/11-02-item.md": manuscript("家人们，求赞！"), "registry/words/likes.yml": "- {id: [}\n"})
    found = said(root)
    assert "registry/words/likes.yml:1" in found and "likes_not_forced" in found
