"""What is generated: editors' schemas that accept what the reader accepts, owners for every path, a ruleset GitHub understands."""

import fnmatch
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from forges.contract import schema_of

from govmedia.pages.schemas import MODELS, schema_texts

ROOT = Path(__file__).resolve().parents[2]
GOVMEDIA = Path(sys.executable).parent / "govmedia"
SCHEMAS = {name.split("/")[-1]: json.loads(text) for name, text in schema_texts().items()}
SETTINGS: dict[str, list[str]] = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]


class Editor(yaml.SafeLoader):
    """YAML as an editor reads it: the core schema of YAML 1.2, in which a date is a string."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
for letter in "yYnNoO":
    Editor.yaml_implicit_resolvers[letter] = [
        (tag, pattern) for tag, pattern in Editor.yaml_implicit_resolvers.get(letter, []) if not tag.endswith(":bool")
    ]


def files_of(schema: str) -> list[Path]:
    """The starter's files that an editor checks against a schema; a pattern with `!` takes files out again."""
    plus, minus = ([p.lstrip("!/") for p in SETTINGS[schema] if p.startswith("!") is out] for out in (False, True))
    found = [f for pattern in plus for f in ROOT.glob(pattern)]
    return [f for f in found if not any(fnmatch.fnmatch(f.relative_to(ROOT).as_posix(), m.replace("**", "*")) for m in minus)]


def test_editors_know_every_schema_of_yaml_files() -> None:
    named = {name.split("/")[-1] for name in SETTINGS}
    assert named == set(SCHEMAS) - {"manuscript.schema.json"}  # front matter is no file of its own


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid_and_speaks_chinese(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])
    for text in re.findall(r'"description": "([^"]+)"', json.dumps(SCHEMAS[name], ensure_ascii=False)):
        assert re.search("[\u4e00-\u9fff]", text), text


@pytest.mark.parametrize("schema", SETTINGS)
def test_starter_is_valid_for_editors(schema: str) -> None:
    validator = jsonschema.Draft7Validator(SCHEMAS[schema.split("/")[-1]])
    for file in files_of(schema):
        problems = [error.message for error in validator.iter_errors(yaml.load(file.read_text("utf-8"), Loader=Editor))]
        assert not problems, (file, problems[:3])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("account", "{name: 岭东发布, nmae: 岭东发布}"),
        ("account", "{name: 岭东发布, scope: perhaps}"),
        ("account", "{name: 岭东发布, represents_government: 是}"),
        ("account", "{type: service}"),
        ("unit", "{name: 岭东市教育局, level: city, kind: department}"),
        ("waivers", "[{rule: x}]"),
    ],
)
def test_schema_refuses(name: str, text: str) -> None:
    assert list(jsonschema.Draft7Validator(SCHEMAS[f"{name}.schema.json"]).iter_errors(yaml.load(text, Loader=Editor)))


def test_words_are_explained() -> None:
    level = SCHEMAS["unit.schema.json"]["$defs"]["Level"]
    terms = dict(zip(level["enum"], level["enumDescriptions"], strict=True))
    assert terms["county"] == "县级"
    assert "title" in SCHEMAS["manuscript.schema.json"]["properties"]


