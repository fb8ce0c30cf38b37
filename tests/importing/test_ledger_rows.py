"""What rows of ledgers mean: every way in which offices write them, and what may not be guessed."""

from collections.abc import Callable
from typing import Any

import pytest
from ledger_tools import HEAD, xlsx_bytes

from govmedia.calculation.fates import Fate, Plan
from govmedia.errors import CannotRun
from govmedia.loading.yamltext import parse

Told = Callable[..., list[Fate]]
Planned = Callable[..., Plan]


def brief(fates: list[Fate]) -> list[tuple[int, str, str | None, str | None]]:
    return [(fate.row, fate.outcome, fate.name, fate.platform) for fate in fates]


def filing(plan: Plan, number: int = 0) -> dict[str, Any]:
    """The filing of the n-th fate."""
    text = plan.files[f"registry/{plan.fates[number].id}.yml"]
    read = parse(text.encode(), "x")
    assert not read.faults and isinstance(read.data, dict)
    return read.data


def unit(plan: Plan, number: int = 0) -> dict[str, Any]:
    """The unit of the n-th fate."""
    id_ = plan.fates[number].id
    assert id_
    data = parse(plan.files[f"registry/{id_.rpartition('/')[0]}/unit.yml"].encode(), "x").data
    assert isinstance(data, dict)
    return data


def test_title_rows_totals_blanks_and_footers_have_no_fate(plan: Planned) -> None:
    rows = [
        ["岭东市政务新媒体台账"],
        ["填报单位：岭东市人民政府办公室"],
        ["序号", "账号名称 ", "注册\n平台", " 单位名称"],
        [1, "岭东发布", "微信公众号", "岭东市人民政府办公室"],
        [2, "", "", ""],
        ["序号", "账号名称", "注册平台", "单位名称"],
        [3, "岭东教育", "微博", "岭东市教育局"],
        ["小计", "2"],
        ["", "合计", "2"],
        ["填表人：", ""],
        ["注：一个单位一张表"],
    ]
    assert brief(plan(rows, region=None).fates) == [(4, "filed", "岭东发布", "wechat"), (7, "filed", "岭东教育", "weibo")]


@pytest.mark.parametrize(
    "word", ["账号名称", "帐号 名称", "账号名称（全称）", "公众号名称", "*账号名称", "2、账号名称", "ACCOUNT_NAME", "新媒体名称："]
)
def test_odd_headers(fates: Told, word: str) -> None:
    assert brief(fates(["岭东发布", "微信", "岭东市教育局"], head=(word, "平台", "主办单位（盖章）"))) == [
        (2, "filed", "岭东发布", "wechat")
    ]


def test_unknown_headers_are_told_and_mapped(plan: Planned) -> None:
    rows = [["号名", "账号链接", "注册平台", "幸运数字"], ["岭东发布", "无", "微信", "7"]]
    with pytest.raises(CannotRun) as caught:
        plan(rows)
    assert "号名" in caught.value.message and "--map" in caught.value.mend
    mapped = plan(rows, mapped={"号名": "name"})
    assert brief(mapped.fates) == [(2, "filed", "岭东发布", "wechat")]
    assert mapped.unknown == ["幸运数字"]


def test_heads_of_two_rows(plan: Planned) -> None:
    rows = [
        ["单位", "账号信息", None, "联系人", None],
        ["单位", "账号名称", "平台", "姓名", "电话"],
        ["岭东市教育局", "岭东教育", "微信", "某某", "13800000000"],
    ]
    told = plan(raw=xlsx_bytes(rows, merge=["A1:A2", "B1:C1", "D1:E1"]))
    assert brief(told.fates) == [(3, "filed", "岭东教育", "wechat")]
    rows = [
        ["单位名称", "账号名称", "平台", "联系方式", None],
        [None, None, None, "座机", "微信号"],
        ["岭东市教育局", "岭东教育", "微博", "某某", "lddjy123"],
    ]
    told = plan(raw=xlsx_bytes(rows, merge=["A1:A2", "B1:B2", "C1:C2", "D1:E1"]))
    assert brief(told.fates) == [(3, "filed", "岭东教育", "weibo")]
    assert "lddjy123" not in "".join(told.files.values())


