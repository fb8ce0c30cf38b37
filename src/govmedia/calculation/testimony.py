"""From signed statements to opinions: whose word it is, by the people and keys of the base; and who wrote which paths."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, reduce
from operator import or_

from govmedia.calculation.opinions import Opinion
from govmedia.calculation.seats import in_office
from govmedia.calculation.submission import Authors
from govmedia.gitoutput import ABSENT
from govmedia.loading.changeset import ChangeSet
from govmedia.loading.commits import Commit
from govmedia.loading.ledger import Ledger
from govmedia.loading.statements import Sealed, read_statements, read_vouchings, stem_of
from govmedia.model.statement import Vouching
from govmedia.sshsig import key_of
from govmedia.when import AsOf

SIGNED, SEEN, PAPER = "签名", "平台审核", "纸质审批表"


def opinion_of(sealed: Sealed, base: Ledger, now: AsOf) -> Opinion | str:
    """The opinion that a statement is, or why it is none (a Chinese sentence)."""
    statement = sealed.statement
    if statement.paper:
        how, why = PAPER, _paper_trouble(sealed, base, now)
    elif statement.witnessed:
        how, why = SEEN, _witness_trouble(sealed, base)
    else:
        how, why = SIGNED, signature_trouble(sealed.key, statement.person, base)
    if why:
        return why
    return Opinion(
        statement.person,
        statement.item,
        statement.files,
        statement.verdict,
        statement.at,
        how,
        statement.class_,
        statement.policy,
        statement.stage,
        frozenset(statement.gates) if statement.gates is not None else None,
        statement.reason or "",
        sealed.path,
    )


def signature_trouble(key: str | None, person_id: str, base: Ledger) -> str:
    """Why a good signature's key (None where there is no good one) is not this person's word; "" where it is."""
    if key is None:
        return "没有有效的签名：用 govmedia gate sign 重新签"
    owners = _by_key(base).get(key, [])
    if person_id not in owners:
        return f"签名的密钥不是 {person_id} 登记的：先在 registry/people.yml 登记公钥，合并后再签"
    if len(owners) > 1:
        return f"签名的密钥同时登记在 {'、'.join(owners)} 名下，分不清是谁签的：各人登记各人的密钥"
    return ""


def unproven(files: Mapping[str, bytes], base: Ledger, now: AsOf) -> list[tuple[str, str]]:
    """Statements and signatures that prove nothing, by path with why: what is once let in can never be taken back."""
    sealed, bad = read_statements(files)
    records = read_vouchings(files)
    bad += [(v.path, "提交人的记录不是登记的服务签的") for v, key in records if not is_witness(key, base)]
    bad += [(s.path, why) for s in sealed if isinstance(why := opinion_of(s, base, now), str)]
    extra = (s for s in sealed if f"{s.path}.confirm.sig" in files and not (s.second and s.statement.paper))
    bad += [(f"{s.path}.confirm.sig", "这里用不着复核的签名，或签得不对") for s in extra]
    read = {*(s.path for s in sealed), *(v.path for v, _ in records), *(path for path, _ in bad)}
    return bad + [(path, "不是签批，或旁边没有它所签的内容，把它移走") for path in sorted(files) if stem_of(path) not in read]


def is_witness(key: str | None, base: Ledger) -> bool:
    """Whether a key is one of the services that put on record what a forge shows (policy.yml, signing.witnesses)."""
    return key in {key_of(line) for line in base.policy.default.signing.witnesses}


def vouched_for(records: Iterable[tuple[Vouching, str | None]], base: Ledger) -> dict[str, Authors]:
    """Authors by commit, from the witnesses' records."""
    found = {}
    for record, key in records:
        if is_witness(key, base):
            found[record.commit] = by_login(record.forge, record.logins, record.unknown, base)
    return found


def by_login(forge: str, logins: Iterable[str], unknown: Iterable[str], base: Ledger) -> Authors:
    """Authors whom a forge vouches for; a login that is nobody's is a stranger's."""
    persons = {login: person_of(forge, login, base) for login in logins}
    strangers = [*(login for login, person in persons.items() if person is None), *unknown]
    return Authors(frozenset(person for person in persons.values() if person), frozenset(strangers))


def _witness_trouble(sealed: Sealed, base: Ledger) -> str:
    seen = sealed.statement.witnessed
    if not is_witness(sealed.key, base):
        return "平台审核意见的记录不是登记的服务签的"
    person = person_of(seen.forge, seen.login, base) if seen else None
    return "" if person == sealed.statement.person else f"平台账号 {seen.login if seen else ''} 不属于 {sealed.statement.person}"