OFFICE = "990000-nanling/government-office"
PEOPLE = """\
- {id: a, post: 主任, unit: 990000-nanling/government-office, stages: [final], logins: {github: coordinator}, term: {from: 2020-01-01}}
- {id: m, post: 工程师, unit: 990000-nanling/government-office, stages: [maintain], logins: {github: engineer}, term: {from: 2020-01-01}}
- {id: b, post: 副主任, unit: 990100-lingdong/government-office, stages: [final], logins: {github: deputy}, term: {from: 2020-01-01}}
- {id: c, post: 科长, unit: 990100-lingdong/government-office, stages: [draft], logins: {github: stand-in}, term: {from: 2020-01-01},
   acting: [{for: b, from: 2026-11-01, until: 2026-11-30, basis: 值班安排}]}
- {id: d, post: 副局长, unit: 990100-lingdong/health, stages: [second], logins: {github: health}, term: {from: 2020-01-01, until: 2026-12-31}}
- {id: e, post: 编辑, unit: 990100-lingdong/health, stages: [draft, first], logins: {github: editor}, term: {from: 2020-01-01}}
- {id: f, post: 处长, unit: 990100-lingdong/health, stages: [final], logins: {gitee: elsewhere}, term: {from: 2020-01-01}}
- {id: g, post: 局长, unit: 990100-lingdong/health, stages: [final], logins: {github: "x @everyone"}, term: {from: 2020-01-01}}
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    units = {
        "990000-nanling/government-office": "{name: 省政府办公厅, level: province, kind: department}",
        "990100-lingdong/government-office": "{name: 市政府办公室, level: prefecture, kind: department}",
        "990100-lingdong/health": "{name: 市卫健局, level: prefecture, kind: department}",
        "990100-lingdong/health-office": "{name: 市卫健局办公室, level: prefecture, kind: internal, parent_unit: 990100-lingdong/health}",
        "990100-lingdong/education": "{name: 市教育局, level: prefecture, kind: department}",
    }
    for unit, text in units.items():
        (tmp_path / "registry" / unit).mkdir(parents=True)
        (tmp_path / "registry" / unit / "unit.yml").write_text(text, encoding="utf-8")
    (tmp_path / "registry/people.yml").write_text(PEOPLE, encoding="utf-8")
    shutil.copytree(ROOT / ".github/workflows", tmp_path / ".github/workflows")
    return tmp_path


def generate(root: Path, *args: str, day: str = "2026-11-22") -> subprocess.CompletedProcess[str]:
    done = subprocess.run([GOVMEDIA, "generate", "--root", root, "--as-of", day, *args], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done


def owners(root: Path, path: str) -> list[str]:
    """Who must approve a path, as GitHub reads the file: the last line that matches."""
    found: list[str] = []
    for line in (root / ".github/CODEOWNERS").read_text("utf-8").splitlines():
        pattern, _, names = line.partition(" ")
        if line.startswith("#"):
            continue
        assert names, f"a line without owners would free the path: {line}"
        shape = re.escape(pattern.lstrip("/")).replace(r"\*", "[^/]*")
        if pattern == "*" or re.fullmatch(shape + (".*" if pattern.endswith("/") else ""), path):
            found = names.split()
    return found


EXPECTED = {
    "registry/990100-lingdong/health/wechat.yml": ["@deputy", "@stand-in"],
    "registry/990100-lingdong/health-office/wechat.yml": ["@health"],
    "registry/990100-lingdong/government-office/wechat.yml": ["@coordinator"],
    "registry/990100-lingdong/brand-new/unit.yml": ["@deputy", "@stand-in"],
    "registry/archive/990100-lingdong/education/weibo-2026-01-01.yml": ["@deputy", "@stand-in"],
    "registry/990200-elsewhere/unit/wechat.yml": ["@coordinator"],
    "content/manuscripts/990100-lingdong/health/2026/11-22-x.md": ["@health"],
    "content/manuscripts/990100-lingdong/health/2026/11-22-x/1.png": ["@health"],
    "content/receipts/990100-lingdong/education/2026/11-22-x.yml": ["@deputy", "@stand-in"],
    "content/pages/index.md": ["@coordinator"],
    "registry/people.yml": ["@coordinator"],
    "registry/policy.yml": ["@coordinator"],
    "registry/inspections/2026Q4/frame.yml": ["@coordinator"],
    "src/govmedia/fault.py": ["@engineer"],
    "hooks/__init__.py": ["@engineer"],
    ".github/CODEOWNERS": ["@engineer"],
    "mkdocs.yml": ["@engineer"],
    "unheard/of": ["@engineer"],
}


def test_owners(office: Path) -> None:
    assert generate(office).returncode == 0
    assert {path: owners(office, path) for path in EXPECTED} == EXPECTED


def test_owners_follow_time(office: Path) -> None:
    generate(office, day="2027-01-01")
    assert owners(office, "registry/990100-lingdong/health/wechat.yml") == ["@deputy"]
    assert owners(office, "content/manuscripts/990100-lingdong/health/2026/11-22-x.md") == ["@deputy"]


def test_owners_do_not_depend_on_the_order_of_people(office: Path) -> None:
    generate(office)
    before = (office / ".github/CODEOWNERS").read_bytes()
    rows = PEOPLE.replace("\n   acting", " acting").splitlines()
    (office / "registry/people.yml").write_text("\n".join(rows[::-1]) + "\n", encoding="utf-8")
    assert generate(office, "--check").returncode == 0
    assert (office / ".github/CODEOWNERS").read_bytes() == before


def test_nobody_registered_gives_no_lines(office: Path) -> None:
    (office / "registry/people.yml").unlink()
    generate(office)
    assert all(line.startswith("#") for line in (office / ".github/CODEOWNERS").read_text("utf-8").splitlines())


def test_check_names_what_is_stale(office: Path) -> None:
    first = generate(office, "--check")
    assert first.returncode == 1
    assert len(first.stdout.splitlines()) == len(MODELS) + 3  # CODEOWNERS, ruleset.json, and Gitee's requests since f has a login there
    generate(office)
    assert generate(office, "--check").returncode == 0
    (office / "registry/people.yml").write_text(PEOPLE.replace("coordinator", "successor"), encoding="utf-8")
    (office / "registry/schema/old.schema.json").write_text("{}", encoding="utf-8")
    stale = generate(office, "--check")
    assert stale.returncode == 1
    assert [line.split()[0] for line in stale.stdout.splitlines()] == [".github/CODEOWNERS", "registry/schema/old.schema.json"]
    assert "运行 govmedia generate" in stale.stdout
    generate(office)
    assert not (office / "registry/schema/old.schema.json").exists()


def test_changed_blames_only_this_change(office: Path) -> None:
    def git(*args: str) -> None:
        subprocess.run(["git", "-c", "user.name=o", "-c", "user.email=o@example.gov.cn", *args], cwd=office, check=True)

    generate(office)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "Start")
    changed = ("--check", "--changed", "HEAD")
    assert generate(office, "--check", day="2027-01-01").returncode == 1
    assert generate(office, *changed, day="2027-01-01").returncode == 0
    (office / "registry/people.yml").write_text(PEOPLE.replace("coordinator", "successor"), encoding="utf-8")
    assert generate(office, *changed).stdout.split()[0] == ".github/CODEOWNERS"


def test_unreadable_people_are_refused(office: Path) -> None:
    (office / "registry/people.yml").write_text("- {id: a, stages: [", encoding="utf-8")
    done = generate(office)
    assert done.returncode == 3
    assert "算不出由谁审批" in done.stderr


def test_ruleset_is_what_github_takes(office: Path) -> None:
    generate(office)
    body = json.loads((office / ".github/ruleset.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema_of("/repos/{owner}/{repo}/rulesets", "post")).validate(body)
    rules = {rule["type"]: rule.get("parameters", {}) for rule in body["rules"]}
    assert rules.keys() == {"deletion", "non_fast_forward", "pull_request", "required_status_checks"}
    assert all(rules["pull_request"][key] for key in rules["pull_request"])
    assert rules["required_status_checks"]["strict_required_status_checks_policy"]
    contexts = {check["context"] for check in rules["required_status_checks"]["required_status_checks"]}
    assert contexts == {"检查本次改动", "代码测试", "先审后发"}


def test_this_repository_is_current() -> None:
    """As of a fixed day: what only time brings does not break a build."""
    done = generate(ROOT, "--check")
    assert done.returncode == 0, done.stdout
