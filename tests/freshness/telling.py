"""The words in which these tests tell a history: filings, manuscripts, receipts, and days before the moment of judgement."""

from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

from govmedia.calculation.freshness import Standing
from govmedia.calculation.standings import Report, report
from govmedia.history import Repository
from govmedia.loading.arrivals import Arrivals
from govmedia.loading.commitfilings import filings_at
from govmedia.when import at, parse_instant

T = parse_instant("2026-05-06T09:30:00+08:00")
HEALTH, SCHOOLS = "440100-guangzhou/health-commission", "440100-guangzhou/education-bureau"
OPENED = "{kind: opened, on: 2019-05-06}"


def ago(days: float, seconds: int = 0) -> datetime:
    """A moment before the judgement."""
    return T - timedelta(days=days, seconds=seconds)


def filing(*events: str, **keys: str) -> str:
    """An account's file."""
    rows = "".join(f"  - {event}\n" for event in events or (OPENED,))
    return "name: 广州卫健委\n" + "".join(f"{k}: {v}\n" for k, v in keys.items()) + f"events:\n{rows}"


def registry(*accounts: str, **more: str) -> dict[str, str]:
    """Filings of `<region>/<unit>/<account>`, and further files by path under registry/ (`__` for `/`)."""
    files = {f"registry/{a}.yml": filing() for a in accounts}
    units = {a.rpartition("/")[0] for a in accounts}
    return files | {f"registry/{u}/unit.yml": "name: 单位\nlevel: prefecture\nkind: department\nline: local\n" for u in units}


def draft(when: datetime, name: str, *accounts: str, unit: str = HEALTH, text: str = "正文") -> dict[str, str]:
    """A manuscript dated on that day, as a file to write."""
    return {place(when, name, unit): manuscript(name, *accounts, text=text)}


def place(when: datetime, name: str, unit: str = HEALTH) -> str:
    return f"content/manuscripts/{unit}/{when:%Y}/{when:%m-%d}-{name}.md"


def manuscript(title: str, *accounts: str, text: str = "正文") -> str:
    named = ", ".join(accounts or ("wechat",))
    return f"---\ntitle: {title}\nclass: service\naccounts: [{named}]\nsource: original\n---\n{text}\n"


def receipt(path: str, *posts: tuple[str, datetime], **keys: str) -> dict[str, str]:
    """The receipt of the manuscript at a path."""
    rows = "".join(f"  - {{account: {a}, at: {when.isoformat()}}}\n" for a, when in posts)
    text = (f"posts:\n{rows}" if posts else "posts: []\n") + "".join(f"{k}: {v}\n" for k, v in keys.items())
    return {path.replace("manuscripts", "receipts").removesuffix(".md") + ".yml": text}


def judged(*roots: Path, as_of: datetime = T, gaps: int = 0) -> Report:
    with ExitStack() as stack:
        sources = [stack.enter_context(Arrivals(Repository(root))) for root in roots]
        return report(filings_at([(s.repository, s.head) for s in sources], at(as_of)), sources, gaps)


def standing(*roots: Path, account: str = f"{HEALTH}/wechat", as_of: datetime = T) -> Standing:
    return next(s for s in judged(*roots, as_of=as_of).standings if s.account.id == account)
