"""Every file that is generated from the registry and the models, by path, with its text."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from govmedia.calculation.owners import login
from govmedia.calculation.ownertexts import PLACES, codeowners_text
from govmedia.calculation.seats import in_office
from govmedia.calculation.signers import PATH as SIGNERS
from govmedia.calculation.signers import allowed_signers
from govmedia.calculation.workflows import judging_jobs
from govmedia.errors import CannotRun
from govmedia.loading.ledger import Ledger
from govmedia.pages.guards import REQUESTS, ruleset
from govmedia.pages.readme import HEADS, START, with_clauses
from govmedia.pages.schemas import schema_texts

RULESET = ".github/ruleset.json"
GUARDS = {forge: f".{forge}/protection.json" for forge in REQUESTS}
SOMETIMES = (SIGNERS, *(places[0] for forge, places in PLACES.items() if forge != "github"), *GUARDS.values())
"""Files that stand only where somebody has a key, or a login of that forge."""


def generated(ledger: Ledger, rules: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """All of them; `rules`: names of the rules by clause. Raises CannotRun where people, kinds or units do not load."""
    if bad := [f for f in ledger.faults if f.path in ("registry/people.yml", "registry/kinds.yml") or f.path.endswith("/unit.yml")]:
        raise CannotRun(f"{bad[0].path} 读不出来（{bad[0].message}），算不出由谁审批", "先运行 govmedia check 并改正")
    signers = allowed_signers(ledger)
    return {
        **schema_texts(),
        **_owner_files(ledger),
        RULESET: _json(ruleset(judging_jobs(ledger))),
        **{GUARDS[forge]: _json(REQUESTS[forge](ledger)) for forge in _forges(ledger) & GUARDS.keys()},
        **({SIGNERS: signers} if signers else {}),
        **_readmes(ledger, rules),
    }


def _forges(ledger: Ledger) -> set[str]:
    """Forges that somebody in office has a login of."""
    people = [p for p in ledger.people.values() if in_office(p, ledger.as_of.day)]
    return {forge for p in people for forge in p.logins if login(p, forge)}


def _owner_files(ledger: Ledger) -> dict[str, str]:
    return {PLACES[forge][0]: codeowners_text(ledger, forge) for forge in PLACES if forge == "github" or forge in _forges(ledger)}


def _readmes(ledger: Ledger, rules: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The READMEs that have a place for the table 逐条对照."""
    texts = {path: raw.decode("utf-8", "replace") for path, raw in ledger.read(HEADS).items()}
    return {path: with_clauses(path, text, ledger.clauses.values(), rules) for path, text in texts.items() if START in text}


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
