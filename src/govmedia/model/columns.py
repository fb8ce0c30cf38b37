"""How the headers of ledgers are read: `registry/columns.yml`."""

from pydantic import Field

from govmedia.model.record import Record
from govmedia.model.scalars import Text


class Columns(Record):
    """Header words, written without spaces and brackets. A word stands for one thing only."""

    fields: dict[str, list[Text]] = Field(description="栏目及其各种叫法")
    private: list[Text] = Field(description="涉及个人或保密的列，一律不读入")
    ignored: list[Text] = Field(default_factory=list, description="与备案无关的列")
    posts: dict[str, list[Text]] = Field(default_factory=dict, description="平台导出的内容表的栏目及其各种叫法")
    posts_ignored: list[Text] = Field(default_factory=list, description="内容表里与发布回执无关的列")

    def of_posts(self) -> "Columns":
        """How the headers of a back office's export of posts are read."""
        return Columns(fields=self.posts, private=self.private, ignored=self.posts_ignored)
