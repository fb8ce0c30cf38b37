"""Built sites that several tests look at."""

from pathlib import Path

import pytest
from site_world import DAY, FILES, ROOT, commit, write

from govmedia.pages.audience import Audience
from govmedia.scripts.build import make


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny registry, committed."""
    root = write(tmp_path_factory.mktemp("tiny") / "root", FILES)
    commit(root)
    return root


@pytest.fixture(scope="session")
def tiny_sites(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The tiny registry's site for each audience."""
    out = tmp_path_factory.mktemp("tiny-sites")
    for audience in Audience:
        make((tiny,), DAY, out / audience, audience)
    return {audience.value: out / audience for audience in Audience}


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The starter prefecture's site for each audience."""
    out = tmp_path_factory.mktemp("sites")
    for audience in Audience:
        make((ROOT,), DAY, out / audience, audience)
    return {audience.value: out / audience for audience in Audience}
