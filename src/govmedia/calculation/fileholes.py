"""Holes in the repository's own files: owners, workflows, what hides a change from a reviewer."""

import re
from collections.abc import Iterator
from typing import Any

from govmedia.calculation.hole import Known, Places, at
from govmedia.calculation.ownertexts import COMMAND, LARGEST, PLACES, codeowners_text
from govmedia.forges.facts import CONTEXT, Protection
from govmedia.loading.ledger import Ledger
from govmedia.loading.yamltext import parse

_WORKFLOWS = re.compile(r"\.(github|gitea|forgejo)/workflows/[^/]+\.ya?ml")
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


def _workflows(ledger: Ledger) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every workflow that can be read, by path."""
    for path, raw in ledger.read(e.path for e in ledger.entries if _WORKFLOWS.fullmatch(e.path)).items():
        data = parse(raw, path).data
        if isinstance(data, dict):
            yield path, data


def _jobs(workflow: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Jobs by the name they are reported under."""
    jobs = workflow.get("jobs")
    for key, job in jobs.items() if isinstance(jobs, dict) else ():
        if isinstance(job, dict):
            yield str(job.get("name") or key), job


def _privileged(_: Protection, ledger: Ledger) -> Places:
    return at(path for path, workflow in _workflows(ledger) if "pull_request_target" in _events(workflow))


def _events(workflow: dict[str, Any]) -> set[str]:
    events = workflow.get("on") or ()
    return {events} if isinstance(events, str) else {str(event) for event in events}


def _imitated(_: Protection, ledger: Ledger) -> Places:
    return at(path for path, workflow in _workflows(ledger) if any(name == CONTEXT for name, _ in _jobs(workflow)))


def _skippable(p: Protection, ledger: Ledger) -> Places:
    needed = {check.context for check in p.checks or ()}
    found = ((path, name) for path, workflow in _workflows(ledger) for name, job in _jobs(workflow) if name in needed and "if" in job)
    return at(f"{path}：{name}" for path, name in found)


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
        "hidden_changes",
        ".gitattributes 让一些文件的改动在评审页面上折叠或不显示",
        "删掉这些属性",
        _hidden,
    ),
)
