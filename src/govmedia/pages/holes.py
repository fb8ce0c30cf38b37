"""What `gate doctor` says: open holes with their mends, for people and for programs."""

import json
from collections.abc import Sequence

from govmedia.calculation.hole import Hole
from govmedia.forges.facts import Protection

SHOWN = 10
"""Places of one hole that a person is shown; programs get all."""


def as_text(found: Sequence[Hole], protection: Protection, repo: str, note: str) -> str:
    """A head with the verdict, then every hole in three lines."""
    bad = sum(hole.unenforced for hole in found)
    verdict = f"审签没有生效：{bad} 处漏洞使它可以绕过" if bad else "审签已生效"
    head = f"{protection.forge} {repo} 的主干 {protection.branch}：{verdict}，共 {len(found)} 处漏洞。"
    return "\n\n".join([head + (f"\n{note}" if note else ""), *map(_hole, found)])


def _hole(hole: Hole) -> str:
    more = f" 等 {len(hole.places)} 处" if len(hole.places) > SHOWN else ""
    places = f"\n  位置：{'；'.join(hole.places[:SHOWN])}{more}" if hole.places else ""
    return f"{'审签不生效' if hole.unenforced else '注意'}｜{hole.name}：{hole.what}。{places}\n  改法：{hole.mend}。"


def as_json(found: Sequence[Hole], protection: Protection, repo: str, note: str) -> str:
    """`{version, forge, repo, branch, enforced, note, holes: [{name, what, places, mend, unenforced}]}`."""
    data = {
        "version": 1,
        "forge": protection.forge,
        "repo": repo,
        "branch": protection.branch,
        "enforced": not any(hole.unenforced for hole in found),
        "note": note,
        "holes": [vars(hole) | {"places": list(hole.places)} for hole in found],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


FORMATS = {"text": as_text, "json": as_json}
