"""One table of what people try, run against every way of enforcing the gate. `refused` is a part of the Chinese reason; None: it lands.

A scenario speaks to a driver: `write` (a commit on the branch), `says` (somebody's word on it), `update` (main merged into
the branch; with `files`, something put in meanwhile), `odd` (what is no plain file), `generated` (these files, with what generation makes of them). Landing, and what the gate then tells, is the driver's.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from gate_world import EDUCATION, HEALTH, manuscript

TEXT = "content/manuscripts/990100-lingdong/health/2026/11-20-vaccine.md"
SECOND = "content/manuscripts/990100-lingdong/health/2026/11-20-clinic.md"
OLD = "content/manuscripts/990100-lingdong/health/2026/10-01-old.md"
UNIT = f"registry/{HEALTH}/unit.yml"
PICTURE = "content/manuscripts/990100-lingdong/health/2026/11-20-vaccine/a.png"


class Driver(Protocol):
    """One way of enforcing the gate."""

    def write(self, who: str, files: Mapping[str, str | None], *, signed: bool = True) -> None: ...
    def says(self, who: str, *, stage: str = "", gates: str = "", reject: str = "", revoke: bool = False, item: str = "") -> None: ...
    def update(self, who: str, files: Mapping[str, str | None] | None = None) -> None: ...
    def odd(self, who: str, mode: str, path: str) -> None: ...
    def main(self, files: Mapping[str, str | None]) -> None: ...
    def registry(self, old: str, new: str, path: str = "registry/people.yml") -> str: ...
    def generated(self, files: Mapping[str, str]) -> dict[str, str | None]: ...


@dataclass(frozen=True)
class Scenario:
    """`play` does it; afterwards it is tried to land. `keys_only`: a review on a forge cannot say it."""

    name: str
    refused: str | None
    play: Callable[[Driver], None]
    keys_only: bool = False


def _signed(d: Driver, *who: str) -> None:
    for person in who:
        d.says(person)


def _two(d: Driver, class_: str = "service", title: str = "秋冬季接种指引", **more: str) -> None:
    d.write("editor", {TEXT: manuscript(title, class_, **more)})


def unsigned(d: Driver) -> None:
    _two(d)


def rightly(d: Driver) -> None:
    _two(d)
    _signed(d, "section", "deputy")


def half(d: Driver) -> None:
    _two(d)
    d.says("section")


def other_half(d: Driver) -> None:
    _two(d)
    d.says("head")


def self_signed(d: Driver) -> None:
    d.write("section", {TEXT: manuscript()})
    _signed(d, "section", "deputy")


def co_written(d: Driver) -> None:
    d.write("editor", {TEXT: manuscript()})
    d.write("deputy", {TEXT: manuscript(text="各社区卫生服务中心每天接种。")})
    _signed(d, "section", "deputy")


def written_by_signer_then_rewritten(d: Driver) -> None:
    d.write("deputy", {TEXT: manuscript()})
    d.write("editor", {TEXT: manuscript(text="各社区卫生服务中心每天接种。")})
    _signed(d, "section", "deputy")


def other_signers_after(d: Driver) -> None:
    d.write("deputy", {TEXT: manuscript()})
    _signed(d, "section", "head")


def one_for_both(d: Driver) -> None:
    _two(d)
    _signed(d, "deputy", "deputy")


def wrong_unit(d: Driver) -> None:
    _two(d)
    _signed(d, "section", "school-deputy")


def upper_office_is_no_sponsor(d: Driver) -> None:
    _two(d)
    _signed(d, "section", "city-deputy")


def expired(d: Driver) -> None:
    _two(d)
    _signed(d, "section", "retired")


def stand_in(d: Driver) -> None:
    _two(d)
    _signed(d, "section", "stand-in")


def wrong_gates(d: Driver) -> None:
    _two(d)
    _signed(d, "lawyer", "deputy")


def fewer_gates(d: Driver) -> None:
    _two(d)
    d.says("section", gates="wording")
    d.says("deputy")


def gates_one_by_one(d: Driver) -> None:
    _two(d)
    d.says("section", gates="wording")
    d.says("section", gates="law,policy")
    d.says("deputy")


def stage_named(d: Driver) -> None:
    _two(d)
    d.says("section")
    d.says("deputy", stage="second")


def edited_after(d: Driver) -> None:
    rightly(d)
    d.write("editor", {TEXT: manuscript(text="各社区卫生服务中心每天接种。")})


def edited_and_signed_again(d: Driver) -> None:
    edited_after(d)
    _signed(d, "section", "deputy")


def edited_back(d: Driver) -> None:
    edited_after(d)
    d.write("editor", {TEXT: manuscript()})


def put_in_while_merging(d: Driver) -> None:
    d.write("editor", {TEXT: manuscript()})
    d.main({"README.md": "说明\n"})
    d.update("deputy", {TEXT: manuscript(text="夹带的话。")})
    _signed(d, "section", "deputy")


def symlink(d: Driver) -> None:
    d.odd("editor", "120000", TEXT)


def submodule(d: Driver) -> None:
    d.odd("editor", "160000", TEXT)


def updated_from_main(d: Driver) -> None:
    rightly(d)
    d.main({SECOND: manuscript("夜间门诊")})
    d.update("editor")


def rejected(d: Driver) -> None:
    rightly(d)
    d.says("head", reject="数字不对")


def rejected_then_approved(d: Driver) -> None:
    rejected(d)
    d.says("head")


def rejected_by_outsider(d: Driver) -> None:
    rightly(d)
    d.says("teacher", reject="我有意见")


def revoked(d: Driver) -> None:
    rightly(d)
    d.says("deputy", revoke=True)


def policy_needs_three(d: Driver) -> None:
    _two(d, "policy")
    _signed(d, "section", "head")


def policy_with_chief(d: Driver) -> None:
    _two(d, "policy")
    _signed(d, "editor", "section", "head")


def policy_deputy_is_not_enough(d: Driver) -> None:
    _two(d, "policy")
    _signed(d, "editor", "section", "deputy")


def reprint_by_one(d: Driver) -> None:
    _two(d, "reprint", source="{unit: 中国政府网, url: https://www.gov.cn/x.html}")
    d.says("section")


def emergency_by_duty(d: Driver) -> None:
    _two(d, "emergency")
    d.says("section")


def emergency_unsigned(d: Driver) -> None:
    _two(d, "emergency")


def class_called_for_by_words(d: Driver) -> None:
    """Declared a service, but it reports a leader's visit."""
    _two(d, title="市长到市人民医院调研", text="市长一行到市人民医院调研秋冬季诊疗准备。")
    _signed(d, "section", "deputy")


