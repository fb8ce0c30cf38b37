"""`govmedia gate paper`: a form signed on paper put on file by one person and compared with the paper by another (纸质审批表)."""

from hashlib import sha256
from pathlib import Path

import click

from govmedia.calculation.testimony import signature_trouble
from govmedia.errors import CannotRun
from govmedia.history import Repository
from govmedia.loading.base import load_authority
from govmedia.loading.landing import land
from govmedia.loading.ledger import Ledger
from govmedia.loading.statements import Sealed, read_statements
from govmedia.model.statement import FOLDER, Paper, Statement
from govmedia.model.words import Verdict
from govmedia.names import visible
from govmedia.scripts.gateshow import base_option, head_option
from govmedia.scripts.options import as_of_option, root_option
from govmedia.scripts.signing import (
    about,
    asked,
    gates_named,
    item_option,
    keep,
    key_option,
    known,
    one_line,
    sealed,
    signed,
    signing_options,
)
from govmedia.when import AsOf, parse_date

scan_option = click.option(
    "--scan",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="扫描件；只登记它的校验值，文件由单位自己保管",
)


@click.group("paper", short_help="登记、复核纸质审批表")
def command() -> None:
    """登记领导在纸上签的审批表：一人录入，另一人对照原件复核。policy.yml 的 signing.paper 为 true 时才算数。"""


@command.command("enter", short_help="录入一份纸质审批表")
@root_option
@as_of_option
@base_option
@head_option
@click.option("--as", "clerk", required=True, metavar="人员编号", help="录入人")
@click.option("--signer", required=True, metavar="人员编号", help="在纸上签字的人")
@click.option("--confirmer", required=True, metavar="人员编号", help="将要复核的人")
@click.option("--number", required=True, metavar="编号", help="审批表的编号或文号")
@click.option("--on", "day", required=True, metavar="日期", help="签字日期，如 2026-11-20")
@scan_option
@signing_options
def enter(
    root: Path,
    moment: AsOf,
    base: str,
    head: str,
    clerk: str,
    signer: str,
    confirmer: str,
    number: str,
    day: str,
    scan: Path,
    key: Path,
    stage: str | None,
    gates: str | None,
    reject: str | None,
    wanted: tuple[str, ...],
) -> int:
    """录入一份纸质审批表，用录入人的密钥签名。另一人 govmedia gate paper confirm 复核以后才算数。"""
    reason = one_line("--reject", reject)
    items, authority = asked(root, base, head, moment, wanted)
    _refuse(authority, clerk, signer, confirmer)
    form = _form(number, day, moment, scan, clerk, confirmer)
    verdict = Verdict.reject if reason else Verdict.approve
    files: dict[str, str] = {}
    for item in items:
        statement = about(item, signer, verdict, moment, stage=stage, gates=gates_named(gates), reason=reason, paper=form)
        files |= sealed(statement, clerk, key, authority)
        click.echo(f"{signer} {verdict.zh}：{item.title}")
    keep(root, files)
    click.echo(f"还须 {confirmer} 对照原件复核：govmedia gate paper confirm --as {confirmer} --key 私钥 --scan 扫描件")
    return 0


def _refuse(authority: Ledger, *people: str) -> None:
    if not authority.policy.default.signing.paper:
        raise CannotRun("本地口径不承认纸质审批表", "要用的，先在 registry/policy.yml 把 signing.paper 改为 true，批准合并以后再录入")
    if len(set(people)) < len(people):
        raise CannotRun("签字人、录入人、复核人不能是同一个人", "由签字人以外的两个人分别录入、复核")
    known(authority, *people)


def _form(number: str, day: str, moment: AsOf, scan: Path, clerk: str, confirmer: str) -> Paper:
    try:
        on = parse_date(day)
    except ValueError as error:
        raise CannotRun(f"--on 写得不对：{error}", "写审批表上的签字日期") from None
    if on > moment.day:
        raise CannotRun(f"--on {day} 还没有到（现在是 {moment.day}）", "写审批表上的签字日期")
    facts = {"number": one_line("--number", number), "on": day, "sha256": _digest(scan), "entered_by": clerk, "confirmed_by": confirmer}
    return Paper.model_validate(facts)


def _digest(scan: Path) -> str:
    return sha256(scan.read_bytes()).hexdigest()


@command.command("confirm", short_help="对照原件复核")
@root_option
@as_of_option
@base_option
@click.option("--as", "person", required=True, metavar="人员编号", help="复核人")
@key_option
@scan_option
@item_option
@click.option("--yes", is_flag=True, help="已经对照过原件，不再询问")
def confirm(root: Path, moment: AsOf, base: str, person: str, key: Path, scan: Path, wanted: tuple[str, ...], yes: bool) -> int:
    """复核别人录入的审批表：先列出录入的内容供对照原件，确认后加上复核人的签名。扫描件须与录入时的一致。"""
    repository = Repository(root)
    authority = load_authority(repository, repository.commit(base), moment)
    known(authority, person)
    waiting = [(each, form) for each, form in _entered(root, authority) if form.confirmed_by == person]
    same = [(each, form) for each, form in waiting if form.sha256 == _digest(scan) and (not wanted or each.statement.item in wanted)]
    if not same:
        why = "等着复核的审批表里没有这份扫描件、这几篇" if waiting else f"没有等 {person} 复核的审批表"
        raise CannotRun(why, "核对扫描件、复核人和 --item；审批表要先由另一人 govmedia gate paper enter 录入")
    for each, form in same:
        click.echo(_told(each.statement, form))
    if not yes:
        click.confirm("与原件一致，签名复核？", abort=True)
    signatures = {f"{each.path}.confirm.sig": signed(each.statement, person, key, authority) for each, _ in same}
    land(root, {}, signatures)
    click.echo(f"已复核 {len(same)} 份。提交并推送后生效：git add {FOLDER} && git commit -m 复核 && git push")
    return 0


def _told(said: Statement, form: Paper) -> str:
    reason = f"（{visible(said.reason)}）" if said.reason else ""
    return f"{visible(form.number)}，{form.on} {said.person} {said.verdict.zh}：{visible(said.item)}{reason}"


def _entered(root: Path, authority: Ledger) -> list[tuple[Sealed, Paper]]:
    """Paper forms on file that the person named has not compared yet."""
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / FOLDER).glob("*/*")) if path.is_file()}
    forms = ((each, each.statement.paper) for each in read_statements(files)[0])
    return [(each, form) for each, form in forms if form and signature_trouble(each.second, form.confirmed_by, authority)]
