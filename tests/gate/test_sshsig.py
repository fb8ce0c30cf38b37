"""Signatures made by the real ssh-keygen are told from altered, foreign and malformed ones."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmedia.sshsig import key_of, make_key, seal, signer

KINDS = {"ed25519": (), "ecdsa": ("-b", "256"), "rsa": ("-b", "2048")}


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """By kind of key: the public key and a signature over `稿件` for the namespace `govmedia-approval`."""
    folder = tmp_path_factory.mktemp("keys")
    return {kind: sign_with(folder / kind, kind) for kind in KINDS}


def sign_with(key: Path, kind: str) -> tuple[str, str]:
    subprocess.run(["ssh-keygen", "-q", "-t", kind, *KINDS[kind], "-N", "", "-C", "某岗位", "-f", key], check=True)
    order = ["ssh-keygen", "-q", "-Y", "sign", "-n", "govmedia-approval", "-f", key]
    made = subprocess.run(order, input="稿件".encode(), capture_output=True, check=True)
    return key_of(key.with_suffix(".pub").read_text()), made.stdout.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_signature_of_each_kind_of_key(signed: dict[str, tuple[str, str]], kind: str) -> None:
    key, signature = signed[kind]
    assert signer("稿件".encode(), signature, "govmedia-approval") == key
    assert signer("稿件 ".encode(), signature, "govmedia-approval") is None
    assert signer("稿件".encode(), signature, "git") is None


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_of_a_signature_can_be_changed(signed: dict[str, tuple[str, str]], kind: str) -> None:
    key, signature = signed[kind]
    body = signature.splitlines()[1:-1]
    for line in range(len(body)):
        for at in range(0, len(body[line]), 7):
            other = "A" if body[line][at] != "A" else "B"
            lines = [*body[:line], body[line][:at] + other + body[line][at + 1 :], *body[line + 1 :]]
            forged = "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----"])
            assert signer("稿件".encode(), forged, "govmedia-approval") != key


def test_our_own_signature_is_good_to_ssh_keygen(tmp_path: Path) -> None:
    public = make_key(tmp_path / "key")
    sealed = seal((tmp_path / "key").read_bytes(), b"x\n", "govmedia-approval")
    assert sealed and signer(b"x\n", sealed, "govmedia-approval") == public
    (tmp_path / "sig").write_text(sealed)
    (tmp_path / "allowed").write_text(f"who {public}\n")
    order = ["ssh-keygen", "-Y", "verify", "-f", tmp_path / "allowed", "-I", "who", "-n", "govmedia-approval", "-s", tmp_path / "sig"]
    assert subprocess.run(order, input=b"x\n", capture_output=True, check=False).returncode == 0
    assert subprocess.run(order, input=b"y\n", capture_output=True, check=False).returncode


def test_a_key_behind_a_passphrase_is_left_to_ssh_keygen(tmp_path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "words", "-f", tmp_path / "key"], check=True)
    assert seal((tmp_path / "key").read_bytes(), b"x", "git") is None
    assert seal(b"not a key", b"x", "git") is None


@given(st.text())
def test_no_text_is_taken_for_a_signature(text: str) -> None:
    assert signer(b"x", text, "git") is None
    assert signer(b"x", f"-----BEGIN SSH SIGNATURE-----\n{text}\n-----END SSH SIGNATURE-----", "git") is None


@given(st.binary(max_size=300))
def test_no_bytes_are_taken_for_a_signature(raw: bytes) -> None:
    from base64 import b64encode

    body = b64encode(b"SSHSIG\0\0\0\1" + raw).decode()
    assert signer(b"x", f"-----BEGIN SSH SIGNATURE-----\n{body}\n-----END SSH SIGNATURE-----", "git") is None
