"""每个文件都有归属

What
----
每个路径须符合 registry/kinds.yml 里某一类改动的路径模式，才知道由谁审批。没有归属的一律退回。
检查提交时看全部路径；检查工作目录时只看 registry/ 和 content/，因为其他文件可能不在库里。

Why
---
审批人按路径决定。放在谁也不管的地方，就没有人审批。

Good
----
registry/990100-lingdong/health/wechat.yml

Bad
---
registry/990100-lingdong/wechat.yml

Mend
----
放到规定的位置；确需新的种类，在 registry/kinds.yml 添一行，由全省主管单位审批。
"""

from collections.abc import Iterator

from govmedia.calculation.kinds import homeless
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger

ROOMS = ("registry/", "content/")


def check(ledger: Ledger) -> Iterator[Fault]:
    judged = [entry.path for entry in ledger.entries if entry.digest or entry.path.startswith(ROOMS)]
    for path in homeless(judged, ledger.kinds):
        yield Fault(path, (), "这个位置不归任何一类改动", _mend(path), 1, 1)


def _mend(path: str) -> str:
    room = path.split("/")[0]
    if room == "registry":
        return "账号和单位放在 registry/<地区>/<单位>/<名称>.yml；其他位置见 registry/kinds.yml"
    if room == "content":
        return "稿件放在 content/manuscripts/<地区>/<单位>/<年>/<月-日-短名>.md；其他位置见 registry/kinds.yml"
    return "移出本库；确需新的种类，在 registry/kinds.yml 添一行，由全省主管单位审批"


RULE = Rule(name="every_path_has_a_kind", clause="house-kinds", binding=True, check=check, waivable=False)
