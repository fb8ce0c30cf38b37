"""The world's faults: what keeps a command from running at all (no Git, a shallow clone, no registry). Exit code 3."""


class CannotRun(Exception):
    """The command could not run. `message` says what is wrong, `mend` the next step; both Chinese, one line each."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message, mend)  # both, or it could not travel between processes
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.message}。{self.mend}"