def test_merged_units_and_instruction_sheets(plan: Planned) -> None:
    rows = [["单位名称", "账号名称", "平台", "粉丝量"], ["岭东市教育局", "岭东教育", "微信", 500], [None, "岭东教育", "微博", None]]
    told = plan(
        raw=xlsx_bytes(rows, merge=["A2:A3", "D2:D3"], change=lambda book: book.create_sheet("填表说明").append(["一个单位一张表"]))
    )
    assert [fate.unit for fate in told.fates] == ["岭东市教育局", "岭东市教育局"]
    assert told.grown == {}
    assert "没有表头" in told.remarks[0]


def test_several_sheets_and_sheets_named_after_a_platform(plan: Planned) -> None:
    def change(book: Any) -> None:
        second = book.create_sheet("新浪微博")
        second.append(["账号名称", "单位名称"])
        second.append(["岭东教育", "岭东市教育局"])

    told = plan(raw=xlsx_bytes([["公众号名称", "单位名称"], ["岭东教育", "岭东市教育局"]], change=change))
    assert [(fate.sheet, fate.row, fate.platform) for fate in told.fates] == [("台账", 2, "wechat"), ("新浪微博", 2, "weibo")]


@pytest.mark.parametrize(
    ("word", "slug", "type_"),
    [
        ("微信", "wechat", None),
        ("微信公众号（服务号）", "wechat", "service"),
        ("订 阅 号", "wechat", "subscription"),
        ("ＡＰＰ", "app", None),
        ("抖音短视频", "douyin", None),
        ("政务微博", "weibo", None),
        ("南方＋", "nanfanghao", None),
        ("头条账号", "toutiao", None),
    ],
)
def test_platforms_by_any_of_their_names(plan: Planned, word: str, slug: str, type_: str | None) -> None:
    told = plan([HEAD, ["岭东教育", word, "岭东市教育局"]])
    assert told.fates[0].platform == slug
    assert filing(told).get("type") == type_


@pytest.mark.parametrize("word", ["元宇宙号", "微 博客户", "其他", "融媒体"])
def test_unknown_platforms_are_rejected_with_the_near_ones(fates: Told, word: str) -> None:
    fate = fates(["岭东教育", word, "岭东市教育局"])[0]
    assert fate.outcome == "rejected" and fate.id is None and fate.name is None
    assert "不认识" in (fate.reason or "") and "岭东教育" in (fate.reason or "")


def test_a_platform_is_not_guessed_from_the_link(fates: Told) -> None:
    fate = fates(["岭东教育", "", "岭东市教育局", "https://weibo.com/u/7701000001"], head=(*HEAD, "链接"))[0]
    assert fate.outcome == "rejected" and "从链接看像是新浪微博" in (fate.reason or "")


@pytest.mark.parametrize("blank", ["", "无", "暂无", "—", "N/A", "／", " "])
def test_rows_without_a_name(fates: Told, blank: str) -> None:
    fate = fates([blank, "微信", "岭东市教育局"])[0]
    assert (fate.outcome, fate.reason) == ("rejected", "没有账号名称")


LINKED = (*HEAD, "账号链接")


@pytest.mark.parametrize(
    ("link", "platform", "url", "ids"),
    [
        ("weibo.com/u/7701000001 ", "微博", "https://weibo.com/u/7701000001", {"uid": "7701000001"}),
        ("https://www.douyin.com/user/MS4wLjABAAAAexample02", "抖音", None, {"sec_uid": "MS4wLjABAAAAexample02"}),
        ("https://v.douyin.com/abcdef/", "抖音", "https://v.douyin.com/abcdef/", None),
        ("无", "微信", None, None),
        ("微信搜索“岭东教育”", "微信", None, None),
    ],
)
def test_links(plan: Planned, link: str, platform: str, url: str | None, ids: dict[str, str] | None) -> None:
    filed = filing(plan([LINKED, ["岭东教育", platform, "岭东市教育局", link]]))
    assert filed.get("platform_ids") == ids
    assert filed.get("url") == (url or (link if link.startswith("https") else None))


