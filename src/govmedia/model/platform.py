"""Platforms: a new platform is a row of registry/platforms.yml, never "other"."""

from pydantic import Field, RootModel

from govmedia.model.record import Part
from govmedia.model.scalars import Count, Flag, Text
from govmedia.model.words import AccountType, Layout, PlatformClass


class IdField(Part):
    """An identifier that a platform gives its accounts."""

    name: Text = Field(description="中文名，如 原始ID")
    pattern: Text = Field(description="整体匹配的正则表达式")


class Platform(Part):
    """One platform (平台)."""

    slug: str = Field(pattern=r"^[a-z0-9]+$", description="平台代号，不含连字符")
    name: Text = Field(description="标准中文名")
    aliases: list[Text] = Field(default_factory=list, description="台账里见过的写法")
    types: dict[str, AccountType] = Field(default_factory=dict, description="写法 -> 账号类型")
    group: str = Field(pattern=r"^[a-z0-9]+$", description="平台组：同一单位在一组内只开一个账号")
    class_: PlatformClass = Field(alias="class", description="平台类别：account 公众账号；app 应用程序")
    ids: dict[str, IdField] = Field(default_factory=dict, description="平台内编号")
    urls: list[Text] = Field(default_factory=list, description="主页链接的正则表达式")
    hosts: list[Text] = Field(default_factory=list, description="文章和主页所在的域名，含子域名")
    text_limit: Count | None = Field(None, description="正文字数上限")
    title_limit: Count | None = Field(None, description="标题字数上限")
    half_width: Flag = Field(False, description="两个半角字符是否算一个字")
    link_length: Count | None = Field(None, description="正文里一条链接算几个字；不填照实计算")
    title_in_text: Flag = Field(False, description="没有标题栏，标题写进正文的【】里")
    layout: Layout = Field(Layout.text, description="正文：html 带样式；text 纯文字")


class Platforms(RootModel[list[Platform]]):
    """`registry/platforms.yml`."""
