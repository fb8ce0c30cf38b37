"""The same table of scenarios through every forge's adapter: commits on a pull request, reviews in the forge's own interface."""

import io
import shutil
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import pytest
from forges.fakeforge import REPO, FakeCommit, FakeForge
from forges.fakegitea import FakeGitea
from forges.fakegitee import FakeGitee
from forges.fakegithub import FakeGitHub
from forges.fakegitlab import FakeGitLab
from gate_world import Office, git
from scenarios import SCENARIOS, TEXT, Scenario, manuscript

from govmedia.errors import CannotRun
from govmedia.forges.facts import State
from govmedia.history import Repository
from govmedia.scripts import govmedia, run
from govmedia.scripts.gatestatus import LARGEST_SUMMARY, Desk
from govmedia.scripts.options import now

pytestmark = pytest.mark.usefixtures("fresh")

FAKES = {"github": FakeGitHub, "gitea": FakeGitea, "forgejo": lambda: FakeGitea(kind="forgejo"), "gitlab": FakeGitLab, "gitee": FakeGitee}
GATES = {"wording": "文字关", "law": "法律关", "policy": "政策关", "politics": "政治关", "secrecy": "保密关"}


class Hosted:
    """A pull request on a fake forge; the clone that judges is the work tree itself."""

    def __init__(self, office: Office, fake: FakeForge) -> None:
        self.office, self.fake = office, fake
        self.pull = 0

    @property
    def head(self) -> str:
        return git(self.office.work, "rev-parse", "change").stdout.strip()

    def write(self, who: str, files: Mapping[str, str | None], *, signed: bool = True) -> None:
        self._push(self.office.commit(files, who, signed=False), who)

    def _push(self, sha: str, who: str) -> None:
        commit = FakeCommit(sha, who, email=f"{who}@example.gov.cn", name=who)
        if isinstance(self.fake, FakeGitLab):
            self.fake.emails[commit.email] = who
        if self.pull:
            self.fake.push(self.pull, commit)
        else:
            self.pull = self.fake.open_pull(
                who, sha, base_commit=git(self.office.work, "rev-parse", "main").stdout.strip(), commits=[commit]
            )

    def says(self, who: str, *, stage: str = "", gates: str = "", reject: str = "", revoke: bool = False, item: str = "") -> None:
        named = Path(item).stem if item else ""
        chosen = " ".join(GATES[g] for g in gates.split(",") if g)
        if revoke:
            self.fake.review(self.pull, who, "commented", "/撤回")
        elif reject:
            self.fake.review(self.pull, who, "rejected", f"/退回 {named} {reject}")
        elif gates or item:
            self.fake.review(self.pull, who, self._worded, f"/审签 {chosen} {named}")
        elif who in self._wrote:
            self.fake.review(self.pull, who, self._worded, "/审签")  # forges do not let an author approve
        else:
            self.fake.review(self.pull, who, "approved")

    @property
    def _worded(self) -> str:
        """A comment; on Gitee every word is one, and names the commit."""
        return "approved" if isinstance(self.fake, FakeGitee) else "commented"

    @property
    def _wrote(self) -> set[str | None]:
        return {commit.author for commit in self.fake.pulls[self.pull].commits}

    def update(self, who: str, files: Mapping[str, str | None] | None = None) -> None:
        self._push(self.office.update(who, files), who)

    def odd(self, who: str, mode: str, path: str) -> None:
        self._push(self.office.odd(who, mode, path, signed=False), who)

    def main(self, files: Mapping[str, str | None]) -> None:
        git(self.office.work, "checkout", "-q", "main")
        self.office.commit(files, "engineer")
        git(self.office.work, "checkout", "-q", "change")

    def generated(self, files: Mapping[str, str]) -> dict[str, str | None]:
        return self.office.generated(files)

    def registry(self, old: str, new: str, path: str = "registry/people.yml") -> str:
        text = (self.office.work / path).read_text(encoding="utf-8")
        assert old in text
        return text.replace(old, new)

    def desk(self) -> Desk:
        repository = Repository(self.office.work)
        return Desk(self.fake.forge(), REPO, repository, repository.commit("main"), now())

    def judge(self, witness: Path | None = None) -> tuple[bool, str]:
        """Whether the status lets it in, and what the comment says."""
        desk = self.desk()
        desk.judge(desk.forge.pull(self.pull), witness)
        status, _ = self.fake.status_of(self.head) or ("", "")
        return status == State.success, "\n".join(self.fake.comments_of(self.pull))


