"""Whatever officials write into their files, the comment keeps its structure, speaks to nobody and says what it has to say."""

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache

import pytest
from comment_view import NOON, office, view
from gate_world import CITY, HEALTH, PROMOTION, manuscript
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_eyes import harm, sections, structure
from test_safemark import NASTY, TEXTS

from govmedia.calculation.inspection import Finding
from govmedia.calculation.opinions import Opinion
from govmedia.model.words import Verdict
from govmedia.pages.reviewcomment import LIMIT, comment
from govmedia.pages.reviewview import View

TEXT = f"content/manuscripts/{HEALTH}/2026/11-20-vaccine.md"
SECTIONS = ["先审后发", "审签情况", "改了什么", "检查发现", "怎样签"]
WECHAT = f"registry/{HEALTH}/wechat.yml"


def quoted(text: str) -> str:
    """A YAML scalar that reads back as this text, were it allowed there."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in text) + '"'


def changed(files: Mapping[str, str | None], reason: str = "不妥") -> View:
    before = office()
    after = {path: raw for path, raw in before.items() if files.get(path, "") is not None}
    after |= {path: text.encode("utf-8", "surrogatepass") for path, text in files.items() if text is not None}
    said = [
        Opinion("head", "", {}, Verdict.reject, NOON.instant - timedelta(hours=1), "签名", reason=reason),
        Opinion(reason, "", {}, Verdict.approve, NOON.instant - timedelta(hours=1), "签名"),
    ]
    finding = Finding(next(iter(files)), 1, 1, "rule", f"错在{reason}", f"改成{reason}", "90-1.1", True)
    return view(before, after, said, [finding])


def account(text: str) -> dict[str, str | None]:
    event = f"{{kind: opened, on: 2018-05-06}}\n  - {{kind: suspended, on: 2026-11-01, reason: {quoted(text)}, successor: {quoted(text)}}}"
    return {
        WECHAT: office()[WECHAT].decode().replace("健康岭东", quoted(text)).replace("{kind: opened, on: 2018-05-06}", event)
        + f"note: {quoted(text)}\n"
    }


def unit(text: str) -> dict[str, str | None]:
    return {
        "registry/990100-lingdong/culture/unit.yml": f"name: {quoted(text)}\nlevel: prefecture\nkind: department\nshort_names: [{quoted(text)}]\n"
    }


def people(text: str) -> dict[str, str | None]:
    row = f"- {{id: newcomer, post: {quoted(text)}, unit: {HEALTH}, stages: [final], logins: {{github: {quoted(text)}}}, keys: [{quoted(text)}], term: {{from: 2026-01-01}}}}\n"
    return {"registry/people.yml": office()["registry/people.yml"].decode() + row}


def waiver(text: str) -> dict[str, str | None]:
    return {
        "registry/waivers.yml": f"- {{rule: {quoted(text)}, subject: {quoted(text)}, reason: {quoted(text)}, document: {quoted(text)}, approved_by: {CITY}, from: 2026-01-01, until: 2027-01-01}}\n"
    }


def words(text: str) -> dict[str, str | None]:
    return {"registry/words/a.yml": f"- {{id: x, message: {quoted(text)}, words: [{quoted(text)}]}}\n"}


def policy(text: str) -> dict[str, str | None]:
    return {
        "registry/policy.yml": office()["registry/policy.yml"]
        .decode()
        .replace("regions: {}", f"regions: {{{quoted(text)}: {{{quoted(text)}: {quoted(text)}}}}}")
    }


def title(text: str) -> dict[str, str | None]:
    media = f"\nmedia: [{{file: a.png, alt: {quoted(text)}, source: {quoted(text)}}}]"
    return {TEXT: manuscript(quoted(text), source=f"{{unit: {quoted(text)}, url: 'https://a.cn', title: {quoted(text)}}}{media}")}


def archived(text: str) -> dict[str, str | None]:
    path = f"registry/{PROMOTION}/weibo.yml"
    return {
        path: None,
        path.replace("registry/", "registry/archive/").replace(".yml", "-2026-11-10.yml"): office()[path].decode()
        + f"note: {quoted(text)}\n",
    }


KINDS: tuple[Callable[[str], dict[str, str | None]], ...] = (account, unit, people, waiver, words, policy, title, archived)


@cache
def harmless(kind: Callable[[str], dict[str, str | None]]) -> list[str]:
    return structure(comment(changed(kind("甲"), "甲")))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None)
@given(text=TEXTS.filter(lambda text: "\ud800" not in text))
def test_fields(kind: Callable[[str], dict[str, str | None]], text: str) -> None:
    """A field may say anything: the comment has the structure it has with a harmless word in its place."""
    said = f"甲{text}"
    told = comment(changed(kind(said), said))
    assert not harm(told)
    assert structure(told) == harmless(kind)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, old=TEXTS)
def test_bodies(text: str, old: str) -> None:
    """A text may be anything: it speaks to nobody, and all sections follow it."""
    for body in (text, "\n\n".join((text, old, text))):
        told = comment(changed({TEXT: manuscript(text=body, accounts="[wechat, weibo]")}))
        assert not harm(told)
        assert sections(told) == SECTIONS
    edited = view(
        {**office(), TEXT: manuscript(text=old).encode("utf-8", "surrogatepass")},
        {**office(), TEXT: manuscript(text=text).encode("utf-8", "surrogatepass")},
    )
    assert not harm(comment(edited))


@settings(max_examples=40, deadline=None)
@given(
    text=TEXTS,
    path=st.lists(st.sampled_from([*NASTY, "a", "甲"]), min_size=1, max_size=4)
    .map("".join)
    .filter(lambda p: "\0" not in p and "\ud800" not in p),
)
def test_other_files(text: str, path: str) -> None:
    told = comment(changed({path: text, f"content/pages/{path.replace('/', '')}.md": text}))
    assert not harm(told)
    assert sections(told) == SECTIONS


@pytest.mark.parametrize("text", ["甲", "第一句。", "@", "</details>", "`", "|\n"])
@pytest.mark.parametrize("times", [1_000, 60_000, 300_000])
def test_length(text: str, times: int) -> None:
    """However long it is: below the limit, closed, with how to sign at its end."""
    body = (text * times)[:300_000]
    for files in (
        {TEXT: manuscript(text=body, accounts="[wechat, weibo]")},
        {TEXT: manuscript(quoted(body))},
        {"content/pages/x.md": body},
        account(body),
    ):
        told = comment(changed(files))
        assert len(told) <= LIMIT
        assert not harm(told)
        assert "## 怎样签" in told


def test_many_filings_do_not_take_long() -> None:
    files: dict[str, str | None] = {}
    for n in range(400):
        files[f"registry/990100-lingdong/unit-{n}/unit.yml"] = f"name: 单位{n}\nlevel: prefecture\nkind: department\n"
        files[f"registry/990100-lingdong/unit-{n}/wechat.yml"] = office()[WECHAT].decode().replace("健康岭东", f"账号{n}")
    shown = changed(files)
    start = time.perf_counter()
    assert len(comment(shown)) <= LIMIT
    assert time.perf_counter() - start < 15, "400 units with an account each"


def test_many_items_are_cut_whole_and_said_so() -> None:
    files = {f"registry/990100-lingdong/unit-{n}/unit.yml": f"name: 单位{n}\nlevel: prefecture\nkind: department\n" for n in range(800)}
    told = comment(changed(files))
    assert len(told) <= LIMIT
    assert "评论放不下，还有" in told and "不要只凭这里签" in told
    assert "“备案：单位0”还缺复审" in told and "另有 797 项没有签齐" in told
    assert not harm(told)
