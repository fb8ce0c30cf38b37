"""`govmedia gate`: nothing merges without the right signatures (先审后发). One file per act, each imported only when called."""

import importlib

import click

from govmedia.scripts import run

ACTS = {
    "show": "看一次改动还缺谁签",
    "sign": "签署或退回（SSH 密钥）",
    "paper": "登记、复核纸质审批表",
    "receive": "Git 服务器收到推送时判定（pre-receive）",
    "install": "在自建 Git 库装上审签关口",
    "keys": "为 SSH 登录生成公钥清单",
    "doctor": "体检：代码平台上审签有没有生效",
    "status": "读代码平台的审核意见，写回状态和说明",
    "verify": "核验主干上每一次合并",
}


class _Acts(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(ACTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in ACTS:
            return None
        found: click.Command = importlib.import_module(f"govmedia.scripts.gate{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl(list(ACTS.items()))


@click.group("gate", cls=_Acts, short_help="先审后发：审签关口")
def command() -> None:
    """先审后发：没有审签齐全的改动进不了主干。"""


if __name__ == "__main__":
    raise SystemExit(run(command))
