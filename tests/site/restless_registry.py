"""A small registry that changes at random, in every way its pages can feel: the filings, what stands around them, the moment."""

import random
import subprocess
from pathlib import Path
from typing import Any

import yaml

REGIONS = [
    {"code": "990000", "slug": "nanling", "name": "南岭省"},
    {"code": "990100", "slug": "lingdong", "name": "岭东市"},
    {"code": "990102", "slug": "yundi", "name": "云堤区"},
]
PLATFORMS = [
    {"slug": "wechat", "name": "微信公众号", "group": "wechat", "class": "account", "ids": {"gh": {"name": "原始ID", "pattern": ".*"}}},
    {"slug": "weibo", "name": "微博", "group": "weibo", "class": "account", "urls": [r"https://weibo\.com/.*"]},
    {"slug": "app", "name": "移动客户端", "group": "app", "class": "app"},
]
UNITS = (
    "990000-nanling/government-office",
    "990100-lingdong/government-office",
    "990100-lingdong/health",
    "990102-yundi/health",
    "990102-yundi/school",
)
TEXTS = ("健康岭东", "岭东 <b>&\"'", "多行\n名称", "=1+1", "石榕", "，,;\t", "𠮷野家", "a")
DAYS = ("2018-05-06", "2019-12-01", "2026-10-30", "2026-11-12", "2026-11-19", "2027-02-01")
KINDS = ("announced", "suspended", "resumed", "cancelled", "renamed", "transferred", "handed_over", "lost", "recovered")