def test_a_link_of_another_platform_is_told(plan: Planned) -> None:
    told = plan([LINKED, ["岭东教育", "抖音", "岭东市教育局", "https://weibo.com/u/7701000001"]])
    assert "像是新浪微博" in (told.fates[0].reason or "") and "platform_ids" not in filing(told)


@pytest.mark.parametrize(
    ("header", "platform", "value", "ids"),
    [
        ("账号ID", "微信", "__biz=MzA3MDAwMDAwMQ==", {"biz": "MzA3MDAwMDAwMQ=="}),
        ("账号ID", "微信", "MzA3MDAwMDAwMQ==", {"biz": "MzA3MDAwMDAwMQ=="}),
        ("账号ID", "微信", "gh_0123456789ab", {"gh": "gh_0123456789ab"}),
        ("微信号", "微信", "lingdongjiaoyu99", {"wechat_id": "lingdongjiaoyu99"}),
        ("账号ID", "微信", "lingdongjiaoyu99", {"wechat_id": "lingdongjiaoyu99"}),
        ("微博UID", "微博", "uid：7701000001", {"uid": "7701000001"}),
        ("account_id_or_url", "微博", "https://weibo.com/u/7701000001", {"uid": "7701000001"}),
    ],
)
def test_account_numbers(plan: Planned, header: str, platform: str, value: str, ids: dict[str, str]) -> None:
    assert filing(plan([(*HEAD, header), ["岭东教育", platform, "岭东市教育局", value]]))["platform_ids"] == ids


@pytest.mark.parametrize(("value", "why"), [("7.70E+09", "科学计数"), ("13800000000", "手机号"), ("见附件", "不合")])
def test_account_numbers_that_are_none(plan: Planned, value: str, why: str) -> None:
    told = plan([(*HEAD, "账号ID"), ["岭东教育", "微博", "岭东市教育局", value]])
    assert why in (told.fates[0].reason or "") and value not in (told.fates[0].reason or "")
    assert "platform_ids" not in filing(told)


@pytest.mark.parametrize(
    ("row", "names", "platforms"),
    [
        (["岭东水务\n岭东节水", "抖音", "无"], ["岭东水务", "岭东节水"], ["douyin"] * 2),
        (["岭东水务；岭东节水", "抖音", "无"], ["岭东水务", "岭东节水"], ["douyin"] * 2),
        (["平安石榕、榕城警方", "微博", "weibo.com/u/7701000001、weibo.com/u/7701000002"], ["平安石榕", "榕城警方"], ["weibo"] * 2),
        (["岭东水务", "微信、微博", "无"], ["岭东水务", "岭东水务"], ["wechat", "weibo"]),
        (["岭东水务\n节水在线", "微信\n微博", "无"], ["岭东水务", "节水在线"], ["wechat", "weibo"]),
        (["岭东市\n水务发布", "微信", "无"], ["岭东市水务发布"], ["wechat"]),
        (["文化、旅游在岭东", "微信", "无"], ["文化、旅游在岭东"], ["wechat"]),
        (["广电/网络", "微信", "无"], ["广电/网络"], ["wechat"]),
    ],
)
def test_several_accounts_in_a_row(plan: Planned, row: list[str], names: list[str], platforms: list[str]) -> None:
    told = plan([("账号名称", "平台", "链接", "单位"), [*row, "岭东市水务局"]])
    assert [fate.name for fate in told.fates] == names
    assert [fate.platform for fate in told.fates] == platforms
    assert {fate.row for fate in told.fates} == {2}


def test_numbers_of_two_accounts_go_to_the_right_one(plan: Planned) -> None:
    told = plan(
        [
            ("账号名称", "平台", "链接", "单位"),
            ["甲在岭东\n乙在岭东", "微博", "weibo.com/u/7701000001\nweibo.com/u/7701000002", "岭东市水务局"],
        ]
    )
    assert [filing(told, i)["platform_ids"]["uid"] for i in (0, 1)] == ["7701000001", "7701000002"]


@pytest.mark.parametrize("name", ["水务动态\n节水在线", "水务动态|节水在线"])
def test_one_account_or_two_is_asked_where_nothing_tells(fates: Told, name: str) -> None:
    fate = fates([name, "微信", "岭东市水务局"])[0]
    assert fate.outcome == "rejected" and "看不出是一个还是几个" in (fate.reason or "")


