"""The office that the tests of the gate work in: one for each file of tests, as it was at the beginning for each test."""

import os

import pytest
from gate_world import Office, open_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = open_office(tmp_path_factory.mktemp("office"))
    made.env["GOVMEDIA_CACHE"] = os.environ["GOVMEDIA_CACHE"]
    return made


@pytest.fixture
def fresh(office: Office) -> None:
    """Everything back to the beginning, on a new branch."""
    office.undo()
    office.branch("change")
