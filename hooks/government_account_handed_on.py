"""代表政府的账号不能悄悄改掉

What
----
represents_government 由 true 改为 false 的，须有同一单位的另一个账号接过来（新写 represents_government: true），
或者同时登记一件有凭据的事项（带 notice、proof 或 approval）。账号已经注销的不在此列。

Why
---
粤办函〔2019〕90号 三（四）、四（二）：代表本级政府的账号每次抽查必查，变更须备案。改一个字就不再必查，等于给自己免检。

Good
----
represents_government: false
events:
  - {kind: renamed, on: 2026-10-12, was: 岭东发布, notice: https://www.lingdong.example/notice/2026/1012}

Bad
---
# 原来是 true，没有别的改动
represents_government: false

Mend
----
写明由哪个账号接替，或登记变更事项并附公告、批文；改错了的恢复为 true。
"""

from collections.abc import Iterator

from govmedia.calculation.bodies import legal_body
from govmedia.calculation.change import kept
from govmedia.calculation.life import is_live
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account


def check(ledger: Ledger) -> Iterator[Fault]:
    before = {account.id for account in ledger.base.accounts if account.represents_government} if ledger.base else set()
    heirs = [a for a in ledger.accounts if a.represents_government and a.id not in before and is_live(a, ledger.as_of.day)]
    for old, new in kept(ledger):
        given_up = old.represents_government and not new.represents_government and is_live(new, ledger.as_of.day)
        if given_up and not _is_documented(old, new) and not _is_taken(new, heirs, ledger):
            mend = "由同一单位的另一个账号写 represents_government: true，或登记带公告、批文的变更事项；改错了的恢复"
            yield new.fault("represents_government", "原来代表政府，改掉了却没有账号接替，也没有凭据", mend)


def _is_documented(old: Account, new: Account) -> bool:
    return any(event not in old.events and (event.notice or event.proof or event.approval) for event in new.events)


def _is_taken(account: Account, heirs: list[Account], ledger: Ledger) -> bool:
    return any(legal_body(heir.unit, ledger) == legal_body(account.unit, ledger) for heir in heirs)


RULE = Rule(name="government_account_handed_on", clause="90-4.2.4", binding=True, check=check)
