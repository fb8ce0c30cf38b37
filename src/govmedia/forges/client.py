"""One small HTTP client for all forges: bounded in time, size, tries and pages, to one host only, with a token that never shows."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.util.retry import Retry

from govmedia.errors import CannotRun
from govmedia.forges.answers import Answer, Question
from govmedia.forges.refusals import Refused, refusal, shorten

CONNECT, READ, WHOLE = 10, 30, 60
"""Seconds to connect, between two pieces of an answer, and for a whole answer."""
LARGEST = 16_000_000
"""Bytes of one answer."""
PAGES = 100
PER_PAGE = 100
REDIRECTS = 3
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
AGENT = "govmedia"
_TOKEN = re.compile(r"[!-~]*")


class Patience(Retry):
    """Which failures are tried again. A POST only where the forge says that it did nothing yet, or a comment would stand twice."""

    RETRY_AFTER_STATUS_CODES = frozenset({403, 429, 503})

    def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:
        """Whether an answer of this status is worth another try."""
        told_to_wait = has_retry_after and status_code in self.RETRY_AFTER_STATUS_CODES
        return told_to_wait or status_code == 429 or (method != "POST" and status_code in self.status_forcelist)


def _patience() -> Patience:
    return Patience(
        total=4,
        connect=2,
        read=2,
        redirect=0,
        status_forcelist=(500, 502, 503, 504),
        allowed_methods=("GET", "PATCH", "PUT"),
        backoff_factor=0.5,
        backoff_max=8,
        retry_after_max=60,
        raise_on_status=False,
    )


class _Token(AuthBase):
    """Puts the token into a header. Being an `auth` of ours, it also keeps a `.netrc` from putting another one there."""

    def __init__(self, header: str, value: str) -> None:
        self.header, self.value = header, value

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self.value:
            request.headers[self.header] = self.value
        return request


class Client:
    """Requests to one API. `forge` is the name shown to people; `api` the base address, https or on the loopback.

    `token` goes into the header as `scheme` says; empty: without one. `size` is how the forge calls the length of a page.
    Every method raises CannotRun (Refused where the forge answered with a status of 400 and more).
    """

    def __init__(self, forge: str, api: str, token: str, *, scheme: str = "Authorization: Bearer {}", size: str = "per_page") -> None:
        self.forge, self.api, self._secret, self._size = forge, _checked(forge, api), token, size
        if not _TOKEN.fullmatch(token):
            raise CannotRun(f"{forge} 的令牌里有不该有的字符", "检查存放令牌的环境变量，只放令牌本身")
        header, _, value = scheme.partition(": ")
        self._session = requests.Session()
        self._session.auth = _Token(header, value.format(token) if token else "")
        self._session.headers.update({"Accept": "application/json", "User-Agent": AGENT})
        self._session.mount("https://", HTTPAdapter(max_retries=_patience()))
        self._session.mount("http://", HTTPAdapter(max_retries=_patience()))

    def get(self, path: str, **query: Any) -> Answer:
        """What stands at a path."""
        return self._ask("GET", self.api + path, query=query)[0]

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Answer:
        """Write something; the answer is what stands there now."""
        return self._ask(method, self.api + path, body=body)[0]

    def pages(self, path: str, **query: Any) -> Iterator[Answer]:
        """The items of a list, all pages of it, as the Link header leads. Raises CannotRun where there is no end to it."""
        answer, following = self._ask("GET", self.api + path, query={self._size: PER_PAGE, **query})
        for _ in range(PAGES):
            yield from answer.items()
            if not following:
                return
            answer, following = self._ask("GET", following)
        raise CannotRun(f"{self.forge} 的 GET {path} 超过 {PAGES} 页", "条目太多，先清理，或把改动拆小")

    def _ask(self, method: str, url: str, **more: Any) -> tuple[Answer, str | None]:
        question = Question(self.forge, method, urlsplit(url).path)
        response = self._sent(question, url, **more)
        with response:
            raw = self._read(question, response)
            if response.status_code >= 400:
                raise self._refused(question, response, raw)
            return Answer(question, self._data(question, raw)), self._next(question, response)

    def _sent(self, question: Question, url: str, query: Mapping[str, Any] | None = None, body: Any = None) -> requests.Response:
        """The answer's head; redirects are followed within the host only."""
        for _ in range(REDIRECTS + 1):
            response = self._once(question, url, query, body)
            if not response.is_redirect:
                return response
            response.close()
            url, query = self._within(question, urljoin(url, response.headers["Location"])), None
            if question.method != "GET" and response.status_code not in (307, 308):
                break
        raise CannotRun(f"{question}：一再被转走", "库可能改了名：用 --repo 写现在的名字")

    def _once(self, question: Question, url: str, query: Mapping[str, Any] | None, body: Any) -> requests.Response:
        try:
            return self._session.request(
                question.method, url, params=query, json=body, timeout=(CONNECT, READ), allow_redirects=False, stream=True
            )
        except (requests.RequestException, OSError) as error:
            raise CannotRun(f"{question}：连不上（{self._safe(_cause(error))}）", "检查网络、代理和 --api 的地址，稍后再试") from None

    def _read(self, question: Question, response: requests.Response) -> bytes:
        raw, end = b"", time.monotonic() + WHOLE
        try:
            for piece in response.iter_content(65536):
                raw += piece
                if len(raw) > LARGEST:
                    raise CannotRun(f"{question}：答复超过 {LARGEST // 1_000_000} MB", "核对 --api 的地址；地址没错就把改动拆小")
                if time.monotonic() > end:
                    raise CannotRun(f"{question}：{WHOLE} 秒还没答完", "网络或平台太慢，稍后再试")
        except requests.RequestException as error:
            raise CannotRun(f"{question}：答到一半断了（{self._safe(_cause(error))}）", "稍后再试") from None
        return raw

    def _data(self, question: Question, raw: bytes) -> Any:
        try:
            return json.loads(raw) if raw else None
        except (ValueError, RecursionError):
            raise CannotRun(f"{question}：答的不是 JSON", "--api 可能指到了网页或登录页：核对地址，检查代理") from None

    def _refused(self, question: Question, response: requests.Response, raw: bytes) -> Refused:
        try:
            data = json.loads(raw)
        except (ValueError, RecursionError):
            data = None
        return refusal(question, response.status_code, response.headers, self._safe(_said(data)))

    def _next(self, question: Question, response: requests.Response) -> str | None:
        following = response.links.get("next", {}).get("url")
        return self._within(question, urljoin(response.url, following)) if following else None

    def _within(self, question: Question, url: str) -> str:
        """An address that the forge named, if it lies where ours does: nobody else gets the token."""
        if _origin(url) != _origin(self.api):
            host = shorten(urlsplit(url).netloc.rpartition("@")[2])
            raise CannotRun(f"{question}：被转到别的主机 {host}，没有跟去", "核对 --api；平台搬了家就改用新地址和新令牌")
        return url

    def _safe(self, text: str) -> str:
        """A text of unknown origin for one line on a screen, without the token."""
        return shorten(text.replace(self._secret, "***") if self._secret else text)


