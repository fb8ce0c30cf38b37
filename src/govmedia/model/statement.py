"""A signed statement under registry/approvals/ (签批): one person's word on one item, as canonical JSON.

Beside `<name>.json` lies `<name>.json.sig`, made by `ssh-keygen -Y sign -n govmedia-approval`; a paper form has a second
signature, `<name>.json.confirm.sig`, of whoever compared the entry with the paper.
"""

import json
import re
from hashlib import sha256
from typing import Annotated, Literal
from unicodedata import normalize

from pydantic import Field, StringConstraints

from govmedia.model.record import Part
from govmedia.model.scalars import Count, Day, Instant, Sha256, Slug, Text
from govmedia.model.words import Gate, ManuscriptClass, Stage, Verdict

NAMESPACE = "govmedia-approval"
"""Of the signature: not Git's, so that neither can be passed off as the other."""
FOLDER = "registry/approvals"

_FILE = re.compile(rf"{FOLDER}/(?:[0-9a-f]{{32}}/[0-9a-f]{{32}}|commits/[0-9a-f]{{2}}/[0-9a-f]{{40,64}})\.json(?:(?:\.confirm)?\.sig)?")

Blob = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]


class Witnessed(Part):
    """What the gate saw on a forge and put on record (平台审核意见的记录)."""

    forge: Slug
    repository: Text
    pull: Count
    review: Text
    login: Text
    commit: Blob


class Paper(Part):
    """A form signed on paper (纸质审批表): entered by one person, compared by another."""

    number: Text
    on: Day
    sha256: Sha256
    entered_by: Slug
    confirmed_by: Slug


class Spoken(Part):
    """Something that is signed."""

    def canonical(self) -> bytes:
        """The bytes that are signed: keys sorted, no spaces, UTF-8 in NFC, a line break at the end."""
        data = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return normalize("NFC", text).encode() + b"\n"


class Vouching(Spoken):
    """Whose commit it is, as the gate saw it on a forge (提交人的记录), so that a bare clone can be audited."""

    version: Literal[1] = 1
    commit: Blob
    forge: Slug
    logins: list[Text]
    unknown: list[Text] = Field(default_factory=list)

    @property
    def path(self) -> str:
        """Where it lies; there is one for each commit."""
        return vouching_path(self.commit)


class Statement(Spoken):
    """Binds the very texts (`files`: blob ids by path), their class, and the digest of the policy they were judged by."""

    version: Literal[1] = 1
    item: Text
    files: dict[str, Blob]
    class_: ManuscriptClass | None = Field(None, alias="class")
    policy: Sha256
    verdict: Verdict
    person: Slug
    stage: Stage | None = None
    gates: list[Gate] | None = None
    at: Instant
    reason: Text | None = None
    witnessed: Witnessed | None = None
    paper: Paper | None = None

    @property
    def path(self) -> str:
        """Where it lies: all statements about an item in one folder."""
        return f"{folder_of(self.item)}/{sha256(self.canonical()).hexdigest()[:32]}.json"


def is_statement_file(path: str) -> bool:
    """Whether a path below FOLDER is where a statement, a record, or the signature of one may lie."""
    return _FILE.fullmatch(path) is not None


def folder_of(item: str) -> str:
    """The folder of the statements about an item."""
    return f"{FOLDER}/{sha256(item.encode()).hexdigest()[:32]}"


def vouching_path(commit: str) -> str:
    """Where the record of a commit's makers lies."""
    return f"{FOLDER}/commits/{commit[:2]}/{commit}.json"
