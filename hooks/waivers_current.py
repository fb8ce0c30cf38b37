"""豁免在期，写明给谁、谁批的

What
----
registry/waivers.yml 的每一条：截止日期不早于起始日期，尚未过期；subject 是登记在案的账号编号或单位编号；
approved_by 是登记在案的单位，且是被豁免单位的主管单位或更上级的主管单位，不是它自己（最高一级的主管单位除外）。

Why
---
豁免是有期限、有理由的例外。过期不删，例外就成了常例；自己批给自己，等于没有规定。

Good
----
- rule: one_account_per_platform
  subject: 990100-lingdong/traffic-police/wechat
  approved_by: 990100-lingdong/government-office
  until: 2029-12-31

Bad
---
- rule: one_account_per_platform
  subject: 990100-lingdong/traffic-police/wechat
  approved_by: 990100-lingdong/traffic-police
  until: 2024-12-31

Mend
----
过期的删去，仍需例外的重新报批；编号写错的改正。
"""

from collections.abc import Iterator

from govmedia.calculation.bodies import offices_above, supervision
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.office import Waiver

PATH = "registry/waivers.yml"


def check(ledger: Ledger) -> Iterator[Fault]:
    homes = {"/".join(account.home) for account in ledger.accounts}
    for row, waiver in enumerate(ledger.waivers):
        yield from _term(row, waiver, ledger)
        if waiver.subject not in ledger.by_id and waiver.subject not in homes and not _unit_on_file(waiver.subject, ledger):
            mend = "改成账号编号（地区/单位/文件名）或单位编号（地区/单位）"
            yield Fault(PATH, (row, "subject"), f"没有“{waiver.subject}”这个账号或单位", mend)
        yield from _approver(row, waiver, ledger)


def _term(row: int, waiver: Waiver, ledger: Ledger) -> Iterator[Fault]:
    if waiver.until < waiver.from_:
        yield Fault(PATH, (row, "until"), f"截止日期 {waiver.until} 早于起始日期 {waiver.from_}", "改正日期")
    elif waiver.until < ledger.as_of.day:
        yield Fault(PATH, (row, "until"), f"豁免已于 {waiver.until} 过期", "删去这一条；仍需例外的重新报批")


def _unit_on_file(key: str, ledger: Ledger) -> bool:
    return key in ledger.units or f"registry/{key}/unit.yml" in ledger.present or f"registry/{key}.yml" in ledger.present


def _approver(row: int, waiver: Waiver, ledger: Ledger) -> Iterator[Fault]:
    office = waiver.approved_by
    if not _unit_on_file(office, ledger):
        yield Fault(PATH, (row, "approved_by"), f"批准单位“{office}”没有登记", f"先登记 registry/{office}/unit.yml，或更正单位编号")
    unit = ledger.units.get(office)
    account = ledger.by_id.get(waiver.subject)
    subject = account.unit if account else "/".join(waiver.subject.split("/")[:2])
    if unit and subject == office and supervision(unit, ledger).office != office:
        yield Fault(PATH, (row, "approved_by"), f"“{unit.name}”给自己批了豁免", "由主管单位批准")
    elif unit and (above := offices_above(subject, ledger)) and office not in above:
        mend = f"由主管单位批准：{'、'.join(above)}"
        yield Fault(PATH, (row, "approved_by"), f"“{unit.name}”不是“{waiver.subject}”的主管单位，也不在其上", mend)


RULE = Rule(name="waivers_current", clause="house-waiver", binding=True, check=check, waivable=False)
