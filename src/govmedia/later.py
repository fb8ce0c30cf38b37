"""Libraries that few runs need: imported when first asked for, so that a check of texts it has seen before imports none."""

from functools import cache
from importlib import import_module
from typing import Any


@cache
def library(name: str) -> Any:
    """The module of that name."""
    return import_module(name)