@pytest.fixture(params=FAKES)
def hosted(request: pytest.FixtureRequest, office: Office) -> Iterator[Hosted]:
    with FAKES[request.param]() as running:  # type: ignore[operator]
        yield Hosted(office, running)
    assert running.violations == []


@pytest.mark.parametrize("scenario", [s for s in SCENARIOS if not s.keys_only], ids=lambda scenario: scenario.name)
def test_scenario(hosted: Hosted, scenario: Scenario) -> None:
    scenario.play(hosted)
    passed, told = hosted.judge()
    assert passed == (scenario.refused is None), told
    assert scenario.refused is None or scenario.refused in told, told


@pytest.fixture
def github(office: Office) -> Iterator[Hosted]:
    with FakeGitHub() as running:
        yield Hosted(office, running)
    assert running.violations == []


def signed(hosted: Hosted) -> None:
    hosted.write("editor", {TEXT: manuscript()})
    hosted.says("section")
    hosted.says("deputy")


def test_a_dismissed_approval_is_none(github: Hosted) -> None:
    signed(github)
    github.fake.dismiss(github.fake.pulls[github.pull].reviews[-1].id)
    passed, told = github.judge()
    assert not passed
    assert "还缺 终审" in told


def test_an_edited_review_is_none(github: Hosted) -> None:
    github.write("editor", {TEXT: manuscript()})
    github.says("section")
    github.says("deputy", gates="politics")
    github.fake.edit_review(github.fake.pulls[github.pull].reviews[-1].id, "/审签")
    passed, told = github.judge()
    assert not passed
    assert "提交后改过" in told


@pytest.mark.parametrize(
    ("login", "body", "why"),
    [("deputy", "/审签 法律管", "“法律管”不是关口"), ("passer-by", "", "不在 registry/people.yml 里"), ("deputy", "", "")],
)
def test_words_that_are_not_taken(github: Hosted, login: str, body: str, why: str) -> None:
    github.write("editor", {TEXT: manuscript()})
    github.says("section")
    github.fake.review(github.pull, login, "approved", body, bot=not why)
    passed, told = github.judge()
    assert not passed
    assert why in told


def test_who_opened_it_is_barred(github: Hosted) -> None:
    """The deputy asks for the merge of the editor's commit."""
    sha = github.office.commit({TEXT: manuscript()}, "editor", signed=False)
    base = git(github.office.work, "rev-parse", "main").stdout.strip()
    github.pull = github.fake.open_pull("deputy", sha, base_commit=base, commits=[FakeCommit(sha, "editor")])
    github.says("section")
    github.says("deputy")
    assert "是拟稿人，不能签终审" in github.judge()[1]


def test_a_stranger_among_the_authors(github: Hosted) -> None:
    sha = github.office.commit({TEXT: manuscript()}, "stranger", signed=False)
    base = git(github.office.work, "rev-parse", "main").stdout.strip()
    github.pull = github.fake.open_pull("editor", sha, base_commit=base, commits=[FakeCommit(sha, "contractor")])
    github.says("section")
    github.says("deputy")
    passed, told = github.judge()
    assert not passed
    assert "不知道“contractor”是谁" in told


def test_the_summary_says_what_the_comments_say(github: Hosted, tmp_path: Path) -> None:
    github.write("editor", {TEXT: manuscript()})
    github.says("section")
    desk = replace(github.desk(), summary=tmp_path / "summary.md")
    for _ in range(2):
        desk.judge(desk.forge.pull(github.pull))
    (comment,) = github.fake.comments_of(github.pull)
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert summary.count("# 合并请求") == 2
    assert comment.partition("\n")[2].strip() in summary
    (tmp_path / "summary.md").write_text("x" * LARGEST_SUMMARY)
    desk.judge(desk.forge.pull(github.pull))
    assert (tmp_path / "summary.md").stat().st_size == LARGEST_SUMMARY


def test_a_draft_waits(github: Hosted) -> None:
    signed(github)
    github.fake.pulls[github.pull].draft = True
    assert not github.judge()[0]


