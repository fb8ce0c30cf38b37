"""Every file that is generated from the registry and the models, by path, with its text."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from govmedia.calculation.owners import codeowners
from govmedia.errors import CannotRun
from govmedia.loading.ledger import Ledger
from govmedia.loading.yamltext import parse
from govmedia.pages.readme import HEADS, START, with_clauses
from govmedia.pages.schemas import schema_texts

COMMAND = "govmedia generate"
CODEOWNERS, RULESET = ".github/CODEOWNERS", ".github/ruleset.json"
LARGEST_CODEOWNERS = 3_000_000
"""Bytes; GitHub does not read a larger file, and then nobody need approve anything."""
GITHUB_ACTIONS = 15368
"""GitHub's number of the app whose checks count; without it anybody with write access could report success."""


def generated(ledger: Ledger, rules: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """All of them; `rules`: names of the rules by clause. Raises CannotRun where people, kinds or units do not load."""
    if bad := [f for f in ledger.faults if f.path in ("registry/people.yml", "registry/kinds.yml") or f.path.endswith("/unit.yml")]:
        raise CannotRun(f"{bad[0].path} 读不出来（{bad[0].message}），算不出由谁审批", "先运行 govmedia check 并改正")
    return {**schema_texts(), CODEOWNERS: _codeowners_text(ledger), RULESET: _ruleset_text(ledger), **_readmes(ledger, rules)}


def _readmes(ledger: Ledger, rules: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The READMEs that have a place for the table 逐条对照."""
    texts = {path: raw.decode("utf-8", "replace") for path, raw in ledger.read(HEADS).items()}
    return {path: with_clauses(path, text, ledger.clauses.values(), rules) for path, text in texts.items() if START in text}


def _codeowners_text(ledger: Ledger) -> str:
    head = (
        f"# 由 {COMMAND} 根据 registry/people.yml、kinds.yml 和各单位生成，不要手改；改了人员或单位后重新运行。\n"
        "# 后面的行压过前面的行；一行里任何一人批准即可。\n"
    )
    text = head + "".join(f"{pattern} {' '.join(owners)}\n" for pattern, owners in codeowners(ledger))
    if len(text.encode()) > LARGEST_CODEOWNERS:
        raise CannotRun("CODEOWNERS 超过 3 MB，GitHub 不会读取", "减少各单位单列的审批人，或分库管理")
    return text


def _ruleset_text(ledger: Ledger) -> str:
    return json.dumps(ruleset(_checks(ledger)), ensure_ascii=False, indent=2) + "\n"


def ruleset(checks: list[str]) -> dict[str, Any]:
    """The body of `POST /repos/{owner}/{repo}/rulesets`: nothing lands on the main branch unreviewed, and its history stays."""
    reviews = {
        "required_approving_review_count": 1,
        "require_code_owner_review": True,
        "dismiss_stale_reviews_on_push": True,
        "require_last_push_approval": True,
        "required_review_thread_resolution": True,
    }
    contexts = [{"context": check, "integration_id": GITHUB_ACTIONS} for check in checks]
    statuses = {"strict_required_status_checks_policy": True, "required_status_checks": contexts}
    rules: list[dict[str, Any]] = [{"type": "deletion"}, {"type": "non_fast_forward"}, {"type": "pull_request", "parameters": reviews}]
    return {
        "name": "先审后发",
        "target": "branch",
        "enforcement": "active",
        "bypass_actors": [],
        "conditions": {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}},
        "rules": rules + ([{"type": "required_status_checks", "parameters": statuses}] if checks else []),
    }


def _checks(ledger: Ledger) -> list[str]:
    """Names of the jobs that run on every pull request, as GitHub reports them."""
    found: set[str] = set()
    for path, raw in ledger.read(p for p in ledger.files(".github/workflows/") if p.endswith(".yml")).items():
        workflow: Any = parse(raw, path).data
        if isinstance(workflow, dict) and "pull_request" in (workflow.get("on") or ()):
            found |= {job.get("name") or key for key, job in (workflow.get("jobs") or {}).items()}
    return sorted(found)
