"""`govmedia generate [--check]`: write what follows from the registry and the models; with `--check` say what is out of date."""

import os
from pathlib import Path

import click

from govmedia.scripts import run
from govmedia.scripts.options import as_of_option, root_option
from govmedia.when import AsOf


@click.command("generate", short_help="生成编辑器提示、审批人名单等文件")
@root_option
@as_of_option
@click.option("--check", is_flag=True, help="只检查是否过期，不写文件；有过期的退出码为 1")
@click.option("--changed", "base", metavar="提交", help="与 --check 同用：只报相对这个提交新过期的")
def command(root: Path, moment: AsOf, check: bool, base: str | None) -> int:
    """由登记库生成编辑器提示（registry/schema/）、审批人（CODEOWNERS）、分支规则（ruleset.json 等）、签名人和 README 的逐条对照表。"""
    from govmedia.calculation.ownertexts import COMMAND
    from govmedia.loading.load import load
    from govmedia.pages.generated import SOMETIMES, generated
    from govmedia.scripts.sitedata import rules_by_clause

    wanted = generated(load([root], moment), rules_by_clause())
    stale = [path for path, text in wanted.items() if _text(root / path) != text]
    made = [p.relative_to(root).as_posix() for p in root.glob("registry/schema/*.schema.json")]
    made += [path for path in SOMETIMES if (root / path).is_file()]
    surplus = sorted(path for path in made if path not in wanted)
    if check:
        known = _stale_before(root, base, moment) if base else set()
        stale = [path for path in stale if path not in known]
        surplus = [] if base else surplus
        for path in [*stale, *surplus]:
            click.echo(f"{path} 已过期：运行 {COMMAND} 重新生成并提交")
        return int(bool(stale or surplus))
    for path in stale:
        write(root / path, wanted[path])
    for path in surplus:
        (root / path).unlink()
    click.echo(f"生成 {len(wanted)} 个文件，更新 {len(stale)} 个" + (f"，删除多余的 {len(surplus)} 个" if surplus else ""))
    return 0


def _stale_before(root: Path, base: str, moment: AsOf) -> set[str]:
    """What was out of date in the base commit already, as when somebody's term has ended since: not this change's doing."""
    from govmedia.loading.base import load_base
    from govmedia.pages.generated import generated
    from govmedia.scripts.sitedata import rules_by_clause

    ledger = load_base([root], base, moment)
    wanted = generated(ledger, rules_by_clause())
    files = ledger.read(wanted)
    return {path for path, text in wanted.items() if files.get(path) != text.encode()}


def write(file: Path, text: str) -> None:
    """Replace a file by another in one step."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(file)


def _text(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return None


if __name__ == "__main__":
    raise SystemExit(run(command))
