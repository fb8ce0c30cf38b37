"""What the name of a unit says about it: kind, line of command, level, the body an inner office belongs to."""

import re
from dataclasses import dataclass

from govmedia.model.words import Level, Line, UnitKind

# In order: the first pattern that fits decides. Bodies outside the government come first, save where a government signs too.
_KINDS = (
    (UnitKind.government, r"中共.*人民政府$"),
    (UnitKind.court, r"法院(?!学)"),
    (UnitKind.procuratorate, r"检察(?:院|机关|$)"),
    (UnitKind.military, r"国防部|人民武装部|武装部|武警|解放军|军分区|军区|预备役"),
    (
        UnitKind.party,
        r"纪委|纪律检查|监委|监察委|中共|党委|[省市区县州盟旗]委(?!员|托|任|办局)|宣传部|组织部|统战部|政法委|网信办|互联网信息办|机关工委|党校|党工委",
    ),
    (
        UnitKind.mass_org,
        r"共青团|团[省市区县州]?委|妇女?联合|妇联|工会|残疾人联|残联|科学技术协会|科协|文学艺术|文联|工商业联|工商联|红十字会|侨联|台联|作家协会|记协|贸促会|青联|关工委",
    ),
    (UnitKind.other, r"政协|政治协商|人大(?:常委)?|人民代表大会"),
    (UnitKind.department, r"政府(?:新闻)?办(?:公[室厅])?$|政府(?:新闻办公室|门户网站)"),
    (UnitKind.agency, r"街道办事处|街道办$|管委会|管理委员会|分局$|派出所$|[支大]队$"),
    (UnitKind.government, r"(?:人民|[省市区县镇乡])政府$"),
    (UnitKind.internal, r"(?:部|委员会|委|局|厅|署|银行|证监会|院).*?(?:新闻宣传|新闻|政策研究|发言人|使团事务)(?:办公室|办|局|室)$"),
    (UnitKind.internal, r"(?:部|委员会|委|局|厅|总署|银行|证监会).*(?:办公[室厅]|[处科股司])$"),
    (
        UnitKind.institution,
        r"(?:中心|研究[院所]|科学院|工程院|医院|卫生院|学校|大学|学院|中学|小学|[图博]\w*馆|报社|电视台|考试院|监测站|服务站|杂志社|出版社|外文局)(?:\(.*\))?$",
    ),
    (UnitKind.department, r"(?:局|厅|委员会|委|办公[室厅]|部|署|办|总队|海关|银行|监察专员办事处|国务院)(?:\(.*\))?$"),
)
_OUTSIDE = {UnitKind.party, UnitKind.court, UnitKind.procuratorate, UnitKind.mass_org, UnitKind.military}
_VERTICAL = re.compile(
    r"税务局|气象局|海关$|海事局|邮政管理局|通信管理局|烟草专卖局|金融监管|金融监督管理|证监局|调查[总]?队|消防救援|移民管理|边防检查"
)
_TOWN = re.compile(r"(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处|党工委|党委|办$|综合|便民)")
_PARENT = re.compile(
    r"(.+?(?:部|委员会|委|总局|局|厅|总署|署|人民银行|证监会|国资委))(?![局厅署委])(?=.*(?:办|办公室|办公厅|局|室|处|科|股|司)$)"
)
_HINTS = (
    (UnitKind.party, "纪检|监察|党"),
    (UnitKind.mass_org, "群团|共青团|妇联|工会"),
    (UnitKind.court, "法院"),
    (UnitKind.procuratorate, "检察"),
    (UnitKind.military, "军"),
    (UnitKind.institution, "事业单位"),
)
_LEVELS = (
    (Level.national, "国家|中央|全国|部委"),
    (Level.township, "乡|镇|街道|村|社区"),
    (Level.province, "自治区|直辖市|^省(?!辖)"),
    (Level.county, "县|区"),
    (Level.prefecture, "市|州|盟"),
)


@dataclass(frozen=True)
class Standing:
    """Whether a body is inside the government system; `reason` is set where it is not."""

    kind: UnitKind
    reason: str = ""


def kind_of(name: str) -> UnitKind:
    """Kind of body by its name; `other` where the name does not tell."""
    return next((kind for kind, pattern in _KINDS if re.search(pattern, name)), UnitKind.other)


def standing(unit: str | None, account: str, said: str) -> Standing:
    """Kind and scope by the unit's name, or without one by the account's, under what the ledger says of it (scope note).

    A ledger's word that something is 政府系统 or 非政府系统 counts for more than the name.
    """
    by_name = kind_of(unit or account)
    kind = by_name if unit or by_name in _OUTSIDE else UnitKind.other
    if "非政府系统" in said:
        return Standing(_hinted(said) or kind, said)
    if "事业单位" in said:
        return Standing(UnitKind.institution)
    if kind in _OUTSIDE and not said.startswith("政府系统"):
        return Standing(kind, f"{kind.zh}，不属政府系统")
    if re.search(r"政协|政治协商|人大(?:常委)?会?$|人民代表大会", unit or ""):
        return Standing(kind, "人大、政协机关，不属政府系统")
    return Standing(kind)


def _hinted(said: str) -> UnitKind | None:
    rest = said.replace("非政府系统", "")
    return next((kind for kind, pattern in _HINTS if re.search(pattern, rest)), None)


def line_of(name: str, level: Level) -> Line:
    """垂直管理 for the local offices of bodies that are run from above."""
    return Line.vertical if level is not Level.national and _VERTICAL.search(name) else Line.local


def is_town(name: str) -> bool:
    """Whether the unit is that of a township or sub-district, by its name."""
    return _TOWN.search(name) is not None


def parent_name(name: str) -> str | None:
    """Name of the body an inner office is part of: 财政部办公厅 -> 财政部."""
    found = _PARENT.match(name)
    return found[1] if found else None


def level_said(text: str) -> Level | None:
    """Level by a ledger's own word, as 市级, 区县级, 乡镇."""
    text = text.strip()
    exact = next((level for level in Level if text in (level.zh, level.value)), None)
    if text in ("区县级", "县区级", "县（市、区）级", "县(市、区)级", "县处级", "自治县"):
        return Level.county
    return exact or next((level for level, pattern in _LEVELS if re.search(pattern, text)), None)


def kind_said(text: str) -> UnitKind | None:
    """Kind by a ledger's own word, as 事业单位."""
    text = text.strip()
    exact = next((kind for kind in UnitKind if text in (kind.zh, kind.value)), None)
    return exact or next((kind for kind, pattern in _HINTS if re.search(pattern, text)), None)
