"""The filing of one account (备案), and its life as dated events."""

from typing import ClassVar, Self

from pydantic import Field

from govmedia.model.record import Part, Record
from govmedia.model.scalars import AccountId, Count, Day, Flag, Sha256, Text, UnitId, Url
from govmedia.model.words import AccountType, EventKind, Function, Interaction, Scope


class Approval(Part):
    """The office's word for an event (批文), clause 90-4.2.2."""

    by: UnitId = Field(description="审批单位：单位编号，如 440100-guangzhou/government-office")
    document: Text = Field(description="批文文号，如 穗府办函〔2019〕12号")
    on: Day = Field(description="批准日期")
    sha256: Sha256 | None = Field(None, description="批文电子件的 SHA-256，可不填")


class Event(Part):
    """One dated event. `on` is the day it takes effect; an event in the future is known but not in force."""

    kind: EventKind = Field(description="事项：opened 开设 announced 停更公告 suspended 关停 resumed 恢复 cancelled 注销 renamed 更名 …")
    on: Day = Field(description="生效日期")
    approval: Approval | None = Field(None, description="审批（开设时必填，2019-04-24 以后）")
    filed_on: Day | None = Field(None, description="备案日期，应在生效后 3 日内")
    notice: Url | None = Field(None, description="公告链接（关停、注销、主办单位变更时）")
    proof: Text | None = Field(None, description="证明材料的文号或链接（如平台注册时间的证明）")
    successor: Text | None = Field(None, description="承接账号的编号或名称")
    archive: Text | None = Field(None, description="历史内容归档的位置")
    was: Text | None = Field(None, description="原来的名称或主办单位")
    reason: Text | None = Field(None, description="原因")


class Verified(Part):
    """The platform's certification (平台认证)."""

    as_: Text = Field(alias="as", description="认证主体全称")
    kind: Text | None = Field(None, description="认证类型，如 蓝V")
    on: Day | None = Field(None, description="认证日期")


class Operator(Part):
    """A bought-in operator (受托运维单位), clause 90-2.4."""

    name: Text = Field(description="运维单位名称")
    contract_until: Day | None = Field(None, description="合同到期日")
    secrecy_agreement: Flag = Field(False, description="是否签订保密协议")


class Imported(Part):
    """Where an imported filing comes from. Its events are unknown until somebody files them; they are never invented.

    With the digest an approver can tell whether the ledger shown to them is the one that was imported.
    """

    file: Text = Field(description="台账文件名")
    row: Count = Field(description="行号")
    on: Day = Field(description="导入日期")
    sha256: Sha256 | None = Field(None, description="台账文件的 SHA-256，govmedia import 自动填写")


class Account(Record):
    """One account on one platform: `registry/<region>/<unit>/<platform>[-<slug>].yml`.

    From its place come `home` (region slug, unit slug, file stem without a tombstone's date), `archived` (under registry/archive/),
    `region` and `unit` (id of the sponsor, 主办单位), `stem` (how manuscripts name it), `platform` (slug, known or not), and
    `id` (账号编号): the path at birth without suffix, which never changes and is never reused.
    """

    id_: AccountId | None = Field(None, alias="id", description="账号编号：文件搬家后填写出生路径；未搬家不填")
    name: Text = Field(description="账号名称")
    type: AccountType = Field(AccountType.unknown, description="账号类型：subscription 订阅号 service 服务号 unknown 未知")
    platform_ids: dict[str, Text] = Field(default_factory=dict, description="平台内编号，如微信原始ID、微博UID")
    url: Url | None = Field(None, description="账号主页链接，没有填 null")
    verified: Verified | None = Field(None, description="平台认证")
    represents_government: Flag = Field(False, description="是否代表本级政府的账号（每次抽查必查）")
    scope: Scope = Field(Scope.covered, description="适用范围：covered 纳入监管；outside 不在本办法范围（写明原因）")
    scope_reason: Text | None = Field(None, description="不纳入监管的原因")
    scope_approval: Approval | None = Field(None, description="不纳入监管的批准：主管单位 by、文号 document、日期 on")
    field: Text | None = Field(None, description="涉及领域，如 卫健、公安、教育、综合")
    functions: list[Function] = Field(
        default_factory=list, description="功能：publish 发布 spread 传播 interact 互动 guide 引导 service 办事"
    )
    interaction: list[Interaction] = Field(
        default_factory=list,
        description="互动方式：comments 留言评论 autoreply 自动回复 menu 菜单咨询 mailbox 信箱 message 私信 hotline 热线",
    )
    operator: Operator | None = Field(None, description="委托运维单位，自行运维填 null")
    national_filing_no: Text | None = Field(None, description="全国政务新媒体信息报送系统编号")
    cac_filing_no: Text | None = Field(None, description="网信部门应用备案号（APP、小程序、快应用）")
    next_review: Day | None = Field(None, description="下次核验日期")
    events: list[Event] = Field(default_factory=list, description="账号的经历，按日期先后")
    imported: Imported | None = Field(None, description="台账导入的来源")
    note: Text | None = Field(None, description="备注")

    archived: ClassVar[bool] = False
    home: ClassVar[tuple[str, str, str]] = ("", "", "")
    region: ClassVar[str] = ""
    unit: ClassVar[str] = ""
    stem: ClassVar[str] = ""
    platform: ClassVar[str] = ""
    id: ClassVar[str] = ""

    def at(self, home: tuple[str, str, str], archived: bool) -> Self:
        """Itself, with what follows from its place worked out once: rules ask for it tens of thousands of times."""
        region, unit, stem = home
        return self.placed(
            home=home,
            archived=archived,
            region=region,
            unit=f"{region}/{unit}",
            stem=stem,
            platform=stem.partition("-")[0],
            id=self.id_ or "/".join(home),
        )
