"""The shapes of the open data under api/v1/. A contract: fields are only ever added; a change of meaning makes a v2."""

from pydantic import BaseModel, ConfigDict, Field

VERSION = 1


class Part(BaseModel):
    """No field but these goes out."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class ApiEvent(Part):
    """One event in the life of an account."""

    kind: str = Field(description="事项代号")
    name: str = Field(description="事项")
    on: str = Field(description="生效日期")
    filed_on: str | None = Field(description="备案日期")
    approval_document: str | None = Field(description="批文文号")
    approval_by: str | None = Field(description="审批单位")
    approval_on: str | None = Field(description="批准日期")
    notice: str | None = Field(description="公告链接")
    was: str | None = Field(description="原名称或原主办单位")


class ApiAccount(Part):
    """One account (账号)."""

    id: str = Field(description="账号编号，终身不变")
    name: str = Field(description="账号名称")
    former_names: list[str] = Field(description="曾用名")
    platform: str = Field(description="平台代号，见 platforms.json")
    platform_name: str = Field(description="平台")
    type: str | None = Field(description="账号类型")
    platform_ids: dict[str, str] = Field(description="平台内编号")
    url: str | None = Field(description="账号主页")
    unit: str = Field(description="主办单位编号，见 units.json")
    unit_name: str = Field(description="主办单位")
    region: str = Field(description="地区编号，见 regions.json")
    state: str = Field(description="状态代号：公开版为 running suspended cancelled")
    state_name: str = Field(description="状态")
    confirmed: bool = Field(description="主办单位是否已核实")
    scope: str = Field(description="covered 纳入监管；outside 不在本办法范围")
    represents_government: bool = Field(description="是否代表本级政府")
    verified_as: str | None = Field(description="平台认证主体")
    field: str | None = Field(description="涉及领域")
    functions: list[str] = Field(description="功能定位")
    cac_filing_no: str | None = Field(description="网信备案号")
    opened_on: str | None = Field(description="开设日期")
    events: list[ApiEvent] = Field(description="经历，按日期先后")
    page: str = Field(description="账号页面")


class ApiUnit(Part):
    """One unit (单位)."""

    id: str = Field(description="单位编号")
    name: str = Field(description="单位全称")
    short_names: list[str] = Field(description="规范简称")
    former_names: list[str] = Field(description="曾用名")
    level: str = Field(description="层级")
    kind: str = Field(description="主体类型")
    line: str = Field(description="管理体制")
    region: str = Field(description="地区编号")
    supervised_by: str | None = Field(description="主管单位")
    credit_code: str | None = Field(description="统一社会信用代码")
    page: str = Field(description="单位页面")


class ApiRegion(Part):
    """One region (地区)."""

    id: str = Field(description="地区编号")
    code: str = Field(description="行政区划代码")
    name: str = Field(description="名称")
    level: str = Field(description="层级")
    parent: str | None = Field(description="上级代码")


class ApiPlatform(Part):
    """One platform (平台)."""

    slug: str = Field(description="平台代号")
    name: str = Field(description="平台")
    class_: str = Field(alias="class", description="account 公众账号；app 应用程序")


class Accounts(Part):
    """api/v1/accounts.json."""

    version: int = Field(description="版本")
    as_of: str = Field(description="判断时点")
    accounts: list[ApiAccount]


class Units(Part):
    """api/v1/units.json."""

    version: int = Field(description="版本")
    units: list[ApiUnit]


class Regions(Part):
    """api/v1/regions.json."""

    version: int = Field(description="版本")
    regions: list[ApiRegion]


class Platforms(Part):
    """api/v1/platforms.json."""

    version: int = Field(description="版本")
    platforms: list[ApiPlatform]


SHAPES: dict[str, type[Part]] = {"accounts": Accounts, "units": Units, "regions": Regions, "platforms": Platforms}
