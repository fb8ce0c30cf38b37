"""The gate: what its hook adds to a push of one manuscript into 5,000 accounts, and the audit of 10,000 merges."""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from measure import Trial, in_turn, measure

from govmedia.calculation.submission import Authors, Draft, Item, Submitting
from govmedia.fastimport import Change, Signature, append, tell
from govmedia.fiction.story import Plan, history
from govmedia.gitoutput import ABSENT
from govmedia.gitoutput import Change as Diff
from govmedia.history import Repository
from govmedia.loading.base import load_authority
from govmedia.loading.drafts import manuscript_of
from govmedia.loading.kept import digest_of
from govmedia.loading.ledger import Ledger
from govmedia.model.statement import NAMESPACE, Statement
from govmedia.sshsig import make_key, seal
from govmedia.when import SHANGHAI, as_of, at

ACCOUNTS = 5_000
MERGES = 10_000
AS_OF = "2026-11-20"
GOVMEDIA = Path(sys.executable).with_name("govmedia")
UNIT = "990100-lingdong/health"
EDITOR, SECTION, DEPUTY = "lingdong-health-editor", "lingdong-health-chief", "lingdong-health-deputy"
KEYS: dict[str, bytes] = {}
PUBLIC: dict[str, str] = {}
BEGIN = datetime(2026, 11, 21, 8, tzinfo=SHANGHAI)


def run() -> str:
    """A Markdown section."""
    with tempfile.TemporaryDirectory() as folder:
        return "\n".join(["## （e）审签关口", "", *_pushes(Path(folder)), *_audit(Path(folder))])


def _pushes(folder: Path) -> list[str]:
    root, cache = folder / "province", folder / "cache"
    root.mkdir()
    tell(root, history(Plan(ACCOUNTS, days=0, seed=1, as_of=as_of(AS_OF))))
    append(Repository(root), [_keys_on_file(root)])
    change = _signed(load_authority(Repository(root), "HEAD", at(BEGIN)), 0)
    append(Repository(root), [change])
    bare, plain = folder / "gated.git", folder / "plain.git"
    for target in (bare, plain):
        subprocess.run(["git", "clone", "--quiet", "--bare", root, target], check=True)
    subprocess.run([GOVMEDIA, "gate", "install", bare], check=True, capture_output=True)
    env = {"GOVMEDIA_CACHE": str(cache), "GIT_CONFIG_GLOBAL": os.devnull}

    tip = Repository(root).commit("main")

    def push(target: Path, cold: bool = False) -> Trial:
        def back() -> None:
            subprocess.run(["git", "-C", target, "update-ref", "refs/heads/main", "refs/heads/main^1"], check=False, capture_output=True)
            if cold:
                shutil.rmtree(cache, ignore_errors=True)

        def landed() -> None:
            if Repository(target).commit("main") != tip:
                raise SystemExit("推送没有收，量的不是放行的时间")

        return Trial(["git", "-C", root, "push", "--quiet", target, "main"], back, env, landed)

    figures = in_turn({"无钩子": push(plain), "有关口，热": push(bare), "有关口，冷": push(bare, cold=True)}, rounds=5)
    rows = [f"| {name} | {f.wall:.2f} | {f.cpu:.2f} | {f.memory:.0f} |" for name, f in figures.items()]
    more = figures["有关口，热"].wall - figures["无钩子"].wall
    cold = figures["有关口，冷"].wall - figures["无钩子"].wall
    return [
        f"往 {ACCOUNTS:,} 个账号的库推一篇审签齐全的稿件。目标：热，多花不到 0.6 秒。",
        "",
        "| | 秒 | 处理器秒 | 内存 MiB |",
        "|---|---|---|---|",
        *rows,
        "",
        f"多花：热 {more:.2f} 秒，冷 {cold:.2f} 秒（没有解析缓存）。",
        "",
    ]


def _audit(folder: Path) -> list[str]:
    root = folder / "merges"
    root.mkdir()
    tell(root, history(Plan(100, days=0, seed=1, as_of=as_of(AS_OF))))
    repository = Repository(root)
    append(repository, [_keys_on_file(root)])
    start = repository.commit("HEAD")
    authority = load_authority(repository, start, at(BEGIN))
    append(repository, (_signed(authority, number) for number in range(MERGES)))
    figures = measure(Trial([GOVMEDIA, "gate", "verify", "--root", root, "--since", start, "--as-of", "2030-01-01"]), 1)
    return [
        f"核验 {MERGES:,} 次合并，每次一篇稿件、两份签名。目标：60 秒以内。",
        "",
        f"{figures.wall:.1f} 秒（处理器 {figures.cpu:.1f} 秒，内存 {figures.memory:.0f} MiB）。",
        "",
    ]


def _keys_on_file(root: Path) -> Change:
    """The three people's keys and addresses, put into people.yml."""
    path = "registry/people.yml"
    text = (root / path).read_text(encoding="utf-8")
    for who in (EDITOR, SECTION, DEPUTY):
        if who not in KEYS:
            PUBLIC[who] = make_key(root.parent / who)
            KEYS[who] = (root.parent / who).read_bytes()
        text = text.replace(f"logins: {{github: {who}}}", f"logins: {{github: {who}, email: {who}@example}}, keys: [{PUBLIC[who]}]")
    return Change(BEGIN, BEGIN, Signature("维护人", "m@example"), "登记密钥", {path: text})


def _signed(base: Ledger, number: int) -> Change:
    """One manuscript with both its statements, by its editor."""
    when = BEGIN + timedelta(minutes=10 * number)
    path = f"content/manuscripts/{UNIT}/{when:%Y/%m-%d}-item-{number}.md"
    head = f"title: 接种服务第{number}期\nclass: service\naccounts: [wechat]\nsource: original\nform: text\n"
    text = f"---\n{head}---\n第{number}期：照常接种。\n"
    draft = Draft(None, manuscript_of(text.encode(), path)[0])
    diff = Diff(path, "000000", "100644", ABSENT, digest_of(text.encode()), "A")
    item = Submitting(base, [diff], {path: draft}, lambda _: Authors()).submission().items[0]
    files: dict[str, str | bytes | None] = {path: text}
    for who in (SECTION, DEPUTY):
        statement = _statement(item, who, when)
        files[statement.path] = statement.canonical()
        files[f"{statement.path}.sig"] = seal(KEYS[who], statement.canonical(), NAMESPACE)
    return Change(when + timedelta(minutes=2), when, Signature("编辑", f"{EDITOR}@example"), "稿件", files)


def _statement(item: Item, who: str, when: datetime) -> Statement:
    told = {"item": item.key, "files": dict(item.files), "class": item.class_, "policy": item.policy}
    return Statement.model_validate({**told, "verdict": "approve", "person": who, "at": (when + timedelta(minutes=1)).isoformat()})
