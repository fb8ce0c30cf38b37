"""Our Jinja2 templates, compiled once per process, autoescaping everything. The macros of parts.html.j2 are at hand in all of them."""

import re
from datetime import date
from functools import cache, lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Macro
from markupsafe import Markup, escape
from pydantic_core import to_json

from govmedia.pages.page import Page

_FOLDER = Path(__file__).parent / "templates"
_KEPT = ("trail", "sign", "badge")
"""Parts that come out the same on many pages."""

_MANY = 4096
"""More than a large prefecture has accounts: each is a sign on pages that are made one after the other."""

_SPECIAL = re.compile("[&<>'\"]")


class _Generator(CodeGenerator):
    """Asks `escaped` for each value that is put out: to make a Markup of each takes a quarter of the time of a page."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.escaped(")


class _Environment(Environment):
    code_generator_class = _Generator

    @staticmethod
    def escaped(value: object) -> str:
        """As `markupsafe.escape`, but a text that needs no escaping stays what it is."""
        if type(value) is str and not _SPECIAL.search(value):
            return value
        return value if type(value) is Markup else escape(value)


class _Compiled(BytecodeCache):
    """Templates as this or another process of the same build compiled them: it takes longer than to fill a hundred of them."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def compiled() -> dict[str, bytes]:
    """The templates of the pages that are many, for `take` in a process that this one was forked from."""
    for name in ("account", "unit"):
        _template(name)
    return _COMPILED.code


def take(code: dict[str, bytes]) -> None:
    """Templates that need not be compiled here."""
    _COMPILED.code.update(code)


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(_FOLDER)
    environment = _Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    environment.filters.update(day=chinese_day, share=share)
    parts = vars(environment.get_template("parts.html.j2").module)
    environment.globals |= {name: part for name, part in parts.items() if isinstance(part, Macro)}
    environment.globals |= {name: lru_cache(_MANY)(parts[name]) for name in _KEPT}
    return environment


@cache
def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html.j2")


@cache
def chinese_day(day: str | None) -> str:
    """`2026-05-06` -> `2026年5月6日`; an em dash for none."""
    found = date.fromisoformat(day) if day else None
    return f"{found.year}年{found.month}月{found.day}日" if found else "—"


def share(part: int, whole: int) -> str:
    """`37.50%`; two decimals as the bulletins have."""
    return f"{100 * part / whole:.2f}%" if whole else "—"


def digest(view: object) -> str:
    """Short digest of what a page shows: plain values only, so that their JSON is all of them."""
    return blake2b(to_json(view, fallback=vars, bytes_mode="base64"), digest_size=16).hexdigest()


def page_of(path: str, title: str, template: str, view: dict[str, Any]) -> Page:
    """The page that a template makes of a view."""
    return Page(path, title, digest((title, view)), partial(rendered, template, path, view))


def rendered(template: str, path: str, view: dict[str, Any]) -> str:
    """The content of the page at an address. `up` leads from there to the site's root."""
    return _template(template).render(view, up="../" * path.count("/"))
