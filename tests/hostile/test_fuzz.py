"""A short, repeatable walk of the fuzzer; the long one is `python tests/hostile/fuzz.py 600`."""

import random

from fuzz import once, starter


def test_mutated_worlds_never_raise() -> None:
    good = starter()
    findings = [once(random.Random(seed), good) for seed in range(60)]
    assert sum(map(bool, findings)) > 30, "the mutations no longer reach the rules"
