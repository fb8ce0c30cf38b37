"""Every `last` against an independent pass over the whole log, for histories nobody thought of, and for real posting times."""

import csv
import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from repos import Files, History
from telling import HEALTH, SCHOOLS, T, ago, judged, manuscript, place, registry

from govmedia.loading.replay import unit_of

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
from wholelog import judge  # noqa: E402

DATA = Path(os.environ.get("GOVMEDIA_DATA") or ROOT.parent / "shared" / "data")
ACCOUNTS = [f"{unit}/{stem}" for unit in (HEALTH, SCHOOLS) for stem in ("wechat", "weibo")]


@dataclass
class Writer:
    """Makes up a history step by step. Texts are new unless a step says otherwise; dates in paths are mostly honest.

    A text that left a unit comes back only in ways that can be told without reading everything.
    """

    now: datetime
    present: dict[str, str] = field(default_factory=dict)
    gone: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    stood: set[tuple[str, str]] = field(default_factory=set)
    count: int = 0

    def step(self, kind: str, pick: int, other: int) -> Files:
        """The changes of one commit."""
        self.count += 1
        unit = (HEALTH, SCHOOLS)[other % 2]
        path = sorted(self.present)[pick % len(self.present)] if self.present else None
        if kind == "add" or path is None:
            named = (("wechat",), ("weibo",), ("wechat", "weibo"))[pick % 3]
            return self._put(place(self.now - timedelta(days=other % 4), f"n{self.count}", unit), manuscript(f"{self.count}", *named))
        text = self.present[path]
        if (unit, text) in self.stood:
            unit = unit_of(path)
        if kind == "edit":
            return self._put(path, f"{text}改 {self.count}\n")
        if kind == "rename":
            return self._drop(path) | self._put(place(self.now, f"n{self.count}", unit), text)
        if kind == "copy":
            return self._put(place(self.now, f"n{self.count}", unit), text)
        if kind == "delete":
            self.gone[path] = (text, self.now)
            return self._drop(path)
        if kind == "rewrite":
            return self._put(path, None) | self._put(path, manuscript(f"另写 {self.count}"))
        return self._restore(pick)

    def _restore(self, pick: int) -> Files:
        """Put back what was deleted, if the date in its path can tell that it is old."""
        old = [
            p
            for p in sorted(self.gone)
            if p not in self.present and f"{self.now - timedelta(days=9):%Y/%m-%d}" > "/".join(p.split("/")[4:])[:10]
        ]
        if not old:
            return {}
        path = old[pick % len(old)]
        return self._put(path, self.gone[path][0])

    def _put(self, path: str, text: str | None) -> dict[str, str | None]:
        if text is not None:
            self.present[path] = text
            self.stood.add((unit_of(path), text))
        return {path: text}

    def _drop(self, path: str) -> dict[str, str | None]:
        del self.present[path]
        return {path: None}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "add", "edit", "edit", "rename", "copy", "delete", "restore", "nothing"]),
        st.integers(0, 50),
        st.integers(0, 50),
        st.sampled_from([0, 0.01, 0.5, 2, 5, 20]),
        st.sampled_from([0, 0, 0, 0, 0, 0, 0, -300, -3, 3, 40]),
    ),
    max_size=40,
)


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(STEPS)
@example(
    # A text comes back by a commit that claims to be older than the text's first time.
    steps=[
        ("add", 20, 31, 20, 0),
        ("copy", 8, 47, 0.01, -3),
        ("nothing", 20, 38, 5, 40),
        ("add", 20, 31, 20, 0),
        ("delete", 44, 9, 20, -3),
        ("rename", 32, 14, 5, 0),
        ("restore", 10, 0, 0.5, -300),
        ("copy", 29, 32, 20, 0),
    ]
)
@pytest.mark.slow
def test_any_history(steps: list[tuple[str, int, int, float, float]]) -> None:
    writer, history = Writer(ago(130)), History()
    history.commit(ago(2000), registry(*ACCOUNTS))
    for kind, pick, other, pause, lie in steps:
        writer.now = min(writer.now + timedelta(days=pause), ago(0, 1))
        history.commit(writer.now + timedelta(days=lie), {} if kind == "nothing" else writer.step(kind, pick, other))
    with tempfile.TemporaryDirectory() as folder:
        compare(history.build(Path(folder) / "r"), T)


def compare(root: Path, as_of: datetime) -> None:
    """The product's answer is the oracle's, account by account."""
    found = {s.account.id: s.last and int(s.last.timestamp()) for s in judged(root, as_of=as_of).standings}
    wanted = judge(str(root), int(as_of.timestamp()))
    assert found == {account: wanted.get(account) for account in found}


MOMENT = datetime.fromisoformat("2021-06-19T15:15:00+08:00")


def test_real_posting_times(tmp_path: Path) -> None:
    """124 real accounts, each post a merge at its time: four stale, three zombies, and every gap as plain arithmetic has it."""
    if not (DATA / "wechat_posts.csv").is_file():
        pytest.skip("没有真实数据：把 GOVMEDIA_DATA 指向数据目录")
    names = {row["account_name"]: f"110000-beijing/unit-{n}" for n, row in enumerate(rows("wechat_accounts.csv"))}
    posts = sorted(
        (datetime.fromisoformat(row["post_time"]), n, names[row["account_name"]]) for n, row in enumerate(rows("wechat_posts.csv"))
    )
    history = History()
    history.commit(posts[0][0] - timedelta(days=1), registry(*(f"{unit}/wechat" for unit in names.values())))
    for when, n, unit in posts:
        history.commit(when, {place(when, f"p{n}", unit): manuscript(f"{n}")})
    root = history.build(tmp_path)
    newest = {f"{unit}/wechat": max(when for when, _, of in posts if of == unit) for unit in names.values()}
    standings = judged(root, as_of=MOMENT).standings
    assert {s.account.id: s.gap_days for s in standings} == {a: round((MOMENT - w) / timedelta(days=1), 2) for a, w in newest.items()}
    states = [s.state.value for s in standings]
    assert (len(states), states.count("stale"), states.count("zombie"), states.count("never")) == (124, 4, 3, 0)
    assert sorted(int(s.gap_days or 0) for s in standings if s.state == "zombie") == [106, 1026, 1358]
    compare(root, MOMENT)


def rows(name: str) -> Iterable[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