def escaped(name: str) -> str:
    """A name as one segment of a path."""
    return quote(name, safe="")


def _checked(forge: str, api: str) -> str:
    """The base address without a slash at its end. Raises CannotRun where a token would travel in the clear."""
    parts = urlsplit(api)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise CannotRun(f"{forge} 的接口地址“{shorten(api)}”不是 https", "令牌不能明文传送：给平台配上证书，--api 写 https:// 开头的地址")
    if not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment:
        raise CannotRun(f"{forge} 的接口地址写得不对", "--api 写成 https://主机/api/v4 的样子，不带用户名和参数")
    return api.rstrip("/")


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"https": 443, "http": 80}.get(parts.scheme)


def _cause(error: BaseException) -> str:
    """The system's own reason at the bottom of a library's nested errors."""
    text = str(error)
    if isinstance(error, requests.Timeout) or "timed out" in text:
        return "超时"
    if isinstance(error, requests.exceptions.SSLError):
        return "证书不被信任"
    found = re.search(r"\[Errno -?\d+\] ([^'\")]+)", text)
    return found[1] if found else type(error).__name__


def _said(data: Any) -> str:
    """What the forge says of a failure: most call it `message`, some `error`."""
    if not isinstance(data, dict):
        return ""
    said = data.get("message") or data.get("error_description") or data.get("error") or ""
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
