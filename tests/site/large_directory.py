"""An invented directory of any size, in the shape of search.json."""

from random import Random
from typing import Any

MANY = 25_000
PLACES = ("岭东", "岭西", "岭南", "岭北", "云溪", "河源", "江口", "平川", "竹涧", "东湖", "松溪", "长宁", "和顺", "清远", "海丰")
FIELDS = (
    "卫生健康",
    "教育",
    "公安",
    "交通运输",
    "生态环境",
    "应急管理",
    "市场监管",
    "文化旅游",
    "人力资源社会保障",
    "税务",
    "气象",
    "司法",
)
PLATFORMS = ("微信公众号", "新浪微博", "抖音", "今日头条", "快手")


def directory(units: int, seed: int = 7) -> dict[str, Any]:
    """The data of a search.json: five accounts to each unit, in the order of their ids."""
    dice = Random(seed)
    regions = [["990000-nanling", "南岭省", -1], *([f"99{n:02}00-x", f"{place}市", 0] for n, place in enumerate(PLACES, 1))]
    rows = [_unit(number, regions, dice) for number in range(units)]
    rows.append(["990000-nanling/unfiled", "990000-nanling/unfiled", "", -1, ""])
    accounts = [_account(number, rows, dice) for number in range(units * len(PLATFORMS))]
    accounts.append(["wechat", "岭东便民", "", units, 0, 0, -1, "ldbm"])
    return {
        "version": 1,
        "platforms": [[f"p{n}", name] for n, name in enumerate(PLATFORMS)],
        "regions": regions,
        "states": [["running", "在用", "●"], ["cancelled", "注销", "✕"]],
        "fields": [[field, field] for field in FIELDS],
        "units": rows,
        "accounts": accounts,
    }


def _unit(number: int, regions: list[list[Any]], dice: Random) -> list[Any]:
    region = dice.randrange(1, len(regions))
    field = FIELDS[number % len(FIELDS)]
    return [
        f"{regions[region][0]}/u{number:05}",
        f"{regions[region][1]}{field}局第{number}所",
        f"{regions[region][1][:2]}{field[:2]}",
        region,
        "x",
    ]


def _account(number: int, units: list[list[Any]], dice: Random) -> list[Any]:
    at, platform = divmod(number, len(PLATFORMS))
    name = f"{units[at][2]}{dice.choice(('发布', '在线', '之声', 'Online'))}"
    former = dice.choice(("", "", "旧称一|旧称二"))
    return [f"p{platform}", name, former, at, platform, int(dice.random() < 0.2), at % len(FIELDS), "ld" + dice.choice(("fb", "zx"))]
