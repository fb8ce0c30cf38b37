"""`govmedia gate keys REPO.git`: lines for OpenSSH's authorized_keys: the key that opens the door tells who pushes."""

from pathlib import Path

import click

from govmedia.calculation.seats import in_office
from govmedia.errors import CannotRun
from govmedia.history import Repository
from govmedia.loading.base import load_authority
from govmedia.scripts.options import as_of_option
from govmedia.sshsig import key_of
from govmedia.when import AsOf


@click.command("keys", short_help="为 SSH 登录生成公钥清单")
@click.argument("folder", metavar="库.git", type=click.Path(path_type=Path, exists=True, file_okay=False))
@as_of_option
def command(folder: Path, moment: AsOf) -> int:
    """按主干上的 people.yml 打印 authorized_keys：在任的人各用各的密钥，只能收发 Git，推送时带上登录名。

    可作为 sshd 的 AuthorizedKeysCommand，人员变动合并后立即生效。
    """
    ledger = load_authority(Repository(folder), "HEAD", moment)
    people = [p for p in ledger.people.values() if in_office(p, moment.day) and p.keys and p.logins.get("git")]
    if not people:
        raise CannotRun("没有人登记了公钥和 git 登录名", "在 registry/people.yml 里填写 keys 和 logins 的 git")
    for person in people:
        if not set(person.logins["git"]) <= _PLAIN:
            raise CannotRun(f"{person.id} 的 git 登录名“{person.logins['git']}”有不能用的字符", "只用字母、数字、点、横线和下划线")
        for key in person.keys:
            call = f'GOVMEDIA_PUSHER={person.logins["git"]} git-shell -c \\"$SSH_ORIGINAL_COMMAND\\"'
            click.echo(f'restrict,command="{call}" {key_of(key)} {person.id}')
    return 0


_PLAIN = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_")
