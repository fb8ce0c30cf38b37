"""The one comment on a pull request (审稿人看到的): whoever has never seen YAML can decide from it, on a phone.

First whether it may land and who is missing, then what it changes in the terms of the office, what the rules find, how to sign.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from govmedia.calculation.inspection import Finding
from govmedia.calculation.submission import MANUSCRIPT, Item
from govmedia.loading import paths
from govmedia.pages.findings import count, summary_line
from govmedia.pages.reviewfilings import filings
from govmedia.pages.reviewgrants import debts, people, policy, waivers
from govmedia.pages.reviewmanuscripts import manuscript
from govmedia.pages.reviewothers import other, unjudged, untold
from govmedia.pages.reviewrecords import sheet_of, told
from govmedia.pages.reviewverdict import items, verdict
from govmedia.pages.reviewview import Block, View
from govmedia.pages.safemark import clipped, code, plain

LIMIT = 59_900
"""Characters; the strictest forges take 60,000 in one comment, and the line that marks ours comes on top."""
_OWN = {"registry/people.yml": people, "registry/policy.yml": policy, "registry/waivers.yml": waivers, "registry/baseline.yml": debts}
_SIGNING = """\
## 怎样签

点 Approve（批准）即签本人负责的各关；只签一关写 `/审签 法律关`；退回写 `/退回 文字关 原因`。这一行写在审核意见的第一行。
没有代码平台的，运行 `govmedia gate sign`。内容再改，签过的作废，须重新签。"""


def comment(view: View) -> str:
    """The whole text, at most LIMIT characters; what does not fit is left out whole and named."""
    head = f"## 先审后发\n\n{verdict(view)}"
    foot = f"{_SIGNING}\n\n{_footing(view)}"
    room = LIMIT - len(head) - len(foot) - 200
    standing = _section("审签情况", [*_problems(view), *items(view)], room * 2 // 5)
    found = _section("检查发现", list(_findings(view)), room * 2 // 5)
    changed = _section("改了什么", list(_changes(view)), room - len(standing) - len(found))
    return "\n\n".join(filter(None, [head, standing, changed, found, foot])) + "\n"


def _section(title: str, blocks: Sequence[Block], room: int) -> str:
    """A heading and the blocks that fit; "" without any."""
    kept: list[Block] = []
    left: list[Block] = []
    for block in blocks:
        room -= len(block.text) + 2
        (kept if room > 200 and not left else left).append(block)
    if not blocks:
        return ""
    cut = [_left_out(left)] if left else []
    return "\n\n".join([f"## {title}", *(block.text for block in kept), *cut])


def _left_out(blocks: Sequence[Block]) -> str:
    names = "、".join(plain(clipped(block.name, 20)) for block in blocks[:3])
    return f"（评论放不下，还有 {len(blocks)} 处没有列出：{names}等。请打开改动的文件看，不要只凭这里签。）"


def _problems(view: View) -> Iterator[Block]:
    """What is wrong with the change as a whole, and statements that are none."""
    lines = [f"- ✗ {plain(problem)}。" for problem in view.decision.problems]
    lines += [f"- 不算数：签批 {code(path)}——{plain(why)}" for path, why in view.void]
    lines += [f"- 不算数：{code(login)} 的审核意见——{plain(why)}" for login, why in view.unheard]
    if lines:
        yield Block("整个改动", "\n".join(lines))


def _findings(view: View) -> Iterator[Block]:
    """Findings on their lines, what must be mended first, file by file."""
    if view.findings:
        yield Block("小结", count(view.findings))
    blocked = {finding.path for finding in view.blocking}
    ranked = sorted(view.findings, key=lambda finding: (finding.path not in blocked, finding))
    for path, group in groupby(ranked, key=lambda f: f.path):
        rows = [f"- {summary_line(finding, _line(finding, view))}" for finding in group]
        yield Block(path, f"{_about(path, view)}\n\n" + "\n".join(rows))


def _about(path: str, view: View) -> str:
    """What a file is about, where that has a name, and where it lies."""
    name = view.speller.names.get("/".join(paths.account_home(path))) if _is_filing(path) else None
    return f"{plain(name)} {code(path)}" if name else code(path)


def _line(finding: Finding, view: View) -> str:
    """What stands on a finding's line, where people can read it: in manuscripts."""
    raw = view.contents.get(finding.path, (None, None))[1]
    lines = raw.decode("utf-8", "replace").split("\n") if raw and paths.is_manuscript(finding.path) else []
    return clipped(lines[finding.line - 1].strip(), 60) if 0 < finding.line <= len(lines) else ""


def _changes(view: View) -> Iterator[Block]:
    """What the change does, item by item in the order of the decision."""
    for judged in view.decision.judged:
        blocks = list(_item(judged.item, view))
        yield from _titled(view.title(judged.item), blocks) if len(view.decision.judged) > 1 else blocks
    yield from unjudged(view)


def _titled(title: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with the item's title above the first."""
    for number, block in enumerate(blocks):
        yield block if number else Block(block.name, f"### {plain(clipped(title, 80))}\n\n{block.text}")


def _item(item: Item, view: View) -> Iterable[Block]:
    if item.kind == MANUSCRIPT:
        return manuscript(item, view)
    return _files(sorted(item.files), view)


def _files(changed: Sequence[str], view: View) -> Iterator[Block]:
    """Records in their own terms, everything else line by line."""
    filed = [path for path in changed if _is_filing(path) and _reads(path, view)]
    yield from filings(filed, view)
    for path in (path for path in changed if path not in filed):
        sheet = sheet_of(path) if _reads(path, view) else None
        own = _OWN.get(path) if sheet else None
        blocks = list(own(path, view) if own else told(path, sheet, view) if sheet else [other(path, view)])
        yield from blocks or [Block(path, f"{code(path)}：{untold(path, path, view)}")]


def _is_filing(path: str) -> bool:
    return paths.is_unit_file(path) or paths.is_account_file(path) or paths.is_tombstone(path)


def _reads(path: str, view: View) -> bool:
    """Whether the file, where it is there, can be read as plain data on both sides."""
    return all(raw is None or data is not None for raw, data in zip(view.contents.get(path, (None, None)), view.data(path), strict=True))


def _footing(view: View) -> str:
    at = view.head.as_of.instant
    return f"<sub>判定时点 {at:%Y-%m-%d %H:%M}，改动 {code(view.head_commit[:12])}。由 govmedia 生成；内容以改动的文件为准。</sub>"
