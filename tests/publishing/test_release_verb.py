"""`govmedia release`: what may go out, to whom, in which form; what must wait, and why."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from post_world import HEALTH, SCHOOLS, filing, govmedia, lay, manuscript, place
from release_world import AS_OF, FLU, Seen, commit, png, repository

from govmedia.pages.bodies import STYLES
from govmedia.pages.cleanhtml import TAGS

Release = Callable[..., tuple[int, str]]
FOLDER = FLU.removeprefix("content/manuscripts/").removesuffix(".md")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def release(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> Release:
    """`release(*options)`: exit code and what is said, of the repository with TEXTS unless another was made."""
    root = tmp_path / "root"

    def released(*options: object, as_of: str = AS_OF) -> tuple[int, str]:
        if not root.exists():
            repository(root)
        capsys.readouterr()
        code = govmedia("release", *options, "--root", root, "--as-of", as_of, "--out", out)
        told = capsys.readouterr()
        return code, told.out + told.err

    return released


def listed(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "release.json").read_text(encoding="utf-8"))
    return found


def states(out: Path) -> dict[tuple[str, str], str]:
    return {(item["title"], item["account"].rpartition("/")[2]): item["state"] for item in listed(out)["items"]}


def text(out: Path, name: str) -> str:
    return (out / name).read_text(encoding="utf-8-sig")


def test_what_waits_goes_out_and_the_rest_does_not(release: Release, out: Path) -> None:
    code, told = release()
    assert code == 0 and "3 篇稿件，5 个账号。" in told
    assert states(out) == {
        ("流感疫苗接种指引", "wechat"): "ready",
        ("流感疫苗接种指引", "weibo"): "ready",
        ("流感疫苗接种指引", "douyin"): "ready",
        ("已经发了的", "weibo"): "ready",
        ("还没到时间的", "wechat"): "embargoed",
        ("学校午餐", "wechat"): "ready",
    }
    assert "“健康岭东”：未到发布时间，2026-11-25 09:00 以后才能发" in told and "未到发布时间" in text(out, "index.html")
    everything = b"".join(f.read_bytes() for f in out.rglob("*") if f.is_file()).decode(errors="replace")
    assert "撤下的" not in everything, "what was withdrawn is not even named"
    assert not [f for f in out.rglob("*") if "embargo" in f.name], "nothing is made before its time"


def test_after_the_embargo_it_goes_out(release: Release, out: Path) -> None:
    release(as_of="2026-11-25T08:59:59+08:00")
    assert states(out)["还没到时间的", "wechat"] == "embargoed"
    release(as_of="2026-11-25T09:00:00+08:00")
    assert states(out)["还没到时间的", "wechat"] == "ready"


def test_wechat_gets_html_with_inline_styles_only(release: Release, out: Path) -> None:
    release()
    assert text(out, f"{FOLDER}/wechat/title.txt") == "流感疫苗接种指引\n"
    html = text(out, f"{FOLDER}/wechat/body.html")
    seen = Seen(html)
    assert {tag for tag, _ in seen.tags} <= TAGS | {"section"}
    assert {key for _, attributes in seen.tags for key in attributes} <= {"style", "href", "src", "alt", "start", "colspan", "rowspan"}
    assert all(attributes.get("style") for tag, attributes in seen.tags if tag in STYLES)
    assert [a["src"] for tag, a in seen.tags if tag == "img"] == ["pictures/01.png"]
    assert [a["href"] for tag, a in seen.tags if tag == "a"] == ["https://mp.weixin.qq.com/s/abc"], "WeChat drops every other link"
    assert "通知（https://www.lingdong.example/n/1）" in seen.words and "本内容含人工智能生成内容。" in seen.words
    assert "高发期，接种疫苗" in seen.words, "a line break of the source is no gap between Chinese characters"
    assert (out / FOLDER / "wechat/pictures/01.png").read_bytes() == png()


def test_weibo_gets_text_with_its_title_and_douyin_without(release: Release, out: Path) -> None:
    release()
    weibo = text(out, f"{FOLDER}/weibo/body.txt")
    assert weibo.startswith(
        "【流感疫苗接种指引】秋冬季是流感高发期，接种疫苗是预防流感的有效办法。详见通知（https://www.lingdong.example/n/1）"
    )
    assert "· 老年人、慢性病患者；\n· 孕妇。" in weibo and "门诊　时间\n市疾控中心　8:30" in weibo
    assert weibo.endswith("\n\n本内容含人工智能生成内容。\n") and "![" not in weibo
    assert not (out / FOLDER / "weibo/title.txt").exists()
    assert text(out, f"{FOLDER}/douyin/title.txt") == "流感疫苗接种指引\n"
    assert text(out, f"{FOLDER}/douyin/body.txt").startswith("秋冬季")


def test_what_stands_beside_the_text(release: Release, out: Path) -> None:
    release()
    about = text(out, f"{FOLDER}/wechat/about.txt")
    assert "封面：pictures/01.png" in about and "图片 pictures/01.png：海报上写着接种时间" in about
    assert "注意：发布时在平台上勾选“含人工智能生成内容”" in about
    reprint = place("11-10", "reprint", SCHOOLS).removeprefix("content/manuscripts/").removesuffix(".md")
    assert text(out, f"{reprint}/wechat/body.txt").endswith("来源：新华社（原题：校园餐怎么管）\n")
    assert "原文链接：https://www.news.cn/x.htm" in text(out, f"{reprint}/wechat/about.txt")


def test_a_correction_says_what_was_wrong(release: Release, out: Path, tmp_path: Path) -> None:
    fix = place("11-19", "fix")
    texts = {
        FLU: manuscript("夜间门诊名单"),
        fix: manuscript("夜间门诊名单有变", "wechat", correction=f"{{of: {FLU}, wrong: 误把市三院列入名单。}}"),
    }
    repository(tmp_path / "root", texts, {})
    release(fix)
    folder = fix.removeprefix("content/manuscripts/").removesuffix(".md")
    note = "本号此前发布的《夜间门诊名单》误把市三院列入名单"
    assert f"更正说明：{note}，特此更正。" in text(out, f"{folder}/wechat/body.html")
    assert f"注意：这是更正：{note}。" in text(out, f"{folder}/wechat/about.txt")


def test_what_the_text_says_itself_is_not_said_twice(release: Release, out: Path, tmp_path: Path) -> None:
    keys = {"class_": "reprint", "source": "{unit: 新华社, url: https://www.news.cn/x.htm}", "correction": f"{{of: {FLU}, wrong: 错}}"}
    repository(tmp_path / "root", {FLU: manuscript("更正", "weibo", body="来源： 新华社。", **keys)}, {})
    release()
    assert text(out, f"{FOLDER}/weibo/body.txt") == "【更正】来源： 新华社。\n"


def test_an_account_with_a_text_of_its_own_gets_that(release: Release, out: Path, tmp_path: Path) -> None:
    body = "公用的正文。\n\n## @weibo 短标题\n短的一节。\n\n## @douyin\n视频简介。"
    repository(tmp_path / "root", {FLU: manuscript("长长的题目", "wechat", "weibo", "douyin", body=body)}, {})
    release()
    assert text(out, f"{FOLDER}/wechat/body.txt") == "公用的正文。\n"
    assert text(out, f"{FOLDER}/weibo/body.txt") == "【短标题】短的一节。\n"
    assert (text(out, f"{FOLDER}/douyin/title.txt"), text(out, f"{FOLDER}/douyin/body.txt")) == ("长长的题目\n", "视频简介。\n")


def test_a_label_in_the_text_is_not_repeated(release: Release, out: Path, tmp_path: Path) -> None:
    repository(tmp_path / "root", {FLU: manuscript("题", "weibo", body="插图由 AI 生成。", ai_generated="true")}, {})
    release()
    assert text(out, f"{FOLDER}/weibo/body.txt") == "【题】插图由 AI 生成。\n"


def test_items_over_the_limit_say_by_how_much(release: Release, out: Path, tmp_path: Path) -> None:
    lay(tmp_path / "root", {f"registry/{HEALTH}/xiaohongshu.yml": filing("健康岭东")})
    title = "一" * 65
    repository(tmp_path / "root", {FLU: manuscript(title, "wechat", "weibo", "xiaohongshu", body="字" * 1950 + " abcd")}, {})
    code, told = release()
    assert code == 0 and "其中 3 个须先改正" in told
    assert "标题有 65 字，微信公众号上限 64 字，超出 1 字" in told
    assert "正文有 2020 字，新浪微博上限 2000 字，超出 20 字" in told, "67 and 1950 of Chinese, five half-width characters"
    assert "标题有 65 字，小红书上限 20 字，超出 45 字" in told and "正文有 1955 字，小红书上限 1000 字，超出 955 字" in told
    assert "超出 20 字" in text(out, "index.html") and "超出 20 字" in text(out, f"{FOLDER}/weibo/about.txt")


def test_pictures_that_are_not_there_or_none_are_told(release: Release, out: Path, tmp_path: Path) -> None:
    body = (
        "![](no.png) ![](https://evil.example/t.png) ![](fake.png) ![](../11-17-posted/x.png) ![](data:image/png;base64,AA) ![好](flu.png)"
    )
    folder = FLU.removesuffix(".md")
    other = place("11-17", "posted").removesuffix(".md")
    pictures = {f"{folder}/fake.png": b"<html><script>alert(1)</script>", f"{folder}/flu.png": png(), f"{other}/x.png": png()}
    repository(tmp_path / "root", {FLU: manuscript("题", "wechat", body=body)}, pictures)
    _, told = release()
    for words in (
        "图片 no.png 没有找到",
        "库外的图片 https://evil.example/t.png",
        "图片 fake.png 不是 PNG",
        "图片 ../11-17-posted/x.png 没有找到",
    ):
        assert words in told
    assert [f.name for f in (out / FOLDER / "wechat/pictures").iterdir()] == ["01.png"]
    assert "图片 pictures/01.png：好" in text(out, f"{FOLDER}/wechat/about.txt")


def test_media_kept_elsewhere_are_listed(release: Release, out: Path, tmp_path: Path) -> None:
    media = f"[{{url: 'https://sucai.example/1.mp4', sha256: {'ab' * 32}, rights: 自有, source: 宣传科, alt: 讲解视频}}]"
    repository(tmp_path / "root", {FLU: manuscript("题", "douyin", media=media, form="video")}, {})
    release()
    assert f"素材：https://sucai.example/1.mp4 讲解视频 {'ab' * 32}" in text(out, f"{FOLDER}/douyin/about.txt")


def test_one_unit(release: Release, out: Path) -> None:
    release("--unit", SCHOOLS)
    assert set(states(out)) == {("学校午餐", "wechat")}, "the unit keeps no receipts: what is old is not offered"
    code, told = release("--unit", "990100-lingdong/nobody")
    assert code == 2 and "没有单位“990100-lingdong/nobody”" in told


def test_chosen_manuscripts_also_if_posted(release: Release, out: Path, tmp_path: Path) -> None:
    code, told = release(place("11-17", "posted"), place("11-16", "withdrawn"), place("10-10", "old", SCHOOLS))
    assert code == 0 and "2 篇稿件，3 个账号" in told
    assert states(out)["已经发了的", "wechat"] == "posted" and "已于 2026-11-17 09:30 发布过" in text(out, "index.html")
    assert "撤稿，不能发" in told and states(out)["撤下的", "wechat"] == "withdrawn"
    assert not list(out.rglob("*withdrawn*"))


def test_since_a_commit(release: Release, out: Path, tmp_path: Path) -> None:
    root = repository(tmp_path / "root")
    before = commit(root)
    lay(root, {place("11-17", "posted"): manuscript("已经发了的，改了一字", "wechat", "weibo"), place("11-20", "new"): manuscript("新的")})
    (root / FLU.replace(".md", "/poster.png")).write_bytes(png(3, 3))
    commit(root)
    release("--since", before)
    assert {title for title, _ in states(out)} == {"已经发了的，改了一字", "新的", "流感疫苗接种指引"}, "a new picture is a change too"
    code, told = release("--since", "0" * 40)
    assert code == 3 and "库里没有提交" in told


def test_only_what_is_committed_goes_out(release: Release, out: Path, tmp_path: Path) -> None:
    root = repository(tmp_path / "root")
    lay(root, {FLU: manuscript("没有审过的改动", "wechat"), place("11-20", "draft"): manuscript("没有合并的")})
    release(FLU)
    assert {title for title, _ in states(out)} == {"流感疫苗接种指引"}
    code, told = release(place("11-20", "draft"))
    assert code == 3 and "还没有提交" in told


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("nothing.md",), 2, "库里没有稿件 nothing.md"),
        ((f"registry/{HEALTH}/wechat.yml",), 2, "库里没有稿件"),
        ((FLU, "--unit", HEALTH), 2, "只能写一种"),
        (("--since", "HEAD", "--unit", HEALTH), 2, "只能写一种"),
        (("--since", "--help"), 3, "库里没有提交“--help”"),
    ],
)
def test_what_is_asked_wrongly(release: Release, options: tuple[str, ...], code: int, words: str) -> None:
    got, told = release(*options)
    assert got == code and words in told


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ("  - {kind: opened, on: 2019-05-06}\n  - {kind: suspended, on: 2026-01-01}\n", "账号关停，不能发"),
        ("  - {kind: opened, on: 2019-05-06}\n  - {kind: lost, on: 2026-01-01}\n", "账号失控，不能发"),
        ("  - {kind: opened, on: 2027-01-01}\n", "账号拟开设，不能发"),
    ],
)
def test_accounts_that_cannot_post(release: Release, tmp_path: Path, events: str, words: str) -> None:
    root = repository(tmp_path / "root", {FLU: manuscript("题", "wechat")}, {})
    lay(root, {f"registry/{HEALTH}/wechat.yml": f"name: 健康岭东\nevents:\n{events}"})
    commit(root)
    _, told = release(FLU)
    assert words in told


def test_a_receipt_that_does_not_load_holds_its_item_back(release: Release, out: Path, tmp_path: Path) -> None:
    root = repository(tmp_path / "root")
    lay(root, {FLU.replace("manuscripts", "receipts").replace(".md", ".yml"): "withdrawn: 是\n"})
    commit(root)
    _, told = release()
    assert "不知道是否已撤稿" in told and not (out / FOLDER).exists()


def test_a_manuscript_that_does_not_load_is_told(release: Release, tmp_path: Path) -> None:
    root = repository(tmp_path / "root")
    lay(root, {FLU: "---\ntitel: x\n---\n"})
    commit(root)
    assert f"{FLU} 读不出来，没有列入" in release()[1]
    assert release(FLU)[0] == 3


def test_backfilled_items_are_posted_already(release: Release, tmp_path: Path) -> None:
    told = "{posted: 2026-11-18T08:00:00+08:00, reason: 防汛应急}"
    repository(tmp_path / "root", {FLU: manuscript("题", "wechat", backfilled=told)}, {})
    assert "0 篇稿件，0 个账号" in release()[1]


def test_manuscripts_kept_without_filings(release: Release, out: Path, tmp_path: Path) -> None:
    root = lay(tmp_path / "root", {FLU: manuscript("题", "wechat", "weibo-xinwen", "newmedia", body="字" * 10)})
    (root / "registry").mkdir(exist_ok=True)
    repository(root, {}, {})
    for file in (root / "registry").rglob("*.yml"):
        file.unlink()
    commit(root)
    _, told = release()
    assert "1 篇稿件，3 个账号。" in told
    assert (out / FOLDER / "wechat/body.html").exists() and text(out, f"{FOLDER}/weibo-xinwen/body.txt").startswith("【题】")
    assert text(out, f"{FOLDER}/newmedia/body.txt").startswith("字")


def test_names_of_folders_are_no_addresses(release: Release, out: Path, tmp_path: Path) -> None:
    """The rules refuse such names; the page is safe without them."""
    odd = "content/manuscripts/javascript:alert(1)/x y/2026/11-18-a#b?c.md"
    repository(tmp_path / "root", {odd: manuscript("题")}, {})
    release()
    (frame,) = [attributes for tag, attributes in Seen(text(out, "index.html")).tags if tag == "iframe"]
    assert frame["src"] == "./javascript%3Aalert%281%29/x%20y/2026/11-18-a%23b%3Fc/wechat/body.html"
    assert (out / "javascript:alert(1)/x y/2026/11-18-a#b?c/wechat/body.html").is_file()


def test_the_folder_is_replaced_and_nothing_else_ever_is(release: Release, out: Path, tmp_path: Path) -> None:
    release()
    (out / "left.txt").write_text("x")
    release("--unit", SCHOOLS)
    assert not (out / "left.txt").exists() and not (out / FOLDER).exists()
    assert [f.name for f in tmp_path.iterdir() if f.name.startswith(".out")] == []
    (out / "release.json").unlink()
    code, told = release()
    assert code == 3 and "不能整个替换" in told and (out / "index.html").exists()


def test_the_same_commit_gives_the_same_bytes(release: Release, out: Path) -> None:
    def files() -> dict[str, bytes]:
        return {f.relative_to(out).as_posix(): f.read_bytes() for f in sorted(out.rglob("*")) if f.is_file()}

    release()
    first = files()
    release()
    assert files() == first


def test_without_git_nothing_is_released(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(tmp_path / "plain", {FLU: manuscript("题")})
    assert govmedia("release", "--root", tmp_path / "plain") == 3
    assert "Git" in capsys.readouterr().err


@pytest.mark.parametrize(("branch", "warned"), [("main", False), ("draft", True)])
def test_what_is_not_merged_is_not_to_be_posted(tmp_path: Path, release: Release, branch: str, warned: bool) -> None:
    root = repository(tmp_path / "root")
    subprocess.run(["git", "-C", root, "branch", "-M", branch], check=True)
    code, told = release()
    assert code == 0
    assert ("还没有审签合并，不能发布" in told) is warned
