"""Which region a ledger means, by its region column and by the names that units begin with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from govmedia.calculation.wording import fold, near
from govmedia.loading.ledger import Ledger
from govmedia.model.region import Region
from govmedia.model.words import Level

_PEOPLES = (
    "维吾尔 土家 布依 哈尼 景颇 傈僳 朝鲜 蒙古 哈萨克 柯尔克孜 仡佬 纳西 拉祜 布朗 独龙 普米 裕固 保安 东乡 撒拉 达斡尔 鄂温克 鄂伦春"
    " 毛南 仫佬 锡伯 塔吉克 各 壮 回 藏 苗 侗 瑶 彝 傣 白 黎 满 羌 畲 佤 土 怒 水 京"
)
_PEOPLE = _PEOPLES.replace(" ", "|")
_SUFFIX = re.compile(
    rf"(?:(?:(?:{_PEOPLE})族)+|(?:哈萨克|柯尔克孜|塔吉克|锡伯|蒙古)(?=自治[州县])|维吾尔(?=自治区))?自治[区州县旗]$|(?:特别行政区|地区|新区|矿区|林区|[省市区县旗盟])$"
)
_NATION = re.compile(r"中央(?:部门|国家机关|单位|级)?|国家级?|全国|国务院(?:部门)?|部委|中直|国直")
_HERE = re.compile(r"(?:[省市区县州盟旗](?:本)?级|[省市区县州盟旗]直(?:属|部门|单位)?|本级|直属|其他|本[省市区县])")
_ABOVE = re.compile(
    r"(?:国家税务总局|国家统计局|国家金融监督管理总局|中国人民银行|国家外汇管理局|中国共产党|中共|共青团|中华人民共和国)(?=.)"
)
_TOWN = re.compile(r".{1,20}(?:镇|乡|街道|苏木|街道办|街道办事处|农场)")
_OTHER_AFTER = re.compile(r"[省市区县州盟旗镇乡村路]|街道|社区|苏木|自治")
_SPLIT = re.compile(r"[/\\、,，;；>→|\-—–·\s]+")


@dataclass(frozen=True)
class Place:
    """A region, and the township within it where one is named. `trouble` says in Chinese why there is no region."""

    region: Region | None = None
    town: str = ""
    trouble: str = ""


@dataclass(frozen=True)
class Named:
    """A region found at the head of a name, and what is left of the name."""

    region: Region
    rest: str


@dataclass
class Gazetteer:
    """Look-ups over registry/regions.yml."""

    ledger: Ledger
    _below: dict[str, list[Region]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for region in self.ledger.regions.values():
            for above in self.ledger.chain(region.id)[:-1]:
                self._below.setdefault(above.id, []).append(region)
        self.nation = next((r for r in self.ledger.regions.values() if r.level is Level.national), None)
        self._provinces = [r for r in self.ledger.regions.values() if r.level is Level.province]
        self._upper = [r for r in self.ledger.regions.values() if r.level in (Level.province, Level.prefecture)]
        self._short = {region.id: short_name(region.name) for region in self.ledger.regions.values()}
        self._by_start: dict[str, list[Region]] = {}
        for region in self.ledger.regions.values():
            self._by_start.setdefault(region.name[:2], []).append(region)

    def within(self, inner: Region, outer: Region) -> bool:
        """Whether a region is another or lies in it."""
        return any(region.id == outer.id for region in self.ledger.chain(inner.id))

    def below(self, region: Region | None) -> list[Region]:
        """Every region below one; all regions below none."""
        return self._below.get(region.id, []) if region else list(self.ledger.regions.values())

    def read(self, text: str, default: Region | None = None) -> Place:
        """A region cell: 广东/佛山/南海, 广东省佛山市, 中央, a code, a folder name, with a township at its end."""
        steps = [step for step in _SPLIT.split(text.strip()) if step]
        if text.strip() in self.ledger.regions:
            return Place(self.ledger.regions[text.strip()])
        here: Region | None = None
        for index, step in enumerate(steps):
            place = self._step(fold(step), here, default)
            if place.trouble or place.town:
                last = index == len(steps) - 1
                return place if last or place.trouble else Place(trouble=f"“{step}”之后还有“{steps[index + 1]}”，看不懂")
            here = place.region
        return Place(here) if here else Place(trouble=f"地区“{text}”认不出来")

    def _step(self, step: str, here: Region | None, default: Region | None) -> Place:
        if step.isdigit() and len(step) == 6:
            found = self.ledger.by_code.get(step)
            return Place(found) if found else Place(trouble=f"没有行政区划代码 {step}")
        if _NATION.fullmatch(step):
            return Place(self.nation)
        if _HERE.fullmatch(step):
            return Place(here or default) if here or default else Place(trouble=f"“{step}”没有说是哪里")
        return self._named(step, here, default)

    def _named(self, step: str, here: Region | None, default: Region | None) -> Place:
        candidates = self._candidates(step, here, default)
        if len(candidates) == 1:
            return Place(candidates[0])
        if len(candidates) > 1:
            return Place(trouble=f"“{step}”可能是{'、'.join(map(self.full_name, candidates[:4]))}，请写全")
        named = self.head(step, here or default)
        if named and (here is None or self.within(named.region, here)):
            return self._rest(named, step)
        if here and _TOWN.fullmatch(step):
            return Place(here, step)
        like = near(step, [r.name for r in self.below(here)])
        where = f"{self.full_name(here)}没有" if here else "没有"
        return Place(trouble=f"{where}“{step}”这个地区" + (f"，是不是{'、'.join(like)}" if like else ""))

    def _rest(self, named: Named, step: str) -> Place:
        if not named.rest:
            return Place(named.region)
        if _TOWN.fullmatch(named.rest):
            return Place(named.region, named.rest)
        return Place(trouble=f"地区“{step}”只认出{named.region.name}，“{named.rest}”认不出来")

    def _candidates(self, step: str, here: Region | None, default: Region | None) -> list[Region]:
        """Regions of this name: full names before short ones, children before grandchildren, provinces before all others."""
        pools = [self.below(here)] if here else [self._provinces, *([self._around(default)] if default else []), self.below(None)]
        for pool in pools:
            for found in ([r for r in pool if r.name == step], [r for r in pool if self._short[r.id] == step]):
                children = [r for r in found if here and r.parent == here.code]
                around_all = [r for r in found if all(self.within(other, r) for other in found)]
                if found:
                    return children or around_all or found
        return []

    def _around(self, region: Region) -> list[Region]:
        return [*self.ledger.chain(region.id)[::-1], *self.below(region)]

    def head(self, name: str, default: Region | None = None) -> Named | None:
        """The region that a name begins with, as far down as the name says: 佛山市南海区卫生健康局 -> 南海区.

        Bodies run from above name themselves first: 国家税务总局佛山市税务局 -> 佛山市.
        """
        if above := _ABOVE.match(name):
            return self.head(name[above.end() :], default)
        found = self._prefix(name, self._around(default), short=True) if default and default.level is not Level.national else None
        found = found or self._prefix(name, self._starting(name), short=False) or self._prefix(name, self._upper, short=True)
        while found and (deeper := self._prefix(found.rest, self.below(found.region), short=False)):
            found = deeper
        return found

    def _starting(self, name: str) -> list[Region]:
        return self._by_start.get(name[:2], [])

    def _prefix(self, name: str, pool: Iterable[Region], *, short: bool) -> Named | None:
        """The longest region name at the head, if only one region of the pool bears it; full names before short ones."""
        pool = [r for r in pool if r.level is not Level.national and name.startswith(self._short[r.id])]
        full = [(r.name, r) for r in pool if name.startswith(r.name)]
        brief = [(self._short[r.id], r) for r in pool if not _OTHER_AFTER.match(name[len(self._short[r.id]) :])] if short else []
        for group in (full, brief):
            longest = max((len(word) for word, _ in group), default=0)
            best = {r.id: Named(r, name[len(word) :]) for word, r in group if len(word) == longest}
            if best:
                return self._one(list(best.values()))
        return None

    def _one(self, best: list[Named]) -> Named | None:
        """The only one, else the only province, else the only one that is not below the others."""
        if len(best) > 1:
            best = [n for n in best if n.region.level is Level.province] or [
                n for n in best if all(self.within(other.region, n.region) for other in best)
            ]
        return best[0] if len(best) == 1 else None

    def full_name(self, region: Region) -> str:
        """Name with those above it, as 广东省佛山市南海区."""
        return "".join(r.name for r in self.ledger.chain(region.id) if r.level is not Level.national) or region.name

    def ambiguous(self, name: str) -> list[Region]:
        """Regions of different places that all bear the full name this unit name begins with."""
        found = [r for r in self._starting(name) if name.startswith(r.name)]
        longest = max((len(r.name) for r in found), default=0)
        found = [r for r in found if len(r.name) == longest]
        return found if len(found) > 1 else []


def short_name(name: str) -> str:
    """广东省 -> 广东, 内蒙古自治区 -> 内蒙古, 恩施土家族苗族自治州 -> 恩施; the whole name where only one character would stay."""
    short = _SUFFIX.sub("", name)
    return short if len(short) > 1 else re.sub("自治[区州县旗]$", "", name)
