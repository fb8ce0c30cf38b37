"""The repository's own workflow files, as far as the guard of its branch depends on them."""

import re
from collections.abc import Iterator
from typing import Any

from govmedia.loading.ledger import Ledger
from govmedia.loading.yamltext import parse

_PLACES = re.compile(r"\.(github|gitea|forgejo)/workflows/[^/]+\.ya?ml")

Workflow = dict[str, Any]


def workflows(ledger: Ledger) -> Iterator[tuple[str, Workflow]]:
    """Every workflow that can be read, by path."""
    for path, raw in ledger.read(e.path for e in ledger.entries if e.kind == "file" and _PLACES.fullmatch(e.path)).items():
        data = parse(raw, path).data
        if isinstance(data, dict):
            yield path, data


def events(workflow: Workflow) -> set[str]:
    """What starts it."""
    found = workflow.get("on") or ()
    return {found} if isinstance(found, str) else {str(event) for event in found}


def jobs(workflow: Workflow) -> Iterator[tuple[str, dict[str, Any]]]:
    """Jobs by the name they are reported under."""
    found = workflow.get("jobs")
    for key, job in found.items() if isinstance(found, dict) else ():
        if isinstance(job, dict):
            yield str(job.get("name") or key), job


def judging_jobs(ledger: Ledger) -> list[str]:
    """Names of GitHub's jobs that judge every pull request, sorted. A workflow that reviews start too only signals."""
    found = [w for path, w in workflows(ledger) if path.startswith(".github/")]
    judging = [w for w in found if "pull_request" in events(w) and "pull_request_review" not in events(w)]
    return sorted({name for workflow in judging for name, _ in jobs(workflow)})
