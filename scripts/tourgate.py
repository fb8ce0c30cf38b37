"""Stops about the gate: an unsigned push refused by a real Git server's hook, the right one landing, and what does not help."""

import os
import re

from govmedia.fastimport import Signature
from govmedia.history import Repository
from govmedia.scripts.touring import Stop, Tour, land, page, write
from govmedia.sshsig import make_key

UNIT = "990100-lingdong/health"
EDITOR, CHIEF, DEPUTY = "lingdong-health-editor", "lingdong-health-chief", "lingdong-health-deputy"
PEOPLE = "registry/people.yml"


def unsigned(tour: Tour) -> Stop:
    """Nobody has signed: the server does not take it."""
    gate = _Gate(tour)
    landed, told = gate.pushed(gate.draft("甲流疫苗开始接种"))
    ok = not landed and "还缺 复审" in told and "还缺 终审" in told
    return Stop("稿件没有人审签就往主干推，Git 服务器不收，说明还缺谁签", "git push", _lines(told), ok)


def signed(tour: Tour) -> Stop:
    """Both have signed: it lands, and the account's page has it."""
    gate = _Gate(tour)
    branch = gate.draft("甲流疫苗开始接种")
    gate.signed(branch, CHIEF)
    gate.signed(branch, DEPUTY)
    landed, _ = gate.pushed(branch)
    site = tour.scratch / "site-gate"
    tour.says("build", "--root", gate.work, "--as-of", tour.as_of, "--out", site)
    words = page(site, f"accounts/{UNIT}/wechat.html")
    seen = ("推送成功，主干前进了一步", f"页面 accounts/{UNIT}/wechat.html 的发布记录里有了“甲流疫苗开始接种”")
    ok = landed and "甲流疫苗开始接种" in words
    return Stop("科长、分管副局长签齐，同一次推送放行，页面随之更新", "govmedia gate sign … && git push", seen, ok)


def edited(tour: Tour) -> Stop:
    """A word changed after signing: the signatures are about another text."""
    gate = _Gate(tour)
    branch = gate.draft("夜间门诊延长")
    gate.signed(branch, CHIEF)
    gate.signed(branch, DEPUTY)
    gate.rewritten(branch, "夜间门诊延长")
    landed, told = gate.pushed(branch)
    ok = not landed and "签的不是现在的内容" in told
    return Stop("签完又改一个字，签批失效，退回重审", "git push", _lines(told), ok)


def elevated(tour: Tour) -> Stop:
    """Who writes himself a right does not have it yet."""
    gate = _Gate(tour)
    branch = gate.elevating()
    gate.signed(branch, EDITOR)
    landed, told = gate.pushed(branch)
    ok = not landed and "人员与权限" in told and "还缺" in told
    return Stop("编辑给自己加上终审权限再自己签：权限按改动以前的算，退回", "git push", _lines(told), ok)


def audited(tour: Tour) -> Stop:
    """Everything that landed is checked again, by anybody with a clone."""
    gate = _Gate(tour)
    code, told = tour.says("gate", "verify", "--root", gate.bare, "--since", gate.start)
    return Stop(
        "任何人拿一份克隆都能重新核验每一次合并", "govmedia gate verify --since 起点", (told.strip(),), code == 0 and "不齐 0" in told
    )


def _lines(told: str) -> tuple[str, ...]:
    """What the server said, without Git's own lines."""
    return tuple(line.removeprefix("remote: ").rstrip() for line in told.splitlines() if line.startswith("remote: "))


class _Gate:
    """A work tree with three people's keys on file, and the bare repository with the gate that it pushes to; the same for all stops."""

    def __init__(self, tour: Tour) -> None:
        self.tour = tour
        self.work, self.bare = tour.clone("gate"), tour.scratch.resolve() / "gate.git"
        self._keys = tour.scratch.resolve() / "keys"
        if not self.bare.exists():
            self._open()
        self.repository = Repository(self.work)
        self.start = Repository(self.bare).text("config", "govmedia.introduction")

    def _open(self) -> None:
        self._keys.mkdir()
        people = (self.work / PEOPLE).read_text(encoding="utf-8")
        for who in (EDITOR, CHIEF, DEPUTY):
            on_file = f"logins: {{git: {who}, email: {who}@tour.example}}, keys: [{make_key(self._keys / who)}]"
            people = re.sub(rf"(id: {who},.*?)logins: {{[^}}]*}}", rf"\1{on_file}", people)
        land(self.work, "登记密钥", {PEOPLE: people})
        Repository(self.work).run("clone", "--quiet", "--bare", ".", str(self.bare))
        self.tour.says("gate", "install", self.bare)

    def draft(self, title: str) -> str:
        """A branch with one manuscript of the editor; its name."""
        path = f"content/manuscripts/{UNIT}/{self.tour.day:%Y/%m-%d}-tour-{len(title)}.md"
        head = f"title: {title}\nclass: service\naccounts: [wechat]\nsource: original\nform: text\nai_generated: false\n"
        return self._branch({path: f"---\n{head}embargo: {self.tour.day}T00:00:00+08:00\n---\n各社区卫生服务中心照常接种。\n"})

    def elevating(self) -> str:
        """A branch in which the editor gives himself everything."""
        people = (self.work / PEOPLE).read_text(encoding="utf-8")
        more = re.sub(rf"(id: {EDITOR},.*?)stages: \[[^]]*\]", r"\1stages: [first, second, final]", people)
        return self._branch({PEOPLE: more})

    def _branch(self, files: dict[str, str]) -> str:
        name = f"change-{len(self.repository.text('branch', '--list', 'change-*').split())}"
        self.repository.run("checkout", "--quiet", "-B", name, "main")
        self._commit(files, EDITOR)
        return name

    def _commit(self, files: dict[str, str], who: str) -> None:
        for path, text in files.items():
            write(self.work, path, text)
        self.repository.run("add", "--all")
        me = Signature(who, f"{who}@tour.example")
        self.repository.run("-c", f"user.name={me.name}", "-c", f"user.email={me.email}", "commit", "--quiet", "--message", "改")

    def rewritten(self, branch: str, title: str) -> None:
        """The editor changes a word on the branch."""
        path = f"content/manuscripts/{UNIT}/{self.tour.day:%Y/%m-%d}-tour-{len(title)}.md"
        text = (self.work / path).read_text(encoding="utf-8")
        self._commit({path: text.replace("照常", "全天")}, EDITOR)

    def signed(self, branch: str, who: str) -> None:
        """Somebody signs everything on the branch."""
        self.repository.run("checkout", "--quiet", branch)
        self.tour.says("gate", "sign", "--root", self.work, "--as", who, "--key", self._keys / who)
        self._commit({}, who)

    def pushed(self, branch: str) -> tuple[bool, str]:
        """Merge the branch and push: whether the server took it, and what it said. Refused, the clone is as before."""
        before = self.repository.commit("main")
        self.repository.run("checkout", "--quiet", "main")
        who = ("-c", f"user.name={EDITOR}", "-c", f"user.email={EDITOR}@tour.example")
        self.repository.run(*who, "merge", "--quiet", "--no-ff", "--message", "合并", branch)
        os.environ["GOVMEDIA_PUSHER"] = EDITOR
        landed, told = self.repository.told("push", "--quiet", str(self.bare), "main")
        if not landed:
            self.repository.run("reset", "--quiet", "--hard", before)
        return landed, told
