"""A repository to release from, and a reader for what was released."""

import struct
import subprocess
import zlib
from html.parser import HTMLParser
from pathlib import Path

from post_world import FILES, HEALTH, SCHOOLS, beside, filing, lay, manuscript, place

AS_OF = "2026-11-20"


def png(width: int = 2, height: int = 2) -> bytes:
    """A red picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xa4\x26\x2c" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


BODY = """\
秋冬季是流感高发期，
接种疫苗是预防流感的有效办法。详见[通知](https://www.lingdong.example/n/1)和[往期](https://mp.weixin.qq.com/s/abc)。

![海报](poster.png)

## 哪些人优先

- 老年人、**慢性病**患者；
- 孕妇。

| 门诊 | 时间 |
| --- | --- |
| 市疾控中心 | 8:30 |
"""
MEDIA = "[{file: poster.png, rights: 自有版权, source: 宣传科, alt: 海报上写着接种时间}]"
FLU = place("11-18", "flu")
TEXTS = {
    FLU: manuscript("流感疫苗接种指引", "wechat", "weibo", "douyin", body=BODY, media=MEDIA, ai_generated="true"),
    place("11-17", "posted"): manuscript("已经发了的", "wechat", "weibo"),
    beside(place("11-17", "posted")): "posts:\n  - {account: wechat, at: 2026-11-17T09:30:00+08:00}\n",
    place("11-16", "withdrawn"): manuscript("撤下的", "wechat"),
    beside(place("11-16", "withdrawn")): "withdrawn: {at: 2026-11-16T12:00:00+08:00, reason: 活动取消}\n",
    place("11-19", "embargo"): manuscript("还没到时间的", "wechat", embargo="2026-11-25T09:00:00+08:00"),
    place("11-10", "reprint", SCHOOLS): manuscript(
        "学校午餐", "wechat", class_="reprint", source="{unit: 新华社, url: https://www.news.cn/x.htm, title: 校园餐怎么管}"
    ),
    place("10-10", "old", SCHOOLS): manuscript("很早以前的", "wechat"),
}


def repository(root: Path, files: dict[str, str] | None = None, pictures: dict[str, bytes] | None = None) -> Path:
    """The instance with manuscripts, in one commit."""
    lay(root, FILES | (TEXTS if files is None else files))
    for path, raw in ({FLU.removesuffix(".md") + "/poster.png": png()} if pictures is None else pictures).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(raw)
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main", "--template=")
    commit(root)
    return root


def commit(root: Path) -> str:
    """All that lies there as a commit; its id."""
    git(root, "add", "--all")
    git(root, "-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-q", "--allow-empty", "-m", "合并")
    return git(root, "rev-parse", "HEAD")


def git(root: Path, *args: str) -> str:
    """What Git prints."""
    return subprocess.run(["git", "-C", root, *args], capture_output=True, text=True, check=True).stdout.strip()


class Seen(HTMLParser):
    """Tags with their attributes, and all words, of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", {}))

    def handle_decl(self, decl: str) -> None:
        self.tags.append(("declaration", {}))


__all__ = ["AS_OF", "BODY", "FLU", "HEALTH", "MEDIA", "SCHOOLS", "TEXTS", "Seen", "commit", "filing", "git", "png", "repository"]
