"""What is wrong with one place of one file. A fault is a value: faults are gathered, never raised."""

from dataclasses import dataclass

Keys = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Fault:
    """One fault at a symbolic place: `keys` leads from the top of the YAML file to the value.

    `line` and `col` (both from 1) are set only where no keys exist, as in text that is not YAML; 0 means "find by keys".
    `advisory` makes it weaker than its rule: shown, not blocking.
    `message` says what is wrong, `mend` how to put it right; both Chinese sentences without a final stop.
    """

    path: str
    keys: Keys
    message: str
    mend: str
    line: int = 0
    col: int = 0
    advisory: bool = False
