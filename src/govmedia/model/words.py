"""The closed vocabularies of the registry, each word with its Chinese term."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """An enumeration of an English key and the Chinese term (`zh`) that people read."""

    zh: str

    def __new__(cls, value: str, zh: str) -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.zh = zh
        return word


class Level(Word):
    """Administrative level (层级), highest first."""

    national = "national", "国家级"
    province = "province", "省级"
    prefecture = "prefecture", "地市级"
    county = "county", "县级"
    township = "township", "乡镇（街道）"


class UnitKind(Word):
    """Kind of body (主体类型)."""

    government = "government", "人民政府"
    department = "department", "政府部门"
    agency = "agency", "派出机构"
    institution = "institution", "事业单位"
    internal = "internal", "内设机构"
    party = "party", "党委机关"
    court = "court", "法院"
    procuratorate = "procuratorate", "检察院"
    mass_org = "mass_org", "群团组织"
    military = "military", "军队"
    other = "other", "其他"


class Line(Word):
    """Line of command (管理体制)."""

    local = "local", "属地管理"
    vertical = "vertical", "垂直管理"
    dual = "dual", "双重管理"


class AccountType(Word):
    """Type within a platform that has several (账号类型)."""

    subscription = "subscription", "订阅号"
    service = "service", "服务号"
    unknown = "unknown", "未知"


class PlatformClass(Word):
    """Accounts and applications are two regimes since 国办函〔2026〕12号."""

    account = "account", "公众账号"
    app = "app", "应用程序"


class Layout(Word):
    """What an editor of a platform takes as the body of an item."""

    html = "html", "带样式"
    text = "text", "纯文字"


class Scope(Word):
    """Whether the rule binds the account (适用范围)."""

    covered = "covered", "纳入监管"
    outside = "outside", "不在本办法范围"


class Function(Word):
    """What the account serves (功能定位), clause 90-3.5.0."""

    publish = "publish", "发布"
    spread = "spread", "传播"
    interact = "interact", "互动"
    guide = "guide", "引导"
    service = "service", "办事"


class Interaction(Word):
    """Ways for the public to get an answer (互动功能)."""

    comments = "comments", "留言评论"
    autoreply = "autoreply", "自动回复"
    menu = "menu", "菜单咨询"
    mailbox = "mailbox", "链接到信箱"
    message = "message", "私信"
    hotline = "hotline", "热线"


class EventKind(Word):
    """What can happen in the life of an account (账号生命周期)."""

    opened = "opened", "开设"
    announced = "announced", "停更公告"
    suspended = "suspended", "关停"
    resumed = "resumed", "恢复"
    cancelled = "cancelled", "注销"
    renamed = "renamed", "更名"
    transferred = "transferred", "主办单位变更"
    migrated = "migrated", "迁移上平台"
    handed_over = "handed_over", "管理员交接"
    lost = "lost", "失控"
    recovered = "recovered", "找回"


class State(Word):
    """State of an account, derived from its last event in force; never written down."""

    planned = "planned", "拟开设"
    running = "running", "在用"
    incomplete = "incomplete", "在用，材料待补"
    announced = "announced", "已公告停更"
    suspended = "suspended", "关停"
    cancelled = "cancelled", "注销"
    lost = "lost", "失控"


class Freshness(Word):
    """How an account stands to the duty to post (更新状态)."""

    fresh = "fresh", "正常"
    due = "due", "临期"
    stale = "stale", "超期未更新"
    zombie = "zombie", "僵尸账号"
    never = "never", "从未更新"
    exempt = "exempt", "不计更新"


class ManuscriptClass(Word):
    """Class of a manuscript (稿件类别): it decides who signs."""

    leadership = "leadership", "领导活动"
    policy = "policy", "政策文件"
    original = "original", "原创"
    service = "service", "服务信息"
    reprint = "reprint", "转载"
    emergency = "emergency", "应急"


class Form(Word):
    """Form of an item (呈现形式)."""

    text = "text", "文字"
    image = "image", "图片"
    video = "video", "视频"
    live = "live", "直播"
    infographic = "infographic", "图解"
    figures = "figures", "数说"
    qa = "qa", "问答"
    audio = "audio", "音频"
    bullet_chat = "bullet_chat", "弹幕"


class Stage(Word):
    """Stage of review (审核环节), clause 90-3.5.1: who signs what."""

    draft = "draft", "拟稿"
    first = "first", "初审"
    second = "second", "复审"
    final = "final", "终审"
    duty = "duty", "值班"
    maintain = "maintain", "系统维护"


class Gate(Word):
    """What a signature answers for (五关), clause 90-3.5.2."""

    politics = "politics", "政治关"
    law = "law", "法律关"
    policy = "policy", "政策关"
    secrecy = "secrecy", "保密关"
    wording = "wording", "文字关"


class Rank(Word):
    """Rank of a post within its unit (职务层次), lowest first."""

    staff = "staff", "经办人"
    section = "section", "科室负责人"
    deputy = "deputy", "分管负责人"
    chief = "chief", "主要负责人"


class Approvers(Word):
    """Whose people may sign (由谁审批), seen from the unit that a change is about."""

    unit = "unit", "本单位"
    supervisor = "supervisor", "主管单位"
    coordinator = "coordinator", "全省主管单位"
    maintainer = "maintainer", "系统维护"


class Verdict(Word):
    """What a signer says (审签意见)."""

    approve = "approve", "同意"
    reject = "reject", "退回"
    revoke = "revoke", "撤回意见"
