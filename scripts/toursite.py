"""Stops about the site: finding an account, the matrix, what only officials see, and clause by clause."""

import json
import unicodedata
from pathlib import Path

from govmedia.scripts.touring import Stop, Tour, page

WORD = "卫健"
ACCOUNT = "990100-lingdong/health/wechat"
PREFECTURE = "990100-lingdong"


def found(tour: Tour) -> Stop:
    """Two characters from the middle of names are enough; the same data and the same comparison as on the home page."""
    hits = search(tour.public / "search.json", WORD)
    ok = any("健康岭东" in hit for hit in hits) and len(hits) > 5
    return Stop(f"首页搜两个字“{WORD}”：单位全称里不连着的简称也找得到", f"/?q={WORD}", (f"查到 {len(hits)} 个账号", *hits[:5]), ok)


def search(file: Path, word: str) -> list[str]:
    """Account and unit names of the hits in search.json, compared as the page's script compares."""
    if not file.is_file():
        return []
    data = json.loads(file.read_text(encoding="utf-8"))
    hits = []
    for account in data["accounts"]:
        unit = data["units"][account[3]]
        hay = [account[1], account[2], unit[1], unit[2], data["platforms"][account[4]][1], account[7], unit[4]]
        if any(_fold(word) in _fold(text) for text in hay):
            hits.append(f"{account[1]}（{unit[1]}，{data['platforms'][account[4]][1]}，{data['states'][account[5]][1]}）")
    return hits


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def life(tour: Tour) -> Stop:
    """The page of an account tells its life."""
    address = f"accounts/{ACCOUNT}.html"
    words = page(tour.public, address)
    wanted = ("健康岭东", "岭东卫健", "开设", "更名", "岭东府办函〔2019〕12号")
    seen = [f"页面上有：{word}" for word in wanted if word in words]
    return Stop("打开一个账号：备案、批文、改名，一生都在页面上", f"/{address}", tuple(seen), len(seen) == len(wanted))


def matrix(tour: Tour) -> Stop:
    """Units by platforms."""
    address = f"matrix/{PREFECTURE}.html"
    words = page(tour.public, address)
    wanted = ("岭东市公安局", "岭东市卫生健康局", "微信公众号", "在用", "关停", "注销")
    seen = [f"页面上有：{word}" for word in wanted if word in words]
    return Stop("岭东市的矩阵：单位乘平台，一眼看出在用、关停、注销", f"/{address}", tuple(seen), len(seen) == len(wanted))


INTERNAL = ("政治部主任", "政务新媒体安全管理制度（2021年修订）", "岭东融媒文化传播有限公司")
"""What officials file and the public does not see: post in charge, safeguards, bought-in operators."""


def audiences(tour: Tour) -> Stop:
    """The public build holds no internal field; a search through its files shows it."""
    inside = {word for word in INTERNAL if _anywhere(tour.internal, word)}
    outside = {word for word in INTERNAL if _anywhere(tour.public, word)}
    seen = [f"“{word}”：内部版{'有' if word in inside else '没有'}，公开版{'有' if word in outside else '没有'}" for word in INTERNAL]
    ok = tour.public.is_dir() and inside == set(INTERNAL) and not outside
    return Stop("公开版与内部版：内部字段在公开版里一处也搜不到", "grep -r 内部字段 公开版 内部版", tuple(seen), ok)


def _anywhere(site: Path, word: str) -> bool:
    raw = word.encode()
    return site.is_dir() and any(raw in file.read_bytes() for file in site.rglob("*") if file.is_file())


def clauses(tour: Tour) -> Stop:
    """Clause by clause: rule, page, command, what software cannot do."""
    address = "clauses/index.html"
    words = page(tour.public, address)
    wanted = ("逐条对照", "90-3.2.1", "opening_approved")
    seen = [f"页面上有：{word}" for word in wanted if word in words]
    return Stop(
        "逐条对照：每一条规定由哪条规则、哪个页面、哪个命令落实，软件做不到什么", "/clauses/", tuple(seen), len(seen) == len(wanted)
    )
