"""A small office with keys, a work tree and a served bare repository with the gate installed, and words for what people do."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from govmedia.scripts import govmedia, run
from govmedia.scripts.signing import signature
from govmedia.starter import starter_root
from govmedia.when import SHANGHAI

OFFICE, CITY, HEALTH, PROMOTION, EDUCATION = (
    "990000-nanling/government-office",
    "990100-lingdong/government-office",
    "990100-lingdong/health",
    "990100-lingdong/health-promotion",
    "990100-lingdong/education",
)
ALL = "politics, law, policy, secrecy, wording"
POSTS = {
    "coordinator": (OFFICE, "deputy", "second, final", ALL),
    "director": (OFFICE, "chief", "final", ALL),
    "engineer": (OFFICE, "section", "maintain", ""),
    "engineer-b": (OFFICE, "section", "maintain", ""),
    "city-deputy": (CITY, "deputy", "second, final", ALL),
    "editor": (HEALTH, "staff", "draft, first", "wording"),
    "section": (HEALTH, "section", "first, second, duty", ALL),
    "deputy": (HEALTH, "deputy", "second, final, duty", ALL),
    "head": (HEALTH, "chief", "final", ALL),
    "lawyer": (HEALTH, "section", "second", "law"),
    "retired": (HEALTH, "deputy", "final", ALL),
    "stand-in": (HEALTH, "section", "draft", "wording"),
    "promotion-editor": (PROMOTION, "staff", "draft", "wording"),
    "teacher": (EDUCATION, "section", "second", ALL),
    "school-deputy": (EDUCATION, "deputy", "second, final", ALL),
}
UNITS = {
    OFFICE: "name: 南岭省人民政府办公厅\nlevel: province\nkind: department\n",
    CITY: "name: 岭东市人民政府办公室\nlevel: prefecture\nkind: department\n",
    HEALTH: "name: 岭东市卫生健康局\nlevel: prefecture\nkind: department\n",
    PROMOTION: f"name: 岭东市卫生健康局健康促进科\nlevel: prefecture\nkind: internal\nparent_unit: {HEALTH}\n",
    EDUCATION: "name: 岭东市教育局\nlevel: prefecture\nkind: department\n",
}
SAFE = (
    "in_charge: 分管负责人\nstaff: {full_time: 1}\n"
    "safeguards: {security: 岭东〔2020〕1号, secrecy: 岭东〔2020〕2号, emergency: 岭东〔2020〕3号, duty: true}\n"
)
ACCOUNT = (
    "name: {name}\nplatform_ids: {{gh: gh_{number:012x}}}\nfield: 卫健\nfunctions: [publish]\ninteraction: [comments]\n"
    "events:\n  - {{kind: opened, on: 2018-05-06}}\n"
)


def manuscript(
    title: str = "秋冬季接种指引", class_: str = "service", text: str = "各社区卫生服务中心周一至周五接种。", **more: str
) -> str:
    """A manuscript of the health bureau's WeChat account."""
    head = {"title": title, "class": class_, "accounts": "[wechat]", "source": "original", "form": "text", **more}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in head.items()) + f"---\n{text}\n"


def people(keys: Mapping[str, str]) -> str:
    """people.yml with everybody's key."""
    rows = []
    for who, (unit, level, stages, gates) in POSTS.items():
        until = "2025-06-30" if who == "retired" else "null"
        acting = "acting: [{for: deputy, from: 2020-01-01, until: 2099-12-31, basis: 值班安排}], " if who == "stand-in" else ""
        rows.append(
            f"- {{id: {who}, post: {who}, unit: {unit}, level: {level}, stages: [{stages}], gates: [{gates}], {acting}"
            f"logins: {{git: {who}, github: {who}, gitea: {who}, forgejo: {who}, gitlab: {who}, gitee: {who}, email: {who}@example.gov.cn}}, "
            f"keys: [{keys[who]}], term: {{from: 2020-01-01, until: {until}}}}}\n"
        )
    return "".join(rows)


