"""What signing and putting a paper form on file share: which items of a branch are meant, what is said of them, the signature."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from govmedia.calculation.submission import Item
from govmedia.calculation.testimony import signature_trouble
from govmedia.errors import CannotRun
from govmedia.history import Repository
from govmedia.loading.base import load_authority
from govmedia.loading.changeset import proposal
from govmedia.loading.landing import land
from govmedia.loading.ledger import Ledger
from govmedia.model.statement import FOLDER, NAMESPACE, Statement
from govmedia.model.words import Gate, Stage, Verdict
from govmedia.names import visible
from govmedia.pages.verdict import AFTERWARDS
from govmedia.scripts.gating import case_of, submitted
from govmedia.sshsig import seal, signer
from govmedia.when import AsOf

LONGEST = 2000
"""Characters of a reason or a number; a statement takes no more."""

key_option = click.option(
    "--key", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True, help="SSH 私钥，或已载入代理的公钥"
)
item_option = click.option("--item", "wanted", multiple=True, metavar="路径", help="只签这几篇；不写则全部")
_OPTIONS = (
    key_option,
    click.option("--stage", type=click.Choice([s.value for s in Stage]), help="只签这一环节；不写则本人能签的都签"),
    click.option("--gates", metavar="关,关", help="只签这几关：politics law policy secrecy wording"),
    click.option("--reject", metavar="原因", help="退回"),
    item_option,
)


def signing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What may be said in signing."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def asked(root: Path, base: str, head: str, moment: AsOf, wanted: Sequence[str]) -> tuple[Sequence[Item], Ledger]:
    """The items of a branch that are meant, and the authority they are signed under. Raises CannotRun."""
    repository = Repository(root)
    case = case_of(repository, proposal(repository, repository.commit(base), repository.commit(head)), moment)
    authority = load_authority(repository, case.change.base, moment)
    return _chosen(submitted(case, authority).items, wanted), authority


def known(authority: Ledger, *people: str) -> None:
    """Refuse to speak for somebody whom nobody knows. Raises CannotRun."""
    if strangers := [visible(person) for person in people if person not in authority.people]:
        raise CannotRun(f"主干的 registry/people.yml 里没有 {'、'.join(strangers)}", "核对人员编号；新登记的人合并以后才能签")


def one_line(option: str, text: str | None) -> str | None:
    """What was typed, if it is words on one line: whoever reads it later must see what is there. Raises CannotRun."""
    if text is not None and not (text.strip() and text.isprintable() and len(text) <= LONGEST):
        raise CannotRun(f"{option} 写得不对", f"写成一行文字，不超过 {LONGEST} 字，不能为空，不能含看不见的字符")
    return text


def about(item: Item, person: str, verdict: Verdict, at: AsOf, **more: Any) -> Statement:
    """A statement about an item as it is now."""
    facts = {"item": item.key, "files": dict(item.files), "class": item.class_.value if item.class_ else None, "policy": item.policy}
    said = {"verdict": verdict.value, "person": person, "at": at.instant.isoformat()}
    return Statement.model_validate(facts | said | more)


def sealed(statement: Statement, who: str, key: Path, authority: Ledger) -> dict[str, str]:
    """A statement's files with its first signature, by path. Raises CannotRun."""
    return {statement.path: statement.canonical().decode(), f"{statement.path}.sig": signed(statement, who, key, authority)}


def signed(statement: Statement, who: str, key: Path, authority: Ledger) -> str:
    """Somebody's signature, which counts as theirs: what is once pushed cannot be taken back. Raises CannotRun."""
    made = signature(statement.canonical(), key)
    if why := signature_trouble(signer(statement.canonical(), made, NAMESPACE), who, authority):
        raise CannotRun(why, "核对 --as 和 --key")
    return made


def keep(root: Path, files: dict[str, str]) -> None:
    """Write those that are not there yet, and say what to do next."""
    land(root, {path: text for path, text in files.items() if not (root / path).exists()}, {})
    click.echo(f"签批已写入 {FOLDER}/。提交并推送后生效：git add {FOLDER} && git commit -m 审签 && git push")


def _chosen(items: Sequence[Item], wanted: Sequence[str]) -> Sequence[Item]:
    if not items:
        raise CannotRun("这次改动里没有要签的内容", f"先提交改动；补签已合并的应急稿件，运行 {AFTERWARDS}")
    if unknown := set(wanted) - {item.key for item in items}:
        raise CannotRun(f"这次改动里没有 {'、'.join(sorted(unknown))}", f"可签的有：{'、'.join(item.key for item in items)}")
    return [item for item in items if not wanted or item.key in wanted]


def gates_named(text: str | None) -> list[str] | None:
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
