"""The quarterly draw (季度抽查): what must always be inspected, the frozen frame, and the draw. Clause 90-3.4.6."""

from typing import Annotated

from pydantic import Field, RootModel, StringConstraints

from govmedia.model.record import Part, Record
from govmedia.model.scalars import AccountId, Count, Day, RegionSlug, Sha256, Text
from govmedia.model.words import Word

Quarter = Annotated[str, StringConstraints(pattern=r"^\d{4}Q[1-4]$")]
Digits = Annotated[str, StringConstraints(pattern=r"^[0-9]{6,64}$")]
CommitId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]
OneLine = Annotated[str, StringConstraints(pattern=r"^[^\r\n]+$", max_length=200)]  # a line of the frame must not hold two
Share = Annotated[str, StringConstraints(pattern=r"^(0\.[0-9]{0,17}[1-9]|1)$")]


class Reason(Word):
    """Why an account is inspected without being drawn (必查)."""

    represents_government = "represents_government", "代表本级政府"
    failed = "failed", "上季度不合格"
    watched = "watched", "重点关注"


class Failure(Part):
    """One account that failed one item of an inspection (不合格)."""

    account: AccountId = Field(description="账号编号")
    item: Text = Field(description="不合格的检查项")
    on: Day | None = Field(None, description="检查日期")
    note: Text | None = Field(None, description="说明")


class Failures(RootModel[list[Failure]]):
    """`registry/inspections/<quarter>/findings.yml`."""


class Watched(Part):
    """One account inspected every quarter while it is on the watch list (重点关注)."""

    account: AccountId = Field(description="账号编号")
    reason: Text = Field(description="原因")
    from_: Day = Field(alias="from", description="起")
    until: Day = Field(description="止，含当日")


class WatchList(RootModel[list[Watched]]):
    """`registry/inspections/watch.yml`."""


class Always(Part):
    """An account of the frame that is inspected anyway."""

    account: AccountId = Field(description="账号编号")
    why: list[Reason] = Field(min_length=1, description="必查原因：represents_government 代表本级政府 failed 上季度不合格 watched 重点关注")


class Stratum(Part):
    """One prefecture, or what a province holds directly. `accounts` are all of it, those always inspected included."""

    region: RegionSlug = Field(description="地区")
    name: OneLine = Field(description="地区名称")
    share: Share = Field(description="抽查比例")
    accounts: list[AccountId] = Field(description="全部账号编号，按编号先后")
    always: list[Always] = Field(default_factory=list, description="必查账号，按编号先后")


class Frame(Record):
    """`registry/inspections/<quarter>/frame.yml`: who may be drawn, settled before anybody knows the digits."""

    quarter: Quarter = Field(description="季度，如 2026Q4")
    frozen_on: Day = Field(description="冻结日：账号状态以当日 24 时为准")
    commit: CommitId = Field(description="名单所依据的提交")
    algorithm: Text = Field(description="算法版本")
    salt: Sha256 = Field(description="冻结时产生的随机盐，64 位十六进制")
    digest: Sha256 = Field(description="名单摘要")
    strata: list[Stratum] = Field(description="各层名单，按地区编号先后")


class Drawn(Part):
    """What was drawn in one stratum."""

    region: RegionSlug = Field(description="地区")
    total: Count = Field(ge=0, description="总体：本层账号数")
    random: list[AccountId] = Field(description="随机抽中的账号，按名次先后")
    always: Count = Field(ge=0, description="必查账号数")


class Totals(Part):
    """Sums over all strata."""

    total: Count = Field(ge=0, description="总体")
    random: Count = Field(ge=0, description="随机")
    always: Count = Field(ge=0, description="必查")
    selected: Count = Field(ge=0, description="合计")


class Draw(Record):
    """`registry/inspections/<quarter>/draw.yml`: the digits, and all that follows from them and the frame."""

    quarter: Quarter = Field(description="季度")
    drawn_on: Day = Field(description="抽签日期")
    place: Text | None = Field(None, description="抽签地点")
    witnesses: list[Text] = Field(default_factory=list, description="见证人职务，不写姓名")
    algorithm: Text = Field(description="算法版本")
    frame: Sha256 = Field(description="名单摘要，同 frame.yml 的 digest")
    salt: Sha256 = Field(description="盐，同 frame.yml")
    digits: Digits = Field(description="现场产生的数字")
    seed: Sha256 = Field(description="种子")
    strata: list[Drawn] = Field(description="各层抽中的账号")
    totals: Totals = Field(description="合计")
