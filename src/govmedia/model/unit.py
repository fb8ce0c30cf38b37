"""A body that sponsors or supervises accounts (单位)."""

from typing import ClassVar, Self

from pydantic import Field

from govmedia.model.account import Imported
from govmedia.model.record import Part, Record
from govmedia.model.scalars import Count, Day, Flag, Text, UnitId
from govmedia.model.words import Level, Line, UnitKind


class Safeguards(Part):
    """The systems a sponsor must have (安全保障), clauses 90-3.4.1 and 90-3.4.3: document numbers, and whether duty is kept."""

    security: Text | None = Field(None, description="安全管理制度文号")
    secrecy: Text | None = Field(None, description="保密审查制度文号")
    emergency: Text | None = Field(None, description="应急预案文号")
    duty: Flag = Field(False, description="是否建立值班值守")


class Staff(Part):
    """Staff numbers (人员配备), clause 90-4.1; counts, never names."""

    full_time: Count = Field(ge=0, description="专职人数")
    part_time: Count = Field(0, ge=0, description="兼职人数")


class Reorganisation(Part):
    """One change of what the unit is or who is above it (机构变动). `on` is the day it takes effect."""

    on: Day = Field(description="生效日期")
    document: Text = Field(description="依据的文号，如编办批复、三定规定")
    was: Text | None = Field(None, description="原来的类型、层级、体制、上级或主管单位")


class Unit(Record):
    """`registry/<region>/<unit>/unit.yml`; `id` is `<region>/<unit>`."""

    name: Text = Field(description="单位全称")
    short_names: list[Text] = Field(default_factory=list, description="规范简称")
    level: Level = Field(description="层级：national 国家级 province 省级 prefecture 地市级 county 县级 township 乡镇（街道）")
    kind: UnitKind = Field(description="主体类型：government 政府 department 部门 agency 派出机构 institution 事业单位 internal 内设机构 …")
    line: Line = Field(Line.local, description="管理体制：local 属地 vertical 垂直 dual 双重")
    supervised_by: UnitId | None = Field(None, description="政务新媒体主管单位的编号；不填则按层级推定")
    supervision_basis: Text | None = Field(None, description="主管单位的依据（垂直管理、功能区等）")
    parent_unit: UnitId | None = Field(None, description="上级单位：内设机构填所属单位")
    credit_code: Text | None = Field(None, description="统一社会信用代码")
    former_names: list[Text] = Field(default_factory=list, description="曾用名")
    in_charge: Text | None = Field(None, description="分管负责人的职务，不写姓名")
    staff: Staff | None = Field(None, description="人员配备")
    safeguards: Safeguards | None = Field(None, description="安全保障")
    coordinators: list[Text] = Field(default_factory=list, description="统筹协调的宣传、网信等部门（抄送）")
    reorganisations: list[Reorganisation] = Field(default_factory=list, description="机构变动：改类型、层级、体制、上级或主管单位时登记")
    abolished_on: Day | None = Field(None, description="撤销日期（机构改革）")
    merged_into: UnitId | None = Field(None, description="并入的单位")
    provisional: Flag = Field(False, description="暂定单位：台账未写主办单位，待补")
    imported: Imported | None = Field(None, description="台账导入的来源")
    note: Text | None = Field(None, description="备注")

    home: ClassVar[tuple[str, str]] = ("", "")
    region: ClassVar[str] = ""
    id: ClassVar[str] = ""

    def at(self, region: str, slug: str) -> Self:
        """Itself, with what follows from its place."""
        return self.placed(home=(region, slug), region=region, id=f"{region}/{slug}")
