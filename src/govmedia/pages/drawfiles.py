"""The two files of a draw as YAML texts, each with the recipe by which anybody can compute it again, and its table."""

import json
from collections.abc import Sequence
from typing import Any

import yaml
from pydantic import BaseModel

from govmedia.calculation.draw import sample_size
from govmedia.model.sample import Draw, Frame, Stratum
from govmedia.pages.texttable import columns

_RECIPE = r"""# 复算办法（算法 govmedia-draw-1，任何语言都能照做；文字一律 UTF-8，每行以一个 \n 结尾，十六进制用小写）
# 1. 名单文本，逐行为：
#      govmedia-draw-1
#      frame
#      季度（quarter）
#      冻结日（frozen_on）
#      提交号（commit）
#    然后每层一行“stratum 地区 比例 名称”，其下按 accounts 的先后，每个账号一行：
#      一般账号  account 账号编号
#      必查账号  always 账号编号 原因,原因
# 2. 摘要 digest = SHA-256(名单文本)
# 3. 种子 seed = SHA-256(五行：govmedia-draw-1、seed、digest、salt、digits)
#      printf 'govmedia-draw-1\nseed\n%s\n%s\n%s\n' "$digest" "$salt" "$digits" | sha256sum
# 4. 每个账号的名次数 = SHA-256(seed 换行 账号编号，末尾不加换行)，从小到大排
#      printf '%s\n%s' "$seed" "$account" | sha256sum
# 5. 每层取 k = 比例 × 本层账号总数，有小数进一；从不是必查的账号里按名次取前 k 个，不足 k 个全取
# 名单和盐须先提交，数字后产生：谁在知道数字以后还能改名单，就能挑结果。抽过不再重抽。
"""


def frame_text(frame: Frame) -> str:
    """`frame.yml`."""
    head = f"# {frame.quarter} 抽查名单，由 govmedia sample freeze 生成，不要手改；核对：govmedia sample verify {frame.quarter}\n"
    return head + _RECIPE + _yaml(frame)


def draw_text(draw: Draw) -> str:
    """`draw.yml`."""
    head = f"# {draw.quarter} 抽签结果，由 govmedia sample draw 生成，不要手改；核对：govmedia sample verify {draw.quarter}\n"
    return head + _RECIPE + _yaml(draw)


def _yaml(record: BaseModel) -> str:
    plain: dict[str, Any] = json.loads(record.model_dump_json(by_alias=True))
    return yaml.dump(plain, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)


def frame_table(frame: Frame) -> str:
    """What will be inspected of each stratum and in all: 总体, 随机（份额）, 必查, 合计."""
    return _table([(s, _random(s), len(s.always)) for s in frame.strata])


def draw_table(frame: Frame, draw: Draw) -> str:
    """The same of what was drawn."""
    drawn = {d.region: len(d.random) for d in draw.strata}
    return _table([(s, drawn.get(s.region, 0), len(s.always)) for s in frame.strata])


def _random(stratum: Stratum) -> int:
    return min(sample_size(stratum.share, len(stratum.accounts)), len(stratum.accounts) - len(stratum.always))


def _table(counts: Sequence[tuple[Stratum, int, int]]) -> str:
    rows = [(s.name, len(s.accounts), f"{k}（{_percent(s.share)}）", must, k + must) for s, k, must in counts]
    total, random, always = (sum(n) for n in zip(*((len(s.accounts), k, m) for s, k, m in counts), strict=True)) if counts else (0, 0, 0)
    return columns([("地区", "总体", "随机（份额）", "必查", "合计"), *rows, ("全部", total, random, always, random + always)])


def _percent(share: str) -> str:
    whole, _, rest = share.partition(".")
    digits = rest.ljust(2, "0")
    number = str(int(whole + digits[:2]))
    return f"{number}.{digits[2:]}%" if digits[2:] else f"{number}%"
