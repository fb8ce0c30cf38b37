"""Hostile files: every class gets a message of its own, no traceback, and the good files beside it are still judged."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from govmedia.calculation.inspection import inspect
from govmedia.hooks import RULES
from govmedia.loading.load import load
from govmedia.names import shown
from govmedia.when import as_of

HOME = "registry/990100-lingdong/health-commission"
GOOD = "name: 岭东卫健\ntype: service\nevents:\n  - {kind: opened, on: 2018-05-06}\n"
BESIDE = "naem: 岭东教育\nname: 岭东教育\n"


def texts(*variants: str) -> list[bytes]:
    return [variant.encode() for variant in variants]


def after(*lines: str) -> list[bytes]:
    return [(GOOD + line + "\n").encode() for line in lines]


# Class -> (words its message must hold, five files or more).
CONTENTS: dict[str, tuple[str, list[bytes]]] = {
    "alias": ("别名", after("note: &a x\nurl: *a", "note: *a", "operator: &o {name: *o}", "functions: &f [*f]", "x: &x [a]\ny: *x")),
    "tag": ("标签", after("note: !!int 3", "note: !x y", "note: !!python/object/apply:os.system [ls]", "note: !<tag:x> y", "x: !!set {a}")),
    "merge key": ("合并键", after("<<: {url: null}", "verified: {<<: {as: x}}", "<<: []", "operator:\n  <<: {name: x}", "'<<': x")),
    "duplicate key": ("重复", after("name: 甲", "type: service", "url: a\nurl: b", "verified: {as: a, as: b}", "'name': 乙")),
    "two documents": ("两份", after("---\nname: 乙", "---", "--- x", "...\n---\na: 1", "---\n---")),
    "tab": ("制表符", after("operator:\n\tname: x", "\tnote: x", "events2:\n\t- x", "verified:\n \tas: x\n\tkind: y", "\t\tnote: y")),
    "open quote": ("引号没有配对", after('note: "x', "note: 'x", 'note: "a\n  b', "url: 'a''b", 'note: "\\"')),
    "open bracket": ("括号没有配对", after("functions: [publish", "operator: {name: x", "functions: [a, [b]", "x: {a: {b: c}", "x: [a, {b: c]}")),
    "stray colon": ("多余的冒号", after("note: a: b", "note: 时间: 9: 30", "field: x: y", "note: x\n  url: y", "note: [a]: b: c")),
    "full-width colon": ("全角冒号", texts("name：岭东卫健", "name：甲\ntype：service", "name: 甲\ntype：service", " name：甲", "name: 甲\n- url：x")),
    "deep nesting": ("嵌套超过", texts("[" * 100_000, "- " * 50_000, "a: " + "{b: " * 40 + "}" * 40, "? " * 20_000, "x: " + "[" * 40 + "]" * 40)),
    "key is no word": ("键必须是一个词", after("[a]: b", "{a: b}: c", "? [a, b]\n: c", "? {a: 1}\n: x", "x: {[a]: b}")),
    "no mapping": ("不是“键: 值”", texts("岭东卫健", "- a\n- b", "[name, 甲]", '"name"', "name 岭东卫健")),
    "empty": ("文件是空的", texts("", "\n\n", "# 只有注释\n", "---\n", "null\n")),
    "unknown key": ("未知的键", after("nmae: x", "名称: x", "Name: x", "password: x", "verified: {as: x, by: y}")),
    "unknown word": ("可用的值", after("scope: all", "functions: [发布]", "interaction: [chat]", "scope: Covered", "functions: [publish, 互动]")),
    "no date": ("不是日期", after("next_review: 2026-13-01", "next_review: 2026/5/6", "next_review: 20260506", "next_review: 明天", "next_review: 44000")),
    "no flag": ("是写 true", after(*(f"represents_government: {v}" for v in ("yes", "是", "1", "True", "on")))),
    "missing key": ("缺少", texts("type: service", "url: null", *(t.decode() for t in after("verified: {kind: 蓝V}", "operator: {}", "imported: {file: x}")))),
    "wrong shape": ("应是", after("functions: publish", "verified: 蓝V", "platform_ids: [gh]", "operator: [x]", "interaction: {a: b}")),
    "empty value": ("是空的", after("note: ''", 'field: ""', "verified: {as: ''}", "national_filing_no: ''", "operator: {name: ''}")),
    "too long a value": ("太长", after(*(f"{key}: {'长' * 2001}" for key in ("note", "field", "scope_reason", "cac_filing_no", "national_filing_no")))),
    "wrong format": ("不合格式", after("url: weibo.com/u/1", "url: javascript:alert(1)", "id: ../../etc/passwd", "id: 990100-Lingdong/a/b", "url: file:///etc/passwd")),
    "UTF-16": ("UTF-16", [GOOD.encode(code) for code in ("utf-16", "utf-16-le", "utf-16-be")] + ["\ufeff名".encode("utf-16-le"), b"\xff\xfe\x00"]),
    "GB18030": ("GB18030", [t.encode(c) for t in (GOOD, "name: 教育") for c in ("gb18030", "gbk")] + ["note: 镕".encode("gbk")]),
    "no text": ("不是文字的字节", [b"\xff" * 9, b"name: \x80\xff", b"\x89PNG\r\n\x1a\n\xff", GOOD.encode() + b"\xf5\xff", b"\xc3\x28\xff"]),
    "control character": ("控制字符", after(*(f"note: a{chr(c)}b" for c in (0, 7, 8, 27, 127)))),
    "unseen character": ("看不见的字符", after(*(f"note: a{chr(c)}b" for c in (0x200B, 0x200D, 0x2060, 0xFEFF, 0xAD)))),
    "turning character": ("颠倒文字方向", after(*(f"note: a{chr(c)}b" for c in (0x202E, 0x202B, 0x2066, 0x200F, 0x061C)))),
    "too large": ("超过上限", [(GOOD + "note: " + c * 1_100_000).encode() for c in "axyz0"]),
    "stray anchor": ("YAML", after("note: @x", "note: `x`", "%note: x", "note: %x", "note: |x")),
}  # fmt: skip


def world(tmp_path: Path) -> Path:
    for name, text in (("health-commission/wechat.yml", GOOD), ("education/wechat.yml", BESIDE)):
        file = tmp_path / "registry/990100-lingdong" / name
        file.parent.mkdir(parents=True)
        file.write_text(text)
    return tmp_path


def messages(root: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in inspect(RULES, load([root], as_of("2026-11-20"))):
        found.setdefault(finding.path, []).append(finding.message + finding.mend)
        assert finding.line >= 1 and finding.col >= 1
    return found


def judged(root: Path, path: str, words: str) -> None:
    """The bad file gets its words; the one beside it its own; and the command line ends in 1 without a traceback."""
    found = messages(root)
    assert any(words in message for message in found.get(path, [])), found.get(path)
    assert any("未知的键“naem”" in message for message in found["registry/990100-lingdong/education/wechat.yml"])


@pytest.mark.parametrize("name", CONTENTS)
def test_content(name: str, tmp_path: Path) -> None:
    words, files = CONTENTS[name]
    assert len(files) >= 5
    root = world(tmp_path)
    for raw in files:
        (root / HOME / "wechat.yml").write_bytes(raw)
        judged(root, f"{HOME}/wechat.yml", words)


def test_every_class_has_words_of_its_own() -> None:
    words = [words for words, _ in CONTENTS.values()] + [words for words, _ in PATHS.values()]
    assert len(set(words)) == len(words) >= 30


def linked(root: Path, name: str, to: str) -> str:
    (root / HOME / name).symlink_to(to)
    return f"{HOME}/{name}"


def named(root: Path, name: str) -> str:
    (root / HOME / name).write_text(GOOD)
    return f"{HOME}/{name}"


def piped(root: Path, name: str) -> str:
    os.mkfifo(root / HOME / name)
    return f"{HOME}/{name}"


def raw_named(root: Path, name: bytes) -> str:
    (Path(os.fsdecode(os.fsencode(root / HOME) + b"/" + name))).write_text(GOOD)
    return f"{HOME}/{shown(name)}"


PATHS: dict[str, tuple[str, list[Callable[[Path], str]]]] = {
    "link": ("符号链接", [
        lambda r: linked(r, "weibo.yml", "wechat.yml"),
        lambda r: linked(r, "weibo.yml", "/etc/passwd"),
        lambda r: linked(r, "weibo.yml", "nowhere"),
        lambda r: linked(r, "weibo.yml", "weibo.yml"),
        lambda r: linked(r, "sub", ".."),
    ]),
    "special file": ("不是普通文件", [lambda r, n=n: piped(r, f"{n}.yml") for n in ("weibo", "douyin", "toutiao", "app", "unit")]),
    "other suffix": ("扩展名", [lambda r, n=n: named(r, f"{n}.yaml") for n in ("weibo", "douyin", "toutiao", "app", "unit")]),
    "name is no text": ("文件名", [
        lambda r, b=b: raw_named(r, b) for b in (b"\xff.yml", b"weibo-\x80.yml", "微博.yml".encode("gb18030"), b"we\x01ibo.yml", b"a\nb.yml")
    ]),
}  # fmt: skip


@pytest.mark.parametrize("name", PATHS)
def test_path(name: str, tmp_path: Path) -> None:
    words, makers = PATHS[name]
    assert len(makers) >= 5
    for number, make in enumerate(makers):
        root = world(tmp_path / str(number))
        judged(root, make(root), words)
