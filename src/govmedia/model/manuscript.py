"""A manuscript (稿件): its front matter, and the text below it."""

from typing import ClassVar, Literal

from pydantic import Field

from govmedia.model.record import Part, Record
from govmedia.model.scalars import Flag, Instant, Sha256, Slug, Text, Url
from govmedia.model.words import Form, ManuscriptClass


class ReprintSource(Part):
    """Where a reprint comes from, clause 90-3.5.4."""

    unit: Text = Field(description="稿源单位")
    url: Url = Field(description="原文链接")
    title: Text | None = Field(None, description="原文标题")
    account: Text | None = Field(None, description="原文发在平台上时，稿源单位的平台账号：名称或编号")


class Release(Part):
    """The unified release (通稿) that a text on activities of the provincial government quotes, clause 90-3.5.5."""

    issuer: Text = Field(description="发布通稿的单位")
    title: Text = Field(description="通稿标题")
    url: Url = Field(description="通稿链接")
    sha256: Sha256 = Field(description="通稿正文去掉空白后的 SHA-256，govmedia check 会算出本稿的供核对")


class Medium(Part):
    """A picture beside the manuscript (`file`), or what is kept outside Git (`url`, `sha256`): videos, sound, large pictures."""

    file: Text | None = Field(None, description="同名文件夹里的图片文件名，一张不超过 2 MB")
    url: Url | None = Field(None, description="视频、音频和大图在素材库的链接，不放进本库")
    sha256: Sha256 | None = Field(None, description="链接所指文件的 SHA-256")
    rights: Text = Field(description="使用权利，如 自有版权、已获授权（写明凭据）")
    source: Text = Field(description="来源：拍摄、制作的单位")
    alt: Text = Field(description="替代文字：给看不到画面的人")


class Correction(Part):
    """What a correction corrects (更正)."""

    of: Text = Field(description="被更正的稿件的路径")
    wrong: Text = Field(description="原来错在哪里")


class Backfill(Part):
    """An item that was posted first and reviewed afterwards (补录)."""

    posted: Instant = Field(description="实际发布时间")
    reason: Text = Field(description="未先审的原因")


class Manuscript(Record):
    """`content/manuscripts/<region>/<unit>/<yyyy>/<mm-dd>-<slug>.md`."""

    title: Text = Field(description="标题")
    class_: ManuscriptClass = Field(
        alias="class", description="类别：leadership 领导活动 policy 政策文件 original 原创 service 服务信息 reprint 转载 emergency 应急"
    )
    accounts: list[Slug] = Field(min_length=1, description="发布到本单位哪些账号：账号文件名（不带 .yml）")
    source: ReprintSource | Literal["original"] = Field(description="来源：original 原创，或写明转载自哪里")
    form: Form = Field(
        Form.text, description="形式：text 文字 image 图片 video 视频 live 直播 infographic 图解 figures 数说 qa 问答 audio 音频 …"
    )
    ai_generated: Flag = Field(False, description="是否含人工智能生成内容；是则正文要有标识")
    embargo: Instant | None = Field(None, description="最早发布时间")
    media: list[Medium] = Field(default_factory=list, description="图片、视频：每件写明权利、来源和替代文字")
    release: Release | None = Field(None, description="涉省政府政务活动时采用的通稿")
    exception: Text | None = Field(None, description="转载名单以外来源的理由，须经终审")
    correction: Correction | None = Field(None, description="更正哪一篇已发布的稿件")
    backfilled: Backfill | None = Field(None, description="补录：先发布、后审核的写明时间和原因")

    unit: ClassVar[str] = ""
    """Id of the unit whose folder it lies in."""
    body: ClassVar[str] = ""
    """The Markdown below the front matter."""
    body_line: ClassVar[int] = 1
    """Number of the file's line with which the body begins."""
    digest: ClassVar[str] = ""
    """Git blob id of the whole file."""

    @property
    def names(self) -> list[str]:
        """Ids at hand of the accounts it is for: `<unit>/<account file name>`."""
        return [f"{self.unit}/{stem}" for stem in self.accounts]

    @property
    def folder(self) -> str:
        """Where its pictures lie: the path without `.md`."""
        return self.path.removesuffix(".md")
