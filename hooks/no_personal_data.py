"""登记里没有个人信息和密级标志

What
----
账号和单位登记的文字里没有手机号、身份证号、“联系人：某某”一类的个人信息，也没有“秘密★”一类的密级标志。

Why
---
提交过的内容删不干净，登记库又生成公开的目录。个人信息、涉密内容一旦进库，只能当作泄露处置。

Good
----
in_charge: 分管副局长

Bad
---
in_charge: 某某 138××××××××（写了号码）

Mend
----
提交以前删去，只写职务；联系方式另存表格，用 govmedia export --contacts 并入自用的表格。已经提交的，立即报告主管单位。
"""

from collections.abc import Iterator

from govmedia.calculation.privacy import private_in
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault, Keys
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.unit import Unit

PUBLIC = ("电话号码", "电子邮箱")
"""An office's own telephone and mailbox may be public."""


def check(ledger: Ledger) -> Iterator[Fault]:
    for unit in ledger.units.values():
        yield from _faults(unit, _unit_texts(unit))
    for account in ledger.accounts:
        yield from _faults(account, _account_texts(account))


def _faults(record: Unit | Account, texts: Iterator[tuple[Keys, str | None]]) -> Iterator[Fault]:
    for keys, text in texts:
        if text and (kind := private_in(text)) and kind not in PUBLIC:
            yield record.fault(keys, f"写有{kind}", "提交以前删去，只写职务；已经提交的，立即报告主管单位")


def _unit_texts(unit: Unit) -> Iterator[tuple[Keys, str | None]]:
    yield from ((("name",), unit.name), (("in_charge",), unit.in_charge), (("note",), unit.note))
    yield ("supervision_basis",), unit.supervision_basis
    for key in ("short_names", "former_names", "coordinators"):
        yield from (((key, place), text) for place, text in enumerate(getattr(unit, key)))


def _account_texts(account: Account) -> Iterator[tuple[Keys, str | None]]:
    yield from ((("name",), account.name), (("field",), account.field), (("note",), account.note))
    yield ("scope_reason",), account.scope_reason
    if account.operator:
        yield ("operator", "name"), account.operator.name
    if account.verified:
        yield ("verified", "as"), account.verified.as_
    for place, event in enumerate(account.events):
        yield from ((("events", place, key), getattr(event, key)) for key in ("reason", "was", "successor", "archive"))


RULE = Rule(name="no_personal_data", clause="house-form", binding=True, check=check, waivable=False)