@pytest.mark.parametrize(
    ("header", "cell", "number"),
    [
        ("粉丝量(万)", "0.3", "3000"),
        ("粉丝量（万）", "12万", "120000"),
        ("粉丝数", "12,345", "12345"),
        ("粉丝数", "１２万", "120000"),
        ("粉丝数/万", "约1.2万+", "12000"),
        ("粉丝数(万)", "3", "30000"),
    ],
)
def test_followers_go_to_the_survey_and_never_into_the_filing(plan: Planned, header: str, cell: str, number: str) -> None:
    told = plan([(*HEAD, header), ["岭东教育", "微博", "岭东市教育局", cell]])
    assert told.grown == {
        "registry/surveys/2026Q4/990100-lingdong.csv": "account_id,followers,reads,push_frequency\n"
        f"990100-lingdong/education-bureau/weibo,{number},,\n"
    }
    assert number not in filing(told).values()


def test_personal_data_are_not_repeated_in_reasons(plan: Planned) -> None:
    told = plan([(*HEAD, "粉丝数", "链接"), ["岭东教育", "微博", "岭东市教育局", "13800000000", "http://example.cn/13800000000"]])
    assert told.fates[0].outcome == "filed" and "手机号" in (told.fates[0].reason or "")
    assert "13800000000" not in str(told)


@pytest.mark.parametrize("cell", ["很多", "0.3", "99999999999", "2024-01-02"])
def test_figures_that_are_none_are_told(plan: Planned, cell: str) -> None:
    told = plan([(*HEAD, "粉丝数"), ["岭东教育", "微博", "岭东市教育局", cell]])
    assert told.grown == {} and "未计入摸查" in (told.fates[0].reason or "")


@pytest.mark.parametrize(
    "cell", ["2024-05-06", "2024年5月6日", "2024.5.6", "2024/05/06", "20240506", "45418", "２０２４-5-6", "2024-05-06 00:00:00"]
)
def test_dates_in_every_guise(plan: Planned, cell: str) -> None:
    filed = filing(plan([(*HEAD, "开设时间"), ["岭东教育", "微博", "岭东市教育局", cell]]))
    assert filed["events"] == [{"kind": "opened", "on": "2024-05-06"}]


@pytest.mark.parametrize(
    ("cell", "why"),
    [("2024/5", "只到月份"), ("2024年", "只到月份"), ("2024-13-01", "不是日期"), ("去年", "不是日期"), ("5/6/2024", "不是日期")],
)
def test_dates_that_are_none_make_no_event(plan: Planned, cell: str, why: str) -> None:
    told = plan([(*HEAD, "开设时间"), ["岭东教育", "微博", "岭东市教育局", cell]])
    assert why in (told.fates[0].reason or "") and "events" not in filing(told)


def test_serial_numbers_count_from_the_books_own_calendar(plan: Planned) -> None:
    def change(workbook: Any) -> None:
        workbook.epoch = __import__("datetime").datetime(1904, 1, 1)

    told = plan(raw=xlsx_bytes([(*HEAD, "开设时间"), ["岭东教育", "微博", "岭东市教育局", 43956]], change=change))
    assert filing(told)["events"] == [{"kind": "opened", "on": "2024-05-06"}]


def test_approval_needs_all_of_it_and_a_known_office(plan: Planned) -> None:
    head = (*HEAD, "开设时间", "批文文号", "审批时间", "审批单位", "备案日期")
    rows = [
        ["岭东发布", "微信", "岭东市人民政府办公室", "", "", "", "", ""],
        ["岭东教育", "微信", "岭东市教育局", "2024-05-06", "岭府办函〔2024〕1号", "2024-05-01", "岭东市人民政府办公室", "2024/5/7"],
        ["岭东水务", "微信", "岭东市水务局", "2024-05-06", "岭府办函〔2024〕2号", "2024-05-01", "某某办", ""],
    ]
    told = plan([head, *rows])
    approval = {"by": "990100-lingdong/government-office", "document": "岭府办函〔2024〕1号", "on": "2024-05-01"}
    assert filing(told, 1)["events"] == [{"kind": "opened", "on": "2024-05-06", "approval": approval, "filed_on": "2024-05-07"}]
    assert "approval" not in filing(told, 2)["events"][0] and "岭府办函〔2024〕2号" in filing(told, 2)["note"]


