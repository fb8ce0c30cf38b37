"""The three acts in a real repository: what is frozen, what is refused, what `verify` says to each kind of tampering."""

import re
from collections.abc import Callable

import pytest
import yaml
from draw_office import Office

FRAME, DRAW = "registry/inspections/2026Q4/frame.yml", "registry/inspections/2026Q4/draw.yml"


def frozen(office: Office) -> dict[str, list[str]]:
    """Accounts by stratum."""
    done = office.freeze()
    assert done.code == 0, done.err
    frame = yaml.safe_load((office.root / FRAME).read_text(encoding="utf-8"))
    return {s["region"]: s["accounts"] for s in frame["strata"]}


def always_in(office: Office) -> dict[str, list[str]]:
    frame = yaml.safe_load((office.root / FRAME).read_text(encoding="utf-8"))
    return {a["account"]: a["why"] for s in frame["strata"] for a in s["always"]}


def test_strata(office: Office) -> None:
    found = frozen(office)
    assert {region: len(ids) for region, ids in found.items()} == {"990000-nanling": 4, "990100-lingdong": 20, "990200-linxi": 5}
    assert "999001-qianjiang/unit-0/weibo" in found["990000-nanling"]
    assert {"990101-donghu/unit-0/weibo", "990171-gaoxin/unit-1/weibo"} <= set(found["990100-lingdong"])


def test_share_by_region_and_table(office: Office) -> None:
    office.account("990100-lingdong/unit-0/wechat", represents_government="true")
    office.commit()
    table = office.freeze().out.splitlines()[1:6]
    assert [re.split(r"\s{2,}", line) for line in table] == [
        ["地区", "总体", "随机（份额）", "必查", "合计"],
        ["南岭省", "4", "2（30%）", "0", "2"],
        ["岭东市", "20", "6（30%）", "1", "7"],
        ["岭西市", "5", "3（50%）", "0", "3"],
        ["全部", "29", "11", "1", "12"],
    ]


@pytest.mark.parametrize(
    ("fields", "in_frame"),
    [
        ({}, True),
        ({"scope": "outside", "scope_reason": "法院"}, False),
        ({"events": "[{kind: opened, on: 2020-01-01}, {kind: cancelled, on: 2026-11-22}]"}, False),
        ({"events": "[{kind: opened, on: 2020-01-01}, {kind: cancelled, on: 2026-11-23}]"}, True),
        ({"events": "[{kind: opened, on: 2020-01-01}, {kind: suspended, on: 2026-11-01}]"}, False),
        ({"events": "[{kind: opened, on: 2020-01-01}, {kind: announced, on: 2026-11-01}]"}, True),
        ({"events": "[{kind: opened, on: 2026-12-01}]"}, False),
        ({"imported: {file: 台账.xlsx, row: 3, on": "2026-01-01}"}, True),
    ],
)
def test_who_may_be_drawn(office: Office, fields: dict[str, str], in_frame: bool) -> None:
    office.account("990200-linxi/subject/wechat", **fields)
    office.commit()
    assert ("990200-linxi/subject/wechat" in frozen(office)["990200-linxi"]) is in_frame


def test_suspended_stays_where_the_duty_does(office: Office) -> None:
    office.write("registry/policy.yml", (office.root / "registry/policy.yml").read_text("utf-8").replace("exempt", "duty"))
    office.account("990200-linxi/subject/wechat", events="[{kind: opened, on: 2020-01-01}, {kind: suspended, on: 2026-11-01}]")
    office.commit()
    assert "990200-linxi/subject/wechat" in frozen(office)["990200-linxi"]


