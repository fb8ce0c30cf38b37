"""Every row of registry/words/ flags what it must, passes what it must, and sees through disguises."""

import pytest
from desk import ROOT
from disguises import DISGUISES

from govmedia.calculation.lexicon import Lexicon
from govmedia.loading.load import load
from govmedia.model.wordlist import Row
from govmedia.when import as_of

ROWS = load([ROOT], as_of("2026-11-20")).words
EACH = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
WORDED = pytest.mark.parametrize("row", [row for row in ROWS if row.words], ids=lambda row: row.id)


def test_there_are_enough_rows_and_disguises() -> None:
    assert 60 <= len(ROWS) <= 120
    assert len(DISGUISES) >= 12


@EACH
def test_row_flags_what_it_must(row: Row) -> None:
    lexicon = Lexicon([row])
    assert not [sentence for sentence in row.must_flag if not lexicon.touches(sentence)]


@EACH
def test_row_passes_what_it_must(row: Row) -> None:
    lexicon = Lexicon([row])
    assert not [sentence for sentence in row.must_pass if lexicon.touches(sentence)]


@WORDED
def test_row_sees_through_disguises(row: Row) -> None:
    """What it finds in its sentences, it finds again when only these words are disguised."""
    lexicon = Lexicon([row])
    missed = []
    for sentence in row.must_flag:
        for touch in lexicon.touches(sentence):
            for name, disguise in DISGUISES.items():
                hidden = sentence[: touch.start] + disguise(sentence[touch.start : touch.end]) + sentence[touch.end :]
                if not lexicon.touches(hidden):
                    missed.append((name, hidden))
    assert not missed


@pytest.mark.parametrize("name", DISGUISES)
def test_disguise_changes_something(name: str) -> None:
    """No disguise is empty: each alters at least one sentence, so that seeing through it means something."""
    assert any(DISGUISES[name](sentence) != sentence for row in ROWS for sentence in row.must_flag)
