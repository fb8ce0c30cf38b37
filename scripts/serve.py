"""`govmedia serve`: build, show the site on this machine only, and build anew whenever the registry changes.

Our own small server and not `mkdocs serve`: that one rewrites pages to reload themselves, which their security policy forbids.
"""

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from govmedia.errors import CannotRun, reason
from govmedia.loading.paths import is_bare
from govmedia.pages.audience import Audience
from govmedia.scripts import run
from govmedia.scripts.build import audience_option, make, moment_option, told
from govmedia.scripts.options import roots_option
from govmedia.when import AsOf

_LOOK_EVERY_S = 1.0


@click.command("serve", short_help="在本机查看网站")
@roots_option
@moment_option
@audience_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口；0 为任选一个空闲的")
def command(roots: tuple[Path, ...], moment: AsOf | None, audience: str, port: int) -> int:
    """生成网站并在本机 127.0.0.1 展示，登记材料一改就重新生成。按 Ctrl-C 结束。"""
    if bare := next(filter(is_bare, roots), None):
        raise click.UsageError(f"{bare} 是裸库，没有可以边改边看的文件。用 govmedia build --out 目录 生成网站")
    out = roots[0] / "build" / f"serve-{audience}"

    def build() -> None:
        click.echo(told(make(roots, moment, out, Audience(audience)), out))

    build()
    with _server(out, port) as server:
        click.echo(f"打开 http://127.0.0.1:{server.server_port}/ 查看，按 Ctrl-C 结束。")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            for _ in _changes(roots):
                _again(build)
        except KeyboardInterrupt:
            server.shutdown()
    return 0


def _server(out: Path, port: int) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(out)))
    except OSError as error:
        raise CannotRun(f"不能使用端口 {port}：{reason(error)}", "换一个端口，例如 --port 8001") from error


class _Quiet(SimpleHTTPRequestHandler):
    """Files without a line per request; nothing is cached, since the site may change any moment."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

    def end_headers(self) -> None:
        """Ask the browser to look again each time."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def _changes(roots: tuple[Path, ...]) -> Iterator[None]:
    """Yields when a file of the registry, the content or mkdocs.yml has come, gone or changed."""
    before = _state(roots)
    while True:
        time.sleep(_LOOK_EVERY_S)
        if (now := _state(roots)) != before:
            before = now
            yield


def _state(roots: tuple[Path, ...]) -> set[tuple[str, int, int]]:
    found = set()
    for root in roots:
        for file in [root / "mkdocs.yml", *root.glob("registry/**/*"), *root.glob("content/**/*")]:
            try:
                facts = file.stat()
            except OSError:
                continue
            found.add((str(file), facts.st_mtime_ns, facts.st_size))
    return found


def _again(build: Callable[[], None]) -> None:
    try:
        build()
    except CannotRun as error:
        click.echo(f"没有重新生成：{error}", err=True)


if __name__ == "__main__":
    raise SystemExit(run(command))
