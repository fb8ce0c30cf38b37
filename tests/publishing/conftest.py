"""An instance to publish from, and what its verbs say."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from post_world import DAY, FILES, govmedia, lay


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["GOVMEDIA_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "root", FILES)


@pytest.fixture
def says(root: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """`says("receipt", …)`: exit code and all that a verb prints."""

    def said(verb: str, *arguments: object) -> tuple[int, str]:
        capsys.readouterr()
        code = govmedia(verb, *arguments, "--root", root, "--as-of", DAY)
        out = capsys.readouterr()
        return code, out.out + out.err

    return said


@pytest.fixture
def bring(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, dict[str, Any]]]:
    """`bring(raw, *options)` imports an export of posts: exit code and report."""

    def brought(raw: bytes, *options: object, name: str = "导出.csv", as_of: str = DAY) -> tuple[int, dict[str, Any]]:
        file = tmp_path / name
        file.write_bytes(raw)
        capsys.readouterr()
        code = govmedia("receipt", "import", file, "--root", root, "--as-of", as_of, "--format", "json", *options)
        out = capsys.readouterr().out
        return code, json.loads(out) if out.startswith("{") else {}

    return brought
