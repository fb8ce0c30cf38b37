"""The rows of words that this repository ships."""

import pytest
from desk import ROOT

from govmedia.loading.load import load
from govmedia.model.wordlist import Row
from govmedia.when import as_of


@pytest.fixture(scope="session")
def rows() -> list[Row]:
    return load([ROOT], as_of("2026-11-20")).words
