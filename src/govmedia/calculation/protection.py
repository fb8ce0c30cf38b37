"""Which holes are open in the guard of the main branch: a pure function of what the forge tells and what the registry holds."""

from govmedia.calculation.fileholes import FILES
from govmedia.calculation.hole import Hole, Known
from govmedia.calculation.peopleholes import PEOPLE
from govmedia.calculation.settingholes import SETTINGS
from govmedia.forges.facts import Protection
from govmedia.loading.ledger import Ledger

KNOWN: tuple[Known, ...] = (*SETTINGS, *FILES, *PEOPLE)


def holes(protection: Protection, ledger: Ledger) -> list[Hole]:
    """Every open hole, those first that make approvals unenforced. A hook of ours on the server enforces them in the forge's stead."""
    found = []
    for known in KNOWN:
        places = known.open_at(protection, ledger)
        if places is not None:
            unenforced = known.unenforced and protection.server_hook is not True
            found.append(Hole(known.name, known.what, places, known.mend, unenforced))
    return sorted(found, key=lambda hole: not hole.unenforced)