def test_states_without_a_date_make_no_event(plan: Planned) -> None:
    told = plan([(*HEAD, "状态"), ["岭东教育", "微信", "岭东市教育局", "已注销"], ["岭东水务", "微信", "岭东市水务局", "正常运行"]])
    assert "events" not in filing(told) and "已注销" in filing(told)["note"]
    assert "note" not in filing(told, 1)


def test_cancelled_accounts_become_tombstones(plan: Planned) -> None:
    told = plan([(*HEAD, "注销时间"), ["岭东教育", "微信", "岭东市教育局", "2024.5.6"]])
    text = told.files["registry/archive/990100-lingdong/education-bureau/wechat-2024-05-06.yml"]
    assert "id: 990100-lingdong/education-bureau/wechat" in text


@pytest.mark.parametrize(
    ("region", "unit_", "folder"),
    [
        ("南岭/岭东", "", "990100-lingdong"),
        ("南岭省岭东市", "", "990100-lingdong"),
        ("990100", "", "990100-lingdong"),
        ("南岭", "岭东市教育局", "990100-lingdong"),
        ("岭东市", "岭东市云堤区教育局", "990102-yundi"),
        ("", "南岭省岭东市云堤区教育局", "990102-yundi"),
        ("", "国家税务总局岭东市税务局", "990100-lingdong"),
        ("", "中共岭东市委宣传部", "990100-lingdong"),
        ("中央", "国家某某局", "000000-national"),
        ("", "国家某某局", "000000-national"),
        ("内蒙古", "", "150000-neimenggu"),
        ("新疆", "", "650000-xinjiang"),
        ("广西/南宁", "", "450100-nanning"),
        ("恩施", "", "422800-enshi"),
        ("吉林/吉林", "", "220200-jilin"),
        ("湖北/天门", "", "429006-tianmen"),
        ("市直", "", None),
        ("朝阳", "", None),
        ("", "朝阳区教育局", None),
        ("南岭/朝阳", "", None),
        ("广东", "岭东市教育局", None),
        ("", "教育局", None),
        ("", "", None),
    ],
)
def test_regions(fates: Told, region: str, unit_: str, folder: str | None) -> None:
    fate = fates(["某某发布", "微信", unit_, region], head=(*HEAD, "地区"), region=None)[0]
    if folder is None:
        assert fate.outcome == "rejected" and fate.reason
    else:
        assert fate.id and fate.id.split("/")[0] == folder, fate.reason


def test_the_default_region_stands_behind_what_the_row_says(fates: Told) -> None:
    rows = [
        ["甲", "微信", "教育局", ""],
        ["乙", "微信", "云堤区教育局", ""],
        ["丙", "微信", "岭西市教育局", ""],
        ["丁", "微信", "财政局", "市直"],
    ]
    told = fates(*rows, head=(*HEAD, "地区"), region="990100-lingdong")
    assert [fate.id and fate.id.split("/")[0] for fate in told] == ["990100-lingdong", "990102-yundi", "990200-lingxi", "990100-lingdong"]


def test_without_a_region_the_advice_names_the_option(fates: Told) -> None:
    assert "--region" in (fates(["甲", "微信", "教育局"], region=None)[0].reason or "")


def test_townships_lie_in_the_countys_folder(plan: Planned) -> None:
    told = plan(
        [(*HEAD, "地区"), ["小板发布", "微信", "", "湖北/天门/小板镇"], ["甲", "微信", "云堤区杨柳镇人民政府", "岭东市"]], region=None
    )
    assert [fate.id and fate.id.split("/")[0] for fate in told.fates] == ["429006-tianmen", "990102-yundi"]
    assert [unit(told, i)["level"] for i in (0, 1)] == ["township", "township"]


