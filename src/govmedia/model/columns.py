"""How the headers of ledgers are read: `registry/columns.yml`."""

from pydantic import Field

from govmedia.model.record import Record
from govmedia.model.scalars import Text


class Columns(Record):
    """Header words, written without spaces and brackets. A word stands for one thing only."""

    fields: dict[str, list[Text]] = Field(description="栏目及其各种叫法")
    private: list[Text] = Field(description="涉及个人或保密的列，一律不读入")
    ignored: list[Text] = Field(default_factory=list, description="与备案无关的列")
