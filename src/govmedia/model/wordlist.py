"""What words and addresses tell of a manuscript: the rows of `registry/words/*.yml` and the places that links may lead to."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, RootModel, StringConstraints

from govmedia.model.phrases import phrases
from govmedia.model.record import Part, Record
from govmedia.model.scalars import Slug, Text
from govmedia.model.words import ManuscriptClass


def _pattern(text: str) -> str:
    phrases(text)
    return text


Pattern = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_pattern)]
Domain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=253)]


class Row(Part):
    """One row: what it finds in a manuscript, what is said about it, and the sentences by which it proves itself."""

    id: Slug = Field(description="编号，全部词表里不重复")
    clause: Text = Field(description="依据条款的编号，见 clauses.yml")
    strength: Literal["binding", "advisory"] = Field(description="轻重：binding 须改正；advisory 只提示")
    message: Text = Field(description="哪里不对")
    mend: Text = Field(description="怎样改")
    words: tuple[Pattern, ...] = Field((), description="词语；(甲|乙) 表示任选其一，… 表示中间可隔 15 个字以内、不跨句")
    domains: tuple[Domain, ...] = Field((), description="链接的域名，含子域名")
    unless: tuple[Text, ...] = Field((), description="放过：比词语长的词（如 作品集赞美）盖住它时；其他词在同一句或标题里时")
    raises: ManuscriptClass | None = Field(None, description="命中时稿件至少应按哪一类审核")
    must_flag: tuple[Text, ...] = Field(min_length=1, description="应当命中的例句")
    must_pass: tuple[Text, ...] = Field(min_length=1, description="应当放过的例句")

    def __hash__(self) -> int:
        """By its id, which is unique: lists of rows are looked up for every manuscript."""
        return hash(self.id)


class Rows(RootModel[list[Row]]):
    """`registry/words/<name>.yml`."""


class Links(Record):
    """`registry/words/links.yml`: where links may lead besides approved sources and platforms, which have lists of their own."""

    allowed: list[Domain] = Field(description="可以链接的域名，含子域名")
    service: list[Domain] = Field(description="办事链接应指向的政务服务平台域名，含子域名")
