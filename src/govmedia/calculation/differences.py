"""How a row differs from the filing it is about. Nothing is changed; the reader is told."""

from typing import Any

from govmedia.calculation.wording import fold

_LABELS = {
    "name": "账号名称",
    "type": "账号类型",
    "url": "账号链接",
    "platform_ids": "平台内编号",
    "verified": "平台认证",
    "scope": "适用范围",
    "field": "涉及领域",
    "functions": "功能定位",
    "interaction": "互动功能",
    "operator": "运维单位",
    "national_filing_no": "全国报送系统编号",
    "cac_filing_no": "网信备案号",
    "events": "账号经历",
}


def difference(known: dict[str, Any], told: dict[str, Any], unit_known: str, unit_told: str) -> list[str]:
    """Chinese sentences: what the row has that the filing lacks, and where the two disagree."""
    more = [label for key, label in _LABELS.items() if told.get(key) and not known.get(key)]
    other = [label for key, label in _LABELS.items() if _differs(known.get(key), told.get(key))]
    found = [f"台账另有{'、'.join(more)}，没有写入"] if more else []
    found += [f"与登记不同：{'、'.join(other)}，没有改动"] if other else []
    if unit_told and fold(unit_told) != fold(unit_known):
        found.append(f"台账写的主办单位是“{unit_told}”，登记的是“{unit_known}”，没有改动")
    return found


def _differs(known: Any, told: Any) -> bool:
    if not known or not told:
        return False
    if isinstance(known, dict) and isinstance(told, dict):
        return any(_differs(known[key], told[key]) for key in known.keys() & told.keys())
    if isinstance(known, list) and isinstance(told, list):
        return any(item not in known for item in told) if not _are_mappings(told) else _other_events(known, told)
    return bool(fold(str(known)) != fold(str(told)))


def _are_mappings(items: list[Any]) -> bool:
    return all(isinstance(item, dict) for item in items)


def _other_events(known: list[Any], told: list[Any]) -> bool:
    on_file = {(event.get("kind"), event.get("on")) for event in known if isinstance(event, dict)}
    return any((event.get("kind"), event.get("on")) not in on_file for event in told)
