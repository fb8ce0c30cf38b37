"""Posts behind the commits, and the rows that the growing province adds to the starter's lists."""

from collections.abc import Iterable

from govmedia.fastimport import Signature
from govmedia.fiction.bodies import OFFICE, Body
from govmedia.model.words import Level
from govmedia.when import AsOf

_GATES = "politics, law, policy, secrecy, wording"
_POSTS = (
    ("editor", "编辑", "staff", "draft, first", "wording"),
    ("section", "科室负责人", "section", "second, duty", _GATES),
    ("deputy", "分管负责人", "deputy", "second, final", _GATES),
    ("head", "主要负责人", "chief", "final", _GATES),
)
COORDINATOR = Signature("南岭省人民政府办公厅科员", "government-office@990000-nanling.example")


def editor(unit_id: str, name: str) -> Signature:
    """Who drafts in a unit: the post, with an address that leads nowhere."""
    region, unit = unit_id.split("/")
    return Signature(f"{name}编辑", f"{unit}@{region}.example")


def people(bodies: Iterable[Body]) -> str:
    """Rows of people.yml for invented offices, governments and departments down to the prefecture; towns share their county's."""
    high = (Level.province, Level.prefecture)
    rows = [row for body in bodies if body.level in high or body.slug in (OFFICE, "government") for row in _posts(body)]
    return "\n# 以下各行由演示程序添加\n" + "".join(rows) if rows else ""


def _posts(body: Body) -> list[str]:
    who = f"{body.region.slug}-{body.slug}"
    return [
        f"- {{id: {who}-{role}, post: {post}, unit: {body.id}, level: {level}, stages: [{stages}], gates: [{gates}], "
        f"logins: {{github: {who}-{role}}}, term: {{from: 2022-01-01, until: null}}}}\n"
        for role, post, level, stages, gates in _POSTS
    ]


def waivers(bodies: Iterable[Body], end: AsOf) -> str:
    """Rows of waivers.yml for the accounts of invented inner offices."""
    rows = [
        f"- rule: inner_offices_share_one_account\n  subject: {body.id}/wechat\n  reason: 业务办理量大，须用服务号接口\n"
        f"  document: {body.approver[1]}〔{end.day.year - 1}〕{number + 11}号\n  approved_by: {body.approver[0]}\n"
        f"  from: {end.day.year - 1}-03-01\n  until: {end.day.year + 2}-12-31\n"
        for number, body in enumerate(b for b in bodies if b.kind == "internal")
    ]
    return "".join(rows)