@pytest.mark.parametrize(
    ("name", "kind", "slug"),
    [
        ("岭东市人民政府", "government", "government"),
        ("岭东市人民政府办公室", "department", "government-office"),
        ("岭东市卫生健康委员会", "department", "health-commission"),
        ("岭东市卫生健康局", "department", "health-bureau"),
        ("岭东市公安局", "department", "public-security"),
        ("岭东市市场监督管理局", "department", "market-regulation-bureau"),
        ("岭东市公安局交通警察支队", "agency", "gonganjujiaotongjingchazhidui"),
        ("岭东市教育局办公室", "internal", "jiaoyujubangongshi"),
        ("岭东市中级人民法院", "court", "intermediate-court"),
        ("岭东市人民检察院", "procuratorate", "procuratorate"),
        ("共青团岭东市委员会", "mass_org", None),
        ("中共岭东市委宣传部", "party", "publicity-department"),
        ("岭东市图书馆", "institution", "tushuguan"),
        ("岭东市税务局", "department", "tax-bureau"),
    ],
)
def test_what_names_of_units_say(plan: Planned, name: str, kind: str, slug: str | None) -> None:
    told = plan([HEAD, ["某某", "微信", name]])
    assert unit(told)["kind"] == kind
    assert slug is None or told.fates[0].id == f"990100-lingdong/{slug}/wechat"
    outside = kind in ("court", "procuratorate", "mass_org", "party")
    assert (filing(told).get("scope") == "outside") == outside
    assert unit(told).get("line") == ("vertical" if "税务" in name else None)


def test_scope_notes(plan: Planned) -> None:
    head = (*HEAD, "scope_note")
    told = plan(
        [
            head,
            ["甲", "微信", "岭东市教育考试院", "事业单位"],
            ["乙", "微信", "", "非政府系统:群团"],
            ["丙", "微信", "中共岭东市委、岭东市人民政府", "政府系统"],
        ]
    )
    assert [unit(told, i)["kind"] for i in range(3)] == ["institution", "mass_org", "government"]
    assert [filing(told, i).get("scope") for i in range(3)] == [None, "outside", None]
    assert filing(told, 1)["scope_reason"] == "非政府系统:群团"


def test_inner_offices_know_their_body(plan: Planned) -> None:
    told = plan([HEAD, ["甲", "微信", "岭东市教育局办公室"], ["乙", "微信", "岭东市教育局"]])
    assert unit(told, 0)["parent_unit"] == "990100-lingdong/education-bureau"


def test_superiors(plan: Planned) -> None:
    told = plan([(*HEAD, "主管单位"), ["甲", "微信", "岭东市图书馆", "岭东市教育局"], ["乙", "微信", "岭东市教育局", "没有登记的局"]])
    assert unit(told, 0)["parent_unit"] == "990100-lingdong/education-bureau"
    assert "没有登记的局" in unit(told, 1)["note"]


def test_rows_without_sponsor_get_a_provisional_unit_each(plan: Planned) -> None:
    rows = [["岭东便民", "微信", ""], ["岭东便民", "微博", ""], ["岭东惠民", "微信", "无"]]
    told = plan([HEAD, *rows])
    units = {fate.id.rpartition("/")[0] for fate in told.fates if fate.id}
    assert len(units) == 3 and all("/provisional-" in unit_ for unit_ in units)
    assert all(unit(told, i)["provisional"] == "true" for i in range(3))
    assert [fate.id for fate in plan([HEAD, *rows[::-1]]).fates if fate.name == "岭东惠民"] == [told.fates[2].id]


def test_slugs_collide_only_where_they_must(plan: Planned) -> None:
    told = plan([HEAD, ["甲", "微信", "岭东市水务局"], ["乙", "微信", "岭东市水务管理局"], ["丙", "微博", "水务局"]])
    ids = [fate.id or "" for fate in told.fates]
    assert ids[0] == "990100-lingdong/water-bureau/wechat" and ids[1].startswith("990100-lingdong/water-bureau-")
    assert ids[2] == "990100-lingdong/water-bureau/weibo", "the region's name before a unit's is not part of it"
    assert [fate.id for fate in plan([HEAD, ["甲", "微信", "岭东市水务局"], ["乙", "微信", "岭东市水务管理局"]]).fates] == ids[:2]


