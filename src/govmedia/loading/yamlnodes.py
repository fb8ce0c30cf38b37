"""YAML text by libyaml: for what is not as plain as most files are, and for the line where a value stands.

Apart from govmedia.loading.yamltext, because most runs read nothing but plain files and do without importing yaml.
"""

import re
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from govmedia.fault import Fault, Keys
from govmedia.loading.utf8 import at_index
from govmedia.loading.yamlplain import NULLS, Data

MAX_DEPTH = 32
_INDENTED = re.compile(rf"(?:\A|[\n\r\x85\u2028\u2029])[ \-?:\t]{{{MAX_DEPTH + 1}}}")
_WIDE_COLON = re.compile(r"^\s*(?:- )?[A-Za-z_]+：", re.MULTILINE)


class _Parser(CParser):
    """libyaml's parser with the resolver reduced to nothing: an implicit tag is `?`, a written one is itself."""

    def resolve(self, kind: type, value: str | None, implicit: Any) -> str:
        return "?"

    def descend_resolver(self, *_: Any) -> None:
        pass

    def ascend_resolver(self, *_: Any) -> None:
        pass


class _Refused(Exception):
    def __init__(self, mark: Any, message: str, mend: str) -> None:
        super().__init__(message)
        self.mark, self.message, self.mend = mark, message, mend


def read(text: str, path: str) -> tuple[Data, Fault | None]:
    """The data of one document, or what makes it unreadable, with line and column."""
    try:
        return data_of(text), None
    except _Refused as refused:
        return None, _at_mark(path, refused.mark, refused.message, refused.mend)
    except yaml.MarkedYAMLError as error:
        return None, _syntax(path, text, error)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, Fault(path, (), f"不是有效的 YAML（{type(error).__name__}）", "对照同类文件改正格式", 1, 1)


def data_of(text: str) -> Data:
    """Raises what `read` turns into a fault."""
    node = _compose(text)
    return _plain(node, set() if "*" in text else None) if node else None


def locate(raw: bytes, keys: Keys) -> tuple[int, int]:
    """As govmedia.loading.yamltext has it."""
    try:
        node = _compose(raw.decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, _Refused):
        return 1, 1
    if node is None:
        return 1, 1
    mark = node.start_mark
    for key in keys:
        mark, found = _step(node, key, mark)
        if found is None:
            break
        node = found
    return mark.line + 1, mark.column + 1


def span(text: str, keys: Keys) -> tuple[int, int, bool] | None:
    """As govmedia.loading.yamltext has it."""
    try:
        node = _compose(text)
    except (yaml.YAMLError, ValueError, _Refused):
        return None
    for key in keys:
        node = _step(node, key, None)[1] if node else None
    return (node.start_mark.index, node.end_mark.index, bool(getattr(node, "flow_style", False))) if node else None


def _step(node: yaml.Node, key: str | int, mark: Any) -> tuple[Any, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return name.start_mark, value
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key].start_mark, node.value[key]
    return mark, None


def _compose(text: str) -> yaml.Node | None:
    if _may_be_deep(text):
        _refuse_deep(text)
    parser = _Parser(text)
    try:
        node: yaml.Node | None = parser.get_single_node()
        return node
    finally:
        parser.dispose()


def _may_be_deep(text: str) -> bool:
    """A cheap upper bound on nesting; it may say yes too often, never no wrongly."""
    if text.count("[") + text.count("{") > MAX_DEPTH:
        return True
    return _INDENTED.search(text) is not None


def _refuse_deep(text: str) -> None:
    """Walk the events, which needs no stack: composing a deep document would overflow libyaml's."""
    parser, depth = _Parser(text), 0
    try:
        while event := parser.get_event():
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise _Refused(event.start_mark, f"嵌套超过 {MAX_DEPTH} 层", "减少层次")
    finally:
        parser.dispose()


def _plain(node: yaml.Node, seen: set[int] | None) -> Data:
    """`seen`: nodes met so far; None where the text holds no sign of an alias, which would lead to a node a second time."""
    if node.tag != "?":
        raise _Refused(node.start_mark, f"不许使用 YAML 标签 {node.tag}", "删去以 ! 开头的标签")
    if seen is not None:
        if id(node) in seen:
            raise _Refused(node.start_mark, "不许使用 YAML 别名（& 与 *）", "把内容照写一遍")
        seen.add(id(node))
    if type(node) is yaml.ScalarNode:
        return None if node.value in NULLS and not node.style else node.value
    if type(node) is yaml.SequenceNode:
        return [_plain(item, seen) for item in node.value]
    found: dict[str, Data] = {}
    for key, value in node.value:
        found[_name(key, found, node)] = _plain(value, seen)
    return found


def _name(key: yaml.Node, known: dict[str, Data], mapping: yaml.Node) -> str:
    if type(key) is not yaml.ScalarNode:
        raise _Refused(key.start_mark, "键必须是一个词", "改为“键: 值”的写法")
    name: str = key.value
    if name == "<<":
        raise _Refused(key.start_mark, "不许使用 YAML 合并键 <<", "把内容照写一遍")
    if name in known:
        line = next(other.start_mark.line for other, _ in mapping.value if other.value == name) + 1
        raise _Refused(key.start_mark, f"键“{name}”重复，第 {line} 行已有", "只保留一个")
    return name


def _syntax(path: str, text: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    line = (mark.line if mark else 0) + 1
    if wide := _WIDE_COLON.search(text):
        return at_index(path, text, wide.end() - 1, "键后面用了全角冒号“：”", "改成半角冒号加一个空格“: ”")
    message, mend = _reason(str(error.problem or ""), text, line)
    return Fault(path, (), message, mend, line, (mark.column if mark else 0) + 1)


def _reason(problem: str, text: str, line: int) -> tuple[str, str]:
    if "undefined alias" in problem or "anchor" in problem or "alias" in problem:
        return "不许使用 YAML 别名（& 与 *）", "把内容照写一遍；若 * 或 & 是文字，请加引号"
    if "single document" in problem or "another document" in problem:
        return "一个文件里有两份 YAML 文档", "只保留一份，删去多余的 ---"
    if "tab" in problem or "\t" in _line(text, line):
        return "缩进用了制表符", "改用空格"
    if "tag" in problem:
        return "不许使用 YAML 标签", "删去以 ! 开头的标签"
    if "nesting" in problem or "depth" in problem:
        return "嵌套太深", "减少层次"
    if "quoted scalar" in problem or "end of stream" in problem:
        return "引号没有配对", "补上缺少的引号"
    if "flow" in problem or "expected ',' or" in problem:
        return "方括号或花括号没有配对", "补上缺少的括号或逗号"
    if "mapping values are not allowed" in problem:
        return "这一行有多余的冒号，或缩进不对", "值里有冒号时加引号；同级的键左边对齐"
    return "YAML 格式不对", "检查缩进、冒号后的空格和引号"


def _line(text: str, line: int) -> str:
    lines = text.splitlines()
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _at_mark(path: str, mark: Any, message: str, mend: str) -> Fault:
    return Fault(path, (), message, mend, mark.line + 1, mark.column + 1)