def make_keys(folder: Path) -> dict[str, str]:
    """An Ed25519 key for everybody, and for a stranger and the gate's witness; public keys by name."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for who in (*POSTS, "stranger", "witness"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", folder / who], check=True)
        found[who] = (folder / f"{who}.pub").read_text().strip()
    return found


def registry(keys: Mapping[str, str]) -> dict[str, str]:
    """All files of the office."""
    files = {".gitignore": ".cache/\n"} | {f"registry/{unit}/unit.yml": text + SAFE for unit, text in UNITS.items()}
    files["registry/people.yml"] = people(keys)
    for number, (unit, name) in enumerate(((HEALTH, "健康岭东"), (EDUCATION, "岭东教育"))):
        files[f"registry/{unit}/wechat.yml"] = ACCOUNT.format(name=name, number=number + 10)
    files[f"registry/{PROMOTION}/weibo.yml"] = ACCOUNT.format(name="岭东健康促进", number=0).replace(
        "gh: gh_000000000000", "uid: '1234567890'"
    )
    files["content/manuscripts/990100-lingdong/health/2026/10-01-old.md"] = manuscript("国庆门诊安排")
    for name in ("policy", "kinds", "sources"):
        files[f"registry/{name}.yml"] = (starter_root() / f"registry/{name}.yml").read_text(encoding="utf-8")
    return files


def git(root: Path, *args: str, env: Mapping[str, str] | None = None, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run Git as a person's machine would, without the machine's own configuration."""
    base = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(root.parent)}
    return subprocess.run(["git", "-C", str(root), *args], env={**base, **(env or {})}, capture_output=True, text=True, check=check)