def _paper_trouble(sealed: Sealed, base: Ledger, now: AsOf) -> str:
    paper = sealed.statement.paper
    if paper is None or not base.policy.default.signing.paper:
        return "本地口径不承认纸质审批表（policy.yml 的 signing.paper）"
    if len({paper.entered_by, paper.confirmed_by, sealed.statement.person}) < 3:
        return "纸质审批表须由签批人以外的两个人分别录入、复核"
    if paper.on > sealed.statement.at.date():
        return f"纸质审批表的签字日期 {paper.on} 在录入以后"
    for key, who in ((sealed.key, paper.entered_by), (sealed.second, paper.confirmed_by)):
        person = base.people.get(who)
        if person is None or not in_office(person, now.day):
            return f"{who} 不在任，不能录入或复核"
        if key is None and who == paper.confirmed_by:
            return f"等 {who} 复核：由其对照原件运行 govmedia gate paper confirm"
        if why := signature_trouble(key, who, base):
            return why
    return ""


def person_of(forge: str, login: str, base: Ledger) -> str | None:
    """Whose login it is; None where nobody's or more than one person's. Logins do not differ by case."""
    found = _by_login(base).get((forge, login.casefold()), [])
    return found[0] if login and len(found) == 1 else None


@lru_cache(maxsize=4)
def _by_login(base: Ledger) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for person in base.people.values():
        for forge, login in person.logins.items():
            found.setdefault((forge, login.casefold()), []).append(person.id)
    return found


@lru_cache(maxsize=4)
def _by_key(base: Ledger) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person in base.people.values():
        for line in person.keys:
            found.setdefault(key_of(line), []).append(person.id)
    return found


def authors_by_path(change: ChangeSet, base: Ledger, vouched: Mapping[str, Authors]) -> Callable[[str], Authors]:
    """Who wrote each changed path, as Git's claims, keys and `vouched` (by commit) tell: all who had a hand in what stands there.

    Who wrote the path or, elsewhere, the same text; of a new path also who wrote what the change took back, since it may stand
    there under another name. What no commit put there, Git made in merging, from whosever words: everybody's.
    """
    by_path: dict[str, Authors] = {}
    by_blob: dict[str, Authors] = {}
    placed: set[tuple[str, str]] = set()
    for part in change.contributions:
        authors = authors_of(part.commit, base, vouched.get(part.commit.id))
        for path in part.paths:
            by_path[path] = by_path.get(path, Authors()) | authors
        for blob in part.blobs:
            by_blob[blob] = by_blob.get(blob, Authors()) | authors
        placed |= {(c.path, c.new_blob) for c in change.changes if c.path in part.paths and c.new_blob in part.blobs}
    everybody = _all(by_path.values())
    changed = {c.path for c in change.changes}
    vanished = _all(authors for path, authors in by_path.items() if path not in changed)
    found = {}
    for c in change.changes:
        found[c.path] = by_path.get(c.path, Authors()) | by_blob.get(c.new_blob, Authors())
        if c.new_blob != ABSENT and (c.path, c.new_blob) not in placed:
            found[c.path] |= everybody
        if c.old_blob == ABSENT:
            found[c.path] |= vanished
    return lambda path: found.get(path, Authors())


def _all(authors: Iterable[Authors]) -> Authors:
    return reduce(or_, authors, Authors())


def signed_by(commit: Commit, base: Ledger) -> list[str]:
    """Whose key signed a commit; nobody where no registered one did."""
    return _by_key(base).get(commit.key or "", [])


def authors_of(commit: Commit, base: Ledger, vouched: Authors | None) -> Authors:
    """Everybody a commit points to. Claims only ever add people; a stranger is who stays unknown without anybody vouching."""
    claimed = {a: person_of("email", a, base) for a in (commit.author, commit.committer, *commit.coauthors)}
    people = {person for person in claimed.values() if person}
    signed = signed_by(commit, base)
    if signed or (vouched and (vouched.people or vouched.strangers)):
        beside = vouched or Authors()
        return Authors(frozenset({*people, *signed, *beside.people}), frozenset() if signed else beside.strangers)
    unknown = set() if claimed.get(commit.author) else {commit.author or "（没有写明作者）"}
    return Authors(frozenset(people), frozenset(unknown))
