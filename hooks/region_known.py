"""地区在区划表里

What
----
备案所在的地区文件夹（六位代码-拼音）须是 registry/regions.yml 里有的。

Why
---
由谁主管、归哪个市抽查、适用哪套口径，都由地区决定。

Good
----
registry/990100-lingdong/health/unit.yml

Bad
---
registry/990199-lingdong/health/unit.yml

Mend
----
按提示改文件夹名；新设的功能区等，先在 registry/regions.yml 添一行，由全省主管单位审批。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    filed = {account.unit: account.path for account in reversed(ledger.accounts) if not account.archived}
    filed |= {unit.id: unit.path for unit in ledger.units.values()}
    unknown = {region for unit in filed if (region := unit.partition("/")[0]) not in ledger.regions and paths.REGION.fullmatch(region)}
    mends = {region: _mend(region, ledger) for region in unknown}
    for unit, path in sorted(filed.items()):
        region = unit.partition("/")[0]
        if region in unknown:
            yield Fault(path, (), f"区划表里没有“{region}”", mends[region], 1, 1)


def _mend(region: str, ledger: Ledger) -> str:
    same, near = region[:6], region[:4]
    known = [key for key in ledger.regions if key.startswith(same)] or [key for key in ledger.regions if key.startswith(near)]
    hint = "，如 " + "、".join(f"{key}（{ledger.regions[key].name}）" for key in known[:3]) if known else ""
    return f"文件夹名改用区划表里的{hint}；新设的先在 registry/regions.yml 添一行"


RULE = Rule(name="region_known", clause="house-region", binding=True, check=check, waivable=False)
