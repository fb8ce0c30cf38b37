"""The HTTP client: bounded in everything, talking to one host, its token never shown."""

import pickle
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from forges.contract import wrong_answer, wrong_request
from forges.fakegithub import FakeGitHub
from forges.fakeserver import TOKEN, Asked, FakeServer, Page, route

from govmedia.errors import CannotRun
from govmedia.forges import client as module
from govmedia.forges.client import Client
from govmedia.forges.refusals import Refused


class Shelf(FakeServer):
    """A forge of lists and echoes."""

    prefix = "/api/v9"

    @route("GET", "/things")
    def things(self, asked: Asked) -> Any:
        return Page(list(range(5)))

    @route("GET", "/endless")
    def endless(self, asked: Asked) -> Any:
        return Page(list(range(1000)))

    @route("POST", "/things")
    def add(self, asked: Asked) -> Any:
        return {"got": asked.body}

    @route("PATCH", "/things")
    def change(self, asked: Asked) -> Any:
        return {"got": asked.body}


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with Shelf() as fake:
        assert isinstance(fake, Shelf)
        yield fake


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nobody waits in tests; how long the client would have."""
    slept: list[float] = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", slept.append)
    return slept


def connect(shelf: FakeServer) -> Client:
    return Client("测试平台", shelf.api, TOKEN)


def cannot(act: Callable[[], object]) -> CannotRun:
    """The error, checked for its manners: Chinese, a mend, one line, and nothing of the token."""
    with pytest.raises(CannotRun) as caught:
        act()
    error = caught.value
    assert error.message and error.mend and "\n" not in str(error) and TOKEN not in str(error)
    assert (error.__cause__ is None and error.__suppress_context__) or error.__context__ is None
    return error


def test_pages_in_order(shelf: Shelf) -> None:
    assert [a.data for a in connect(shelf).pages("/things", kind="x")] == [0, 1, 2, 3, 4]
    assert [asked.query.get("page", "1") for asked in shelf.asked] == ["1", "2", "3"]
    assert all(asked.query["kind"] == "x" for asked in shelf.asked)


def test_a_list_without_end_is_refused(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGES", 3)
    error = cannot(lambda: list(connect(shelf).pages("/endless")))
    assert "超过 3 页" in error.message and "/api/v9/endless" not in error.mend


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_a_passing_failure_is_tried_again(shelf: Shelf, method: str, status: int) -> None:
    shelf.fail(status, times=2)
    client = connect(shelf)
    assert client.send("PATCH", "/things", {"a": 1}).data == {"got": {"a": 1}} if method == "PATCH" else list(client.pages("/things"))
    assert len([asked for asked in shelf.asked if asked.query.get("page", "1") == "1"]) == 3


def test_tries_are_bounded(shelf: Shelf) -> None:
    shelf.fail(502, times=50)
    error = cannot(lambda: connect(shelf).get("/things"))
    assert len(shelf.asked) == 5
    assert "测试平台 的 GET /api/v9/things" in error.message and "502" in error.message


@pytest.mark.parametrize("status", [429, 403])
def test_waits_as_long_as_told(shelf: Shelf, quick: list[float], status: int) -> None:
    shelf.fail(status, headers={"Retry-After": "7"})
    assert connect(shelf).send("POST", "/things", {}).data == {"got": {}}
    assert quick == [7]


def test_never_waits_longer_than_a_minute(shelf: Shelf, quick: list[float]) -> None:
    shelf.fail(429, headers={"Retry-After": "86400"})
    list(connect(shelf).pages("/things"))
    assert quick == [60]


def test_writing_twice_is_avoided(shelf: Shelf) -> None:
    """A POST that may have been carried out is not sent again."""
    shelf.fail(502)
    assert isinstance(cannot(lambda: connect(shelf).send("POST", "/things", {})), Refused)
    assert len(shelf.asked) == 1


def test_out_of_requests_says_when_to_come_back(shelf: Shelf) -> None:
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795136999", "Date": "Sat, 20 Nov 2026 01:00:00 GMT"}
    shelf.fail(403, headers=headers)
    error = cannot(lambda: connect(shelf).get("/things"))
    assert "请求次数用完了" in error.message and "分钟后再运行" in error.mend


@pytest.mark.parametrize(
    ("status", "word"),
    [(400, "不被接受"), (401, "令牌"), (403, "权限"), (404, "没有找到"), (409, "冲突"), (422, "不被接受"), (451, "出错")],
)
def test_refusals_in_chinese(shelf: Shelf, status: int, word: str) -> None:
    shelf.fail(status, body=f'{{"message": "no\\n\\u202e{TOKEN} way"}}'.encode())
    error = cannot(lambda: connect(shelf).get("/things"))
    assert isinstance(error, Refused) and error.status == status
    assert word in error.message and "no *** way" in error.message
    again = pickle.loads(pickle.dumps(error))
    assert again.message == error.message


@pytest.mark.parametrize("body", [b"<html>login</html>", b'{"a": ', b"\xff\xfe", b"[" * 100_000, b"NaN-"])
def test_not_json(shelf: Shelf, body: bytes) -> None:
    shelf.fail(200, body=body)
    assert "不是 JSON" in cannot(lambda: connect(shelf).get("/things")).message


@pytest.mark.parametrize("body", [b"null", b"3", b'"text"', b'{"items": []}'])
def test_not_a_list(shelf: Shelf, body: bytes) -> None:
    shelf.fail(200, body=body)
    error = cannot(lambda: list(connect(shelf).pages("/things")))
    assert "应为列表" in error.message and "接口变了" in error.mend


def test_an_answer_too_large(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1_000_000)
    shelf.fail(200, body=b"[" + b"1," * 600_000 + b"1]")
    assert "超过 1 MB" in cannot(lambda: connect(shelf).get("/things")).message


def test_an_answer_too_slow(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WHOLE", -1)
    assert "还没答完" in cannot(lambda: connect(shelf).get("/things")).message


def test_an_answer_cut_off(shelf: Shelf) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def half() -> None:
            accepted, _ = server.accept()
            with accepted:
                accepted.recv(65536)
                accepted.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[1,")

        thread = threading.Thread(target=half)
        thread.start()
        error = cannot(lambda: Client("测试平台", f"http://127.0.0.1:{server.getsockname()[1]}", TOKEN).get("/things"))
        thread.join()
    assert "断了" in error.message


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    error = cannot(lambda: Client("测试平台", f"http://127.0.0.1:{port}", TOKEN).get("/things"))
    assert "连不上" in error.message and "--api" in error.mend


def test_redirects_within_the_host_are_followed(shelf: Shelf) -> None:
    shelf.fail(301, headers={"Location": "/api/v9/things"}, path="/old")
    assert connect(shelf).get("/old").data == [0, 1]


@pytest.mark.parametrize(
    "place", ["https://evil.example/api/v9/things", "http://127.0.0.1:1/things", "//evil.example/x", "http://localhost/things"]
)
def test_the_token_goes_to_no_other_host(shelf: Shelf, place: str) -> None:
    shelf.fail(302, headers={"Location": place})
    assert "别的主机" in cannot(lambda: connect(shelf).get("/things")).message
    shelf.fail(200, body=b"[1]", headers={"Link": f'<{place}>; rel="next"'})
    assert "别的主机" in cannot(lambda: list(connect(shelf).pages("/things"))).message


def test_redirects_in_a_circle_end(shelf: Shelf) -> None:
    shelf.fail(302, times=20, headers={"Location": "/api/v9/things"})
    assert "一再被转走" in cannot(lambda: connect(shelf).get("/things")).message
    assert len(shelf.asked) <= 4


def test_a_write_is_not_turned_into_a_read(shelf: Shelf) -> None:
    shelf.fail(302, headers={"Location": "/api/v9/things"})
    assert "被转走" in cannot(lambda: connect(shelf).send("POST", "/things", {})).message
    shelf.fail(307, headers={"Location": "/api/v9/things"})
    assert connect(shelf).send("POST", "/things", {"a": 1}).data == {"got": {"a": 1}}


@pytest.mark.parametrize(
    "api",
    ["http://gitea.example.gov.cn/api/v1", "ftp://x", "gitea.example.gov.cn", "", "https://", "https://me:pw@x/api", "https://x/?a=1"],
)
def test_bad_addresses(api: str) -> None:
    assert "https" in str(cannot(lambda: Client("测试平台", api, TOKEN)))


@pytest.mark.parametrize("token", ["密钥", "a b", "a\nX-Evil: 1"])
def test_bad_tokens(token: str) -> None:
    error = cannot(lambda: Client("测试平台", "https://x.example", token))
    assert "环境变量" in error.mend and token not in str(error)


def test_a_netrc_does_not_replace_the_token(shelf: Shelf, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login mallory password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert requests.utils.get_netrc_auth(shelf.api) == ("mallory", "secret")
    connect(shelf).get("/things")
    assert shelf.asked[0].headers["Authorization"] == f"Bearer {TOKEN}"


class TestContract:
    """The oracle itself can fail."""

    @pytest.mark.parametrize(
        ("method", "path", "query", "body"),
        [
            ("POST", "/repos/o/r/statuses/abc", {}, {"state": "green"}),
            ("POST", "/repos/o/r/statuses/abc", {}, {}),
            ("POST", "/repos/o/r/issues/1/comments", {}, {"text": "x"}),
            ("GET", "/repos/o/r/pulls/one", {}, None),
            ("GET", "/repos/o/r/pulls", {"state": "opened"}, None),
            ("GET", "/repos/o/r/pulls", {"limit": "3"}, None),
            ("GET", "/repos/o/r/pull/1", {}, None),
        ],
    )
    def test_wrong_requests(self, method: str, path: str, query: dict[str, str], body: Any) -> None:
        assert list(wrong_request(Asked(method, path, query, {}, body)))

    def test_wrong_answers(self) -> None:
        asked = Asked("GET", "/repos/o/r/pulls/1/reviews", {}, {}, None)
        assert list(wrong_answer(asked, [{"id": "1"}]))
        assert list(wrong_answer(asked, [{"last_edited_at": None}]))
        assert not list(wrong_answer(asked, [{"id": 1, "state": "APPROVED"}]))

    def test_the_fake_notices(self) -> None:
        with FakeGitHub() as github:
            Client("GitHub", github.api, TOKEN).send(
                "POST", "/repos/nanling/registry/statuses/abc", {"state": "green", "description": "", "context": ""}
            )
            assert github.violations
