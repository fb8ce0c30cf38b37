"""Official texts pass: under one in a hundred of them is stopped by a content rule.

`official_texts.txt` was written and committed before the first row of words was. With it are judged the paragraphs of the law
and the starter's own manuscripts. The figure is printed by `pytest -s`.
"""

import re

from desk import ROOT, findings, manuscript

from govmedia.loading.load import load
from govmedia.when import as_of

HERE = ROOT / "tests/words"


def corpus() -> list[tuple[str, str, str]]:
    """Class, title and text: blocks parted by blank lines, the first line `# class title`."""
    blocks = (HERE / "official_texts.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return [(*head.removeprefix("# ").split(" ", 1), body) for head, body in (block.split("\n", 1) for block in blocks)]


def law() -> list[tuple[str, str, str]]:
    paragraphs = re.split(r"\n\s*\n", (HERE / "law.txt").read_text(encoding="utf-8"))
    return [("policy", "广东省推进政务新媒体健康有序发展的实施意见", text.strip()) for text in paragraphs if text.strip()]


def starter() -> list[tuple[str, str, str]]:
    return [(m.class_.value, m.title, m.body) for m in load([ROOT], as_of("2026-11-20")).manuscripts]


def test_the_corpus_is_large_and_varied() -> None:
    texts = corpus()
    assert len(texts) == 200
    assert {kind for kind, _, _ in texts} == {"service", "original", "policy", "leadership", "emergency", "reprint"}
    assert len({title for _, title, _ in texts}) == 200


def test_under_one_in_a_hundred_is_stopped() -> None:
    texts = [*corpus(), *law(), *starter()]
    found = findings(*(manuscript(body, title, kind, "wechat, weibo") for kind, title, body in texts))
    assert not [f for f in found if f.rule == "well_formed"]
    stopped = {f.path: f for f in found if f.blocks and f.path.startswith("content/")}
    advised = {f.path for f in found if not f.binding and f.path.startswith("content/")}
    print(f"{len(texts)} texts, {len(stopped)} stopped, {len(advised)} advised")
    assert len(stopped) < len(texts) / 100, list(stopped.values())
    assert len(advised) < len(texts) / 20
