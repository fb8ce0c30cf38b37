"""Stops about time and chance: freshness from history, a time that lies, a shallow clone, and the quarter's draw."""

from typing import Any

from govmedia.calculation.sampleframe import quarter_of
from govmedia.fiction import showcase
from govmedia.model.words import Freshness
from govmedia.scripts.touring import Stop, Tour, land

DIGITS = "482915"


def _report(tour: Tour) -> Any:
    return tour.asked("freshness", "--root", tour.root, "--as-of", tour.as_of)


def _line(account: dict[str, Any]) -> str:
    gap = f"{account['gap_days']:.1f} 天" if account["gap_days"] is not None else "没有发布过"
    return f"{Freshness[account['state']].zh}：{account['name']}（{account['id']}），距上次更新 {gap}"


def freshness(tour: Tour) -> Stop:
    """The commit history tells who has gone silent."""
    found = {account["id"]: account for account in _report(tour).get("accounts", [])}
    wanted = {
        showcase.FRESH: "fresh",
        showcase.DUE: "due",
        showcase.STALE: "stale",
        showcase.ZOMBIE: "zombie",
        showcase.NEVER: "never",
    }
    ok = all(found.get(key, {}).get("state") == state for key, state in wanted.items())
    seen = tuple(_line(found[key]) for key in wanted if key in found)
    return Stop("谁在更新、谁快到期、谁超期：从合并历史算出来", _command(tour), seen, ok)


def unreleased(tour: Tour) -> Stop:
    """Signed and merged is not yet posted."""
    accounts = _report(tour).get("accounts", [])
    account = next((a for a in accounts if a["id"] == showcase.UNRELEASED), None)
    if account is None:
        return Stop("已审未发", _command(tour), ("没有找到演示账号",), False)
    seen = (_line(account), *(f"已审未发：{path}" for path in account["unposted_items"]))
    return Stop(
        "已审未发：稿件合并了，过了三天没有发布回执，不算更新",
        _command(tour),
        seen,
        account["state"] == "stale" and account["unposted"] > 0,
    )


def backdated(tour: Tour) -> Stop:
    """A commit whose time does not fit is named, and rescues nobody."""
    report = _report(tour)
    account = next((a for a in report.get("accounts", []) if a["id"] == showcase.BACKDATED), None)
    disorder = report.get("disorder", [])
    ok = account is not None and account["state"] == "stale" and len(disorder) == 1
    seen = [f"提交 {d['commit'][:12]} 自称 {d['time']}，与前后提交的次序不合" for d in disorder]
    return Stop("倒填时间的提交：被点名，救不了超期的账号", _command(tour), (*seen, *([_line(account)] if account else [])), ok)


def shallow(tour: Tour) -> Stop:
    """A clone without its past cannot answer, and says so."""
    root = tour.clone("shallow", "--depth", "5")
    code, text = tour.says("freshness", "--root", root, "--as-of", tour.as_of)
    return Stop(
        "浅克隆看不到历史：拒绝回答，不说“今天”，也不说“超期”",
        f"govmedia freshness --root 浅克隆   → 退出码 {code}",
        (text.strip(),),
        code == 3,
    )


def drawn(tour: Tour) -> Stop:
    """Frozen, drawn with digits made before witnesses, and verified by anybody."""
    root, quarter = tour.clone("draw"), quarter_of(tour.day)
    folder = f"registry/inspections/{quarter}"
    at = ("--root", str(root), "--as-of", tour.as_of)
    steps = [tour.says("sample", "freeze", quarter, *at)]
    _keep(tour, f"{folder}/frame.yml", f"抽查：冻结 {quarter} 名单")
    steps.append(tour.says("sample", "draw", quarter, "--digits", DIGITS, "--place", "市政府办公室会议室", "--witness", "公证员", *at))
    _keep(tour, f"{folder}/draw.yml", f"抽查：{quarter} 抽签结果")
    steps.append(tour.says("sample", "verify", quarter, "--root", root))
    command = f"govmedia sample freeze {quarter}，draw {quarter} --digits {DIGITS}，verify {quarter}"
    return Stop(
        "季度抽查：先冻结名单，再当众摇号，任何人都能重算", command, tuple(steps[-1][1].splitlines()), all(code == 0 for code, _ in steps)
    )


def tampered(tour: Tour) -> Stop:
    """One byte of the result is changed: verifying says where."""
    if not (tour.scratch / "draw").exists():
        drawn(tour)
    root, quarter = tour.clone("draw"), quarter_of(tour.day)
    file = root / f"registry/inspections/{quarter}/draw.yml"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    if text:
        file.write_text(text.replace(DIGITS, "482916"), encoding="utf-8")
    code, told = tour.says("sample", "verify", quarter, "--root", root)
    seen = tuple(line for line in told.splitlines() if line.startswith("不符"))[:3]
    return Stop("改动结果里的一个数字，核对就指出来", f"govmedia sample verify {quarter}   → 退出码 {code}", seen, code == 1 and bool(seen))


def _keep(tour: Tour, path: str, title: str) -> None:
    """Commit a file that the verb wrote into the clone."""
    root = tour.clone("draw")
    if (root / path).is_file():
        land(root, title, {path: (root / path).read_text(encoding="utf-8")})


def _command(tour: Tour) -> str:
    return f"govmedia freshness --root {tour.root}"