def test_always_in(office: Office) -> None:
    first, second, third, fourth = (f"990100-lingdong/unit-{n}/wechat" for n in range(4))
    office.account(first, represents_government="true")
    office.write(
        "registry/inspections/2026Q3/findings.yml", f"- {{account: {first}, item: 内容不更新}}\n- {{account: {second}, item: 错链}}\n"
    )
    office.write("registry/inspections/2026Q2/findings.yml", f"- {{account: {fourth}, item: 错链}}\n")
    watch = [
        f"- {{account: {i}, reason: 更新慢, from: 2026-10-01, until: {day}}}\n"
        for i, day in ((third, "2026-11-22"), (fourth, "2026-11-21"))
    ]
    office.write("registry/inspections/watch.yml", "".join(watch))
    office.commit()
    frozen(office)
    assert always_in(office) == {first: ["represents_government", "failed"], second: ["failed"], third: ["watched"]}


def test_frame_is_of_the_commit_not_of_the_work_tree(office: Office) -> None:
    office.account("990200-linxi/uncommitted/wechat")
    assert "990200-linxi/uncommitted/wechat" not in frozen(office)["990200-linxi"]


def test_made_once_and_in_order(office: Office) -> None:
    assert "还没有冻结" in office.draw().err
    assert "还没有冻结" in office.verify().err
    assert office.freeze().code == 0
    assert (again := office.freeze()).code == 3 and "不能再冻结" in again.err
    assert (early := office.draw()).code == 3 and "还没有提交" in early.err
    office.commit()
    assert office.draw().code == 0
    before = (office.root / DRAW).read_bytes()
    assert (again := office.draw("999999")).code == 3 and "不能重抽" in again.err
    assert (office.root / DRAW).read_bytes() == before


@pytest.mark.parametrize("digits", ["12345", "12345a", "", "４８２９１５", "-12345678", "1" * 65])
def test_digits_are_digits(office: Office, digits: str) -> None:
    done = office.draw(digits)
    assert done.code == 2
    assert "6 至 64 位数字" in done.err


@pytest.mark.parametrize("quarter", ["2026", "2026Q5", "2026q4", "../../x"])
def test_quarter_is_a_quarter(office: Office, quarter: str) -> None:
    assert office.freeze(quarter).code == 2


def test_refusals(office: Office) -> None:
    assert "不在 2026Q4 之内" in office.freeze(day="2026-09-30").err
    office.write("registry/990200-linxi/broken/wechat.yml", "name： 全角\n")
    office.commit()
    assert "读不出来，如 registry/990200-linxi/broken/wechat.yml" in office.freeze().err
    office.account("990200-linxi/broken/wechat")
    office.account("991234-nowhere/unit/wechat")
    office.commit()
    assert "行政区划表里没有“991234-nowhere”" in office.freeze().err
    office.git("rm", "-q", "-r", "registry/991234-nowhere")
    office.write("registry/inspections/2026Q3/findings.yml", "- {account: 990200-linxi/unit-0/weibo}\n")
    office.commit()
    assert "findings.yml（缺少“item”）" in office.freeze().err


def test_freeze_without_a_quarter_takes_that_of_the_day(office: Office) -> None:
    assert "2026Q4 抽查名单已冻结" in office.govmedia("sample", "freeze", "--as-of", "2026-11-22").out


def test_draw_refuses_a_frame_changed_after_commit(office: Office) -> None:
    office.freeze()
    office.commit()
    edit(office, FRAME, "990200-linxi/unit-4/weibo", "990200-linxi/unit-9/weibo")
    assert (done := office.draw()).code == 3 and "内容被改过" in done.err
    office.git("checkout", "-q", "--", FRAME)
    edit(office, FRAME, "# 1. ", "# 1.")
    assert (done := office.draw()).code == 3 and "提交后改过" in done.err


def edit(office: Office, path: str, old: str, new: str) -> None:
    text = (office.root / path).read_text(encoding="utf-8")
    assert old in text
    office.write(path, text.replace(old, new, 1))


def test_verify_whole(drawn: Office) -> None:
    done = drawn.verify()
    assert done.code == 0, done.out
    assert "核对相符" in done.out
    assert "说明" not in done.out


