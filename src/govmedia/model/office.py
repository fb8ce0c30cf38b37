"""Records about the work of the registry itself: people, kinds of change, clauses, waivers, the baseline, approved sources."""

from typing import Literal

from pydantic import Field, RootModel

from govmedia.model.record import Part
from govmedia.model.scalars import Count, Day, Flag, Slug, Text, UnitId
from govmedia.model.slot import Slot
from govmedia.model.words import Approvers, Gate, Rank, Stage


class Term(Part):
    """From when until when, both days included."""

    from_: Day = Field(alias="from", description="起")
    until: Day | None = Field(None, description="止，未定填 null")


class Acting(Part):
    """Standing in for somebody (AB角)."""

    for_: Slug = Field(alias="for", description="代谁：人员编号")
    from_: Day = Field(alias="from", description="起")
    until: Day = Field(description="止")
    basis: Text = Field(description="依据")


class Person(Part):
    """One person: a post, never a name. Which forge logins and keys are theirs, what they may sign, for how long."""

    id: Slug = Field(description="人员编号")
    post: Text = Field(description="职务")
    unit: UnitId = Field(description="所在单位")
    level: Rank = Field(Rank.staff, description="职务层次：staff 经办人 section 科室负责人 deputy 分管负责人 chief 主要负责人")
    stages: list[Stage] = Field(
        default_factory=list, description="环节：draft 拟稿 first 初审 second 复审 final 终审 duty 值班 maintain 系统维护"
    )
    gates: list[Gate] = Field(
        default_factory=list, description="负责的关：politics 政治关 law 法律关 policy 政策关 secrecy 保密关 wording 文字关"
    )
    logins: dict[str, Text] = Field(
        default_factory=dict, description="代码平台账号，如 github: zhangsan；git 为自建 Git 服务的登录名，email 为提交用邮箱"
    )
    keys: list[Text] = Field(default_factory=list, description="SSH 签名公钥")
    term: Term = Field(description="任期")
    acting: list[Acting] = Field(default_factory=list, description="代理")


class People(RootModel[list[Person]]):
    """`registry/people.yml`."""


class Kind(Part):
    """A kind of change: which paths it covers, who may approve it."""

    kind: Slug = Field(description="代号")
    name: Text = Field(description="中文名")
    paths: list[Text] = Field(description="路径模式：* 一段之内，** 任意多段；按先后取第一个相符的")
    approvers: Approvers = Field(description="由谁审批：unit 本单位 supervisor 主管单位 coordinator 全省主管单位 maintainer 系统维护")
    slots: list[Slot] = Field(
        default_factory=lambda: [Slot(stage=Stage.second)], description="要几道审签；稿件按类别，见 policy.yml 的 signing"
    )
    with_: list[Slug] = Field(default_factory=list, alias="with", description="可以随同一次改动提交的其他种类")


class Kinds(RootModel[list[Kind]]):
    """`registry/kinds.yml`."""


class Clause(Part):
    """One clause of the law, and what the system does about it."""

    id: Text = Field(description="条款编号")
    instrument: Text = Field(description="文件文号")
    title: Text = Field(description="标题")
    paraphrase: Text = Field(description="大意")
    kind: list[Literal["rule", "watch", "record", "feature", "act"]] = Field(description="性质")
    effective_on: Day = Field(description="施行日期")
    checkable: Flag = Field(description="能否由规则检查")
    status: Literal["works", "planned"] = Field(description="实现情况：works 已实现；planned 计划中")
    beyond: Text = Field(description="软件做不到的事")


class Clauses(RootModel[list[Clause]]):
    """`registry/clauses.yml`."""


class Waiver(Part):
    """A dated, reasoned exception to one rule for one subject (豁免)."""

    rule: Text = Field(description="规则名")
    subject: Text = Field(description="账号编号或单位编号")
    reason: Text = Field(description="理由")
    document: Text = Field(description="批准文号")
    approved_by: UnitId = Field(description="批准单位")
    from_: Day = Field(alias="from", description="起")
    until: Day = Field(description="止")


class Waivers(RootModel[list[Waiver]]):
    """`registry/waivers.yml`."""


class Debt(Part):
    """Old findings of one rule in one file that were there before the rule (存量问题). The count may only shrink."""

    rule: Text = Field(description="规则名")
    path: Text = Field(description="文件")
    count: Count = Field(ge=1, description="允许几处")


class Baseline(RootModel[list[Debt]]):
    """`registry/baseline.yml`."""


class SourceAccount(Part):
    """A source's account on a platform."""

    platform: Slug = Field(description="平台代号")
    name: Text = Field(description="账号名称")
    id: Text | None = Field(None, description="平台内编号")


class Source(Part):
    """An approved source of reprints (稿源单位), clause 90-3.5.4."""

    unit: Text = Field(description="稿源单位")
    edition: Text = Field(description="名单版本")
    domains: list[Text] = Field(default_factory=list, description="网站域名")
    accounts: list[SourceAccount] = Field(default_factory=list, description="平台账号")


class Sources(RootModel[list[Source]]):
    """`registry/sources.yml`."""
