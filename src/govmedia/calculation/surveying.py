"""Figures of a ledger (粉丝量、阅读量、更新频率) -> the survey of a quarter: registry/surveys/<period>/<region>.csv."""

import csv
import io

from govmedia.calculation.privacy import private_in
from govmedia.loading.csvfile import decode_text
from govmedia.loading.ledger import Ledger

HEAD = ("account_id", "followers", "reads", "push_frequency")


class Survey:
    """The survey files of one period, as they lie and with what is added. Lines on file are never changed."""

    def __init__(self, ledger: Ledger, period: str) -> None:
        self.ledger, self.period = ledger, period
        self.remarks: list[str] = []
        self._tables: dict[str, dict[str, tuple[str, ...]] | None] = {}
        self._grown: set[str] = set()

    def add(self, account: str, figures: dict[str, str]) -> str | None:
        """Add a line; a Chinese sentence where it could not be added."""
        path = f"registry/surveys/{self.period}/{account.split('/')[0]}.csv"
        table = self._table(path)
        often = figures.get("push_frequency", "")
        told = {**figures, "push_frequency": "" if private_in(often) or len(often) > 50 else often}
        line = (account, *(told.get(name, "") for name in HEAD[1:]))
        if table is None:
            return f"{path} 的格式认不出来，粉丝量等没有写入"
        if account in table:
            return None if table[account] == line else f"{self.period} 的摸查里已有这个账号，数不同，没有改动"
        table[account] = line
        self._grown.add(path)
        return None

    def _table(self, path: str) -> dict[str, tuple[str, ...]] | None:
        if path not in self._tables:
            raw = self.ledger.read([path]).get(path)
            self._tables[path] = {} if raw is None else _parsed(raw)
        return self._tables[path]

    def files(self) -> dict[str, str]:
        """Whole contents of the files that grew, by path, sorted by account."""
        return {path: _written(table) for path in sorted(self._grown) if (table := self._tables[path]) is not None}


def _parsed(raw: bytes) -> dict[str, tuple[str, ...]] | None:
    rows = list(csv.reader(io.StringIO(decode_text(raw), newline="")))
    if not rows or tuple(rows[0]) != HEAD or any(len(row) != len(HEAD) for row in rows[1:]):
        return None
    return {row[0]: tuple(row) for row in rows[1:]}


def _written(table: dict[str, tuple[str, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(table[account] for account in sorted(table))
    return out.getvalue()
