"""`allowed_signers`: whose SSH keys Git and ssh-keygen may believe, from the people in office.

For people at a desk. The gate itself reads people.yml as it stood before a change, and never dates in this file, since a
signer chooses the date of a commit.
"""

import re

from govmedia.calculation.ownertexts import COMMAND
from govmedia.calculation.seats import in_office
from govmedia.loading.ledger import Ledger
from govmedia.model.statement import NAMESPACE
from govmedia.sshsig import key_of

PATH = "registry/allowed_signers"
_KEY = re.compile(r"(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+=*")


def allowed_signers(ledger: Ledger) -> str | None:
    """The file's text, one line per key, the person's id as principal; None where nobody in office has a key."""
    day = ledger.as_of.day
    keys = [(p.id, key_of(key)) for p in ledger.people.values() if in_office(p, day) for key in p.keys]
    lines = sorted(f'{person} namespaces="git,{NAMESPACE}" {key}\n' for person, key in keys if _KEY.fullmatch(key))
    return f"# 由 {COMMAND} 根据 registry/people.yml 生成，不要手改。\n" + "".join(lines) if lines else None
