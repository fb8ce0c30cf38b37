"""The columns of an exported directory, in order: what the exporter writes and the importer takes back.

Each column is a header and a key. `unit.` keys belong to the sponsoring unit, `@` keys are not written in filings but
follow from their place or from calculation. `form` says how a value becomes text.
"""

from dataclasses import dataclass
from typing import Literal

Form = Literal["text", "word", "words", "flag", "json", "shown"]


@dataclass(frozen=True)
class Column:
    """`key` leads into the filing, dots between steps; a `shown` column is for readers and not taken back."""

    header: str
    key: str
    form: Form = "text"


COLUMNS = (
    Column("登记编号", "@id", "shown"),
    Column("登记文件", "@path", "shown"),
    Column("账号名称", "name"),
    Column("注册平台", "@platform", "shown"),
    Column("账号类型", "type", "word"),
    Column("单位名称", "@unit", "shown"),
    Column("主办单位编号", "@unit_id", "shown"),
    Column("地区", "@region", "shown"),
    Column("层级", "@level", "shown"),
    Column("主体类型", "@kind", "shown"),
    Column("状态", "@state", "shown"),
    Column("账号链接", "url"),
    Column("平台内编号", "platform_ids", "json"),
    Column("认证主体", "verified.as"),
    Column("认证类型", "verified.kind"),
    Column("认证日期", "verified.on"),
    Column("代表本级政府", "represents_government", "flag"),
    Column("适用范围", "scope", "word"),
    Column("不纳入原因", "scope_reason"),
    Column("不纳入批准", "scope_approval", "json"),
    Column("涉及领域", "field"),
    Column("功能定位", "functions", "words"),
    Column("互动功能", "interaction", "words"),
    Column("运维单位", "operator.name"),
    Column("合同到期", "operator.contract_until"),
    Column("保密协议", "operator.secrecy_agreement", "flag"),
    Column("全国报送系统编号", "national_filing_no"),
    Column("网信备案号", "cac_filing_no"),
    Column("下次核验", "next_review"),
    Column("备注", "note"),
    Column("账号经历", "events", "json"),
    Column("台账来源", "imported", "json"),
    Column("主办单位登记", "@unit_record", "shown"),
)
ID_HEADER, PATH_HEADER, UNIT_ID_HEADER, UNIT_RECORD_HEADER = "登记编号", "登记文件", "主办单位编号", "主办单位登记"
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_FIRST = frozenset((*_GUARDED, "'"))


def guard(text: str) -> str:
    """Keep a spreadsheet program from taking the text for a formula. Undone by `unguard`, whatever the text."""
    return f"'{text}" if text[:1] in _FIRST and text.lstrip("'").startswith(_GUARDED) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_GUARDED) else text
