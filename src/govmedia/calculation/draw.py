r"""The draw (抽签): pure functions that anybody can do again in another language.

All texts are UTF-8, every line ends in one `\n`, hexadecimal digits are small, ids are sorted by their bytes.

    frame    `govmedia-draw-1`, `frame`, quarter, freeze day, commit, each on a line; then for each stratum by region the line
             `stratum <region> <share> <name>` and for each of its accounts by id the line `account <id>`, or for one that is
             always inspected `always <id> <reason>,<reason>` (reasons in the order of model.sample.Reason)
    digest   SHA-256 of the frame
    seed     SHA-256 of the lines `govmedia-draw-1`, `seed`, digest, salt, digits
    rank     SHA-256 of `<seed>\n<id>`, without a line end; smallest first, equal ones by id
    drawn    of each stratum the first k by rank among the accounts not always inspected, k = share x size of the whole stratum,
             rounded up, at most all of them

Why the frame and a random salt are committed before the digits exist: whoever could still touch either after hearing the digits
(or hear them before) would try variants until the draw suits him; some 470,000 tries a second are cheap. The salt keeps digits
from being prepared for a frame that can be foreseen. Digits must come from chance in front of witnesses, not from anybody's choice.
"""

from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from math import ceil

from govmedia.model.sample import Draw, Drawn, Frame, Stratum, Totals

ALGORITHM = "govmedia-draw-1"


def frame_bytes(frame: Frame) -> bytes:
    """The canonical bytes of a frame; its salt and digest are no part of them."""
    lines = [frame.algorithm, "frame", frame.quarter, frame.frozen_on.isoformat(), frame.commit]
    for stratum in frame.strata:
        why = {a.account: ",".join(a.why) for a in stratum.always}
        lines.append(f"stratum {stratum.region} {stratum.share} {stratum.name}")
        lines += [f"always {i} {why[i]}" if i in why else f"account {i}" for i in stratum.accounts]
    return _lines(lines)


def digest_of(frame: Frame) -> str:
    """SHA-256 of the canonical frame, in hexadecimal."""
    return sha256(frame_bytes(frame)).hexdigest()


def seed_of(digest: str, salt: str, digits: str) -> str:
    """The seed, in hexadecimal."""
    return sha256(_lines([ALGORITHM, "seed", digest, salt, digits])).hexdigest()


def _lines(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def share_text(share: float) -> str:
    """A policy's share as it is written by hand: `0.3`, `1`; exact, since a float's shortest text is what was typed."""
    return format(Decimal(repr(share)).normalize(), "f")


def sample_size(share: str, stratum: int) -> int:
    """share x stratum, rounded up, without any error of floats: 0.3 of 10 is 3."""
    return ceil(Fraction(share) * stratum)


def ranked(seed: str, ids: list[str]) -> list[str]:
    """Ids by rank; the order they come in does not matter, and one more id moves no other before or behind another."""
    return sorted(ids, key=lambda i: (sha256(f"{seed}\n{i}".encode()).digest(), i))


def drawn(stratum: Stratum, seed: str) -> list[str]:
    """The accounts drawn in a stratum, by rank."""
    always = {a.account for a in stratum.always}
    pool = [i for i in stratum.accounts if i not in always]
    return ranked(seed, pool)[: sample_size(stratum.share, len(stratum.accounts))]


def draw_strata(frame: Frame, seed: str) -> list[Drawn]:
    """What the seed draws in each stratum."""
    return [Drawn(region=s.region, total=len(s.accounts), random=drawn(s, seed), always=len(s.always)) for s in frame.strata]


def totals_of(strata: list[Drawn]) -> Totals:
    """Sums over the strata."""
    random, always = sum(len(s.random) for s in strata), sum(s.always for s in strata)
    return Totals(total=sum(s.total for s in strata), random=random, always=always, selected=random + always)


def draw_of(frame: Frame, digits: str, **circumstances: object) -> Draw:
    """The draw that these digits give. `circumstances`: drawn_on (as text), place, witnesses."""
    seed = seed_of(frame.digest, frame.salt, digits)
    strata = draw_strata(frame, seed)
    facts = {"quarter": frame.quarter, "algorithm": ALGORITHM, "frame": frame.digest, "salt": frame.salt, "digits": digits}
    return Draw.model_validate({**facts, **circumstances, "seed": seed, "strata": strata, "totals": totals_of(strata)})
