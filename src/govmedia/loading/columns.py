"""Read `registry/columns.yml`: the instance's own, or the one shipped with the system."""

from govmedia.errors import CannotRun
from govmedia.loading.decode import decode_record
from govmedia.loading.ledger import Ledger
from govmedia.loading.yamltext import parse
from govmedia.model.columns import Columns
from govmedia.starter import starter_root

PATH = "registry/columns.yml"


def load_columns(ledger: Ledger) -> Columns:
    """Raises CannotRun where it has faults: without the list of private columns nothing may be read."""
    return _read(ledger.read([PATH]).get(PATH) or _shipped())


def load_post_columns(ledger: Ledger) -> Columns:
    """The part for exports of posts; the shipped one where the instance's own file is from before there was such a part."""
    own = load_columns(ledger)
    return (own if own.posts else _read(_shipped()).model_copy(update={"private": own.private})).of_posts()


def _shipped() -> bytes:
    return (starter_root() / PATH).read_bytes()


def _read(raw: bytes) -> Columns:
    parsed = parse(raw, PATH)
    columns, faults = decode_record(Columns, parsed.data, PATH)
    for fault in (*parsed.faults, *faults):
        raise CannotRun(f"{PATH} 第 {fault.line or 1} 行：{fault.message}", fault.mend)
    assert columns is not None
    return columns