def test_a_head_that_is_not_here(github: Hosted) -> None:
    """The command goes on with the other pull requests, and says so."""
    signed(github)
    lost = github.fake.open_pull("editor", "e" * 40)
    desk = github.desk()
    with pytest.raises(CannotRun, match="库里没有提交"):
        desk.judge(desk.forge.pull(lost))


def witnessed(github: Hosted) -> Path:
    """The gate's own key is on file; the branch starts anew from there."""
    key = github.office.keys / "witness"
    policy = github.registry("witnesses: []", f"witnesses: [{key.with_suffix('.pub').read_text().strip()}]", "registry/policy.yml")
    github.main({"registry/policy.yml": policy})
    github.office.branch("change")
    return key


def audited(github: Hosted, since: str) -> tuple[int, str]:
    """What a bare clone tells after the merge, its authors known by the forge only."""
    office = github.office
    git(office.work, "checkout", "-q", "main")
    git(office.work, "-c", "user.name=forge", "-c", "user.email=noreply@forge.example", "merge", "-q", "--no-ff", "-m", "合并", "change")
    clone = office.folder / "audit.git"
    shutil.rmtree(clone, ignore_errors=True)
    git(office.folder, "clone", "-q", "--mirror", "work", "audit.git")
    told = io.StringIO()
    with redirect_stdout(told):
        code = run(govmedia, ["gate", "verify", "--root", str(clone), "--since", since, "--branch", "main"], name="govmedia")
    return code, told.getvalue()


def test_what_the_gate_saw_can_be_audited_in_a_bare_clone(github: Hosted) -> None:
    key = witnessed(github)
    since = git(github.office.work, "rev-parse", "main").stdout.strip()
    signed(github)
    assert github.judge(key)[0]
    assert git(github.office.work, "ls-tree", "-r", "--name-only", "evidence").stdout.count(".json\n") == 3
    github.judge(key)  # a second look adds nothing
    assert git(github.office.work, "rev-list", "--count", "evidence").stdout.strip() == "1"
    code, told = audited(github, since)
    assert code == 0, told


def test_without_the_record_a_bare_clone_finds_nothing_signed(github: Hosted) -> None:
    since = git(github.office.work, "rev-parse", "main").stdout.strip()
    signed(github)
    assert github.judge()[0]
    code, told = audited(github, since)
    assert code == 1
    assert "还缺 复审" in told


def test_a_record_by_a_key_that_is_no_witness_counts_for_nothing(github: Hosted) -> None:
    witnessed(github)
    since = git(github.office.work, "rev-parse", "main").stdout.strip()
    signed(github)
    assert github.judge(github.office.keys / "stranger")[0]
    code, told = audited(github, since)
    assert code == 1
    assert "不是登记的服务签的" in told


def test_a_dismissed_approval_is_revoked_on_record(github: Hosted) -> None:
    key = witnessed(github)
    since = git(github.office.work, "rev-parse", "main").stdout.strip()
    signed(github)
    assert github.judge(key)[0]
    github.fake.dismiss(github.fake.pulls[github.pull].reviews[-1].id)
    assert not github.judge(key)[0]
    code, told = audited(github, since)
    assert code == 1
    assert "还缺 终审" in told


def test_a_dismissed_rejection_stands_on_record(github: Hosted) -> None:
    """Who may dismiss reviews must not be able to silence a doubt."""
    key = witnessed(github)
    signed(github)
    github.says("head", reject="数字不对")
    assert not github.judge(key)[0]
    github.fake.dismiss(github.fake.pulls[github.pull].reviews[-1].id)
    passed, told = github.judge(key)
    assert not passed
    assert "退回：数字不对" in told


def test_a_policy_changed_meanwhile_asks_again(github: Hosted) -> None:
    key = witnessed(github)
    signed(github)
    assert github.judge(key)[0]
    old = "      service:                        # 服务信息：同上\n        - {stage: second, gates: [law, policy, wording], level: section}"
    stricter = github.registry(old, old.replace("[law, policy, wording]", "[law, policy, wording, secrecy]"), "registry/policy.yml")
    github.main({"registry/policy.yml": stricter})
    passed, told = github.judge(key)
    assert not passed
    assert "审签口径已经改了" in told
    github.says("section")
    github.says("deputy")
    assert github.judge(key)[0]
