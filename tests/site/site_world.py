"""A tiny registry in which every field that only officials may see holds a word of its own, beginning with MARK."""

import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from govmedia.when import as_of

MARK = "内密"
ROOT = Path(__file__).parents[2]
DAY = as_of("2026-11-20")
WIDE, NARROW = 1280, 360
"""Widths of a screen and of a phone, in pixels."""

FILES = {
    "registry/990000-nanling/government-office/unit.yml": "name: 南岭省人民政府办公厅\nlevel: province\nkind: department\n",
    "registry/990100-lingdong/government-office/unit.yml": "name: 岭东市人民政府办公室\nlevel: prefecture\nkind: department\n",
    "registry/990100-lingdong/health/unit.yml": f"""
name: 岭东市卫生健康局
short_names: [岭东市卫健局]
former_names: [岭东市卫生局]
level: prefecture
kind: department
credit_code: 11990100990002709D
in_charge: {MARK}职务
staff: {{full_time: 987651, part_time: 987652}}
safeguards: {{security: {MARK}安全, secrecy: {MARK}保密, emergency: {MARK}应急, duty: true}}
coordinators: [{MARK}统筹]
reorganisations: [{{on: 2019-01-05, document: {MARK}编办文号, was: {MARK}原类型}}]
note: {MARK}单位备注
imported: {{file: {MARK}单位台账.xlsx, row: 7, on: 2026-01-02}}
""",
    "registry/990100-lingdong/health/wechat.yml": f"""
name: 健康岭东 <b>&"'
type: service
platform_ids: {{gh: gh_99010000000d}}
url: null
verified: {{as: 岭东市卫生健康局, kind: 蓝V, on: 2019-05-08}}
field: 卫健
functions: [publish, service]
operator: {{name: {MARK}运维, contract_until: 2031-01-31, secrecy_agreement: true}}
national_filing_no: {MARK}报送编号
next_review: 2031-02-28
imported: {{file: {MARK}账号台账.xlsx, row: 8, on: 2026-01-02}}
note: {MARK}账号备注
events:
  - {{kind: opened, on: 2019-05-06, approval: {{by: 990100-lingdong/government-office, document: 岭东府办函〔2019〕12号, on: 2019-04-29}}, filed_on: 2019-05-07, proof: {MARK}证明}}
  - {{kind: renamed, on: 2021-03-02, was: 岭东卫健, reason: {MARK}原因, notice: https://www.lingdong.example/notice/2021/0302, archive: {MARK}归档}}
  - {{kind: handed_over, on: 2022-03-02, reason: {MARK}交接}}
  - {{kind: lost, on: 2023-03-02, reason: {MARK}失控}}
  - {{kind: recovered, on: 2023-03-05, reason: {MARK}找回}}
  - {{kind: announced, on: 2030-01-01, notice: https://www.lingdong.example/{MARK}/future}}
""",
    "registry/990100-lingdong/health/weibo.yml": """
name: "=健康岭东"
platform_ids: {uid: 9901000013}
url: https://weibo.com/u/9901000013
events:
  - {kind: opened, on: 2015-03-24}
  - {kind: suspended, on: 2024-05-01, notice: https://www.lingdong.example/n/1, filed_on: 2024-05-02, successor: 990100-lingdong/health/wechat}
""",
    "registry/990100-lingdong/health/douyin.yml": f"name: {MARK}拟开设\nevents:\n  - {{kind: opened, on: 2031-01-01}}\n",
    "registry/archive/990100-lingdong/health/toutiao-2023-05-18.yml": """
name: 岭东卫计
events:
  - {kind: opened, on: 2014-01-01}
  - {kind: cancelled, on: 2023-05-18, notice: https://www.lingdong.example/n/2, successor: 健康岭东}
""",
    "registry/people.yml": f"""
- id: marked
  post: {MARK}人员
  unit: 990100-lingdong/health
  stages: [final]
  logins: {{github: {MARK}登录}}
  term: {{from: 2020-01-01}}
""",
    "registry/waivers.yml": f"""
- {{rule: one_account_per_platform, subject: 990100-lingdong/health/wechat, reason: {MARK}豁免理由, document: {MARK}豁免批文, approved_by: 990100-lingdong/government-office, from: 2024-01-01, until: 2029-12-31}}
""",
    "content/manuscripts/990100-lingdong/health/2026/11-01-posted.md": "---\ntitle: 流感疫苗接种指引\nclass: service\naccounts: [wechat]\nsource: original\n---\n"
    + f"{MARK}正文\n",
    "content/receipts/990100-lingdong/health/2026/11-01-posted.yml": "posts:\n  - {account: wechat, at: 2026-11-01T09:00:00+08:00}\n"
    + f"backfilled: {MARK}补录原因\n",
    "content/manuscripts/990100-lingdong/health/2026/11-02-waiting.md": f"---\ntitle: {MARK}已审未发\nclass: service\naccounts: [wechat]\nsource: original\n---\n正文\n",
    "content/manuscripts/990100-lingdong/health/2026/11-03-embargo.md": f"---\ntitle: {MARK}未到时间\nclass: service\naccounts: [wechat]\nsource: original\nembargo: 2030-01-01T00:00:00+08:00\n---\n正文\n",
    "content/manuscripts/990100-lingdong/health/2026/11-04-open.md": "---\ntitle: 到了时间的稿件\nclass: service\naccounts: [wechat]\nsource: original\nembargo: 2026-11-05T00:00:00+08:00\n---\n正文\n",
    "content/manuscripts/990100-lingdong/health/2026/11-05-withdrawn.md": f"---\ntitle: {MARK}撤下的稿件\nclass: service\naccounts: [wechat]\nsource: original\n---\n正文\n",
    "content/receipts/990100-lingdong/health/2026/11-05-withdrawn.yml": "posts:\n  - {account: wechat, at: 2026-11-05T09:00:00+08:00}\n"
    + f"withdrawn: {{at: 2026-11-06T09:00:00+08:00, reason: {MARK}撤稿原因}}\n",
    "registry/inspections/2026Q3/frame.yml": "quarter: 2026Q3\n",
    "registry/inspections/2026Q3/draw.yml": "quarter: 2026Q3\n",
    "registry/inspections/2026Q4/frame.yml": f"quarter: 2026Q4  # {MARK}未抽签的名单\n",
    "registry/inspections/2026Q3/findings.yml": f"- {{account: 990100-lingdong/health/wechat, item: {MARK}不合格}}\n",
}


def write(root: Path, files: dict[str, str]) -> Path:
    """Lay out a registry."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def commit(root: Path) -> None:
    """Make it a repository of one commit at a fixed time."""
    when = {
        "GIT_AUTHOR_DATE": "2026-11-10T12:00:00+08:00",
        "GIT_COMMITTER_DATE": "2026-11-10T12:00:00+08:00",
        "PATH": "/usr/bin:/bin",
        "HOME": str(root),
    }
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-q", "-m", "x"],
    ):
        subprocess.run(["git", *command], cwd=root, check=True, env=when)


class Quiet(SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(sites: Mapping[str, Path]) -> Iterator[dict[str, str]]:
    """Address of each site on this machine."""
    servers = {name: ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) for name, site in sites.items()}
    for server in servers.values():
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {name: f"http://127.0.0.1:{server.server_port}/" for name, server in servers.items()}
    for server in servers.values():
        server.shutdown()
        server.server_close()
