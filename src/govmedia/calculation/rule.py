"""The one shape of a rule, and its page, which is the docstring of the module it stands in."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger

SECTIONS = ("What", "Why", "Good", "Bad", "Mend")
_SECTION = re.compile(rf"^({'|'.join(SECTIONS)})\n-+\n", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """One requirement of the law. `check` yields faults and does nothing else: no clock, Git, network or printing.

    `name` reads as a sentence in a waiver; `clause` is an id of registry/clauses.yml; binding rules block, others advise.
    Not `waivable` are those that an exception would break instead of bend: what cannot be read or belongs to nobody is judged
    by no rule, ids that break lose their history, and who grants an exception must stand above it.
    A rule that `looks_back` judges what the others found (`ledger.found`) and runs after them, wherever it is listed.
    """

    name: str
    clause: str
    binding: bool
    check: Callable[[Ledger], Iterator[Fault]]
    waivable: bool = True
    looks_back: bool = False

    @cached_property
    def page(self) -> dict[str, str]:
        """The rule's public page: `title` and the sections What, Why, Good, Bad, Mend."""
        doc = inspect.cleandoc(inspect.getmodule(self.check).__doc__ or "")
        head, *rest = _SECTION.split(doc)
        return {"title": head.strip(), **{k: v.strip("\n") for k, v in zip(rest[::2], rest[1::2], strict=True)}}
