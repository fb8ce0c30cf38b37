"""Holes in the repository's own files: owners, workflows, what hides a change from a reviewer."""

import re

from govmedia.calculation.hole import Known, Places, at
from govmedia.calculation.ownertexts import COMMAND, LARGEST, PLACES, codeowners_text
from govmedia.calculation.workflows import events, jobs, judging_jobs, workflows
from govmedia.forges.facts import CONTEXT, GITHUB_ACTIONS, Protection
from govmedia.loading.ledger import Ledger

_HIDING = re.compile(rb"linguist-generated(=true)?|-diff|binary")
_PICTURES = re.compile(rb"\S*\.(png|jpe?g|gif|webp|ico|pdf|docx|xlsx|woff2?)", re.IGNORECASE)
"""Patterns of files that no forge shows as text anyway."""


def _ours(p: Protection) -> str | None:
    return PLACES[p.forge][0] if p.forge in PLACES else None


def _too_large(p: Protection, ledger: Ledger) -> Places:
    paths = PLACES.get(p.forge, ())
    return at(path for path, raw in ledger.read(path for path in paths if path in ledger.present).items() if len(raw) > LARGEST)


def _by_hand(p: Protection, ledger: Ledger) -> Places:
    path = _ours(p)
    if path is None:
        return None
    return None if ledger.read([path]).get(path) == codeowners_text(ledger, p.forge).encode() else (path,)


def _elsewhere(p: Protection, ledger: Ledger) -> Places:
    return at(path for path in PLACES.get(p.forge, ())[1:] if path in ledger.present)


def _privileged(_: Protection, ledger: Ledger) -> Places:
    return at(path for path, workflow in workflows(ledger) if "pull_request_target" in events(workflow))


def _imitated(_: Protection, ledger: Ledger) -> Places:
    return at(path for path, workflow in workflows(ledger) if any(name == CONTEXT for name, _ in jobs(workflow)))


def _skippable(p: Protection, ledger: Ledger) -> Places:
    needed = {check.context for check in p.checks or ()}
    found = ((path, name) for path, workflow in workflows(ledger) for name, job in jobs(workflow) if name in needed and "if" in job)
    return at(f"{path}：{name}" for path, name in found)


def _unreported(p: Protection, ledger: Ledger) -> Places:
    """Where Actions report; other systems' names we cannot know."""
    if p.forge != "github":
        return None
    reported = {CONTEXT, *(name for _, workflow in workflows(ledger) for name, _ in jobs(workflow))}
    return at(check.context for check in p.checks or () if check.app == GITHUB_ACTIONS and check.context not in reported)


def _unrequired(p: Protection, ledger: Ledger) -> Places:
    if p.forge != "github" or p.checks is None:
        return None
    return at(name for name in judging_jobs(ledger) if name not in {check.context for check in p.checks})


def _hidden(_: Protection, ledger: Ledger) -> Places:
    paths = [e.path for e in ledger.entries if e.path.rpartition("/")[2] == ".gitattributes"]
    return at(path for path, raw in ledger.read(paths).items() if any(map(_hides, raw.splitlines())))


def _hides(line: bytes) -> bool:
    """Whether a line of .gitattributes keeps changes of texts out of sight."""
    pattern, *attributes = line.split() or [b"#"]
    return not pattern.startswith(b"#") and not _PICTURES.fullmatch(pattern) and any(map(_HIDING.fullmatch, attributes))


FILES: tuple[Known, ...] = (
    Known(
        "code_owners_too_large",
        "CODEOWNERS 超过 3 MB，平台不读，等于谁都不用批准",
        "减少各单位单列的审批人，或分库管理",
        _too_large,
    ),
    Known(
        "code_owners_not_generated",
        "CODEOWNERS 不是由登记库生成的现状：后面的行会压过前面的行，没写人名的行会放开路径",
        f"运行 {COMMAND} 重新生成，不要手改",
        _by_hand,
    ),
    Known(
        "code_owners_elsewhere",
        "别处还有 CODEOWNERS，平台可能改看那一份",
        "删掉这些文件，只留生成的一份",
        _elsewhere,
    ),
    Known(
        "pull_request_target",
        "工作流用了 pull_request_target：别人的改动可能带着本库的权限运行",
        "改用只发信号的工作流加 workflow_run（见 .github/workflows/gate.yml）",
        _privileged,
    ),
    Known(
        "gate_imitated",
        f"有工作流任务也叫“{CONTEXT}”：它跳过不跑也会被当作通过",
        "给任务改名；这个名字只留给 govmedia gate status 写的状态",
        _imitated,
    ),
    Known(
        "check_skippable",
        "必需的检查带条件（if）：条件不成立就跳过，而跳过算通过",
        "去掉任务上的 if，把条件放到步骤里",
        _skippable,
    ),
    Known(
        "check_unreported",
        "必需的检查里有本库工作流报不出来的名字：合并会一直卡住，或等别的工作流冒名来报",
        f"核对任务名；改了名就重新导入 {COMMAND} 生成的规则",
        _unreported,
    ),
    Known(
        "check_not_required",
        "判断每次改动的任务不是必需的：它不通过也能合并",
        f"重新导入 {COMMAND} 生成的规则",
        _unrequired,
    ),
    Known(
        "hidden_changes",
        ".gitattributes 让一些文件的改动在评审页面上折叠或不显示",
        "删掉这些属性",
        _hidden,
    ),
)
