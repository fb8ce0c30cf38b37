"""The real command on the starter prefecture and on small registries."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from site_world import DAY, FILES, ROOT, write

from govmedia.pages.audience import Audience
from govmedia.scripts.build import make, told
from govmedia.scripts.sitedata import default_moment

GOVMEDIA = [sys.executable, "-c", "from govmedia.scripts import main; main()"]
KILLS = 25
"""In each of two ways of building."""


def files_of(site: Path) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_mkdocs_and_properdocs_alone_give_the_same_bytes(tmp_path: Path) -> None:
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(int(DAY.instant.timestamp()))}
    for tool in ("mkdocs", "properdocs"):
        command = [sys.executable, "-m", tool, "build", "--strict", "--quiet", "--site-dir", str(tmp_path / tool)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=env)
    subprocess.run([*GOVMEDIA, "build", "--out", str(tmp_path / "ours")], cwd=ROOT, check=True, capture_output=True, env=env)
    ours = files_of(tmp_path / "ours")
    assert ours.keys() == files_of(tmp_path / "mkdocs").keys() and len(ours) > 200
    assert files_of(tmp_path / "mkdocs") == files_of(tmp_path / "properdocs") == ours


@pytest.mark.parametrize("audience", list(Audience))
def test_two_builds_are_byte_identical_however_warm(tiny: Path, tmp_path: Path, audience: Audience) -> None:
    make((tiny,), DAY, tmp_path / "one", audience)
    make((tiny,), DAY, tmp_path / "two", audience)
    cold = files_of(tmp_path / "one")
    make((tiny,), DAY, tmp_path / "one", audience)
    assert cold == files_of(tmp_path / "two") == files_of(tmp_path / "one")


def test_one_process_or_two_give_the_same_bytes(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make((tiny,), DAY, tmp_path / "one", Audience.internal)
    monkeypatch.setattr("govmedia.pages.build.MANY", 0)
    make((tiny,), DAY, tmp_path / "two", Audience.internal)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


@pytest.mark.slow
@pytest.mark.parametrize("prose", ["kept", "made anew"])
def test_killed_at_any_moment_the_old_site_is_whole(prose: str, tmp_path: Path) -> None:
    """The real command, killed once in each of as many equal parts of its time, at a moment taken by chance."""
    root, out, chance = write(tmp_path / "root", FILES), tmp_path / "out/site", random.Random(prose)
    command = [*GOVMEDIA, "build", "--root", str(root), "--as-of", "2026-11-20", "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    usual_s, old, interrupted = _time_of(command, out, prose), files_of(out), 0
    for number in range(KILLS):
        write(root, {"registry/990100-lingdong/health/weibo.yml": f"name: 第{number}版\nevents:\n  - {{kind: opened, on: 2015-03-24}}\n"})
        _forget(out, prose)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep((number + chance.random()) / KILLS * usual_s)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = files_of(out)
        edition = f"第{number}版" in now["api/v1/accounts.json"].decode()
        interrupted += not edition
        assert edition or now == old, number
        assert edition == (f"第{number}版" in now["accounts/990100-lingdong/health/weibo.html"].decode())
        old = now
    assert interrupted, "no build was killed before it had finished"
    subprocess.run(command, check=True, capture_output=True)
    assert f"第{KILLS - 1}版" in (out / "search.json").read_text()


def _time_of(command: list[str], out: Path, prose: str) -> float:
    _forget(out, prose)
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def _forget(out: Path, prose: str) -> None:
    if prose == "made anew":
        shutil.rmtree(out.with_name(f".{out.name}.build") / "prose", ignore_errors=True)


def test_every_link_inside_leads_somewhere(sites: dict[str, Path]) -> None:
    broken = set()
    for site in sites.values():
        known = {str(f.relative_to(site)) for f in site.rglob("*") if f.is_file()}
        for page in known:
            if page.endswith(".html") and page != "404.html":
                for link in re.findall(r'(?:href|src|action|data-search|data-verify)="([^"#]+)', (site / page).read_text()):
                    if not link.startswith(("http", "data:")):
                        path = unquote(urljoin(f"http://x/{page}", unescape(link)).removeprefix("http://x/")).partition("?")[0]
                        target = path if path in known else f"{path}index.html" if path.endswith("/") or not path else f"{path}/index.html"
                        broken |= set() if target in known else {(page, link)}
    assert not broken


def test_text_of_officials_stays_text(tiny_sites: dict[str, Path]) -> None:
    for site in tiny_sites.values():
        for file in site.rglob("*.html"):
            assert "岭东 <b>" not in file.read_text()
    assert "健康岭东 &lt;b&gt;&amp;" in (tiny_sites["public"] / "accounts/990100-lingdong/health/wechat.html").read_text()


def test_no_page_needs_more_than_its_policy_allows(sites: dict[str, Path]) -> None:
    for file in sites["internal"].rglob("*.html"):
        html = file.read_text()
        content = html.partition('<div id="content">')[2] or html.partition('<div id="data">')[2]
        content = content.partition("</article>")[0]
        assert not re.findall(r"<[^>]* (?:style|on[a-z]+)=", content), file
        assert not re.findall(r"<script(?![^>]* src=)", content), file


def test_without_history_the_site_is_built_and_says_so(tmp_path: Path) -> None:
    root = write(tmp_path / "root", FILES)
    assert "不在 Git 库里" in told(make((root,), DAY, tmp_path / "site", Audience.internal), tmp_path)
    assert "没有提交历史，不能判断" in (tmp_path / "site/board/990100-lingdong.html").read_text()


def test_a_broken_file_is_left_out_and_told(tmp_path: Path) -> None:
    root = write(tmp_path / "root", {**FILES, "registry/990100-lingdong/health/kuaishou.yml": "name：x\n"})
    line = told(make((root,), DAY, tmp_path / "site", Audience.public), tmp_path)
    assert "有 1 个文件读不出来" in line and "govmedia check" in line
    assert (tmp_path / "site/accounts/990100-lingdong/health/wechat.html").is_file()


def test_an_account_without_unit_file_has_its_page(tmp_path: Path) -> None:
    files = {path: text for path, text in FILES.items() if path != "registry/990100-lingdong/health/unit.yml"}
    make((write(tmp_path / "root", files),), DAY, tmp_path / "site", Audience.internal)
    assert "主办单位尚未核实" in (tmp_path / "site/accounts/990100-lingdong/health/wechat.html").read_text()


def test_the_default_moment_is_the_last_commits(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert str(default_moment(tiny)) == "2026-11-10T12:00:00+08:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert str(default_moment(tiny)) == "1970-01-01T08:00:00+08:00"


def test_navigation_stays_short(sites: dict[str, Path]) -> None:
    html = (sites["internal"] / "index.html").read_text()
    assert 0 < html.count("md-tabs__link") < 15


def test_rules_that_allow_no_waiver_say_so(sites: dict[str, Path]) -> None:
    pages = {name: (sites["public"] / f"rules/{name}.html").read_text() for name in ("well_formed", "one_account_per_platform")}
    assert {name: "不得豁免" in html for name, html in pages.items()} == {"well_formed": True, "one_account_per_platform": False}