def class_lowered(d: Driver) -> None:
    d.main({OLD: manuscript("国庆门诊安排", "leadership")})
    d.write("editor", {OLD: manuscript("国庆门诊安排", "service", text="改了。")})
    _signed(d, "section", "deputy")


def two_items_one_refused(d: Driver) -> None:
    d.write("editor", {TEXT: manuscript(), SECOND: manuscript("夜间门诊")})
    _signed(d, "section", "deputy")
    d.says("head", reject="不妥", item=SECOND)


def refused_item_dropped(d: Driver) -> None:
    two_items_one_refused(d)
    d.write("editor", {SECOND: None})


def renamed(d: Driver) -> None:
    d.write("editor", {OLD: None, TEXT: manuscript("国庆门诊安排")})
    _signed(d, "section", "deputy")


def deleted(d: Driver) -> None:
    d.write("editor", {OLD: None})
    _signed(d, "section", "deputy")


def picture_added(d: Driver) -> None:
    rightly(d)
    d.write("editor", {PICTURE: "不是原来的图"})


def two_units(d: Driver) -> None:
    d.write("editor", {TEXT: manuscript(), TEXT.replace("/health/", "/education/"): manuscript()})
    _signed(d, "section", "deputy", "teacher", "school-deputy")


def mixed(d: Driver) -> None:
    d.write("editor", {TEXT: manuscript(), "content/pages/about.md": "# 关于\n"})
    _signed(d, "section", "deputy", "coordinator")


def unknown_path(d: Driver) -> None:
    d.write("editor", {"docs/CODEOWNERS": "* @editor\n"})


def self_elevating(d: Driver) -> None:
    own = "{id: editor, post: editor, unit: 990100-lingdong/health, "
    people = d.registry(own + "level: staff, stages: [draft, first]", own + "level: chief, stages: [first, second, final]")
    d.write("editor", {"registry/people.yml": people})
    _signed(d, "editor", "section")