def flip(office: Office, path: str, key: str) -> None:
    """Change the last hexadecimal digit of a value."""
    text = (office.root / path).read_text(encoding="utf-8")
    found = re.search(rf"^{key}: '?([0-9a-f]{{40,64}})'?$", text, re.M)
    assert found
    other = found[1][:-1] + ("0" if found[1][-1] != "0" else "1")
    office.write(path, text.replace(f"{key}: {found[1]}", f"{key}: {other}").replace(f"'{found[1]}'", f"'{other}'"))


def first_drawn(office: Office) -> list[str]:
    draw = yaml.safe_load((office.root / DRAW).read_text(encoding="utf-8"))
    return next(s["random"] for s in draw["strata"] if s["region"] == "990100-lingdong")


TAMPERINGS: dict[str, tuple[Callable[[Office], None], str]] = {
    "digest in frame": (lambda o: flip(o, FRAME, "digest"), "frame.yml 的 digest 是"),
    "salt in frame": (lambda o: flip(o, FRAME, "salt"), "frame.yml 的 salt 是"),
    "commit in frame": (lambda o: flip(o, FRAME, "commit"), "frame.yml 的内容被改过"),
    "digest in draw": (lambda o: flip(o, DRAW, "frame"), "draw.yml 的 frame 是"),
    "salt in draw": (lambda o: flip(o, DRAW, "salt"), "draw.yml 的 salt 是"),
    "seed in draw": (lambda o: flip(o, DRAW, "seed"), "draw.yml 的 seed 是"),
    "digits": (lambda o: edit(o, DRAW, "482915", "482916"), "draw.yml 的 digits 被改过：482916"),
    "account renamed": (
        lambda o: edit(o, FRAME, "990200-linxi/unit-4/weibo", "990200-linxi/unit-5/weibo"),
        "frame.yml 990200-linxi 缺少账号 990200-linxi/unit-4/weibo",
    ),
    "account removed": (
        lambda o: edit(o, FRAME, "  - 990200-linxi/unit-4/weibo\n", ""),
        "frame.yml 990200-linxi 缺少账号 990200-linxi/unit-4/weibo",
    ),
    "account added": (
        lambda o: edit(o, FRAME, "  - 990200-linxi/unit-4/weibo\n", "  - 990200-linxi/unit-4/weibo\n  - 990200-linxi/unit-7/weibo\n"),
        "frame.yml 990200-linxi 多出账号 990200-linxi/unit-7/weibo",
    ),
    "always-in reason": (lambda o: edit(o, FRAME, "- represents_government", "- watched"), "必查原因是“重点关注”，应是“代表本级政府”"),
    "share": (lambda o: edit(o, FRAME, "'0.5'", "'0.2'"), "frame.yml 990200-linxi 的 share 是 0.2，应是 0.5"),
    "freeze day": (lambda o: edit(o, FRAME, "2026-11-22", "2026-11-21"), "frame.yml 的内容被改过"),
    "name": (lambda o: edit(o, FRAME, "岭西市", "岭南市"), "frame.yml 990200-linxi 的 name 是 岭南市"),
    "quarter": (lambda o: edit(o, FRAME, "quarter: 2026Q4", "quarter: 2026Q3"), "frame.yml 的 quarter 是 2026Q3，应是 2026Q4"),
    "algorithm": (lambda o: edit(o, FRAME, "algorithm: govmedia-draw-1", "algorithm: govmedia-draw-2"), "frame.yml 的 algorithm 是"),
    "drawn account exchanged": (
        lambda o: edit(o, DRAW, first_drawn(o)[0], "990100-lingdong/unit-99/wechat"),
        "draw.yml 990100-lingdong 多出没有抽中的账号 990100-lingdong/unit-99/wechat",
    ),
    "drawn account removed": (lambda o: edit(o, DRAW, f"  - {first_drawn(o)[0]}\n", ""), "漏了抽中的账号"),
    "order of the drawn": (
        lambda o: edit(o, DRAW, "  - {}\n  - {}\n".format(*first_drawn(o)[:2]), "  - {1}\n  - {0}\n".format(*first_drawn(o)[:2])),
        "draw.yml 990100-lingdong 第 1 名 是",
    ),
    "stratum total": (lambda o: edit(o, DRAW, "total: 20", "total: 21"), "draw.yml 990100-lingdong 的 total 是 21，应是 20"),
    "totals": (lambda o: edit(o, DRAW, "selected: 12", "selected: 13"), "draw.yml 的 totals.selected 是 13，应是 12"),
    "stratum removed": (
        lambda o: edit(o, DRAW, "- region: 990200-linxi", "- region: 990300-linnan"),
        "draw.yml 缺少层 990200-linxi",
    ),
    "draw before freeze": (lambda o: edit(o, DRAW, "2026-11-25", "2026-11-20"), "早于名单冻结日"),
    "place": (lambda o: edit(o, DRAW, "市政府会议室", "家里"), "draw.yml 与已提交的内容不同"),
    "not hexadecimal": (lambda o: edit(o, DRAW, "seed: ", "seed: z"), "draw.yml:"),
    "unknown key": (lambda o: edit(o, FRAME, "salt: ", "sallt: "), "未知的键“sallt”"),
    "not YAML": (lambda o: edit(o, FRAME, "strata:", "strata: ["), "frame.yml:"),
}


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_verify_names_tampering(drawn: Office, kind: str) -> None:
    tamper, expected = TAMPERINGS[kind]
    tamper(drawn)
    done = drawn.verify()
    assert done.code == 1
    assert expected in done.out, done.out


