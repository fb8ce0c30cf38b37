"""`govmedia gate paper`: a form signed on paper put on file by one person and compared with the paper by another (纸质审批表)."""

from hashlib import sha256
from pathlib import Path

import click
from pydantic import ValidationError

from govmedia.errors import CannotRun
from govmedia.loading.landing import land
from govmedia.loading.ledger import Ledger
from govmedia.loading.statements import Sealed, read_statements
from govmedia.model.statement import FOLDER, Paper
from govmedia.model.words import Verdict
from govmedia.scripts.gateshow import base_option, head_option
from govmedia.scripts.options import as_of_option, root_option
from govmedia.scripts.signing import about, asked, gates_named, keep, sealed, signature, signing_options
from govmedia.when import AsOf

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
    items, authority = asked(root, base, head, moment, wanted)
    _refuse(authority, clerk, signer, confirmer)
    form = _form(number, day, scan, clerk, confirmer)
    verdict = Verdict.reject if reject else Verdict.approve
    files: dict[str, str] = {}
    for item in items:
        statement = about(item, signer, verdict, moment, stage=stage, gates=gates_named(gates), reason=reject, paper=form)
        files |= sealed(statement, key)
        click.echo(f"{signer} {verdict.zh}：{item.title}")
    keep(root, files)
    click.echo(f"还须 {confirmer} 对照原件复核：govmedia gate paper confirm --as {confirmer} --key 私钥 --scan 扫描件")
    return 0


def _refuse(authority: Ledger, *people: str) -> None:
    if not authority.policy.default.signing.paper:
        raise CannotRun("本地口径不承认纸质审批表", "要用的，先在 registry/policy.yml 把 signing.paper 改为 true，批准合并以后再录入")
    if len(set(people)) < len(people):
        raise CannotRun("签字人、录入人、复核人不能是同一个人", "由签字人以外的两个人分别录入、复核")
    if strangers := [person for person in people if person not in authority.people]:
        raise CannotRun(f"registry/people.yml 里没有 {'、'.join(strangers)}", "核对人员编号")


def _form(number: str, day: str, scan: Path, clerk: str, confirmer: str) -> Paper:
    facts = {"number": number, "on": day, "sha256": _digest(scan), "entered_by": clerk, "confirmed_by": confirmer}
    try:
        return Paper.model_validate(facts)
    except ValidationError as error:
        what = "--on" if error.errors()[0]["loc"] == ("on",) else "审批表"
        raise CannotRun(f"{what} 写得不对", "日期写成 2026-11-20 这样，编号不能为空") from None


def _digest(scan: Path) -> str:
    return sha256(scan.read_bytes()).hexdigest()


@command.command("confirm", short_help="对照原件复核")
@root_option
@click.option("--as", "person", required=True, metavar="人员编号", help="复核人")
@click.option("--key", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True, help="SSH 私钥，或已载入代理的公钥")
@scan_option
def confirm(root: Path, person: str, key: Path, scan: Path) -> int:
    """复核别人录入的审批表：扫描件与录入时的一致，才加上复核人的签名。先对照原件看清列出的内容。"""
    waiting = [(each, form) for each, form in _entered(root) if form.confirmed_by == person]
    same = [(each, form) for each, form in waiting if form.sha256 == _digest(scan)]
    if not same:
        why = "扫描件与录入时的不一致" if waiting else f"没有等 {person} 复核的审批表"
        raise CannotRun(why, "核对扫描件和复核人；审批表要先由另一人 govmedia gate paper enter 录入")
    for each, form in same:
        said = each.statement
        click.echo(f"{form.number}，{form.on} {said.person} {said.verdict.zh}：{said.item}{f'（{said.reason}）' if said.reason else ''}")
    land(root, {f"{each.path}.confirm.sig": signature(each.statement.canonical(), key) for each, _ in same}, {})
    click.echo(f"已复核 {len(same)} 份。提交并推送后生效：git add {FOLDER} && git commit -m 复核 && git push")
    return 0


def _entered(root: Path) -> list[tuple[Sealed, Paper]]:
    """Paper forms on file that nobody has compared yet."""
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / FOLDER).glob("*/*")) if path.is_file()}
    read, _ = read_statements(files)
    return [(each, each.statement.paper) for each in read if each.statement.paper and f"{each.path}.confirm.sig" not in files]
