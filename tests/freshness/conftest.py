"""No parse cache of the user's own: what is measured here is what the repositories say."""

import pytest


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVMEDIA_CACHE", "off")