def elevating_and_using(d: Driver) -> None:
    self_elevating(d)
    d.write("editor", {TEXT: manuscript()})
    _signed(d, "editor", "section")


def people_rightly(d: Driver) -> None:
    people = d.registry("post: lawyer", "post: 法制科科长")
    d.write("editor", {"registry/people.yml": people})
    _signed(d, "coordinator", "director")


def people_with_lists(d: Driver) -> None:
    d.write("editor", d.generated({"registry/people.yml": d.registry("post: lawyer", "post: 法制科科长")}))
    _signed(d, "coordinator", "director")


def lists_nobody_needs(d: Driver) -> None:
    d.main(d.generated({}))
    d.update("editor")
    people = re.sub(r", (?:gitea|forgejo): [a-z-]+", "", d.registry("gitea", "gitea"))
    gone = d.generated({"registry/people.yml": people})
    assert None in gone.values()
    d.write("editor", gone)
    _signed(d, "coordinator", "director")


def list_of_ones_own(d: Driver) -> None:
    files = d.generated({"registry/people.yml": d.registry("post: lawyer", "post: 法制科科长")})
    d.write("editor", files | {"CODEOWNERS": "* @editor\n"})
    _signed(d, "coordinator", "director")


def needed_list_taken_away(d: Driver) -> None:
    d.main(d.generated({}))
    d.update("editor")
    d.write("editor", {"registry/allowed_signers": None})
    _signed(d, "coordinator", "director")


def policy_file_by_unit(d: Driver) -> None:
    d.write("editor", {"registry/policy.yml": d.registry("max_gap_days: 14", "max_gap_days: 30", "registry/policy.yml")})
    _signed(d, "section", "deputy")


def kinds_changed_by_one(d: Driver) -> None:
    d.write("editor", {"registry/kinds.yml": d.registry("approvers: coordinator", "approvers: unit", "registry/kinds.yml")})
    d.says("coordinator")


def filing_by_city(d: Driver) -> None:
    d.write("editor", {UNIT: d.registry("full_time: 1", "full_time: 2", UNIT)})
    d.says("city-deputy")


def filing_with_its_own_waiver(d: Driver) -> None:
    waiver = "- {rule: staffed, subject: 990100-lingdong/health, reason: 一, document: 二, approved_by: 990100-lingdong/government-office, "
    waiver += "from: 2026-11-01, until: 2027-11-01}\n"
    d.write("editor", {UNIT: d.registry("full_time: 1", "full_time: 2", UNIT), "registry/waivers.yml": waiver})
    d.says("city-deputy")


def filing_by_own_unit(d: Driver) -> None:
    d.write("editor", {UNIT: d.registry("full_time: 1", "full_time: 2", UNIT)})
    _signed(d, "section", "deputy")


def filing_chooses_its_supervisor(d: Driver) -> None:
    d.write("editor", {UNIT: d.registry("staff:", f"supervised_by: {EDUCATION}\nsupervision_basis: 自定\nstaff:", UNIT)})
    _signed(d, "school-deputy", "teacher")


def inner_office(d: Driver) -> None:
    path = TEXT.replace("/health/", "/health-promotion/")
    d.write("promotion-editor", {path: manuscript(accounts="[weibo]")})
    _signed(d, "section", "deputy")


def code_by_maintainer(d: Driver) -> None:
    d.write("engineer", {"scripts/x.py": "print()\n"})
    d.says("engineer-b")


def code_by_its_author(d: Driver) -> None:
    d.write("engineer", {"scripts/x.py": "print()\n"})
    d.says("engineer")


def workflow_by_editor(d: Driver) -> None:
    d.write("editor", {".github/workflows/evil.yml": "on: push\n"})
    _signed(d, "section", "deputy", "coordinator")


def attributes_hide_a_diff(d: Driver) -> None:
    d.write("editor", {".gitattributes": "* -diff\n"})
    _signed(d, "section", "deputy")


