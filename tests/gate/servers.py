"""Real Git servers on the loopback: OpenSSH with a command per key, and HTTP by Git's own backend behind a small WSGI server."""

import base64
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from gate_world import Office, git

SSHD = "/usr/sbin/sshd"
PASSWORD = "loopback"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def ssh_server(office: Office) -> Iterator[str]:
    """Everybody in people.yml may push with their own key; the address of the repository, its user to be put before it."""
    folder = office.folder / "sshd"
    folder.mkdir()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "host"], check=True)
    keys = folder / "authorized_keys"
    told = subprocess.run(
        [_govmedia(), "gate", "keys", str(office.bare)], capture_output=True, text=True, check=True, env=_environment(office)
    )
    keys.write_text(told.stdout)
    port = free_port()
    Path("/run/sshd").mkdir(exist_ok=True)
    settings = {
        "ListenAddress": f"127.0.0.1:{port}",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": keys,
        "StrictModes": "no",
        "UsePAM": "no",
        "PidFile": "none",
        "PermitRootLogin": "yes",
        "PasswordAuthentication": "no",
        "MaxStartups": "100",
        "SetEnv": f"GOVMEDIA_CACHE={office.folder / 'cache'}",
    }
    (folder / "config").write_text("".join(f"{key} {value}\n" for key, value in settings.items()))
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", folder / "config"], stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"ssh://127.0.0.1:{port}{office.bare}"
    finally:
        server.terminate()
        server.wait()


def ssh_environment(office: Office, who: str) -> dict[str, str]:
    options = "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes -o LogLevel=ERROR"
    return {"GIT_SSH_COMMAND": f"ssh -F /dev/null {options} -i {office.keys / who}"}


def _govmedia() -> str:
    import sys

    return str(Path(sys.executable).with_name("govmedia"))


def _environment(office: Office) -> dict[str, str]:
    return {**os.environ, "GOVMEDIA_CACHE": str(office.folder / "cache")}


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(port)


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def http_server(office: Office) -> Iterator[str]:
    """`git http-backend` behind basic authentication: whoever knows the password is who he says he is."""
    git(office.bare, "config", "http.receivepack", "true")

    def application(environ: Mapping[str, Any], start: Any) -> list[bytes]:
        who, _, password = _credentials(environ).partition(":")
        if password != PASSWORD:
            start("401 Unauthorized", [("WWW-Authenticate", 'Basic realm="git"')])
            return [b""]
        status, headers, body = _backend(office, environ, who)
        start(status, headers)
        return [body]

    server = make_server("127.0.0.1", 0, application, handler_class=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/registry.git"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _credentials(environ: Mapping[str, Any]) -> str:
    kind, _, text = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    return base64.b64decode(text).decode() if kind == "Basic" else ""


def _backend(office: Office, environ: Mapping[str, Any], who: str) -> tuple[str, list[tuple[str, str]], bytes]:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(length) if length else _chunked(environ)
    asked = {key: environ[key] for key in ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_TYPE") if key in environ}
    for header in ("HTTP_GIT_PROTOCOL", "HTTP_CONTENT_ENCODING"):
        asked |= {header: environ[header]} if header in environ else {}
    env = {
        "PATH": os.environ["PATH"],
        "GIT_PROJECT_ROOT": str(office.folder),
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "REMOTE_USER": who,
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(body)),
        "HOME": str(office.folder),
        "GOVMEDIA_CACHE": str(office.folder / "cache"),
        **asked,
    }
    done = subprocess.run(["git", "http-backend"], input=body, env=env, capture_output=True, check=True)
    head, _, rest = done.stdout.partition(b"\r\n\r\n")
    headers = [tuple(line.decode().split(": ", 1)) for line in head.split(b"\r\n")]
    status = next((value for name, value in headers if name == "Status"), "200 OK")
    return status, [(name, value) for name, value in headers if name != "Status"], rest


def _chunked(environ: Mapping[str, Any]) -> bytes:
    if environ.get("HTTP_TRANSFER_ENCODING") != "chunked":
        return b""
    body, stream = b"", environ["wsgi.input"]
    while size := int(stream.readline().strip() or b"0", 16):
        body += stream.read(size)
        stream.readline()
    return body
