"""evidence/: what anybody needs to do a quarter's draw again, once it has been drawn. A frame that waits for its digits stays inside."""

import json

from govmedia.pages.page import File
from govmedia.pages.site import Site

_FOLDER = "registry/inspections/"
_NAMES = ("frame.yml", "draw.yml")


def evidence_files(site: Site) -> list[File]:
    """The files as they are on file, byte by byte, and an index."""
    quarters = sorted({path.split("/")[2] for path in site.ledger.files(_FOLDER) if path.endswith("/draw.yml") and path.count("/") == 3})
    wanted = [f"{_FOLDER}{quarter}/{name}" for quarter in quarters for name in _NAMES]
    found = site.ledger.read(path for path in wanted if path in site.ledger.present)
    files = [File(f"evidence/{path.removeprefix(_FOLDER)}", raw) for path, raw in sorted(found.items())]
    index = {"version": 1, "files": [file.file.removeprefix("evidence/") for file in files]}
    return [File("evidence/index.json", (json.dumps(index, indent=1) + "\n").encode()), *files]
