"""The stops of the tour, in their order; each is a test."""

from govmedia.scripts import tourfilings, tourgate, tourposts, toursite, tourtimes
from govmedia.scripts.touring import Walk

STOPS: tuple[Walk, ...] = (
    toursite.found,
    toursite.life,
    toursite.matrix,
    tourfilings.refused,
    tourfilings.merged,
    tourfilings.second_account,
    tourfilings.waived,
    tourgate.unsigned,
    tourgate.signed,
    tourgate.edited,
    tourgate.elevated,
    tourgate.audited,
    tourtimes.freshness,
    tourtimes.unreleased,
    tourposts.released,
    tourposts.receipted,
    tourtimes.backdated,
    tourtimes.shallow,
    tourtimes.drawn,
    tourtimes.tampered,
    toursite.audiences,
    toursite.clauses,
)
