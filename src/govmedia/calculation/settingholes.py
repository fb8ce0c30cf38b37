"""Holes in a forge's settings, from what its interface tells."""

from govmedia.calculation.hole import Known, Places, at, when
from govmedia.forges.facts import CONTEXT, GITHUB_ACTIONS, Check, Protection
from govmedia.loading.ledger import Ledger

_CORE = {"direct_push": "能否绕开合并请求", "approvals": "要求几人批准", "checks": "合并前要求哪些状态"}
_MORE = {
    "code_owners_required": "是否要求 CODEOWNERS 批准",
    "stale_dismissed": "再推送后批准是否作废",
    "last_push_approved": "最后一次推送是否须他人批准",
    "up_to_date": "合并前是否须跟上主干",
    "force_push": "能否强推",
    "deletion": "能否删除主干",
    "bypasses": "谁可以绕过规则",
    "robots_approve": "机器人能否批准",
}


def gate(p: Protection) -> Check | None:
    """The required status of ours."""
    return next((check for check in p.checks or () if check.context == CONTEXT), None)


def _ungated(p: Protection) -> bool:
    """It is known that our status is not required."""
    return p.checks is not None and gate(p) is None


def _unreadable(p: Protection, names: dict[str, str]) -> Places:
    return None if p.plan_refuses else at(words for name, words in names.items() if getattr(p, name) is None)


def _forgeable(p: Protection, _: Ledger) -> Places:
    check = gate(p)
    return when(check is not None and check.app is None)


def _from_actions(p: Protection, _: Ledger) -> Places:
    check = gate(p)
    return when(check is not None and check.app == GITHUB_ACTIONS)


def _one_suffices(p: Protection, _: Ledger) -> Places:
    return when(p.code_owners_required and _ungated(p))


