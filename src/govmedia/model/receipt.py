"""A receipt (发布回执): where and when a manuscript was really posted, and whether it was taken down."""

from typing import ClassVar

from pydantic import Field

from govmedia.model.record import Part, Record
from govmedia.model.scalars import Instant, Slug, Text, Url


class Post(Part):
    """One posting."""

    account: Slug = Field(description="账号文件名（不带 .yml）")
    at: Instant = Field(description="平台上的发布时间")
    url: Url | None = Field(None, description="发布链接")


class Withdrawal(Part):
    """Taking down (撤稿); the receipt stays as a tombstone."""

    at: Instant = Field(description="撤下时间")
    reason: Text = Field(description="原因")


class Receipt(Record):
    """`content/receipts/<region>/<unit>/<yyyy>/<mm-dd>-<slug>.yml`, beside the manuscript of the same name."""

    posts: list[Post] = Field(default_factory=list, description="发布记录")
    withdrawn: Withdrawal | None = Field(None, description="撤稿")
    backfilled: Text | None = Field(None, description="补录原因：先发布、后补稿时填写")

    unit: ClassVar[str] = ""
    """Id of the unit whose folder it lies in."""
