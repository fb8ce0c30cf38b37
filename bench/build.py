"""The directory of 10,000 accounts: our build cold, warm and with 1 % changed, against Hugo writing the same pages of accounts
and units from one JSON of them, against copying the finished tree, and against plain mkdocs-material on 1,000 of the pages.

Hugo is given more than it would have: values ready to print. It draws the QR codes itself, as we do, and once more is given
them finished. Our build also reads and judges the registry, and writes regions, matrix, statistics, rules, search and open data.
"""

import json
import os
import re
import shutil
import sys
import tempfile
from base64 import b64decode
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import zxingcpp
from measure import Figures, Trial, in_turn, measure
from PIL import Image

from govmedia.fastimport import tell
from govmedia.fiction.story import Plan, history
from govmedia.pages import accounts, units
from govmedia.pages.around import around_of
from govmedia.pages.audience import Audience
from govmedia.pages.page import Page
from govmedia.scripts.sitedata import site_of
from govmedia.when import as_of

ACCOUNTS = 10_000
PLAIN = 1_000
AS_OF = "2026-11-20"
GOVMEDIA = Path(sys.executable).with_name("govmedia")
HERE = Path(__file__).parent


def run() -> str:
    """A Markdown section."""
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder))


def _measured(folder: Path) -> str:
    root, out, copy = folder / "province", folder / "site", folder / "copy"
    root.mkdir()
    tell(root, history(Plan(ACCOUNTS, days=0, seed=1, as_of=as_of(AS_OF))))
    env = {"GOVMEDIA_CACHE": str(folder / "cache")}
    ours = [GOVMEDIA, "build", "--root", root, "--out", out, "--as-of", AS_OF]

    gone = folder / "gone"
    gone.mkdir()

    def forget(*paths: Path) -> Callable[[], None]:
        """Nothing is deleted while we measure: for seconds, ext4 looks past every number of a deleted file, and that costs more."""

        def put_aside() -> None:
            for path in (path for path in paths if path.exists()):
                path.rename(gone / str(len(list(gone.iterdir()))))

        return put_aside

    ourselves = forget(folder / "cache", out, folder / ".site.build")

    Trial(ours, ourselves, env).run()
    hugos = {name: _hugo_site(folder / name, root, out, given=given) for name, given in (("hugo", False), ("hugo-given", True))}
    for command in hugos.values():
        Trial(command).run()
    same = min(_compare(out, folder / f"{name}-out") for name in hugos)
    figures = in_turn(
        {
            "本系统，冷": Trial(ours, ourselves, env),
            "Hugo": Trial(hugos["hugo"], forget(folder / "hugo-out")),
            "Hugo，二维码现成": Trial(hugos["hugo-given"], forget(folder / "hugo-given-out")),
            "本系统，无改动": Trial(ours, env=env),
            "本系统，改 1 %": Trial(ours, _edits(root), env),
            "复制成品（cp -a）": Trial(["cp", "-a", out, copy], forget(copy)),
        },
        rounds=5,
    )
    figures["mkdocs-material，1,000 页"] = _plain(folder / "plain", out)
    return _section(figures, same)