@dataclass
class Office:
    """One work tree and the repository it pushes to; everything a scenario does is a line of it."""

    folder: Path
    keys: Path
    remote: str = ""
    env: dict[str, str] = field(default_factory=dict)
    signed: int = 0
    opened: datetime = field(default_factory=lambda: datetime.now(SHANGHAI).replace(microsecond=0) - timedelta(hours=1))

    @property
    def work(self) -> Path:
        return self.folder / "work"

    @property
    def bare(self) -> Path:
        return self.folder / "registry.git"

    def write(self, path: str, text: str | None) -> None:
        file = self.work / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def commit(self, files: Mapping[str, str | None], who: str = "editor", says: str = "改", signed: bool = True) -> str:
        """A commit of somebody, signed with their key."""
        for path, text in files.items():
            self.write(path, text)
        git(self.work, "add", "-A")
        return self.seal(who, says, signed)

    def seal(self, who: str, says: str = "改", signed: bool = True, *more: str) -> str:
        """Commit what is staged."""
        key = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={self.keys / who}"]
        options = [*more, "-S"] if signed else list(more)
        git(self.work, *self.me(who), *key, "commit", "-q", "--allow-empty", "-m", says, *options)
        return git(self.work, "rev-parse", "HEAD").stdout.strip()

    def odd(self, who: str, mode: str, path: str, signed: bool = True) -> str:
        """A commit of what is no plain file: a symbolic link (120000) or a submodule (160000)."""
        head = git(self.work, "rev-parse", "HEAD").stdout.strip()
        target = subprocess.run(
            ["git", "-C", str(self.work), "hash-object", "-w", "--stdin"], input="/etc/passwd", text=True, capture_output=True, check=True
        ).stdout.strip()
        git(self.work, "update-index", "--add", "--cacheinfo", f"{mode},{head if mode == '160000' else target},{path}")
        made = self.seal(who, "改", signed)
        git(self.work, "reset", "-q", "--hard")
        return made

    def update(self, who: str, files: Mapping[str, str | None] | None = None) -> str:
        """Main merged into the branch; `files`: what somebody puts in while merging."""
        if not files:
            git(self.work, *self.me(who), "merge", "-q", "-m", "并入主干", "main")
            return git(self.work, "rev-parse", "HEAD").stdout.strip()
        git(self.work, *self.me(who), "merge", "-q", "--no-ff", "--no-commit", "main")
        return self.commit(files, who, "并入主干", signed=False)

    def generated(self, files: Mapping[str, str]) -> dict[str, str | None]:
        """These files and the generated ones that differ from what is committed; the work tree is as it was."""
        for path, text in files.items():
            self.write(path, text)
        assert run(govmedia, ["generate", "--root", str(self.work)], name="govmedia") == 0
        git(self.work, "add", "-A")
        changed = git(self.work, "diff", "--cached", "--name-only", "--no-renames").stdout.split()
        found = {path: (self.work / path).read_text("utf-8") if (self.work / path).exists() else None for path in changed}
        git(self.work, "reset", "-q", "--hard")
        return found

    def me(self, who: str) -> list[str]:
        return ["-c", f"user.name={who}", "-c", f"user.email={who}@example.gov.cn"]

    def branch(self, name: str) -> None:
        git(self.work, "checkout", "-q", "-B", name, "main")

    def sign(self, who: str, *options: str, key: str | None = None) -> None:
        """Somebody's statement about the branch, committed; with another key, as only somebody by hand can make it."""
        self.signed += 1
        at = (self.opened + timedelta(seconds=self.signed)).isoformat()
        order = ["gate", "sign", "--root", str(self.work), "--as-of", at, "--as", who, "--key", str(self.keys / who), *options]
        assert run(govmedia, order, name="govmedia") == 0
        for path in git(self.work, "ls-files", "--others", "*.sig").stdout.split() if key else ():
            file = self.work / path
            file.write_text(signature(file.with_suffix("").read_bytes(), self.keys / str(key)), encoding="ascii")
        git(self.work, "add", "-A")
        self.seal(who, "审签")

    def sign_on_evidence(self, *who: str) -> None:
        """Statements about the branch, which stays as it is: they go to the evidence branch. The branch is `text` from here on."""
        git(self.work, "branch", "-q", "-f", "text")
        for person in who:
            self.sign(person)
        added = git(self.work, "diff", "--name-only", "text", "HEAD").stdout.split()
        files: dict[str, str | None] = {path: (self.work / path).read_text("utf-8") for path in added}
        git(self.work, "checkout", "-q", "--orphan", "evidence")
        git(self.work, "rm", "-rqf", ".")
        self.commit(files, "section")
        assert self.push("evidence")[0]

    def merge(self, branch: str, who: str = "editor") -> str:
        """Merge a branch into main, as one step."""
        git(self.work, "checkout", "-q", "main")
        merge = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={self.keys / who}", "merge", "-q", "--no-ff", "-S", "-m", "合并", branch]
        git(self.work, *self.me(who), *merge)
        return git(self.work, "rev-parse", "HEAD").stdout.strip()

    def push(self, *refs: str, who: str = "editor", remote: str = "", env: Mapping[str, str] | None = None) -> tuple[bool, str]:
        """Whether the push was let in, and what the server said."""
        named = {**self.env, **(env or {}), "GIT_TERMINAL_PROMPT": "0"} | ({"GOVMEDIA_PUSHER": who} if who else {})
        done = git(self.work, "push", remote or self.remote or str(self.bare), *(refs or ("main",)), env=named, check=False)
        return done.returncode == 0, done.stderr

    def undo(self) -> None:
        """Everything back to the beginning."""
        start = git(self.work, "rev-parse", "start").stdout.strip()
        git(self.work, "checkout", "-q", "-f", "-B", "main", start)
        git(self.work, "clean", "-qfdx")
        git(self.work, "branch", "-q", "-D", "evidence", check=False)
        git(self.bare, "update-ref", "refs/heads/main", start)
        for ref in git(self.bare, "for-each-ref", "--format=%(refname)").stdout.splitlines():
            if ref != "refs/heads/main":
                git(self.bare, "update-ref", "-d", ref)
        (self.bare / "govmedia/received.jsonl").unlink(missing_ok=True)


def open_office(folder: Path) -> Office:
    """The office with its first commit landed and the gate installed."""
    keys = make_keys(folder / "keys")
    office = Office(folder, folder / "keys")
    office.work.mkdir()
    git(office.work, "init", "-q", "--initial-branch=main")
    office.commit(registry(keys), who="engineer", says="起点")
    git(office.work, "tag", "start")
    git(folder, "clone", "-q", "--bare", "work", "registry.git")
    git(office.bare, "update-ref", "-d", "refs/tags/start")
    assert run(govmedia, ["gate", "install", str(office.bare)], name="govmedia") == 0
    return office
