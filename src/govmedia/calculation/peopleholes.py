"""Holes among the people: too few of them, logins that the forge does not know, rights that do not fit."""

from collections import Counter
from collections.abc import Iterator

from govmedia.calculation.hole import Known, Places, at
from govmedia.calculation.seats import coordinators, in_office
from govmedia.forges.facts import Protection
from govmedia.loading.ledger import Ledger
from govmedia.model.office import Person
from govmedia.model.words import Gate, Stage

ENOUGH = 2
"""People that each stage and gate needs: one is away, or wrote the text."""
SIGNING = (Stage.first, Stage.second, Stage.final, Stage.duty)
_MAY_WRITE = ("write", "admin")


def _live(ledger: Ledger) -> list[Person]:
    return [p for p in ledger.people.values() if in_office(p, ledger.as_of.day)]


def _understaffed(p: Protection, ledger: Ledger) -> Places:
    people = [person for person in _live(ledger) if _reachable(person, p)]
    return at(f"{name}：{count} 人" for name, count in _counts(people, ledger) if count < ENOUGH)


def _reachable(person: Person, p: Protection) -> bool:
    """Whether somebody can sign at all: by key, or by a login that the forge is not known to lack."""
    login = person.logins.get(p.forge)
    return bool(person.keys) or (login is not None and p.access.get(login, "read") is not None)


def _counts(people: list[Person], ledger: Ledger) -> Iterator[tuple[str, int]]:
    for stage in SIGNING:
        yield stage.zh, sum(stage in p.stages for p in people)
    for gate in Gate:
        yield gate.zh, sum(gate in p.gates and bool(set(SIGNING) & set(p.stages)) for p in people)
    offices = coordinators(ledger)
    yield "全省主管单位", sum(p.unit in offices and bool({Stage.second, Stage.final} & set(p.stages)) for p in people)
    yield Stage.maintain.zh, sum(Stage.maintain in p.stages for p in people)


def _unknown(p: Protection, ledger: Ledger) -> Places:
    return at(_named(person, login) for person, login in _logins(p, ledger) if p.access.get(login, "read") is None)


def _logins(p: Protection, ledger: Ledger) -> list[tuple[Person, str]]:
    return [(person, person.logins[p.forge]) for person in _live(ledger) if p.forge in person.logins]


def _named(person: Person, login: str) -> str:
    return login if login == person.id else f"{login}（{person.id}）"


def _shared(p: Protection, ledger: Ledger) -> Places:
    """As the gate counts: over everybody on file, and without case."""
    used = Counter(login.casefold() for person in ledger.people.values() if (login := person.logins.get(p.forge)))
    return at(login for login, times in sorted(used.items()) if times > 1)


def _without(p: Protection, ledger: Ledger) -> Places:
    signing = [person for person in _live(ledger) if set(SIGNING) & set(person.stages)]
    return at(person.id for person in signing if p.forge not in person.logins and not person.keys)


def _ignored(p: Protection, ledger: Ledger) -> Places:
    if p.forge not in ("github", "gitlab"):
        return None
    owners = [(person, login) for person, login in _logins(p, ledger) if {Stage.second, Stage.final, Stage.maintain} & set(person.stages)]
    return at(_named(person, login) for person, login in owners if p.access.get(login) in ("none", "read"))


def _drafters(p: Protection, ledger: Ledger) -> Places:
    only = [(person, login) for person, login in _logins(p, ledger) if not set(person.stages) - {Stage.draft, Stage.first}]
    return at(_named(person, login) for person, login in only if p.access.get(login) in _MAY_WRITE)


PEOPLE: tuple[Known, ...] = (
    Known(
        "too_few_people",
        "在任、能签的人不足两名：一人出差或自己写稿就没有人能签；有的平台人数不够时会自动放行",
        "在 registry/people.yml 补足人员，或登记代理（AB 角）",
        _understaffed,
    ),
    Known(
        "login_unknown",
        "平台上没有这个登录名：这个人签不了，别人还可能去注册它",
        "核对 registry/people.yml 里的登录名；人已离开的写上任期止日",
        _unknown,
    ),
    Known(
        "login_shared",
        "一个登录名登记给了几个人：认不出是谁，它的评审一律不算",
        "一人一个登录名",
        _shared,
    ),
    Known(
        "cannot_sign",
        "能审签的人既没有这个平台的登录名，也没有签名密钥",
        "在 registry/people.yml 补上登录名或公钥",
        _without,
    ),
    Known(
        "owner_without_write",
        "CODEOWNERS 里的人没有写权限，平台不理会这一行",
        "给他们写权限，或改由别人审批",
        _ignored,
    ),
    Known(
        "drafters_write",
        "只拟稿、初审的人有写权限，可以推分支、写状态",
        "收回写权限，让他们从自己的复刻（fork）提请合并",
        _drafters,
    ),
)
