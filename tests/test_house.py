"""How the house stands: arrows run one way, there are no circles, and nothing inside reads a clock."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLACES = {"govmedia": ROOT / "src/govmedia", "govmedia.hooks": ROOT / "hooks", "govmedia.scripts": ROOT / "scripts"}

# Room -> the rooms it may import besides itself. "ground" is the handful of modules directly in src/govmedia.
MAY_IMPORT = {
    "ground": set(),
    "forges": {"ground"},
    "model": {"ground"},
    "loading": {"ground", "model"},
    "calculation": {"ground", "forges", "model", "loading"},
    "pages": {"ground", "forges", "model", "loading", "calculation"},
    "fiction": {"ground", "model", "loading", "calculation"},
    "hooks": {"ground", "model", "loading", "calculation"},
    "scripts": {"ground", "forges", "model", "loading", "calculation", "pages", "fiction", "hooks"},
}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime", "time.gmtime"}


def module_name(package: str, place: Path, file: Path) -> str:
    parts = file.relative_to(place).with_suffix("").parts
    return ".".join([package, *(part for part in parts if part != "__init__")])


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the installed package by its dotted name, parsed."""
    return {
        module_name(package, place, file): ast.parse(file.read_text(encoding="utf-8"), str(file))
        for package, place in PLACES.items()
        for file in sorted(place.rglob("*.py"))
    }


def room(module: str) -> str:
    second = module.split(".")[1] if "." in module else ""
    return second if second in MAY_IMPORT else "ground"


def functions(tree: ast.Module) -> Iterator[ast.AST]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda))


def inner_imports(tree: ast.Module) -> set[ast.AST]:
    return {node for function in functions(tree) for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)}


def targets(node: ast.AST) -> Iterator[str]:
    """The modules that an import statement names; `from package import module` names the module."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        deeper = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (name if name in modules() else node.module for name in deeper)


def arrows(module: str, *, inner: bool) -> set[str]:
    """The govmedia modules that a module imports, typing imports included; with `inner` also those inside functions."""
    tree = modules()[module]
    left_out = set() if inner else inner_imports(tree)
    named = {target for node in ast.walk(tree) if node not in left_out for target in targets(node)}
    return {target for target in named if target.split(".")[0] == "govmedia"} - {module}


@pytest.mark.parametrize("module", modules())
def test_arrows_run_one_way(module: str) -> None:
    allowed = MAY_IMPORT[room(module)] | {room(module)}
    wrong = sorted(target for target in arrows(module, inner=True) if room(target) not in allowed)
    assert not wrong, f"{module} must not import {wrong}: {room(module)} may import {sorted(allowed)}"


def test_every_import_names_a_module_that_exists() -> None:
    missing = {(module, target) for module in modules() for target in arrows(module, inner=True) if target not in modules()}
    assert not missing


def test_no_circles() -> None:
    try:
        TopologicalSorter({module: arrows(module, inner=False) for module in modules()}).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


@pytest.mark.parametrize("module", modules())
def test_imports_are_absolute_and_at_the_top(module: str) -> None:
    tree = modules()[module]
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level], "relative import"
    assert not {name for node in ast.walk(tree) for name in targets(node)} & {"hooks", "scripts"}, "say govmedia.hooks, govmedia.scripts"
    if room(module) != "scripts":
        assert not [node.lineno for node in inner_imports(tree)], "import inside a function"


@pytest.mark.parametrize("module", [name for name in modules() if room(name) != "scripts"])
def test_no_clock(module: str) -> None:
    read = {ast.unparse(node) for node in ast.walk(modules()[module]) if isinstance(node, ast.Attribute)}
    assert not {name for name in read for clock in CLOCKS if name == clock or name.endswith(f".{clock}")}


@pytest.mark.parametrize("target", ["setup", "demo", "tour", "site", "test", "bench", "lint", "lock", "freeze"])
def test_make_target(target: str) -> None:
    done = subprocess.run(["make", "--dry-run", target, "SERVE=no"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_lock_file_is_current() -> None:
    """Every dependency of pyproject.toml is pinned; `make lock` mends it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower().replace("_", "-")
    names = [requirement.split(">")[0].split("<")[0].split("=")[0].strip().lower() for requirement in wanted]
    assert not [name for name in names if f"\n{name}==" not in f"\n{lock}"]
    assert "://" not in lock, "no package host may stand in the lock file"
