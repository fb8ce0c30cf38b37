"""Findings as text, JSON, GitHub annotations, SARIF and a summary in plain Chinese. Pure: findings in, text out."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import groupby

from govmedia.calculation.inspection import Finding
from govmedia.pages.jsontext import json_lines
from govmedia.pages.safemark import code, plain

VERSION = 1


def as_text(findings: Sequence[Finding]) -> str:
    """`path:line:col: rule: what is wrong. How to mend it. (clause)`, a line each, then the count."""
    lines = [f"{f.path}:{f.line}:{f.col}: {f.rule}: {f.message}。{f.mend}。（{f.clause}）{_strength(f)}" for f in findings]
    return "\n".join([*lines, count(findings)])


def _strength(finding: Finding) -> str:
    if finding.waived:
        return f" [已豁免：{finding.waived}]"
    return "" if finding.binding else " [建议]"


def count(findings: Sequence[Finding]) -> str:
    """One line: how many must be mended, how many are advice, how many are waived."""
    if not findings:
        return "没有发现问题。"
    must = sum(f.blocks for f in findings)
    waived = sum(bool(f.waived) for f in findings)
    files = len({f.path for f in findings})
    return f"共 {len(findings)} 条，涉及 {files} 个文件：须改正 {must}，建议 {len(findings) - must - waived}，已豁免 {waived}。"


def as_json(findings: Sequence[Finding]) -> str:
    """`{version, findings: [...]}`; a contract, so keys are only ever added."""
    rows = [{**asdict(f), "waived": bool(f.waived), "waiver": f.waived or None} for f in findings]
    return json_lines({"version": VERSION, "findings": rows})


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that put each finding on its line in the pull request."""
    return "\n".join(_annotation(f) for f in findings)


def _annotation(finding: Finding) -> str:
    level = "error" if finding.blocks else "notice" if finding.waived else "warning"
    place = f"file={_property(finding.path)},line={finding.line},col={finding.col},title={_property(finding.rule)}"
    return f"::{level} {place}::{_data(f'{finding.message}。{finding.mend}。（{finding.clause}）')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Sequence[Finding]) -> str:
    """SARIF 2.1.0 for code-scanning views."""
    names = sorted({f.rule for f in findings})
    driver = {"name": "govmedia", "rules": [{"id": name} for name in names]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(f, names) for f in findings]}
    document = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _result(finding: Finding, names: list[str]) -> dict[str, object]:
    place = {"artifactLocation": {"uri": finding.path}, "region": {"startLine": finding.line, "startColumn": finding.col}}
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": names.index(finding.rule),
        "level": "error" if finding.binding else "warning",
        "message": {"text": f"{finding.message}。{finding.mend}。（{finding.clause}）"},
        "locations": [{"physicalLocation": place}],
    }
    if finding.waived:
        result["suppressions"] = [{"kind": "external", "justification": finding.waived}]
    return result


def as_summary(findings: Sequence[Finding]) -> str:
    """Markdown for people who have never seen YAML: the count, then what to do, file by file."""
    lines = ["## 检查结果", "", count(findings), ""]
    for path, group in groupby(findings, key=lambda f: f.path):
        rows = [f"- {summary_line(f)}" for f in group]
        lines += [f"### {code(path)}（{len(rows)} 条）", "", *rows, ""]
    return "\n".join(lines)


def summary_line(finding: Finding, quoted: str = "") -> str:
    """One finding as inline Markdown; `quoted`: what stands on its line."""
    line = f"第 {finding.line} 行{f'“{plain(quoted)}”' if quoted else ''}"
    return f"{_mark(finding)} {line}：{plain(finding.message)}。改法：{plain(finding.mend)}。（依据 {plain(finding.clause)}）"


def _mark(finding: Finding) -> str:
    return "〔已豁免〕" if finding.waived else "〔须改正〕" if finding.binding else "〔建议〕"


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "summary": as_summary,
}