def test_verify_names_a_committed_change(drawn: Office) -> None:
    edit(drawn, DRAW, "市政府会议室", "家里")
    drawn.commit("Whisper")
    done = drawn.verify()
    assert done.code == 1
    assert "draw.yml 提交后又改过，前后有 2 种内容" in done.out


def test_verify_of_the_files_alone(drawn: Office, tmp_path_factory: pytest.TempPathFactory) -> None:
    alone = Office(tmp_path_factory.mktemp("alone"))
    for path in (FRAME, DRAW):
        alone.write(path, (drawn.root / path).read_text(encoding="utf-8"))
    done = alone.verify()
    assert done.code == 0, done.out + done.err
    assert "没有核对名单与登记库是否一致" in done.out
    edit(alone, FRAME, "990200-linxi/unit-4/weibo", "990200-linxi/unit-5/weibo")
    assert alone.verify().code == 1


def test_later_changes_of_the_registry_do_not_touch_the_draw(drawn: Office) -> None:
    drawn.account("990200-linxi/later/wechat")
    drawn.commit("Later")
    assert drawn.verify().code == 0


@pytest.mark.parametrize("landed", [False, True], ids=["work tree", "commit"])
def test_a_deleted_draw_is_missed_and_not_done_again(drawn: Office, landed: bool) -> None:
    (drawn.root / DRAW).unlink()
    if landed:
        drawn.commit("Lose the draw")
    done = drawn.verify()
    assert (done.code, "draw.yml 提交过，现在不见了" in done.out) == (1, True), done.out
    again = drawn.draw("777777")
    assert (again.code, "不能重抽" in again.err) == (3, True), again.err
    assert not (drawn.root / DRAW).exists()


def test_a_deleted_frame_is_missed_and_not_frozen_again(drawn: Office) -> None:
    for path in (FRAME, DRAW):
        (drawn.root / path).unlink()
    drawn.commit("Begin anew")
    done = drawn.verify()
    assert (done.code, "frame.yml 提交过，现在不见了" in done.out) == (1, True), done.out
    again = drawn.freeze()
    assert (again.code, "不能再冻结" in again.err) == (3, True), again.err


def test_a_shallow_clone_does_not_accuse(drawn: Office, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("shallow")
    drawn.git("clone", "-q", "--depth", "1", f"file://{drawn.root}", str(folder / "it"))
    done = Office(folder / "it").verify()
    assert "浅克隆" in done.out and "同一次提交" not in done.out
