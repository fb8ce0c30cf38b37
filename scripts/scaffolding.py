"""How `new` turns options into a file: what must be there already, the values, the text, and its first reading."""

import difflib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from govmedia.calculation.privacy import private_in
from govmedia.calculation.slugs import pinyin_slug
from govmedia.errors import CannotRun
from govmedia.fault import Fault
from govmedia.hooks.no_personal_data import PUBLIC
from govmedia.loading.decode import decode_record
from govmedia.loading.frontmatter import split
from govmedia.loading.load import load
from govmedia.loading.paths import REGION, SLUG
from govmedia.loading.yamltext import parse
from govmedia.model.account import Account
from govmedia.model.manuscript import Manuscript
from govmedia.model.unit import Unit
from govmedia.model.words import ManuscriptClass
from govmedia.pages.scaffold import scaffold
from govmedia.scripts.options import now
from govmedia.when import AsOf

_ACCOUNT_HEAD = """\
# 一个账号一个文件，文件名是平台短名（registry/platforms.yml），第二个账号加“-短名”。账号编号就是现在的路径，终身不变。
# 用得上的键去掉前面的 # 再填；其余的行可以删。密码、手机号、人名一律不进本库。
"""
_UNIT_HEAD = """\
# 一个单位一个文件夹，文件夹名定了就不改。用得上的键去掉前面的 # 再填；其余的行可以删。只写职务，不写姓名、电话、证件号。
"""
_BODY = "\n正文写在这里。图片放在同名文件夹里，一张不超过 2 MB。\n"


def unit(root: Path, unit_id: str, options: dict[str, Any]) -> str:
    """Write a unit's file; its path. Raises click.UsageError on what was typed, CannotRun where it is there already."""
    region, slug = _unit_parts(unit_id)
    _refuse_private(options)
    ledger = load([root], now())
    _known("地区", region, ledger.regions)
    for key in ("supervised_by", "parent_unit"):
        if options[key]:
            _known("单位", options[key], ledger.units)
    staff, safeguards = _group(options, "full_time", "part_time"), _group(options, "security", "secrecy", "emergency", "duty")
    if "part_time" in staff and "full_time" not in staff:
        raise click.UsageError("写了 --part-time 就要写 --full-time")
    values = {**options, "staff": staff, "safeguards": safeguards}
    text = _UNIT_HEAD + scaffold(Unit, _given(Unit, values), ("provisional", "imported", "abolished_on", "merged_into"))
    return _written(root, f"registry/{region}/{slug}/unit.yml", text, Unit)


def account(root: Path, account_id: str, moment: AsOf, options: dict[str, Any]) -> str:
    """Write a filing; its path."""
    unit_id, _, stem = account_id.rpartition("/")
    _unit_parts(unit_id)
    if not SLUG.fullmatch(stem):
        raise click.UsageError(f"账号编号“{account_id}”不对，应是 地区/单位/平台，如 440100-guangzhou/health-commission/wechat")
    _refuse_private(options)
    ledger = load([root], moment)
    _known("单位", unit_id, ledger.units)
    _known("平台", stem.partition("-")[0], {slug: p.name for slug, p in ledger.platforms.items()}, everything=True)
    if account_id in ledger.by_id:
        raise CannotRun(f"账号编号 {account_id} 已经用过（{ledger.by_id[account_id].path}）", "编号不重复使用：换一个短名")
    values = {
        **options,
        "type": options["type_"],
        "platform_ids": _platform_ids(options["platform_ids"], list(ledger.platforms[stem.partition("-")[0]].ids)),
        "verified": _renamed(options, verified_as="as", verified_on="on"),
        "functions": _list(options["functions"]),
        "interaction": _list(options["interaction"]),
        "operator": _renamed(options, operator="name", contract_until="contract_until", secrecy_agreement="secrecy_agreement"),
        "events": [{"kind": "opened", "on": options["opened"], **_opening(options)}],
    }
    text = _ACCOUNT_HEAD + scaffold(Account, _given(Account, values), ("id", "imported"))
    return _written(root, f"registry/{account_id}.yml", text, Account)


