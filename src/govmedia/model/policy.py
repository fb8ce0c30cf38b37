"""Thresholds by jurisdiction, each with its clause (口径). Regions override the default, nearer ones last."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from govmedia.model.record import Part, Record
from govmedia.model.scalars import Count, Day, Flag, RegionSlug, Text
from govmedia.model.slot import Slot
from govmedia.model.words import Gate, Level, ManuscriptClass, Rank, Stage


class FreshnessPolicy(Part):
    """The duty to post (更新时限), clause 90-4.4.1."""

    clause: Text = Field("90-4.4.1", description="依据条款")
    max_gap_days: Count = Field(14, ge=1, description="最长未更新天数，等于不算超期")
    due_from_days: Count = Field(10, ge=1, description="满多少天起提醒")
    zombie_days: Count = Field(90, ge=1, description="超过多少天列为僵尸账号")
    receipt_grace_days: Count = Field(3, ge=0, description="合并后多少天内应有发布回执")
    suspended: Literal["exempt", "duty"] = Field("exempt", description="关停账号：exempt 不计；duty 注销前仍计")


class FilingPolicy(Part):
    """The three-day duty to file (备案时限), clauses 90-4.2.3 and 90-4.2.4."""

    clause: Text = Field("90-4.2.3", description="依据条款")
    days: Count = Field(3, ge=0, description="生效后多少个自然日内备案")
    basis: Literal["submitted", "landed"] = Field("submitted", description="以什么为准：submitted 提交；landed 合并")


class OpeningPolicy(Part):
    """Who may open, and whose approval it takes (开设审批), clauses 90-4.2.1 and 90-4.2.2."""

    clause: Text = Field("90-4.2.2", description="依据条款")
    approval_from: Day = Field(description="自该日起开设须经审批")
    approvers: dict[Level, Level] = Field(description="部门开设由哪一级审批：单位层级 -> 审批机关层级")
    government_approvers: dict[Level, Level] = Field(description="政府开设由哪一级审批：政府层级 -> 审批机关层级")
    discouraged: list[Level] = Field(default_factory=list, description="原则上不单独开设的部门层级")


class SamplePolicy(Part):
    """The quarterly draw (季度抽查), clause 90-3.4.6."""

    clause: Text = Field("90-3.4.6", description="依据条款")
    share: float = Field(0.3, gt=0, le=1, description="抽查比例下限")


class ClosingPolicy(Part):
    """What must be on file when an account stops (关停注销), clause 90-4.2.4 and 123-notice."""

    clause: Text = Field("90-4.2.4", description="依据条款")
    cancelled_needs_notice: Flag = Field(True, description="注销须有公告")
    cancelled_needs_successor: Flag = Field(False, description="注销须写明承接账号")


class AppPolicy(Part):
    """Applications (应用程序), 国办函〔2026〕12号."""

    clause: Text = Field("12-cac", description="依据条款")
    filing_from: Day = Field(description="自该日起上线的应用须有网信备案号")
    lowest_level: Level = Field(Level.county, description="可以建设应用的最低层级")


def _final() -> list[Slot]:
    return [Slot(stage=Stage.final, gates=[Gate.politics, Gate.secrecy], level=Rank.deputy)]


class SigningPolicy(Part):
    """Who signs a manuscript before it is published (先审后发), clauses 90-3.5.1 and 90-3.5.2."""

    clause: Text = Field("90-3.5.1", description="依据条款")
    classes: dict[ManuscriptClass, list[Slot]] = Field(default_factory=dict, description="每类稿件要哪几道审签；没有写明的类别不能发布")
    after: list[Slot] = Field(default_factory=list, description="应急稿件发布后补齐的审签")
    exception: list[Slot] = Field(default_factory=_final, description="转载名单以外来源的，没有终审的类别另加哪几道审签")
    after_hours: Count = Field(24, ge=1, description="应急稿件多少小时内补齐")
    paper: Flag = Field(False, description="是否承认纸质审批表（一人录入、另一人复核）")
    witnesses: list[Text] = Field(default_factory=list, description="代为记录平台审核意见的服务的 SSH 公钥")


class PublicPolicy(Part):
    """What the public build may show."""

    freshness: Flag = Field(False, description="公开版是否显示更新状态")


class PolicyPart(Part):
    """One jurisdiction's thresholds; what is left out comes from the jurisdiction above."""

    freshness: FreshnessPolicy | None = Field(None, description="更新时限")
    filing: FilingPolicy | None = Field(None, description="备案时限")
    opening: OpeningPolicy | None = Field(None, description="开设审批")
    sample: SamplePolicy | None = Field(None, description="季度抽查")
    closing: ClosingPolicy | None = Field(None, description="关停注销")
    apps: AppPolicy | None = Field(None, description="应用程序")
    signing: SigningPolicy | None = Field(None, description="先审后发")
    public: PublicPolicy | None = Field(None, description="公开范围")


class Thresholds(Part):
    """All thresholds in force for one region."""

    freshness: FreshnessPolicy = Field(description="更新时限")
    filing: FilingPolicy = Field(description="备案时限")
    opening: OpeningPolicy = Field(description="开设审批")
    sample: SamplePolicy = Field(description="季度抽查")
    closing: ClosingPolicy = Field(description="关停注销")
    apps: AppPolicy = Field(description="应用程序")
    signing: SigningPolicy = Field(SigningPolicy(), description="先审后发")
    public: PublicPolicy = Field(description="公开范围")


class Policy(Record):
    """`registry/policy.yml`."""

    default: Thresholds = Field(description="全省口径")
    regions: dict[RegionSlug, PolicyPart] = Field(default_factory=dict, description="地区口径，压过全省")

    def within(self, chain: Iterable[str]) -> Thresholds:
        """Thresholds for a region, given its chain of region ids from the highest to itself."""
        found = self.default
        for region in chain:
            if part := self.regions.get(region):
                found = found.model_copy(update={k: v for k, v in part if v is not None})
        return found