def _edits(root: Path) -> Callable[[], None]:
    """Change the field of every hundredth filing, to another value each time."""
    filings = sorted(root.glob("registry/9*/*/we*.yml"))
    chosen = filings[:: max(1, len(filings) * 100 // ACCOUNTS)]

    def edit() -> None:
        stamp = os.urandom(4).hex()
        for filing in chosen:
            text = re.sub(r"^field: .*$", f"field: 综合{stamp}", filing.read_text(encoding="utf-8"), flags=re.MULTILINE)
            filing.write_text(text, encoding="utf-8")

    return edit


def _hugo_site(site: Path, root: Path, out: Path, given: bool) -> list[str | Path]:
    """The values of our account and unit pages as one JSON, our frame around Hugo's layouts; the command that builds it.

    `given`: with the finished pictures of the QR codes; otherwise with what they say.
    """
    shutil.copytree(HERE / "hugo", site)
    rows = list(_views(root, out, given))
    (site / "assets").mkdir()
    (site / "assets/pages.json").write_text(json.dumps(rows, default=_plain_value, ensure_ascii=False), encoding="utf-8")
    for kind in ("account", "unit"):
        row = next(row for row in rows if row["kind"] == kind)
        before, after = _frame((out / row["path"]).read_text(encoding="utf-8"), row)
        layout = site / f"layouts/{kind}.html"
        layout.write_text(before + layout.read_text(encoding="utf-8") + after, encoding="utf-8")
    return [Path(sys.executable).with_name("hugo"), "--quiet", "--source", site, "--destination", site.with_name(f"{site.name}-out")]


def _views(root: Path, out: Path, given: bool) -> Iterator[dict[str, Any]]:
    """What each account and unit page is made of."""
    site = site_of((root,), as_of(AS_OF), Audience.public)
    site.site_url = re.findall('rel="canonical" href="([^"]+)"', (out / "index.html").read_text(encoding="utf-8"))[0]
    for account in site.accounts:
        around = around_of(account, site)
        page, view = accounts.account_page(account, site), accounts.AccountView(account, around).values()
        code = {"code": {"says": around.address, "label": f"本页网址的二维码：{account.name}"}, "qr": None}
        yield _row("account", page, view if given else view | code)
    for unit in site.units:
        yield _row("unit", units.unit_page(unit, site), units.unit_view(unit, units.neighbours(unit, site)))


def _row(kind: str, page: Page, view: dict[str, Any]) -> dict[str, Any]:
    slug = page.path.removesuffix(".html")
    return {"kind": kind, "path": page.path, "slug": slug, "title": page.title, "view": view, "up": "../" * page.path.count("/")}


def _plain_value(value: Any) -> Any:
    return vars(value) if isinstance(value, SimpleNamespace) else str(value)


def _frame(page: str, row: dict[str, Any]) -> tuple[str, str]:
    """The theme's shell around the content, with Hugo's slots for title and address."""
    start, end = _content(page)
    before, after = page[:start], page[end:]
    before = before.replace(row["title"], "{{ .Title }}").replace(row["path"], "{{ .Params.address }}")
    return before, after.replace(row["path"], "{{ .Params.address }}")


def _content(page: str) -> tuple[int, int]:
    """Where our template's part of a page begins and ends."""
    return page.index('<nav class="gm-crumbs"'), next(re.finditer(r"</div>\s*</article>", page)).start()


def _compare(ours: Path, hugos: Path) -> int:
    """How many pages are the same but for white space and spelling of entities; raises where one differs."""
    pages = sorted([*ours.glob("accounts/**/*.html"), *ours.glob("units/**/*.html")])
    for page in pages:
        one, other = _bare(page), _bare(hugos / page.relative_to(ours))
        if one != other:
            at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
            shown = f"{one[max(0, at - 60) : at + 60]}\n{other[max(0, at - 60) : at + 60]}"
            raise SystemExit(f"{page} 与 Hugo 的不同，改 bench/hugo/layouts/：\n{shown}")
    return len(pages)


_PICTURE = re.compile(r'(?<=src="data:image/png;base64,)[^"]*')


def _says(picture: re.Match[str]) -> str:
    """What a QR code says: two programs draw the same text as different pictures."""
    pixels = Image.open(BytesIO(b64decode(picture[0]))).convert("L")
    large = pixels.resize((pixels.width * 3, pixels.height * 3), Image.Resampling.NEAREST)
    return "".join(code.text for code in zxingcpp.read_barcodes(large))


def _bare(page: Path) -> str:
    text = page.read_text(encoding="utf-8").replace("&#39;", "'").replace("&#34;", '"').replace("&quot;", '"').replace("&#43;", "+")
    return re.sub(r"\s+|<!--.*?-->", "", _PICTURE.sub(_says, text))


def _plain(site: Path, out: Path) -> Figures:
    """The ordinary way: one Markdown file a page, stock Material."""
    (site / "docs").mkdir(parents=True)
    for number, page in enumerate(sorted(out.glob("accounts/**/*.html"))[:PLAIN]):
        text = page.read_text(encoding="utf-8")
        content = text[slice(*_content(text))]
        (site / f"docs/{number}.md").write_text(f"# {number}\n\n<div>{content}</div>\n", encoding="utf-8")
    (site / "docs/index.md").write_text("# 首页\n", encoding="utf-8")
    (site / "mkdocs.yml").write_text("site_name: x\ntheme: {name: material, language: zh, font: false}\n", encoding="utf-8")
    mkdocs = Path(sys.executable).with_name("mkdocs")
    return measure(Trial([mkdocs, "build", "--quiet", "--config-file", site / "mkdocs.yml"]), 1)


def _section(figures: dict[str, Figures], same: int) -> str:
    cold, hugo = figures["本系统，冷"], figures["Hugo"]
    changed, plain = figures["本系统，改 1 %"], figures["mkdocs-material，1,000 页"]
    lines = [f"| {name} | {f.wall:.2f} | {f.cpu:.2f} | {f.memory:.0f} |" for name, f in figures.items()]
    return "\n".join(
        [
            "## （a）10,000 个账号的目录",
            "",
            f"Hugo 从一个 JSON 读同样的账号和单位，写同样的页（{same} 页逐页比对相同）。",
            "本系统还读登记文件，写地区、矩阵、统计、查询和开放数据。",
            "",
            "| | 秒 | 处理器秒 | 内存 MiB |",
            "|---|---|---|---|",
            *lines,
            "",
            f"冷：是 Hugo 的 {cold.wall / hugo.wall:.3f}（目标不超过 1）。"
            f"改 1 %：是 Hugo 的 {changed.wall / hugo.wall:.3f}（目标不超过 0.3）。"
            f"内存：是 Hugo 的 {cold.memory / hugo.memory:.2f}（目标不超过 0.5）。",
            f"mkdocs-material 按 {PLAIN:,} 页推算，{ACCOUNTS:,} 页约 {plain.wall * ACCOUNTS / PLAIN:.0f} 秒（推算，未测）。",
            "",
        ]
    )
