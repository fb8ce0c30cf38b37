"""The evidence branch: what the gate saw on a forge, signed by the gate's own key, so that a bare clone can be audited later."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from govmedia.calculation.opinions import Opinion
from govmedia.calculation.submission import Item
from govmedia.forges.facts import CommitPeople, Review
from govmedia.history import Repository
from govmedia.model.statement import Spoken, Statement, Vouching, Witnessed
from govmedia.scripts.gating import EVIDENCE, evidence_tip
from govmedia.scripts.signing import signature
from govmedia.when import AsOf


@dataclass(frozen=True)
class Place:
    """Where a review was given."""

    forge: str
    repository: str
    pull: int


def statements(opinions: Iterable[Opinion], items: Iterable[Item], reviews: Iterable[Review], place: Place) -> Iterator[Statement]:
    """One statement for each opinion that a review is, bound to what the item asks for now."""
    asked = {item.key: item for item in items}
    told = {review.id: review for review in reviews}
    for opinion in opinions:
        item, review = asked[opinion.item], told[opinion.source]
        yield Statement(
            item=opinion.item,
            files=dict(opinion.files),
            **{"class": item.class_},
            policy=opinion.policy or item.policy,
            verdict=opinion.verdict,
            person=opinion.person,
            gates=sorted(opinion.gates) if opinion.gates is not None else None,
            at=opinion.at,
            reason=opinion.reason or None,
            witnessed=Witnessed(
                forge=place.forge,
                repository=place.repository,
                pull=place.pull,
                review=review.id,
                login=review.login,
                commit=review.commit,
            ),
        )


def vouchings(people: Iterable[CommitPeople], forge: str) -> Iterator[Vouching]:
    """Who made the commits."""
    for commit in people:
        yield Vouching(commit=commit.commit, forge=forge, logins=list(commit.logins), unknown=list(commit.unknown))


def record(repository: Repository, spoken: Iterable[Spoken], key: Path, now: AsOf) -> int:
    """Add what is not on the branch yet, signed; how many there were. Raises CannotRun."""
    tip = next(iter(evidence_tip(repository)), None)
    known = set(repository.text("ls-tree", "-r", "--name-only", tip).split("\n")) if tip else set()
    fresh = {each.path: each.canonical() for each in spoken if each.path not in known}  # type: ignore[attr-defined]
    if fresh:
        files = fresh | {f"{path}.sig": signature(raw, key).encode() for path, raw in fresh.items()}
        repository.feed(_stream(files, tip, now), "fast-import", "--quiet", "--date-format=raw")
    return len(fresh)


def _stream(files: Mapping[str, bytes], tip: str | None, now: AsOf) -> Iterator[bytes]:
    when = int(now.instant.timestamp())
    message = f"记录 {len(files) // 2} 件\n".encode()
    yield f"commit {EVIDENCE}\ncommitter 审签关口 <gate@govmedia.invalid> {when} +0800\n".encode()
    yield b"data %d\n%s" % (len(message), message)
    yield f"from {tip}\n".encode() if tip else b""
    for path, raw in sorted(files.items()):
        yield f"M 100644 inline {path}\n".encode() + b"data %d\n%s\n" % (len(raw), raw)
    yield b"\ndone\n"