SETTINGS: tuple[Known, ...] = (
    Known(
        "closed_on_free_plan",
        "GitHub 免费版不对非公开库执行分支规则：写了规则也拦不住任何人",
        "升级到付费版；或改用自建 Git 服务，用 govmedia gate install 装上关口",
        lambda p, _: when(p.forge == "github" and p.plan_refuses),
        unenforced=True,
    ),
    Known(
        "free_tier_demands_nothing",
        "GitLab 免费版没有必需的批准：批准只是参考，没有批准也能合并",
        "自管服务器用 govmedia gate install 装上关口（装好后加 --hooked）；或升级到 Premium",
        lambda p, _: when(p.forge == "gitlab" and p.plan_refuses),
        unenforced=True,
    ),
    Known(
        "unreadable",
        "读不到关键设置，不能确认审签有效，按未生效处理",
        "用有管理权限的令牌再运行一次；平台接口读不到的，请管理员对照设置页面核实",
        lambda p, _: _unreadable(p, _CORE),
        unenforced=True,
    ),
    Known(
        "partly_unreadable",
        "有些设置读不到，不知道对应的漏洞是否开着",
        "用有管理权限的令牌再运行一次；平台接口读不到的，请管理员对照设置页面核实",
        lambda p, _: _unreadable(p, _MORE),
    ),
    Known(
        "direct_push",
        "有写权限的人可以不经合并请求，直接推送到主干",
        "导入 govmedia generate 生成的分支规则，禁止直接推送",
        lambda p, _: when(p.direct_push),
        unenforced=True,
    ),
    Known(
        "gate_not_required",
        f"合并不要求“{CONTEXT}”状态：分级、分关、不同的人签，都没有人检查",
        f"在分支规则的必需状态里加上“{CONTEXT}”（生成的规则里已有）",
        lambda p, _: when(_ungated(p)),
        unenforced=True,
    ),
    Known(
        "status_forgeable",
        f"“{CONTEXT}”不限来源：有写权限的人可以自己把它写成通过",
        "GitHub：给这项状态指定应用（integration_id）；Gitea、GitLab 不能指定，自建服务器请装 govmedia gate install（装好后加 --hooked）",
        _forgeable,
        unenforced=True,
    ),
    Known(
        "status_from_actions",
        f"“{CONTEXT}”由 GitHub Actions 写：有写权限的人推一个带工作流的分支，也能写成通过",
        "用专门的 GitHub App 写状态并把 integration_id 换成它的编号；没有条件的，不给拟稿人写权限，靠 govmedia gate verify 事后核验",
        _from_actions,
    ),
    Known(
        "no_review_required",
        "平台不要求任何人批准，只靠状态一道关",
        "分支规则里要求至少一人批准",
        lambda p, _: when(p.approvals == 0 and not p.plan_refuses),
    ),
    Known(
        "code_owners_not_required",
        "平台不要求 CODEOWNERS 里的人批准：谁的批准都算数",
        "GitHub、GitLab Premium：打开“要求代码所有者批准”；其他平台没有这一项，靠“先审后发”状态把关",
        lambda p, _: when(p.code_owners_required is False),
    ),
    Known(
        "one_owner_suffices",
        "一行里任何一人批准就够，一个人可以顶几道审核",
        f"要求“{CONTEXT}”状态：由它检查每道审核是不同的人",
        _one_suffices,
    ),
    Known(
        "stale_approvals_kept",
        "批准以后再推送，旧批准照样有效，没人看过的改动会被带进去",
        "打开“推送后作废已有批准”",
        lambda p, _: when(p.stale_dismissed is False),
    ),
    Known(
        "last_push_unapproved",
        "最后推送的人自己也能凑够批准数",
        "GitHub：打开 require_last_push_approval；其他平台没有这一项，靠“先审后发”状态按内容核对签批",
        lambda p, _: when(p.last_push_approved is False),
    ),
    Known(
        "not_up_to_date",
        "状态只跟着提交走：主干变了，旧的通过还能拿来合并",
        "打开“合并前须跟上主干”（strict），或使用合并队列",
        lambda p, _: when(p.up_to_date is False),
    ),
    Known(
        "skipped_passes",
        "没有运行的检查也算通过",
        "GitLab：关掉 allow_merge_on_skipped_pipeline",
        lambda p, _: when(p.skipped_passes),
    ),
    Known(
        "force_push",
        "主干可以强推，已有的审签记录会被改写",
        "分支规则里禁止强推",
        lambda p, _: when(p.force_push),
    ),
    Known(
        "deletion",
        "主干可以被删除后重建，历史就断了",
        "分支规则里禁止删除",
        lambda p, _: when(p.deletion),
    ),
    Known(
        "bypass",
        "有人不受规则约束，可以直接合并",
        "把他们从可绕过的名单里去掉；确需保留的，每天看一次绕过记录，并运行 govmedia gate verify",
        lambda p, _: at(b.who for b in p.bypasses or () if not b.silent),
    ),
    Known(
        "silent_bypass",
        "有人可以绕过规则而不留记录（exempt）",
        "把 exempt 改掉或从名单里去掉",
        lambda p, _: at(b.who for b in p.bypasses or () if b.silent),
        unenforced=True,
    ),
    Known(
        "bypass_used",
        "最近一个月有人绕过规则推送过",
        "逐条核对；用 govmedia gate verify 查出没有审签的，补审或撤回",
        lambda p, _: at(p.bypassed or ()),
    ),
    Known(
        "robots_approve",
        "GitHub Actions 可以批准合并请求，机器人的批准会被算进人数",
        "设置 → Actions → General：关掉“允许 GitHub Actions 创建和批准合并请求”",
        lambda p, _: when(p.robots_approve),
    ),
    Known(
        "authors_approve",
        "提请的人可以批准自己的改动",
        "GitLab Premium：关掉作者批准；其他情况靠“先审后发”状态把关",
        lambda p, _: when(p.authors_approve),
    ),
    Known(
        "committers_approve",
        "只有提请的人不能批准，一起写稿的人可以互相批准",
        f"要求“{CONTEXT}”状态：写过这份内容的人都不能签",
        lambda p, _: when(p.committers_approve and _ungated(p)),
    ),
    Known(
        "authors_override",
        "作者可以在自己的合并请求里改掉批准要求",
        "GitLab Premium：打开 disable_overriding_approvers_per_merge_request",
        lambda p, _: when(p.authors_override),
    ),
    Known(
        "administrators_force",
        "Gitee 管理员可以强制通过审查并合并，接口里读不到",
        "合并后每天运行 govmedia gate verify，并核对合并请求的操作日志",
        lambda p, _: when(p.forge == "gitee"),
    ),
    Known(
        "code_owner_errors",
        "CODEOWNERS 里有平台不认的行，这些行等于没写",
        "多半是登录名写错、没有写权限或已离开：改 registry/people.yml 后运行 govmedia generate",
        lambda p, _: at(p.code_owner_errors or ()),
    ),
)
