"""The decision under random people, policies and words: what can never happen, whatever anybody signs."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from gate_world import ALL, HEALTH, POSTS, UNITS, manuscript
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govmedia.calculation.decision import Decision, decide
from govmedia.calculation.opinions import Opinion
from govmedia.calculation.submission import Authors, Draft, Submission, Submitting
from govmedia.gitoutput import ABSENT, Change
from govmedia.loading.cache import ParseCache
from govmedia.loading.drafts import manuscript_of
from govmedia.loading.kept import digest_of
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load_trees
from govmedia.loading.tree import Entry
from govmedia.model.office import Person
from govmedia.model.words import Gate, ManuscriptClass, Rank, Stage, Verdict
from govmedia.when import SHANGHAI, as_of

NOW = as_of("2026-11-20T12:00:00+08:00")
START = datetime(2026, 11, 20, 8, tzinfo=SHANGHAI)
NAME = "11-20-vaccine"
TEXT = f"content/manuscripts/{HEALTH}/2026/{NAME}.md"
WHO = [who for who, post in POSTS.items() if post[0] == HEALTH]


class Memory:
    """A registry that lies nowhere."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files

    def entries(self) -> list[Entry]:
        return [Entry(path, "file", digest_of(text.encode())) for path, text in sorted(self.files.items())]

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        return {path: self.files[path].encode() for path in paths if path in self.files}


def _ledger() -> Ledger:
    files = {f"registry/{unit}/unit.yml": text for unit, text in UNITS.items()}
    rows = (
        f"- {{id: {who}, post: {who}, unit: {unit}, level: {level}, stages: [{stages}], gates: [{gates}], term: {{from: 2020-01-01}}}}\n"
        for who, (unit, level, stages, gates) in POSTS.items()
    )
    return load_trees([(Memory({**files, "registry/people.yml": "".join(rows)}), ParseCache(None))], NOW)


BASE = _ledger()


def with_people(people: dict[str, Person]) -> Ledger:
    """The same registry with other people; a ledger is compared by identity, so nothing remembered of BASE is met."""
    return replace(BASE, people=people)


classes = st.sampled_from(list(ManuscriptClass))
gates = st.none() | st.frozensets(st.sampled_from(list(Gate)), min_size=1)


def submission(
    class_: ManuscriptClass, authors: frozenset[str], base: Ledger = BASE, path: str = TEXT, before: str | None = None
) -> Submission:
    raw = manuscript(class_=class_.value).encode()
    draft = Draft(manuscript_of(before.encode(), path)[0] if before else None, manuscript_of(raw, path)[0])
    change = Change(path, "100644" if before else "000000", "100644", ABSENT, digest_of(raw), "M" if before else "A")
    return Submitting(base, [change], {path: draft}, lambda _: Authors(authors)).submission()


@st.composite
def opinions(draw: st.DrawFn, change: Submission) -> Opinion:
    item = change.items[0]
    files = item.files if draw(st.integers(0, 5)) else {**item.files, item.key: "0" * 39 + "1"}
    return Opinion(
        draw(st.sampled_from([*WHO, "nobody"])),
        item.key,
        files,
        draw(st.sampled_from([Verdict.approve, Verdict.approve, Verdict.approve, Verdict.reject, Verdict.revoke])),
        START + timedelta(minutes=draw(st.integers(0, 300))),
        "签名",
        draw(st.sampled_from([None, item.class_])),
        draw(st.sampled_from([None, item.policy])),
        draw(st.none() | st.sampled_from([Stage.first, Stage.second, Stage.final, Stage.duty])),
        draw(gates),
        source=str(draw(st.integers(0, 9))),
    )


@st.composite
def questions(draw: st.DrawFn) -> tuple[Submission, list[Opinion]]:
    change = submission(draw(classes), draw(st.frozensets(st.sampled_from(WHO), max_size=2)))
    return change, draw(st.lists(opinions(change), max_size=8))


def judged(change: Submission, said: list[Opinion], base: Ledger = BASE) -> Decision:
    return decide(change, base, said, NOW)


@given(st.data())
def test_another_approval_never_takes_a_pass_away(data: st.DataObject) -> None:
    change, said = data.draw(questions())
    more = replace(data.draw(opinions(change)), verdict=Verdict.approve)
    assert judged(change, [*said, more]).passes or not judged(change, said).passes


