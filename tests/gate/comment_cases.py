"""Changes of every kind on the small office, each for a comment that is kept word for word."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gate_world import ACCOUNT, CITY, EDUCATION, HEALTH, PROMOTION, SAFE, Office, manuscript

TEXT = f"content/manuscripts/{HEALTH}/2026/11-20-vaccine.md"
OLD = f"content/manuscripts/{HEALTH}/2026/10-01-old.md"
WECHAT, WEIBO = f"registry/{HEALTH}/wechat.yml", f"registry/{HEALTH}/weibo.yml"
BODY = """各社区卫生服务中心周一至周五接种，周末轮值。**请带身份证件**，预约见[健康岭东](https://www.gov.cn/jz)。

## 哪些人先打

- 六十岁以上的老年人；
- 六月龄至五岁的儿童。

1. 先预约
2. 再接种

> 接种后留观三十分钟。

![接种台前排队的市民](11-20-vaccine/queue.png)
"""


@dataclass(frozen=True)
class Case:
    """`play` makes the branch; the name is the snapshot's."""

    name: str
    play: Callable[[Office], None]


def _files(office: Office, files: Mapping[str, str | None], who: str = "editor") -> None:
    office.commit(files, who)


def _edited(office: Office, path: str, *pairs: tuple[str, str]) -> str:
    text = (office.work / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def _weibo(day: str = "2026-11-02", **more: str) -> str:
    approval = f"approval: {{by: {CITY}, document: 岭东府办函〔2026〕76号, on: 2026-10-28}}, filed_on: 2026-11-03"
    head = ACCOUNT.format(name="健康岭东", number=0).replace("gh: gh_000000000000", "uid: '1234567891'")
    extra = "".join(f"{key}: {value}\n" for key, value in more.items())
    return extra + head.replace("{kind: opened, on: 2018-05-06}", f"{{kind: opened, on: {day}, {approval}}}")


def filing_opened(office: Office) -> None:
    _files(office, {WEIBO: _weibo()})


def filing_changed(office: Office) -> None:
    event = "{kind: renamed, on: 2026-11-18, was: 健康岭东, notice: https://www.example.gov.cn/n/1.html, filed_on: 2026-11-19}"
    pairs = (("name: 健康岭东", "name: 岭东卫健"), ("[comments]", "[comments, menu]"), ("2018-05-06}\n", f"2018-05-06}}\n  - {event}\n"))
    unit = f"registry/{HEALTH}/unit.yml"
    _files(office, {WECHAT: _edited(office, WECHAT, *pairs), unit: _edited(office, unit, ("full_time: 1", "full_time: 2"))})
    office.sign("city-deputy")


def filing_cancelled(office: Office) -> None:
    archived = f"registry/archive/{PROMOTION}/weibo-2026-11-10.yml"
    path = f"registry/{PROMOTION}/weibo.yml"
    event = "{kind: cancelled, on: 2026-11-10, notice: https://www.example.gov.cn/n/2.html, successor: 990100-lingdong/health/wechat}"
    text = _edited(office, path, ("2018-05-06}\n", f"2018-05-06}}\n  - {event}\n"))
    _files(office, {path: None, archived: text})


def filing_moved(office: Office) -> None:
    path, to = f"registry/{EDUCATION}/wechat.yml", f"registry/{HEALTH}/wechat-school.yml"
    event = "{kind: transferred, on: 2026-11-30, was: 岭东市教育局}"
    text = _edited(office, path, ("2018-05-06}\n", f"2018-05-06}}\n  - {event}\n"))
    _files(office, {path: None, to: f"id: {EDUCATION}/wechat\n{text}"})


def filing_deleted(office: Office) -> None:
    _files(office, {f"registry/{EDUCATION}/wechat.yml": None})


def filing_rewrites_the_past(office: Office) -> None:
    _files(office, {WECHAT: _edited(office, WECHAT, ("2018-05-06", "2019-05-06"))})


def filing_reorders_the_past(office: Office) -> None:
    event = "{kind: suspended, on: 2020-01-01, notice: https://www.example.gov.cn/n/3.html}"
    two = (("2018-05-06}\n", f"2018-05-06}}\n  - {event}\n"),)
    office.commit({WECHAT: _edited(office, WECHAT, *two)}, "engineer")
    office_main(office)
    first = "{kind: opened, on: 2018-05-06}"
    _files(office, {WECHAT: _edited(office, WECHAT, (f"  - {first}\n  - {event}\n", f"  - {event}\n  - {first}\n"))})


def filing_reformatted(office: Office) -> None:
    _files(office, {WECHAT: _edited(office, WECHAT, ("name: 健康岭东\n", "name: '健康岭东'  # 全称\n"))})


def filing_unreadable(office: Office) -> None:
    _files(office, {WECHAT: "name: [\n"})


def filing_of_new_unit(office: Office) -> None:
    head = "name: 岭东市文化广电旅游局\nlevel: prefecture\nkind: department\n"
    _files(office, {"registry/990100-lingdong/culture/unit.yml": head + SAFE})


def people_changed(office: Office) -> None:
    path = "registry/people.yml"
    row = "id: section, post: section, unit: 990100-lingdong/health, level: section, stages: [first, second, duty]"
    new = "id: section, post: 宣传科科长, unit: 990100-lingdong/health, level: deputy, stages: [second, final, duty]"
    acting = "acting: [{for: deputy, from: 2020-01-01, until: 2099-12-31, basis: 值班安排}], "
    pairs = ((row, new), (acting, ""), ("github: lawyer,", "github: lawyer-2,"), ("id: teacher,", "id: teacher-b,"))
    _files(office, {path: _edited(office, path, *pairs)})


def policy_changed(office: Office) -> None:
    path = "registry/policy.yml"
    slot = "- {stage: second, gates: [politics, law, policy, secrecy, wording], level: section}"
    pairs = (
        ("max_gap_days: 14 ", "max_gap_days: 30 "),
        ("suspended: exempt ", "suspended: duty "),
        (f"reprint:                        # 转载：拟稿人之外一人\n        {slot}", "reprint: []"),
        ("regions: {}", "regions:\n  990100-lingdong:\n    sample: {share: 0.5}"),
    )
    _files(office, {path: _edited(office, path, *pairs)})


def kinds_changed(office: Office) -> None:
    pairs = (
        ("name: 稿件, approvers: unit", "name: 稿件, approvers: coordinator"),
        ("with: [schema], paths: [registry/people", "paths: [registry/people"),
    )
    _files(office, {"registry/kinds.yml": _edited(office, "registry/kinds.yml", *pairs)})


def kinds_reordered(office: Office) -> None:
    rows = (office.work / "registry/kinds.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(at for at, row in enumerate(rows) if row.startswith("- "))
    _files(office, {"registry/kinds.yml": "".join([*rows[:first], rows[-1], *rows[first:-1]])})


def words_that_are_no_rows(office: Office) -> None:
    _files(office, {"registry/words/a.yml": "团购: 广告\n"})


def waiver_added(office: Office) -> None:
    row = (
        f"- rule: one_account_per_platform\n  subject: {HEALTH}/wechat\n  reason: 预约量大，须另设服务号\n  document: 岭东府办函〔2026〕80号\n"
        f"  approved_by: {CITY}\n  from: 2026-11-20\n  until: 2027-11-19\n"
    )
    debt = f"- {{rule: opening_approved, path: {WECHAT}, count: 2}}\n"
    _files(office, {"registry/waivers.yml": row, "registry/baseline.yml": debt})


def words_added(office: Office) -> None:
    row = (
        "- id: advertising-group-buy\n  clause: 90-3.5.7\n  strength: binding\n  message: 像是商业广告\n  mend: 删去，或说明为什么不是广告\n"
        "  words: [团购, (扫码|点击)…下单]\n  must_flag: [扫码即可下单。]\n  must_pass: [扫码预约接种。]\n"
    )
    _files(office, {"registry/words/advertising.yml": row})


def manuscript_new(office: Office) -> None:
    office.commit({WEIBO: _weibo()}, "engineer")
    office_main(office)
    _picture(office)
    media = "[{file: queue.png, rights: 自有版权, source: 岭东市卫生健康局, alt: 接种台前排队的市民}]"
    _files(office, {TEXT: manuscript(text=BODY, accounts="[wechat, weibo]", media=media)})
    office.sign("section")


def _picture(office: Office) -> None:
    """One white point."""
    png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsXTHtwAAAABJRU5ErkJggg=="
    file = office.work / TEXT.replace(".md", "/queue.png")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b64decode(png))


def office_main(office: Office) -> None:
    """What is on the branch so far is taken for the state of the main branch."""
    from gate_world import git

    git(office.work, "checkout", "-q", "-B", "main")
    office.branch("change")


def manuscript_edited(office: Office) -> None:
    office.commit({TEXT: manuscript(text=BODY)}, "engineer")
    office_main(office)
    text = BODY.replace("周末轮值", "周末休息").replace("\n> 接种后留观三十分钟。\n", "").replace("1. 先预约", "1. 先登录健康码\n2. 先预约")
    _files(office, {TEXT: manuscript("秋冬季接种安排", text=text)})
    office.sign("section")
    office.sign("deputy", "--reject", "周末到底接不接种，核实后再报")


def manuscript_leads_elsewhere(office: Office) -> None:
    """Not a word changes, only where a link leads, what a picture is, and who is said to own it."""
    office.commit({TEXT: manuscript(text=BODY)}, "engineer")
    office_main(office)
    text = BODY.replace("https://www.gov.cn/jz", "https://shop.example.com/").replace("queue.png", "crowd.png")
    _files(office, {TEXT: manuscript(text=text)})


def manuscript_reformatted(office: Office) -> None:
    office.commit({TEXT: manuscript(text=BODY)}, "engineer")
    office_main(office)
    _files(office, {TEXT: manuscript(text=BODY.replace("**", "*"))})


def manuscript_raised(office: Office) -> None:
    office.commit({OLD: manuscript("国庆门诊安排", "leadership")}, "engineer")
    office_main(office)
    _files(office, {OLD: manuscript("国庆门诊安排", text="改了。")})
    office.sign("section")
    office.sign("teacher")


def manuscript_emergency(office: Office) -> None:
    _files(office, {TEXT: manuscript("台风红色预警", "emergency", "请市民居家避险。")})
    office.sign("section")


def manuscript_with_findings(office: Office) -> None:
    _files(office, {TEXT: manuscript(accounts="[wechat, douyin]"), TEXT.replace("vaccine", "clinic"): manuscript("夜间门诊")})
    office.sign("section", "--item", TEXT)


def manuscript_passes(office: Office) -> None:
    _files(office, {TEXT: manuscript()})
    office.sign("section")
    office.sign("deputy")


def edited_after_signing(office: Office) -> None:
    manuscript_passes(office)
    _files(office, {TEXT: manuscript(text="各社区卫生服务中心每天接种。")})


def code_changed(office: Office) -> None:
    _files(office, {"scripts/x.py": "print('``` @someone')\n", ".gitattributes": "* -diff\n"}, "engineer")


def page_changed(office: Office) -> None:
    _files(office, {"content/pages/about.md": "# 关于本目录\n\n由 @someone 维护，见 #1。\n"})


def receipt_added(office: Office) -> None:
    path = OLD.replace("manuscripts", "receipts").replace(".md", ".yml")
    _files(office, {path: "posts:\n  - {account: wechat, at: 2026-10-01T09:00:00+08:00, url: https://mp.example.cn/s/1}\n"})


def mixed_and_homeless(office: Office) -> None:
    _files(office, {TEXT: manuscript(), WEIBO: _weibo(), "docs/CODEOWNERS": "* @editor\n"})


CASES = tuple(
    Case(play.__name__.replace("_", "-"), play)
    for play in (
        filing_opened,
        filing_changed,
        filing_cancelled,
        filing_moved,
        filing_deleted,
        filing_rewrites_the_past,
        filing_reorders_the_past,
        filing_reformatted,
        filing_unreadable,
        filing_of_new_unit,
        people_changed,
        policy_changed,
        kinds_changed,
        kinds_reordered,
        words_that_are_no_rows,
        waiver_added,
        words_added,
        manuscript_new,
        manuscript_edited,
        manuscript_leads_elsewhere,
        manuscript_reformatted,
        manuscript_raised,
        manuscript_emergency,
        manuscript_with_findings,
        manuscript_passes,
        edited_after_signing,
        code_changed,
        page_changed,
        receipt_added,
        mixed_and_homeless,
    )
)
