"""What all records share: unknown keys are faults, records never change, and a record can point at its own places."""

import os
from typing import ClassVar, Self

# No other package's plugin has a say in what a record is; looking for one would read every installed package's entry points.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, ConfigDict

from govmedia.fault import Fault, Keys


class Part(BaseModel):
    """A mapping inside a record."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)  # most commands use few of the models


class Record(Part):
    """One file of the registry. `path` is where it lies in the repository, relative to the root, with `/`."""

    path: ClassVar[str] = ""

    def placed(self, **facts: object) -> Self:
        """Itself, told what its place says about it. Called once, by the loader.

        Not pydantic's private attributes: filling those costs more than validating the record.
        """
        self.__dict__.update(facts)
        return self

    def fault(self, keys: str | Keys, message: str, mend: str) -> Fault:
        """A fault of this record at `keys`: one key, or the way to it from the top of the file."""
        return Fault(self.path, (keys,) if isinstance(keys, str) else keys, message, mend)
