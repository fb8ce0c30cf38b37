"""What is wrong with a frame and a draw: every value that does not follow from the others, named. Each answer is a Chinese line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from govmedia.calculation.draw import ALGORITHM, digest_of, draw_strata, seed_of, totals_of
from govmedia.model.sample import Always, Draw, Drawn, Frame, Stratum

FRAME, DRAW = "frame.yml", "draw.yml"


def frame_faults(frame: Frame, quarter: str) -> Iterator[str]:
    """What a frame says wrongly about itself."""
    yield from _same(f"{FRAME} 的 quarter", frame.quarter, quarter)
    yield from _same(f"{FRAME} 的 algorithm", frame.algorithm, ALGORITHM)
    yield from _order(f"{FRAME} 的各层", [s.region for s in frame.strata])
    for stratum in frame.strata:
        yield from _order(f"{FRAME} {stratum.region} 的账号", stratum.accounts)
        yield from _order(f"{FRAME} {stratum.region} 的必查账号", [a.account for a in stratum.always])
        for absent in sorted({a.account for a in stratum.always} - set(stratum.accounts)):
            yield f"{FRAME} {stratum.region}：必查账号 {absent} 不在本层名单里"


def digest_fault(frame: Frame, frozen: str) -> Iterator[str]:
    """Whether the content still gives the digest it was frozen with."""
    if (found := digest_of(frame)) != frozen:
        yield f"{FRAME} 的内容被改过：冻结时的摘要是 {frozen}，现在的内容算得 {found}"


def against_registry(frame: Frame, registry: Sequence[Stratum]) -> Iterator[str]:
    """Where the frame differs from what the registry gives at the commit it names."""
    mine, theirs = {s.region: s for s in frame.strata}, {s.region: s for s in registry}
    for region in sorted(mine.keys() | theirs.keys()):
        if region not in mine:
            yield f"{FRAME} 缺少层 {region}：登记库在该提交有 {len(theirs[region].accounts)} 个账号"
        elif region not in theirs:
            yield f"{FRAME} 多出层 {region}：登记库在该提交没有"
        else:
            yield from _stratum_against(mine[region], theirs[region])


def _stratum_against(mine: Stratum, theirs: Stratum) -> Iterator[str]:
    where = f"{FRAME} {mine.region}"
    yield from _same(f"{where} 的 name", mine.name, theirs.name)
    yield from _same(f"{where} 的 share", mine.share, theirs.share)
    yield from (f"{where} 缺少账号 {i}：登记库在该提交有" for i in sorted(set(theirs.accounts) - set(mine.accounts)))
    yield from (f"{where} 多出账号 {i}：登记库在该提交没有，或不在抽查范围" for i in sorted(set(mine.accounts) - set(theirs.accounts)))
    why, expected = _reasons(mine.always), _reasons(theirs.always)
    for account in sorted(why.keys() | expected.keys()):
        if why.get(account) != expected.get(account):
            yield f"{where} 账号 {account} 的必查原因是“{why.get(account, '无')}”，应是“{expected.get(account, '无')}”"


def _reasons(always: Sequence[Always]) -> dict[str, str]:
    return {a.account: "、".join(r.zh for r in a.why) for a in always}


def draw_faults(frame: Frame, draw: Draw) -> Iterator[str]:
    """Where the draw does not follow from the frame and the digits."""
    digest, salt, seed = _truth(frame, draw)
    yield from _same(f"{DRAW} 的 quarter", draw.quarter, frame.quarter)
    yield from _same(f"{DRAW} 的 algorithm", draw.algorithm, ALGORITHM)
    yield from _same(f"{FRAME} 的 digest", frame.digest, digest)
    yield from _same(f"{DRAW} 的 frame", draw.frame, digest)
    yield from _same(f"{FRAME} 的 salt", frame.salt, salt)
    yield from _same(f"{DRAW} 的 salt", draw.salt, salt)
    yield from digest_fault(frame, digest)
    if draw.drawn_on < frame.frozen_on:
        yield f"{DRAW} 的 drawn_on {draw.drawn_on} 早于名单冻结日 {frame.frozen_on}"
    if draw.seed != seed and draw_strata(frame, draw.seed) == draw.strata:
        yield f"{DRAW} 的 digits 被改过：{draw.digits} 算得的种子是 {seed}，而抽中的账号与所载种子 {draw.seed} 相合"
        seed = draw.seed
    yield from _same(f"{DRAW} 的 seed", draw.seed, seed)
    yield from _strata_faults(draw, draw_strata(frame, seed))


def _truth(frame: Frame, draw: Draw) -> tuple[str, str, str]:
    """Digest, salt and seed that agree: of values that stand twice, the ones that give the seed on file; else the frame's."""
    for digest, salt in product((frame.digest, draw.frame, digest_of(frame)), (frame.salt, draw.salt)):
        if seed_of(digest, salt, draw.digits) == draw.seed:
            return digest, salt, draw.seed
    return frame.digest, frame.salt, seed_of(frame.digest, frame.salt, draw.digits)


def _strata_faults(draw: Draw, expected: list[Drawn]) -> Iterator[str]:
    mine, theirs = {s.region: s for s in draw.strata}, {s.region: s for s in expected}
    yield from _order(f"{DRAW} 的各层", [s.region for s in draw.strata])
    yield from (f"{DRAW} 缺少层 {region}" for region in sorted(theirs.keys() - mine.keys()))
    yield from (f"{DRAW} 多出层 {region}" for region in sorted(mine.keys() - theirs.keys()))
    for region in sorted(mine.keys() & theirs.keys()):
        yield from _drawn_faults(mine[region], theirs[region])
    for name, value in totals_of(expected):
        yield from _same(f"{DRAW} 的 totals.{name}", getattr(draw.totals, name), value)


def _drawn_faults(mine: Drawn, theirs: Drawn) -> Iterator[str]:
    where = f"{DRAW} {mine.region}"
    yield from _same(f"{where} 的 total", mine.total, theirs.total)
    yield from _same(f"{where} 的 always", mine.always, theirs.always)
    yield from (f"{where} 漏了抽中的账号 {i}（第 {theirs.random.index(i) + 1} 名）" for i in theirs.random if i not in mine.random)
    yield from (f"{where} 多出没有抽中的账号 {i}" for i in mine.random if i not in theirs.random)
    if sorted(mine.random) == sorted(theirs.random):
        for place, (found, right) in enumerate(zip(mine.random, theirs.random, strict=True), 1):
            yield from _same(f"{where} 第 {place} 名", found, right)
    elif len(set(mine.random)) < len(mine.random):
        yield f"{where} 有账号写了两次"


def _same(what: str, found: object, right: object) -> Iterator[str]:
    if found != right:
        yield f"{what} 是 {found}，应是 {right}"


def _order(what: str, ids: Sequence[str]) -> Iterator[str]:
    for before, after in pairwise(ids):
        if before == after:
            yield f"{what}：{after} 写了两次"
        elif before > after:
            yield f"{what}：{after} 应排在 {before} 之前"
