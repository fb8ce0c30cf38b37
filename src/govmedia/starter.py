"""Where the starter instance lies, from which `init` and `demo` take policy, platforms, regions, clauses, words and prose."""

from pathlib import Path


def starter_root() -> Path:
    """The folder that holds the starter's `mkdocs.yml`, `registry/` and `content/pages/`.

    An installed copy carries them beside this file, without filings (which files: `govmedia.starter_files` in pyproject.toml);
    in a checkout it is the repository itself, filings and all.
    """
    here = Path(__file__).resolve().parent
    installed = here / "starter_files"
    return installed if installed.is_dir() else here.parents[1]