def manuscript(root: Path, unit_id: str, moment: AsOf, options: dict[str, Any]) -> str:
    """Write a manuscript for the day; its path."""
    _unit_parts(unit_id)
    ledger = load([root], moment)
    _known("单位", unit_id, ledger.units)
    own = {a.stem: a.name for a in ledger.accounts_of.get(unit_id, ()) if not a.archived}
    for stem in _list(options["accounts"]):
        _known("账号", stem, own, everything=True)
    slug = options["slug"] or pinyin_slug(options["title"])
    if not SLUG.fullmatch(slug):
        raise click.UsageError(f"短名“{slug}”不对，只用小写字母、数字和连字符；用 --slug 写明")
    source = _renamed(options, source_unit="unit", source_url="url", source_title="title")
    if options["class_"] == ManuscriptClass.reprint.value and not source:
        raise click.UsageError("转载稿件要写明来源：--source-unit、--source-url、--source-title")
    values = {**options, "class": options["class_"], "accounts": _list(options["accounts"]), "source": source or "original"}
    text = f"---\n{scaffold(Manuscript, _given(Manuscript, values))}---\n{_BODY}"
    return _written(root, f"content/manuscripts/{unit_id}/{moment.day:%Y/%m-%d}-{slug}.md", text, Manuscript)


def _refuse_private(options: dict[str, Any]) -> None:
    """Before anything is written, as `no_personal_data` would refuse it afterwards."""
    for key, value in options.items():
        if isinstance(value, str) and (kind := private_in(value)) and kind not in PUBLIC:
            raise click.UsageError(f"--{key.replace('_', '-')} 里有{kind}，这类内容不得入库。只写职务和单位")


def _unit_parts(unit_id: str) -> tuple[str, str]:
    region, _, slug = unit_id.partition("/")
    if not (REGION.fullmatch(region) and SLUG.fullmatch(slug)):
        raise click.UsageError(f"单位编号“{unit_id}”不对，应是 地区/短名，如 440100-guangzhou/health-commission（小写字母、数字、连字符）")
    return region, slug


def _known(what: str, given: str, allowed: Iterable[str] | dict[str, str], *, everything: bool = False) -> None:
    """Raise click.UsageError unless the value is allowed, listing all allowed ones or those that are near."""
    names = list(allowed)
    if given in names:
        return
    shown = names if everything else difflib.get_close_matches(given, names, 5, 0.4)
    labels = [f"{name}（{allowed[name]}）" if everything and isinstance(allowed, dict) else name for name in shown]
    mend = f"可用的{'' if everything else '近似'}值：{'、'.join(labels)}" if labels else f"先登记这个{what}"
    raise click.UsageError(f"没有登记{what}“{given}”。{mend}")


def _platform_ids(pairs: Iterable[str], allowed: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not value:
            raise click.UsageError(f"--platform-id “{pair}”不对，应写成 名=值")
        if key not in allowed:
            raise click.UsageError(f"这个平台没有编号“{key}”。可用的：{'、'.join(allowed) or '无'}")
        found[key] = value
    return found


def _opening(options: dict[str, Any]) -> dict[str, Any]:
    approval = _renamed(options, approved_by="by", document="document", approved_on="on")
    if approval and len(approval) < 3:
        raise click.UsageError("--approved-by、--document、--approved-on 要写就一起写")
    return ({"approval": approval} if approval else {}) | _group(options, "filed_on", "proof")


def _list(text: str | None) -> list[str]:
    return [part.strip() for part in re.split("[,，、]", text or "") if part.strip()]


def _group(options: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: options[key] for key in keys if options[key] not in (None, False)}


def _renamed(options: dict[str, Any], **names: str) -> dict[str, Any]:
    return {names[key]: value for key, value in _group(options, *names).items()}


def _given(model: type[BaseModel], values: dict[str, Any]) -> dict[str, Any]:
    keys = {field.alias or name for name, field in model.model_fields.items()}
    return {key: value for key, value in values.items() if key in keys and value not in (None, False, [], {}, ())}


def _written(root: Path, path: str, text: str, model: type[BaseModel]) -> str:
    """The path, after the text has passed its reader and stands in a file that was not there before."""
    if faults := _faults(text, path, model):
        raise click.UsageError("；".join(f"{fault.message}。{fault.mend}" for fault in faults))
    try:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with (root / path).open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        raise CannotRun(f"{path} 已经有了", "直接修改那个文件，或换一个名字；new 不覆盖已有的文件") from None
    return path


def _faults(text: str, path: str, model: type[BaseModel]) -> list[Fault]:
    raw = text.encode()
    read = split(raw, path) if path.endswith(".md") else parse(raw, path)
    return list(read.faults) or decode_record(model, read.data, path)[1]
