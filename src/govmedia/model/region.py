"""Regions: GB/T 2260 codes, functional zones and 省直辖县 (行政区划)."""

from functools import cached_property

from pydantic import Field, RootModel

from govmedia.model.record import Part
from govmedia.model.scalars import Flag, Slug, Text
from govmedia.model.words import Level

NATIONAL = "000000"


class Region(Part):
    """One region. Level and parent follow from the code; they are written only where they do not."""

    code: str = Field(pattern=r"^\d{6}$", description="行政区划代码，六位")
    slug: Slug = Field(description="拼音")
    name: Text = Field(description="名称")
    level_: Level | None = Field(None, alias="level", description="层级，能从代码看出时不填")
    parent_: str | None = Field(None, alias="parent", pattern=r"^\d{6}$", description="上级代码，能从代码看出时不填")
    zone: Flag = Field(False, description="功能区")
    fictional: Flag = Field(False, description="演示用的虚构地区")

    @cached_property
    def id(self) -> str:
        """Folder name, e.g. `440100-guangzhou`."""
        return f"{self.code}-{self.slug}"

    @cached_property
    def level(self) -> Level:
        """Province, prefecture or county by the zeros at the end of the code, unless written."""
        if self.level_:
            return self.level_
        if self.code == NATIONAL:
            return Level.national
        if self.code.endswith("0000"):
            return Level.province
        return Level.prefecture if self.code.endswith("00") else Level.county

    @cached_property
    def parent(self) -> str | None:
        """Code of the region above; None for the nation."""
        if self.parent_:
            return self.parent_
        if self.level is Level.national:
            return None
        if self.level is Level.province:
            return NATIONAL
        return self.code[:2] + "0000" if self.level is Level.prefecture else self.code[:4] + "00"


class Regions(RootModel[list[Region]]):
    """`registry/regions.yml`."""
