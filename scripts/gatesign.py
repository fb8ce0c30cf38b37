"""`govmedia gate sign`: a signed statement about the items of a branch, by the SSH key that people.yml knows."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import click

from govmedia.calculation.submission import Item
from govmedia.errors import CannotRun
from govmedia.history import Repository
from govmedia.loading.base import load_authority
from govmedia.loading.changeset import proposal
from govmedia.loading.landing import land
from govmedia.model.statement import NAMESPACE, Statement
from govmedia.model.words import Gate, Stage, Verdict
from govmedia.scripts.gateshow import base_option, head_option
from govmedia.scripts.gating import case_of, submitted
from govmedia.scripts.options import as_of_option, root_option
from govmedia.sshsig import seal
from govmedia.when import AsOf


@click.command("sign", short_help="签署或退回（SSH 密钥）")
@root_option
@as_of_option
@base_option
@head_option
@click.option("--as", "person", required=True, metavar="人员编号", help="people.yml 里的编号")
@click.option("--key", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True, help="SSH 私钥，或已载入代理的公钥")
@click.option("--stage", type=click.Choice([s.value for s in Stage]), help="只签这一环节；不写则本人能签的都签")
@click.option("--gates", metavar="关,关", help="只签这几关：politics law policy secrecy wording")
@click.option("--reject", metavar="原因", help="退回")
@click.option("--revoke", is_flag=True, help="撤回以前的意见")
@click.option("--item", "wanted", multiple=True, metavar="路径", help="只签这几篇；不写则全部")
def command(
    root: Path,
    moment: AsOf,
    base: str,
    head: str,
    person: str,
    key: Path,
    stage: str | None,
    gates: str | None,
    reject: str | None,
    revoke: bool,
    wanted: tuple[str, ...],
) -> int:
    """签署或退回一个分支带来的稿件、备案等。写出签批文件，提交并推送后生效；内容再改，签批即失效。"""
    repository = Repository(root)
    case = case_of(repository, proposal(repository, repository.commit(base), repository.commit(head)), moment)
    authority = load_authority(repository, case.change.base, moment)
    items = _chosen(submitted(case, authority).items, wanted)
    verdict = Verdict.reject if reject else Verdict.revoke if revoke else Verdict.approve
    chosen = _gates(gates)
    files: dict[str, str] = {}
    for item in items:
        statement = Statement.model_validate(
            {
                "item": item.key,
                "files": dict(item.files),
                "class": item.class_.value if item.class_ else None,
                "policy": item.policy,
                "verdict": verdict.value,
                "person": person,
                "stage": stage,
                "gates": chosen,
                "at": moment.instant.isoformat(),
                "reason": reject,
            }
        )
        files[statement.path] = statement.canonical().decode()
        files[f"{statement.path}.sig"] = signature(statement.canonical(), key)
        click.echo(f"{verdict.zh}：{item.title}")
    land(root, {path: text for path, text in files.items() if not (root / path).exists()}, {})
    click.echo("签批已写入 registry/approvals/。提交并推送后生效：git add registry/approvals && git commit -m 审签 && git push")
    return 0


def _chosen(items: Sequence[Item], wanted: Sequence[str]) -> Sequence[Item]:
    unknown = set(wanted) - {item.key for item in items}
    if unknown or not items:
        keys = "、".join(item.key for item in items) or "没有"
        raise CannotRun(f"这次改动里没有 {'、'.join(sorted(unknown)) or '要签的内容'}", f"可签的有：{keys}")
    return [item for item in items if not wanted or item.key in wanted]


def _gates(text: str | None) -> list[str] | None:
    if text is None:
        return None
    words = {word: gate.value for gate in Gate for word in (gate.value, gate.zh)}
    asked = [part for part in text.replace("，", ",").replace("、", ",").split(",") if part]
    if unknown := [part for part in asked if part not in words]:
        raise CannotRun(f"没有“{unknown[0]}”这一关", f"可写：{'、'.join(f'{g.value}（{g.zh}）' for g in Gate)}")
    return sorted({words[part] for part in asked})


def signature(message: bytes, key: Path) -> str:
    """A signature with a key: our own where the key lies open, else `ssh-keygen`'s, which asks for the passphrase or the agent.

    Raises CannotRun.
    """
    if own := seal(key.read_bytes(), message, NAMESPACE):
        return own
    order = ["ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE, "-f", str(key)]
    try:
        made = subprocess.run(order, input=message, capture_output=True, check=False)
    except FileNotFoundError:
        raise CannotRun("没有找到 ssh-keygen", "先安装 OpenSSH 客户端") from None
    if made.returncode:
        told = made.stderr.decode("utf-8", "replace").strip().splitlines()
        raise CannotRun(f"签名没有做成：{told[-1] if told else ''}", "检查私钥、口令或 ssh-agent")
    return made.stdout.decode("ascii")