def test_a_second_account_on_a_platform_is_filed_for_the_rules_to_object(plan: Planned) -> None:
    told = plan([HEAD, ["岭东教育", "微信", "岭东市教育局"], ["岭东招考", "微信", "岭东市教育局"], ["★☆", "微信", "岭东市教育局"]])
    ids = [fate.id or "" for fate in told.fates]
    assert ids[:2] == ["990100-lingdong/education-bureau/wechat", "990100-lingdong/education-bureau/wechat-lingdongzhaokao"]
    assert ids[2].startswith("990100-lingdong/education-bureau/wechat-")


def test_the_same_account_twice(fates: Told) -> None:
    told = fates(["岭东教育", "微信", "岭东市教育局"], ["岭东 教育", "公众号", "岭东市教育局"], ["岭东教育", "微信", ""])
    assert [fate.outcome for fate in told] == ["filed", "merged", "merged"]
    assert "与第 2 行是同一个账号" in (told[1].reason or "")


def test_one_name_with_two_numbers_is_two_accounts(fates: Told) -> None:
    head = (*HEAD, "UID")
    told = fates(["岭东教育", "微博", "岭东市教育局", "7701000001"], ["岭东教育", "微博", "岭东市教育局", "7701000002"], head=head)
    assert [fate.outcome for fate in told] == ["filed", "filed"] and told[0].id != told[1].id


def test_the_filing_says_where_it_comes_from_and_invents_nothing(plan: Planned) -> None:
    told = plan(
        [
            (*HEAD, "是否认证", "涉及领域", "功能定位", "运维单位", "合同到期"),
            ["岭东教育", "微信", "岭东市教育局", "是", "教育", "发布、办事", "某公司", "2027年6月30日"],
        ]
    )
    assert filing(told) == {
        "name": "岭东教育",
        "field": "教育",
        "functions": ["publish", "service"],
        "operator": {"name": "某公司", "contract_until": "2027-06-30"},
        "imported": {"file": "台账.csv", "row": "2", "on": "2026-11-22", "sha256": "0" * 64},
        "note": "台账填“已认证”，认证主体待补",
    }


def test_verified_subject(plan: Planned) -> None:
    told = plan([(*HEAD, "认证类型", "认证主体"), ["岭东教育", "微博", "岭东市教育局", "蓝V", "岭东市教育局"]])
    assert filing(told)["verified"] == {"as": "岭东市教育局", "kind": "蓝V"}


@pytest.mark.parametrize(
    ("cell", "why"),
    [("岭\u202e东", "U+202E"), ("岭\x07东", "U+0007"), ("#REF!", "公式"), ("岭" * 5_000, "5,000 个字"), ("电话13800000000", "手机号")],
)
def test_rows_that_cannot_be_taken(fates: Told, cell: str, why: str) -> None:
    told = fates([cell, "微信", "岭东市教育局"], ["岭东教育", "微信", "岭东市教育局"])
    assert [fate.outcome for fate in told] == ["rejected", "filed"]
    assert why in (told[0].reason or "") and "13800000000" not in (told[0].reason or "")


def test_unseen_characters_and_wide_spaces_vanish(fates: Told) -> None:
    assert fates(["\ufeff岭\u200b东教育\u3000", "微\u200b信", "\u00a0岭东市教育局"])[0].name == "岭东教育"


def test_guards_against_formulas_are_taken_off(fates: Told) -> None:
    assert fates(["'=岭东", "微信", "岭东市教育局"])[0].name == "=岭东"


@pytest.mark.parametrize(
    "note", ["值班手机 138 0000 0000", "身份证11010519491231002X", "邮箱a@example.cn", "联系人：张某", "0755-88000000"]
)
def test_notes_with_personal_data_are_left_out(plan: Planned, note: str) -> None:
    told = plan([(*HEAD, "备注"), ["岭东教育", "微信", "岭东市教育局", note]])
    assert told.fates[0].outcome == "filed" and "整格未采用" in (told.fates[0].reason or "")
    assert "note" not in filing(told)


def test_nothing_at_all(plan: Planned) -> None:
    with pytest.raises(CannotRun, match="表头"):
        plan([["一个单位一张表"], ["没有链接的填无"]])
    assert plan([HEAD]).fates == []


def test_unknown_default_region(plan: Planned) -> None:
    with pytest.raises(CannotRun, match="没有地区"):
        plan([HEAD], region="990100-lingtung")
