"""A forge's HTTP side on 127.0.0.1: routes, pages, a token, a clock that only moves when told, and troubles on demand."""

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qsl, unquote, urlsplit

TOKEN = "fake-token-0123456789"


@dataclass
class Asked:
    """One request as it arrived; the path is still escaped."""

    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    body: Any


@dataclass
class Page:
    """A list that is answered page by page."""

    items: list[Any]


@dataclass
class Trouble:
    """An answer that takes the place of the right one."""

    status: int
    body: bytes = b'{"message": "trouble"}'
    headers: dict[str, str] = field(default_factory=dict)
    method: str = ""
    path: str = ""

    def meets(self, asked: Asked) -> bool:
        return self.method in ("", asked.method) and self.path in asked.path


class Refusal(Exception):
    """What a handler raises to answer with an error."""

    def __init__(self, status: int, message: str = "Not Found") -> None:
        super().__init__(status, message)
        self.status, self.message = status, message


Handler = Callable[..., Any]


class _Server(ThreadingHTTPServer):
    """A client that hangs up early, as ours does on an answer too large, is no fault."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def route(method: str, pattern: str) -> Callable[[Handler], Handler]:
    """Marks a method as the answer to a path; `{name}` stands for one segment, which is handed over unescaped."""

    def mark(handler: Handler) -> Handler:
        shape = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern)
        handler.route = (method, re.compile(shape))  # type: ignore[attr-defined]
        return handler

    return mark


class FakeServer:
    """Subclasses give routes below `prefix`. `violations` gathers what no right client would have sent."""

    prefix: ClassVar[str] = ""
    size_key: ClassVar[str] = "per_page"
    created: ClassVar[int] = 201

    def __init__(self, page_size: int = 2) -> None:
        self.page_size = page_size
        self.now = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
        self.asked: list[Asked] = []
        self.troubles: list[Trouble] = []
        self.violations: list[str] = []
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> "FakeServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def api(self) -> str:
        """Base address of the interface."""
        return self.origin + self.prefix

    def tick(self, seconds: int = 60) -> datetime:
        """Time goes on."""
        self.now += timedelta(seconds=seconds)
        return self.now

    def stamp(self) -> str:
        """A new moment, as the forge writes it."""
        return self.tick().strftime("%Y-%m-%dT%H:%M:%SZ")

    def fail(self, status: int, times: int = 1, **more: Any) -> None:
        """The next so many answers (to `method` and a `path` holding this) are this trouble instead."""
        self.troubles += [Trouble(status, **more) for _ in range(times)]

    def authorized(self, asked: Asked) -> bool:
        """Whether the token came as this forge wants it."""
        return asked.headers.get("Authorization") == f"Bearer {TOKEN}"

    def check(self, asked: Asked, answer: Any) -> Iterator[str]:
        """What is wrong with a request, or with our own answer to it."""
        return iter(())

    def answer(self, asked: Asked) -> tuple[int, bytes, dict[str, str]]:
        """Status, body, headers."""
        self.asked.append(asked)
        trouble = next((t for t in self.troubles if t.meets(asked)), None)
        if trouble:
            self.troubles.remove(trouble)
            return trouble.status, trouble.body, trouble.headers
        if not self.authorized(asked):
            return 401, b'{"message": "Bad credentials"}', {}
        try:
            found = self._routed(asked)
        except Refusal as refusal:
            self.violations += self.check(asked, None)
            return refusal.status, json.dumps({"message": refusal.message}).encode(), {}
        data, headers = self._paged(asked, found) if isinstance(found, Page) else (found, {})
        self.violations += self.check(asked, data)
        return self.created if asked.method == "POST" else 200, json.dumps(data, ensure_ascii=False).encode(), headers

    def _routed(self, asked: Asked) -> Any:
        found = []
        for name in dir(type(self)):
            method, shape = getattr(getattr(type(self), name), "route", ("", None))
            if method == asked.method and (match := shape.fullmatch(asked.path.removeprefix(self.prefix))):
                found.append((name, match.groupdict()))
        if not found:
            self.violations.append(f"no such address: {asked.method} {asked.path}")
            raise Refusal(404)
        name, parts = min(found, key=lambda pair: len(pair[1]))
        return getattr(self, name)(asked, **{key: unquote(value) for key, value in parts.items()})

    def _paged(self, asked: Asked, page: Page) -> tuple[list[Any], dict[str, str]]:
        number = int(asked.query.get("page", 1))
        size = min(int(asked.query.get(self.size_key, 30)), self.page_size)
        rest = page.items[number * size :]
        query = "&".join(f"{key}={value}" for key, value in {**asked.query, "page": str(number + 1)}.items())
        link = {"Link": f'<{self.origin}{asked.path}?{query}>; rel="next"'} if rest else {}
        return page.items[(number - 1) * size : number * size], link

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Requests(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # head and body are two writes; the second would wait for an answer to the first

            def handle_any(self) -> None:
                parts = urlsplit(self.path)
                raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                body = json.loads(raw) if raw else None
                asked = Asked(self.command, parts.path, dict(parse_qsl(parts.query)), self.headers, body)
                try:
                    status, answer, headers = fake.answer(asked)
                except Exception as error:
                    fake.violations.append(f"the fake itself broke: {error!r}")
                    status, answer, headers = 418, b"{}", {}
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers, "Content-Length": str(len(answer))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_PATCH = do_PUT = handle_any

            def log_message(self, *_: object) -> None:
                pass

        return Requests
