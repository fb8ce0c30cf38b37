"""`govmedia new unit|account|manuscript`: a new file that passes `check` once the options given are complete."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import click

from govmedia.model.words import AccountType, Form, Level, Line, ManuscriptClass, UnitKind
from govmedia.scripts import run
from govmedia.scripts.options import as_of_option, root_option
from govmedia.when import AsOf, parse_date


class DayType(click.ParamType[date]):
    """A date, which YAML writes without quotes."""

    name = "日期"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error."""
        try:
            return value if isinstance(value, date) else parse_date(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


def _choice(words: type[Enum]) -> click.Choice[str]:
    return click.Choice([word.value for word in words])


def _terms(words: type[Enum]) -> str:
    return " ".join(f"{word.value} {getattr(word, 'zh', '')}" for word in words)


def _words(option: str, name: str, help_text: str) -> Callable[[Any], Any]:
    """An option whose value is several words with commas between."""
    return click.option(option, name, metavar="甲,乙", help=help_text)


@click.group("new", short_help="生成账号、单位或稿件的样表")
def command() -> None:
    """生成账号、单位或稿件的样表，每个键旁注明中文含义；从不覆盖已有的文件。"""


@command.command("unit", short_help="新单位")
@click.argument("unit", metavar="单位编号")
@click.option("--name", required=True, metavar="全称", help="单位全称")
@click.option("--level", type=_choice(Level), required=True, help=f"层级：{_terms(Level)}")
@click.option("--kind", type=_choice(UnitKind), required=True, help=f"主体类型：{_terms(UnitKind)}")
@click.option("--line", type=_choice(Line), help=f"管理体制：{_terms(Line)}")
@click.option("--supervised-by", metavar="单位编号", help="主管单位，不写则按层级推定")
@click.option("--supervision-basis", metavar="依据", help="主管单位的依据")
@click.option("--parent-unit", metavar="单位编号", help="内设机构填所属单位，垂直管理填上级单位")
@click.option("--credit-code", metavar="代码", help="统一社会信用代码")
@click.option("--in-charge", metavar="职务", help="分管负责人的职务，不写姓名")
@click.option("--full-time", type=click.IntRange(min=0), help="专职人数")
@click.option("--part-time", type=click.IntRange(min=0), help="兼职人数")
@click.option("--security", metavar="文号", help="安全管理制度文号")
@click.option("--secrecy", metavar="文号", help="保密审查制度文号")
@click.option("--emergency", metavar="文号", help="应急预案文号")
@click.option("--duty", is_flag=True, help="已建立值班值守")
@root_option
def unit(unit: str, root: Path, **options: Any) -> int:
    """登记一个单位。单位编号如 440100-guangzhou/health-commission：地区目录名，加单位的拼音或英文短名。"""
    from govmedia.scripts import scaffolding

    return _made(scaffolding.unit(root, unit, options))


@command.command("account", short_help="新账号")
@click.argument("account", metavar="账号编号")
@click.option("--name", required=True, metavar="名称", help="账号名称")
@click.option("--opened", type=DayType(), required=True, help="开设日期，如 2026-11-01")
@click.option("--approved-by", metavar="单位编号", help="审批单位")
@click.option("--document", metavar="文号", help="批文文号")
@click.option("--approved-on", type=DayType(), help="批准日期")
@click.option("--filed-on", type=DayType(), help="备案日期")
@click.option("--proof", metavar="文号或链接", help="审批施行以前开设的：平台注册时间的证明")
@click.option("--type", "type_", type=_choice(AccountType), help=f"账号类型：{_terms(AccountType)}")
@click.option("--url", metavar="链接", help="账号主页")
@click.option("--platform-id", "platform_ids", multiple=True, metavar="名=值", help="平台内编号，如 gh=gh_0123456789ab，可写几次")
@click.option("--verified-as", metavar="全称", help="平台认证主体")
@click.option("--verified-on", type=DayType(), help="平台认证日期")
@click.option("--represents-government", is_flag=True, help="代表本级政府")
@click.option("--field", metavar="领域", help="涉及领域，如 卫健")
@_words("--functions", "functions", "功能：publish spread interact guide service")
@_words("--interaction", "interaction", "互动方式：comments autoreply menu mailbox message hotline")
@click.option("--operator", metavar="单位", help="委托运维单位")
@click.option("--contract-until", type=DayType(), help="运维合同到期日")
@click.option("--secrecy-agreement", is_flag=True, help="已与运维单位签订保密协议")
@click.option("--cac-filing-no", metavar="号", help="网信部门应用备案号（应用）")
@click.option("--next-review", type=DayType(), help="下次核验日期")
@root_option
@as_of_option
def account(account: str, root: Path, moment: AsOf, **options: Any) -> int:
    """备案一个账号。账号编号如 440100-guangzhou/health-commission/wechat：单位编号，加平台短名；第二个账号加“-短名”。"""
    from govmedia.scripts import scaffolding

    return _made(scaffolding.account(root, account, moment, options))


@command.command("manuscript", short_help="新稿件")
@click.argument("unit", metavar="单位编号")
@click.option("--title", required=True, metavar="标题", help="标题")
@click.option("--class", "class_", type=_choice(ManuscriptClass), required=True, help=f"类别：{_terms(ManuscriptClass)}")
@click.option("--accounts", required=True, metavar="甲,乙", help="发到本单位哪些账号：账号文件名（不带 .yml）")
@click.option("--slug", metavar="短名", help="文件名里的短名，默认取标题的拼音")
@click.option("--source-unit", metavar="单位", help="转载：稿源单位")
@click.option("--source-url", metavar="链接", help="转载：原文链接")
@click.option("--source-title", metavar="标题", help="转载：原文标题")
@click.option("--form", type=_choice(Form), help=f"形式：{_terms(Form)}")
@click.option("--ai-generated", is_flag=True, help="含人工智能生成内容")
@click.option("--embargo", metavar="时刻", help="最早发布时间，如 2026-11-23T09:00:00+08:00")
@root_option
@as_of_option
def manuscript(unit: str, root: Path, moment: AsOf, **options: Any) -> int:
    """起草一篇稿件，放在 content/manuscripts/ 下当天的位置。"""
    from govmedia.scripts import scaffolding

    return _made(scaffolding.manuscript(root, unit, moment, options))


def _made(path: str) -> int:
    click.echo(f"已生成 {path}\n下一步：补全内容，运行 govmedia check，再提交")
    return 0


if __name__ == "__main__":
    raise SystemExit(run(command))
