"""`govmedia explain RULE`: the rule's page in the terminal."""

import click

from govmedia.hooks import RULES
from govmedia.scripts import run

_HEADS = {"What": "要求", "Why": "为什么", "Good": "正确", "Bad": "错误", "Mend": "怎样改正"}


@click.command("explain", short_help="说明一条规则")
@click.argument("rule", type=click.Choice([r.name for r in RULES]), metavar="规则名")
def command(rule: str) -> int:
    """说明一条规则：要求、依据、正误例、怎样改正。"""
    found = next(r for r in RULES if r.name == rule)
    strength = ("须改正" if found.binding else "建议") + ("" if found.waivable else "，不得豁免")
    click.echo(f"{found.name}（{strength}，依据 {found.clause}）\n{found.page['title']}")
    for key, head in _HEADS.items():
        click.echo(f"\n{head}\n{found.page[key]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(run(command))
