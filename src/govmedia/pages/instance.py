"""What `init` gives an office: the starter's norms, prose and workflows without its filings, and the few files of an instance."""

from collections.abc import Iterator
from pathlib import Path

from govmedia.errors import CannotRun

COPIED = (".editorconfig", ".vscode/settings.json", ".github/pull_request_template.md", ".github/dependabot.yml")
COPIED_TREES = ("content/pages/**/*", "registry/words/*.yml", ".github/ISSUE_TEMPLATE/*.yml")
NORMS = ("policy", "platforms", "clauses", "sources", "kinds", "columns")
EMPTIED = ("people", "waivers", "baseline")
"""Lists of which an office starts with none; the head that explains them stays."""

WORKFLOWS = ("check", "draw", "freshness", "gate", "gate-signal", "publish")
_ADAPTED = (
    ("make venv", "python -m pip install -r requirements.txt"),
    ("make freeze", "govmedia sample freeze"),
    (".venv/bin/govmedia", "govmedia"),
    ("MkDocs 的 hooks 是构建步骤；本仓库的 hooks/ 文件夹是合规规则，两者无关。", "MkDocs 的构建步骤：接上 govmedia 的页面，不要删。"),
    ("请先运行 make setup", "请先安装（pip install -r requirements.txt）"),
)
_FICTION = ("fictional: true", "虚构")

_IGNORED = ".venv/\n.cache/\n/site/\n/.site.build/\n/build/\n/freshness.json\n__pycache__/\n"
_HOOKS = '''"""MkDocs 的构建步骤，由 mkdocs.yml 的 hooks 引用；内容都在已安装的 govmedia 里。"""

from govmedia.scripts.mkdocs_hooks import *  # noqa: F403
'''
_README = """\
# 政务新媒体登记库

账号备案在 `registry/`，稿件在 `content/`；合并到主分支即生效，公开目录随之更新。

## 开始使用

1. 安装：`pip install -r requirements.txt`（Python 3.11 以上）；提交前自动检查：`pip install pre-commit && pre-commit install`。
2. 修改 `mkdocs.yml` 里的站点名称和网址，核对 `registry/policy.yml` 的口径。
3. 登记主管单位和各单位，例如：
   `govmedia new unit 440100-guangzhou/government-office --name 广州市人民政府办公厅 --level prefecture --kind department`
4. 登记账号（`govmedia new account -h`），或导入台账（`govmedia import 台账.xlsx`）。
5. 在 `registry/people.yml` 登记审核人员，运行 `govmedia generate` 生成 `.github/CODEOWNERS`，
   再把 `.github/ruleset.json` 导入代码平台的分支规则。
6. 在代码平台的仓库变量里把 `GOVMEDIA_INTRODUCTION` 设为现在的提交号：从它以后，每次合并都要有审签，站点才会发布。
   建一个环境 `gate`（只许主分支用），机密 `GOVMEDIA_WITNESS_KEY` 放一把新的 SSH 私钥，
   公钥写进 `registry/policy.yml` 的 `signing.witnesses`。
   `govmedia gate doctor --repo 所有者/库名` 检查平台上的设置有没有漏洞。
7. 检查：`govmedia check`；看站点：`govmedia serve`。
8. 稿件合并后，`govmedia release` 生成各账号可复制的内容；发布后用 `govmedia receipt` 登记回执，
   或用 `govmedia receipt import` 导入平台后台的导出表。

## 约定

只写职务，不写姓名、电话、证件号。已注销的账号移入 `registry/archive/`，不删除。本库里有未公开的稿件，请设为非公开库，对外只发布生成的站点。
"""


def instance_files(starter: Path, version: str) -> Iterator[tuple[str, bytes]]:
    """Every file of a new instance but the generated ones, by path. Raises CannotRun where the starter is not whole."""
    for path in (*COPIED, *(p.relative_to(starter).as_posix() for tree in COPIED_TREES for p in sorted(starter.glob(tree)) if p.is_file())):
        yield path, _read(starter, path)
    # Invented regions stay, under the remark that says so: an office tries its first import with the form's fictional city.
    yield "registry/regions.yml", _read(starter, "registry/regions.yml")
    for name in NORMS:
        yield f"registry/{name}.yml", without_fiction(_text(starter, f"registry/{name}.yml")).encode()
    for name in EMPTIED:
        yield f"registry/{name}.yml", emptied(_text(starter, f"registry/{name}.yml")).encode()
    for path in ("mkdocs.yml", ".pre-commit-config.yaml", *(f".github/workflows/{name}.yml" for name in WORKFLOWS)):
        yield path, adapted(_text(starter, path)).encode()
    yield "scripts/mkdocs_hooks.py", _HOOKS.encode()
    yield "requirements.txt", f"govmedia=={version}\n".encode()
    yield ".gitignore", _IGNORED.encode()
    yield "README.md", _README.encode()


def without_fiction(text: str) -> str:
    """A list file without the rows, and remarks, about invented places and bodies."""
    blocks: list[list[str]] = []
    for line in text.splitlines(keepends=True):
        if line.startswith(" ") and blocks:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    kept = [block for block in map("".join, blocks) if not any(word in block for word in _FICTION)]
    return "".join(kept).rstrip("\n") + "\n"


def emptied(text: str) -> str:
    """An empty list under the remarks at the head of the file."""
    head = []
    for line in text.splitlines(keepends=True):
        if not line.startswith("#"):
            break
        head.append(line)
    return "".join(line for line in head if not any(word in line for word in _FICTION)) + "[]\n"


def adapted(text: str) -> str:
    """A file of this house for an office that installs govmedia instead of building it."""
    for ours, theirs in _ADAPTED:
        text = text.replace(ours, theirs)
    return text


def _text(starter: Path, path: str) -> str:
    return _read(starter, path).decode("utf-8")


def _read(starter: Path, path: str) -> bytes:
    try:
        return (starter / path).read_bytes()
    except OSError:
        raise CannotRun(f"随附的 {path} 读不出来", "重新安装 govmedia") from None
