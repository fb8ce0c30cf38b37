"""Properties of the draw: a floor that is never missed, no order, no reshuffling, and a second, independent computation."""

import hashlib
from decimal import ROUND_CEILING, Decimal
from pathlib import Path

import yaml
from draw_office import Office
from hypothesis import given
from hypothesis import strategies as st

from govmedia.calculation.draw import draw_of, drawn, ranked, sample_size, seed_of, share_text
from govmedia.loading.inspections import read_frame
from govmedia.model.sample import Stratum

SEEDS = st.binary(min_size=32, max_size=32).map(bytes.hex)
IDS = st.lists(st.integers(0, 999).map(lambda n: f"990100-lingdong/unit-{n}/wechat"), unique=True, min_size=1, max_size=60).map(sorted)
SHARES = st.integers(1, 1000).map(lambda n: n / 1000)


def stratum(ids: list[str], always: list[str], share: str = "0.3") -> Stratum:
    reasons = [{"account": i, "why": ["watched"]} for i in always]
    facts = {"region": "990100-lingdong", "name": "岭东市", "share": share, "accounts": ids, "always": reasons}
    return Stratum.model_validate(facts)


@given(SEEDS, IDS, st.randoms())
def test_order_does_not_matter(seed: str, ids: list[str], chance: object) -> None:
    mixed = list(ids)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert ranked(seed, mixed) == ranked(seed, ids)


@given(SEEDS, IDS, SHARES)
def test_one_more_account_displaces_at_most_one(seed: str, ids: list[str], share: float) -> None:
    text = share_text(share)
    before = drawn(stratum(ids, [], text), seed)
    after = drawn(stratum(sorted([*ids, "990100-lingdong/newcomer/wechat"]), [], text), seed)
    assert len(set(before) - set(after)) <= 1
    assert len(set(after) - set(before)) <= 2  # the newcomer, and one more where k grew


@given(SEEDS, IDS, SHARES, st.data())
def test_always_in_never_counts_against_k(seed: str, ids: list[str], share: float, data: st.DataObject) -> None:
    always = sorted(data.draw(st.lists(st.sampled_from(ids), unique=True)))
    found = drawn(stratum(ids, always, share_text(share)), seed)
    k = int((Decimal(str(share)) * len(ids)).to_integral_value(ROUND_CEILING))
    assert not set(found) & set(always)
    assert len(found) == min(k, len(ids) - len(always))
    assert len(found) + len(always) >= k


@given(SHARES, st.integers(0, 5000))
def test_share_is_a_floor_and_no_more_than_needed(share: float, size: int) -> None:
    k, exact = sample_size(share_text(share), size), Decimal(str(share)) * size
    assert exact <= k < exact + 1


def test_no_float_error() -> None:
    assert [sample_size("0.3", n) for n in (0, 1, 3, 10, 11, 100, 1000)] == [0, 1, 1, 3, 4, 30, 300]
    assert [share_text(s) for s in (0.3, 1.0, 0.05, 0.1 + 0.2)] == ["0.3", "1", "0.05", "0.30000000000000004"]


@given(st.sampled_from(["482915", "000000"]), st.integers(0, 63))
def test_every_digit_of_the_digest_and_salt_matters(digits: str, place: int) -> None:
    digest, salt = "0" * 64, "a" * 64
    other = digest[:place] + "1" + digest[place + 1 :]
    assert len({seed_of(digest, salt, digits), seed_of(other, salt, digits), seed_of(digest, other, digits)}) == 3


def independent(frame: dict, draw: dict) -> dict[str, list[str]]:  # type: ignore[type-arg]
    """The recipe of the files' heads, written again without anything of ours."""
    text = f"govmedia-draw-1\nframe\n{frame['quarter']}\n{frame['frozen_on']}\n{frame['commit']}\n"
    for part in frame["strata"]:
        why = {a["account"]: ",".join(a["why"]) for a in part["always"]}
        text += f"stratum {part['region']} {part['share']} {part['name']}\n"
        text += "".join(f"always {i} {why[i]}\n" if i in why else f"account {i}\n" for i in part["accounts"])
    digest = hashlib.sha256(text.encode()).hexdigest()
    seed = hashlib.sha256(f"govmedia-draw-1\nseed\n{digest}\n{frame['salt']}\n{draw['digits']}\n".encode()).hexdigest()
    found = {}
    for part in frame["strata"]:
        pool = set(part["accounts"]) - {a["account"] for a in part["always"]}
        order = sorted(pool, key=lambda i: hashlib.sha256(f"{seed}\n{i}".encode()).hexdigest())
        k = int((Decimal(part["share"]) * len(part["accounts"])).to_integral_value(ROUND_CEILING))
        found[part["region"]] = order[:k]
    return found


def test_independent_computation(office: Office) -> None:
    office.freeze()
    office.commit()
    assert office.draw().code == 0
    folder = Path(office.root) / "registry/inspections/2026Q4"
    frame, draw = (yaml.safe_load((folder / name).read_text(encoding="utf-8")) for name in ("frame.yml", "draw.yml"))
    assert independent(frame, draw) == {part["region"]: part["random"] for part in draw["strata"]}


def test_draw_of_is_a_function_of_frame_and_digits(office: Office) -> None:
    office.freeze()
    frame, _ = read_frame(office.root, "2026Q4")
    assert frame
    one, same, other = (draw_of(frame, digits, drawn_on="2026-11-25") for digits in ("482915", "482915", "482916"))
    assert one == same
    assert one.seed != other.seed
    assert one.totals == other.totals
