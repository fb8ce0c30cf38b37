"""A manuscript (稿件): its front matter. The text below it belongs to the reader."""

from typing import ClassVar

from pydantic import Field

from govmedia.model.record import Part, Record
from govmedia.model.scalars import Flag, Instant, Slug, Text, Url
from govmedia.model.words import Form, ManuscriptClass


class ReprintSource(Part):
    """Where a reprint comes from, clause 90-3.5.4."""

    unit: Text = Field(description="稿源单位")
    url: Url = Field(description="原文链接")
    title: Text | None = Field(None, description="原文标题")


class Manuscript(Record):
    """`content/manuscripts/<region>/<unit>/<yyyy>/<mm-dd>-<slug>.md`."""

    title: Text = Field(description="标题")
    class_: ManuscriptClass = Field(
        alias="class", description="类别：leadership 领导活动 policy 政策文件 original 原创 service 服务信息 reprint 转载 emergency 应急"
    )
    accounts: list[Slug] = Field(min_length=1, description="发布到本单位哪些账号：账号文件名（不带 .yml）")
    source: ReprintSource | Text = Field(description="original（原创），或转载来源")
    form: Form = Field(
        Form.text, description="形式：text 文字 image 图片 video 视频 live 直播 infographic 图解 figures 数说 qa 问答 audio 音频 …"
    )
    ai_generated: Flag = Field(False, description="是否含人工智能生成内容")
    embargo: Instant | None = Field(None, description="最早发布时间")

    unit: ClassVar[str] = ""
    """Id of the unit whose folder it lies in."""

    @property
    def names(self) -> list[str]:
        """Ids at hand of the accounts it is for: `<unit>/<account file name>`."""
        return [f"{self.unit}/{stem}" for stem in self.accounts]
