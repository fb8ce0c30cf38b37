"""Answers of a forge as untrusted JSON: every piece knows where it stands, and a missing or odd one is told by its place."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from govmedia.errors import CannotRun
from govmedia.when import parse_instant

_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


@dataclass(frozen=True)
class Question:
    """What was asked of which forge."""

    forge: str
    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.forge} 的 {self.method} {self.path}"


@dataclass(frozen=True)
class Answer:
    """A value in an answer. `at(…)` goes down by keys and gives an empty answer where there is nothing.

    `text`, `number`, `time`, `commit` and `items` demand that kind of value and raise CannotRun; the `maybe_` ones give
    None instead.
    """

    question: Question
    data: Any
    place: str = ""

    def at(self, *keys: str) -> "Answer":
        """The value under these keys."""
        data, place = self.data, self.place
        for key in keys:
            data = data.get(key) if isinstance(data, dict) else None
            place = f"{place}.{key}" if place else key
        return Answer(self.question, data, place)

    def maybe_text(self, *keys: str) -> str | None:
        """Text, or None."""
        found = self.at(*keys).data
        return found if isinstance(found, str) else None

    def maybe_number(self, *keys: str) -> int | None:
        """A whole number, or None."""
        found = self.at(*keys).data
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def maybe_flag(self, *keys: str) -> bool | None:
        """Yes or no, or None."""
        found = self.at(*keys).data
        return found if isinstance(found, bool) else None

    def maybe_time(self, *keys: str) -> datetime | None:
        """An instant, or None."""
        try:
            return parse_instant(self.maybe_text(*keys) or "")
        except (ValueError, OverflowError):
            return None

    def maybe_items(self, *keys: str) -> "list[Answer] | None":
        """The items of a list, or None."""
        found = self.at(*keys)
        if not isinstance(found.data, list):
            return None
        return [Answer(self.question, item, f"{found.place}[{n}]") for n, item in enumerate(found.data)]

    def text(self, *keys: str) -> str:
        """Text."""
        found = self.maybe_text(*keys)
        return found if found is not None else self._odd("文字", *keys)

    def number(self, *keys: str) -> int:
        """A whole number."""
        found = self.maybe_number(*keys)
        return found if found is not None else self._odd("整数", *keys)

    def time(self, *keys: str) -> datetime:
        """An instant."""
        found = self.maybe_time(*keys)
        return found if found is not None else self._odd("时刻", *keys)

    def commit(self, *keys: str) -> str:
        """A full commit id."""
        found = self.maybe_text(*keys)
        return found if found and _COMMIT.fullmatch(found) else self._odd("完整的提交号", *keys)

    def items(self, *keys: str) -> "list[Answer]":
        """The items of a list."""
        found = self.maybe_items(*keys)
        return found if found is not None else self._odd("列表", *keys)

    def _odd(self, wanted: str, *keys: str) -> NoReturn:
        place = self.at(*keys).place or "整个答复"
        raise CannotRun(
            f"{self.question}：答复里 {place} 应为{wanted}", "核对 --api 和 --forge；没写错就是平台的接口变了，请报给系统维护人"
        )