SCENARIOS = (
    Scenario("没有人签", "还缺 复审", unsigned),
    Scenario("两道都签", None, rightly),
    Scenario("只有复审", "还缺 终审", half),
    Scenario("只有终审", "还缺 复审", other_half),
    Scenario("自己写自己签", "是拟稿人，不能签复审", self_signed),
    Scenario("合写的人来签", "是拟稿人，不能签终审", co_written),
    Scenario("写过、被人改过的人来签", "是拟稿人，不能签终审", written_by_signer_then_rewritten),
    Scenario("领导写、别人签", None, other_signers_after),
    Scenario("一个人签两道", "还缺", one_for_both),
    Scenario("外单位的人签", "不能在这里签终审：不是管这件事的单位的人", wrong_unit),
    Scenario("主管单位代主办单位签", "不能在这里签终审：不是管这件事的单位的人", upper_office_is_no_sponsor),
    Scenario("任期已满的人签", "不能在这里签终审：不在任期内", expired),
    Scenario("代理人签", None, stand_in),
    Scenario("关口不够的人签", "不能在这里签复审：不负责", wrong_gates),
    Scenario("只签一关", "没有签全这一道要负责的各关", fewer_gates),
    Scenario("一关一关签齐", None, gates_one_by_one),
    Scenario("签错环节", "还缺 终审", stage_named, keys_only=True),
    Scenario("签后又改", "签的不是现在的内容", edited_after),
    Scenario("改后重新签", None, edited_and_signed_again),
    Scenario("改了又改回原样", None, edited_back),
    Scenario("有人退回", "退回：数字不对", rejected),
    Scenario("退回后同意", None, rejected_then_approved),
    Scenario("不相干的人退回", None, rejected_by_outsider),
    Scenario("撤回同意", "还缺 终审", revoked),
    Scenario("政策文件缺初审", "还缺 初审", policy_needs_three),
    Scenario("政策文件三审齐全", None, policy_with_chief),
    Scenario("政策文件终审职务不够", "还缺 终审", policy_deputy_is_not_enough),
    Scenario("转载一人审", None, reprint_by_one),
    Scenario("应急稿件值班负责人签发", None, emergency_by_duty),
    Scenario("应急稿件没有人签", "还缺 值班", emergency_unsigned),
    Scenario("领导活动报成服务信息", "（领导活动）", class_called_for_by_words),
    Scenario("把类别改轻", "（领导活动）", class_lowered),
    Scenario("两篇退回一篇", "退回：不妥", two_items_one_refused),
    Scenario("拿掉退回的一篇", None, refused_item_dropped),
    Scenario("改名逃避", "不能删除或改名", renamed),
    Scenario("删除稿件", "不能删除或改名", deleted),
    Scenario("签后添图", "签的不是现在的内容", picture_added),
    Scenario("签后并入主干", None, updated_from_main),
    Scenario("并入主干时夹带，夹带的人来签", "是拟稿人，不能签终审", put_in_while_merging),
    Scenario("符号链接", "是符号链接", symlink),
    Scenario("子模块", "是 Git 子模块", submodule),
    Scenario("混两个单位", "几个单位的稿件", two_units),
    Scenario("混两类改动", "混了几类内容", mixed),
    Scenario("没有归属的路径", "不归任何一类改动", unknown_path),
    Scenario("给自己加权限", "还缺", self_elevating),
    Scenario("加权限同时就用", "混了几类内容", elevating_and_using),
    Scenario("人员改动两人批准", None, people_rightly),
    Scenario("人员改动连同生成的名单", None, people_with_lists),
    Scenario("没人要用的名单一起删去", None, lists_nobody_needs),
    Scenario("夹带自己写的名单", "混了几类内容", list_of_ones_own),
    Scenario("夹带删去要用的名单", "还缺 系统维护", needed_list_taken_away),
    Scenario("单位自己改口径", "还缺", policy_file_by_unit),
    Scenario("一个人改审批种类", "还缺", kinds_changed_by_one),
    Scenario("备案由主管单位批", None, filing_by_city),
    Scenario("备案夹带给自己的豁免", "混了几类内容", filing_with_its_own_waiver),
    Scenario("备案由本单位自己批", "不能在这里签复审：不是管这件事的单位的人", filing_by_own_unit),
    Scenario("备案自己挑主管单位", "不能在这里签复审", filing_chooses_its_supervisor),
    Scenario("内设机构的稿件由局里审", None, inner_office),
    Scenario("系统改动由另一名维护人批", None, code_by_maintainer),
    Scenario("系统改动自己批自己", "是拟稿人", code_by_its_author),
    Scenario("单位改工作流", "还缺 系统维护", workflow_by_editor),
    Scenario("用 .gitattributes 遮住改动", "还缺 系统维护", attributes_hide_a_diff),
)
