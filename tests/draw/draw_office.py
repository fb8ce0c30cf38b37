"""A small province in a real Git repository, and the command line run in it as a user would."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

GOVMEDIA = Path(sys.executable).parent / "govmedia"
REGIONS = """\
- {code: 000000, slug: national, name: 全国, level: national, parent: null}
- {code: 990000, slug: nanling, name: 南岭省}
- {code: 990100, slug: lingdong, name: 岭东市}
- {code: 990101, slug: donghu, name: 东湖区}
- {code: 990171, slug: gaoxin, name: 高新区, level: county, zone: true, parent: 990100}
- {code: 990200, slug: linxi, name: 岭西市}
- {code: 999001, slug: qianjiang, name: 潜江市, level: county, parent: 990000}
"""
POLICY = """\
default:
  freshness: {{suspended: {suspended}}}
  filing: {{}}
  opening: {{approval_from: 2019-04-24, approvers: {{}}, government_approvers: {{}}}}
  sample: {{share: 0.3}}
  closing: {{}}
  apps: {{filing_from: 2026-01-25}}
  public: {{}}
regions:
  990200-linxi: {{sample: {{share: 0.5}}}}
"""


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Office:
    """A registry under Git."""

    root: Path

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def account(self, account_id: str, **fields: str) -> None:
        lines = [f"name: {account_id}", *(f"{k}: {v}" for k, v in fields.items())]
        self.write(f"registry/{account_id}.yml", "\n".join(lines) + "\n")

    def git(self, *args: str) -> str:
        who = ("-c", "user.name=office", "-c", "user.email=office@example.gov.cn")
        done = subprocess.run(["git", *who, *args], cwd=self.root, capture_output=True, text=True, check=True)
        return done.stdout

    def commit(self, message: str = "Change") -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def govmedia(self, *args: str) -> Done:
        done = subprocess.run([GOVMEDIA, *args], cwd=self.root, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    def freeze(self, quarter: str = "2026Q4", day: str = "2026-11-22") -> Done:
        return self.govmedia("sample", "freeze", quarter, "--as-of", day)

    def draw(self, digits: str = "482915", *more: str) -> Done:
        return self.govmedia("sample", "draw", "2026Q4", "--digits", digits, "--as-of", "2026-11-25", *more)

    def verify(self) -> Done:
        return self.govmedia("sample", "verify", "2026Q4")