@given(st.data())
def test_less_authority_never_gives_a_pass(data: st.DataObject) -> None:
    change, said = data.draw(questions())
    people = {who: weakened(data, person) for who, person in BASE.people.items()}
    weaker = with_people(people)
    assert judged(change, said).passes or not judged(change, said, weaker).passes


def weakened(data: st.DataObject, person: Person) -> Person:
    """Some stages, gates, rank or days of office fewer, or none."""
    stages = [s for s in person.stages if data.draw(st.booleans())]
    kept = [g for g in person.gates if data.draw(st.booleans())]
    rank = list(Rank)[data.draw(st.integers(0, list(Rank).index(person.level)))]
    until = data.draw(st.sampled_from([None, date(2026, 11, 19)]))
    return person.model_copy(
        update={"stages": stages, "gates": kept, "level": rank, "term": person.term.model_copy(update={"until": until})}
    )


@given(questions())
def test_who_wrote_it_never_counts_beyond_the_first_stage(question: tuple[Submission, list[Opinion]]) -> None:
    change, said = question
    for seat in judged(change, said).judged[0].seats:
        if seat.signed and seat.slot.stage is not Stage.first:
            assert seat.signed.person not in change.items[0].authors.people


@given(questions())
def test_nobody_sits_on_two_seats(question: tuple[Submission, list[Opinion]]) -> None:
    seated = [seat.signed.person for seat in judged(*question).judged[0].seats if seat.signed]
    assert len(seated) == len(set(seated))


@given(questions())
def test_a_seat_is_filled_only_by_a_live_word_of_somebody_entitled(question: tuple[Submission, list[Opinion]]) -> None:
    change, said = question
    item = change.items[0]
    for seat in judged(change, said).judged[0].seats:
        if seat.signed:
            person = BASE.people[seat.signed.person]
            assert seat.signed in said
            assert dict(seat.signed.files) == dict(item.files)
            assert person.unit == HEALTH
            assert seat.slot.stage in person.stages
            assert set(seat.slot.gates) <= set(person.gates)


@given(questions(), classes)
def test_no_edit_lowers_what_is_asked(question: tuple[Submission, list[Opinion]], later: ManuscriptClass) -> None:
    """A text that stood as one class is judged by no lighter one after an edit."""
    first = question[0].items[0]
    assume(first.class_ is not ManuscriptClass.emergency)
    assert first.class_
    edited = submission(later, frozenset(), before=manuscript(class_=first.class_.value)).items[0]
    assert len(edited.slots) >= len(first.slots)


@given(questions(), st.from_regex(r"[a-z]{3,8}", fullmatch=True))
def test_another_name_does_not_escape(question: tuple[Submission, list[Opinion]], name: str) -> None:
    """A text moved to another path needs its own signatures, and its old path may not vanish."""
    change, said = question
    assume(name != NAME.split("-")[-1] and change.items[0].class_)
    there = TEXT.replace("vaccine", name)
    raw = manuscript(class_=change.items[0].class_.value).encode()  # type: ignore[union-attr]
    draft = manuscript_of(raw, there)[0]
    gone = Change(TEXT, "100644", "000000", digest_of(raw), ABSENT, "D")
    new = Change(there, "000000", "100644", ABSENT, digest_of(raw), "A")
    drafts = {TEXT: Draft(manuscript_of(raw, TEXT)[0], None), there: Draft(None, draft)}
    moved = Submitting(BASE, [gone, new], drafts, lambda _: Authors()).submission()
    found = judged(moved, said)
    assert not found.passes
    assert not next(j for j in found.judged if j.item.key == there).passes


@given(questions())
def test_authority_of_the_change_itself_is_not_asked(question: tuple[Submission, list[Opinion]]) -> None:
    """The same words, judged by a base without these people, fill nothing."""
    change, said = question
    assert not judged(change, said, with_people({})).passes


@settings(max_examples=30)
@given(st.permutations(["section", "deputy", "head", "editor"]))
def test_order_of_words_of_different_people_does_not_matter(order: list[str]) -> None:
    change = submission(ManuscriptClass.policy, frozenset())
    item = change.items[0]
    said = [Opinion(who, item.key, item.files, Verdict.approve, START + timedelta(minutes=n), "签名") for n, who in enumerate(order)]
    assert judged(change, said).passes


def test_all_gates_of_every_class_are_answered_for() -> None:
    for class_, slots in BASE.policy.default.signing.classes.items():
        assert {gate.value for slot in slots for gate in slot.gates} == set(ALL.split(", ")), class_