class Restless:
    """`files` by path; each step changes something and lays the registry out anew."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance, self.step = root, random.Random(seed), 0
        self.files: dict[str, Any] = {"registry/regions.yml": REGIONS, "registry/platforms.yml": PLATFORMS}
        for unit in UNITS:
            level = {"990000": "province", "990100": "prefecture"}.get(unit[:6], "county")
            self.files[f"registry/{unit}/unit.yml"] = {"name": unit.replace("/", "、"), "level": level, "kind": "department"}
            for platform in ("wechat", "weibo"):
                self.files[f"registry/{unit}/{platform}.yml"] = {
                    "name": f"{unit[7:]} {platform}",
                    "events": [{"kind": "opened", "on": DAYS[0]}],
                }
        subprocess.run(["git", "init", "-q", "-b", "main", root], check=True)
        self.lay()

    def change(self) -> None:
        """A few things at once."""
        for _ in range(self.chance.randint(1, 5)):
            self.chance.choice(CHANGES)(self)
        self.lay()

    def lay(self) -> None:
        """Write what differs, remove what is gone, commit it all, some hours later."""
        self.step += 1
        texts = {path: _text(path, data) for path, data in self.files.items()}
        for file in self.root.glob("*/**/*.*"):
            if ".git" not in file.parts and file.is_file() and str(file.relative_to(self.root)) not in texts:
                file.unlink()
        for path, text in texts.items():
            file = self.root / path
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
        when = f"{1793000000 + self.step * 20_000} +0800"  # from the end of October 2026
        env = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "PATH": "/usr/bin:/bin", "HOME": str(self.root)}
        for command in (["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-q", "--allow-empty", "-m", "x"]):
            subprocess.run(["git", *command], cwd=self.root, check=True, env=env)

    def of(self, kind: str) -> Any:
        """The content of some file whose path says it is of a kind; an empty one where there is none."""
        found = [data for path, data in self.files.items() if _kind(path) == kind]
        return self.chance.choice(found) if found else {}

    def text(self) -> str:
        """Something an official may write, mostly new."""
        return self.chance.choice([*TEXTS, f"名称{self.chance.randint(0, 99)}"])


def _kind(path: str) -> str:
    name = path.rpartition("/")[2]
    if path.startswith("content/"):
        return path.split("/")[1]
    return "unit" if name == "unit.yml" else "account" if path.count("/") >= 3 else name


def _text(path: str, data: Any) -> str:
    plain: str = yaml.safe_dump(data, allow_unicode=True)
    return f"---\n{plain}---\n正文 {path}\n" if path.endswith(".md") else plain


def _fields(world: Restless) -> None:
    text, flag = world.text(), world.chance.random() < 0.5
    world.of("account").update(
        world.chance.choice(
            [
                {"name": text},
                {"field": text},
                {"note": text},
                {"url": f"https://weibo.com/{world.chance.randint(0, 9)}"},
                {"type": world.chance.choice(["service", "subscription"])},
                {"platform_ids": {"gh": text, "other": "x"}},
                {"verified": {"as": text, "kind": "蓝V", "on": "2020-01-05"}},
                {"scope": "outside", "scope_reason": text} if flag else {"scope": "covered"},
                {"functions": ["publish", "interact"][: world.chance.randint(0, 2)], "interaction": ["comments"]},
                {"represents_government": "true" if flag else "false"},
                {"operator": {"name": text, "contract_until": "2027-06-30"}},
                {"next_review": world.chance.choice(DAYS)},
                {"imported": {"file": text, "row": "7", "on": "2026-01-02"}},
            ]
        )
    )


def _event(world: Restless) -> None:
    event = {"kind": world.chance.choice(KINDS), "on": world.chance.choice(DAYS)}
    event |= world.chance.choice(
        [{}, {"was": world.text()}, {"notice": "https://x.example/n"}, {"reason": world.text()}, {"filed_on": "2026-11-20"}]
    )
    event |= world.chance.choice([{"successor": f"{unit}/wechat"} for unit in UNITS] + [{}, {"successor": world.text()}])
    event |= world.chance.choice([{"approval": {"by": unit, "document": world.text(), "on": "2019-04-30"}} for unit in UNITS] + [{}])
    world.of("account").setdefault("events", []).append(event)


def _no_event(world: Restless) -> None:
    if events := world.of("account").get("events"):
        events.pop()


def _unit(world: Restless) -> None:
    text, other = world.text(), world.chance.choice(UNITS)
    world.of("unit").update(
        world.chance.choice(
            [
                {"name": text},
                {"short_names": [text]},
                {"former_names": [text]},
                {"provisional": "true"},
                {"kind": "internal", "parent_unit": other},
                {"supervised_by": other, "supervision_basis": text},
                {"abolished_on": "2026-10-01", "merged_into": other},
                {"in_charge": text, "staff": {"full_time": "3"}},
                {"line": "vertical"},
            ]
        )
    )


def _norms(world: Restless) -> None:
    world.chance.choice(world.files["registry/platforms.yml"] + world.files["registry/regions.yml"])["name"] = world.text()


def _policy(world: Restless) -> None:
    """Freshness shown to the public or not, with a term of a random length."""
    shown = world.chance.choice(["true", "false"])
    days = {"max_gap_days": str(world.chance.randint(1, 20)), "due_from_days": "1"}
    shipped = yaml.load((Path(__file__).parents[2] / "registry/policy.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    shipped["default"]["public"]["freshness"] = shown
    shipped["default"]["freshness"] |= days
    world.files["registry/policy.yml"] = shipped


def _added(world: Restless) -> None:
    path = f"registry/{world.chance.choice(UNITS)}/{world.chance.choice(['wechat', 'weibo', 'app', 'unheard'])}-{world.text()[:1]}.yml"
    world.files[path if path.isascii() else path.replace(path[-5], "z")] = {"name": world.text()}


def _removed(world: Restless) -> None:
    del world.files[world.chance.choice([path for path in world.files if _kind(path) in ("account", "unit", "manuscripts", "receipts")])]


def _moved(world: Restless) -> None:
    """To another name, another unit or the archive; the id stays."""
    live = [path for path in world.files if _kind(path) == "account" and "archive" not in path]
    if live:
        path = world.chance.choice(live)
        home, _, stem = path.removeprefix("registry/").removesuffix(".yml").rpartition("/")
        unit, name = world.chance.choice([home, *UNITS]), stem.partition("-")[0]
        to = world.chance.choice([f"{unit}/{name}-{world.chance.randint(0, 9)}", f"archive/{unit}/{stem}-2026-11-01"])
        world.files[f"registry/{to}.yml"] = {"id": f"{home}/{stem}", **world.files.pop(path)}


def _waiver(world: Restless) -> None:
    rows = world.files.setdefault("registry/waivers.yml", [])
    rows.append(
        {
            "rule": "one_account_per_platform",
            "subject": world.chance.choice([*UNITS, f"{UNITS[2]}/wechat"]),
            "reason": world.text(),
            "document": "文",
            "approved_by": UNITS[0],
            "from": "2024-01-01",
            "until": world.chance.choice(["2026-11-15", "2029-12-31"]),
        }
    )


def _item(world: Restless) -> None:
    unit, slug = world.chance.choice(UNITS), f"2026/11-0{world.chance.randint(1, 9)}-x"
    head = {"title": world.text(), "class": "service", "accounts": [world.chance.choice(["wechat", "weibo"])], "source": "original"}
    world.files[f"content/manuscripts/{unit}/{slug}.md"] = head | world.chance.choice([{}, {"embargo": "2026-11-15T00:00:00+08:00"}])
    if world.chance.random() < 0.7:
        posts = [{"account": head["accounts"][0], "at": "2026-11-10T09:00:00+08:00"}]
        world.files[f"content/receipts/{unit}/{slug}.yml"] = {"posts": posts} | world.chance.choice([{}, {"backfilled": world.text()}])


def _broken(world: Restless) -> None:
    world.of("account")["no_such_key"] = "x"


def _name(world: Restless) -> None:
    """What other pages call it, too."""
    world.of(world.chance.choice(["account", "unit"]))["name"] = world.text()


CHANGES = (
    _name,
    _name,
    _name,
    _fields,
    _fields,
    _fields,
    _event,
    _event,
    _no_event,
    _unit,
    _unit,
    _norms,
    _policy,
    _added,
    _removed,
    _moved,
    _waiver,
    _item,
    _item,
    _broken,
)
