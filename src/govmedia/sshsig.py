"""Signatures as `ssh-keygen -Y sign` and Git make them (SSHSIG): who made one, whether it is over these bytes; and making one.

Whose key it is, and whether that person may sign, is decided elsewhere. Accepted are Ed25519, ECDSA and RSA with SHA-2.
"""

import struct
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import new
from pathlib import Path
from textwrap import wrap

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
    load_ssh_public_key,
)

_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_MAGIC = b"SSHSIG"
_HASHES = ("sha256", "sha512")
_LARGEST = 20_000


@dataclass(frozen=True)
class _Sealed:
    key: bytes
    namespace: bytes
    reserved: bytes
    hash: bytes
    signature: bytes


def signer(message: bytes, armored: str, namespace: str) -> str | None:
    """The public key, as `ssh-ed25519 AAAA…`, that signed these bytes for this namespace; None where the signature is not good."""
    try:
        sealed = _read(armored)
    except (ValueError, struct.error):
        return None
    if sealed.namespace != namespace.encode() or sealed.hash.decode("latin-1") not in _HASHES:
        return None
    digest = new(sealed.hash.decode("ascii"), message).digest()
    signed = _MAGIC + b"".join(map(_string, (sealed.namespace, sealed.reserved, sealed.hash, digest)))
    return _key_text(sealed.key) if _is_good(sealed, signed) else None


def key_of(line: str) -> str:
    """A public key as people write it, without its comment: `ssh-ed25519 AAAA…`. What is no key comes back as it is."""
    return " ".join(line.split()[:2])


def seal(key: bytes, message: bytes, namespace: str) -> str | None:
    """A signature by a private key in OpenSSH's form; None where it is no plain Ed25519 key, as one behind a passphrase."""
    try:
        private = load_ssh_private_key(key, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    if not isinstance(private, ed25519.Ed25519PrivateKey):
        return None
    public = private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).split()[1]
    head = b"".join(map(_string, (namespace.encode(), b"", b"sha512")))
    signature = private.sign(_MAGIC + head + _string(new("sha512", message).digest()))
    told = _MAGIC + struct.pack(">I", 1) + _string(b64decode(public)) + head + _string(_string(b"ssh-ed25519") + _string(signature))
    return "\n".join([_BEGIN, *wrap(b64encode(told).decode(), 70), _END, ""])


def make_key(path: Path) -> str:
    """A new Ed25519 key pair, as `ssh-keygen` would leave it in `path` and `path.pub`; the public key."""
    private = ed25519.Ed25519PrivateKey.generate()
    path.touch(mode=0o600)
    path.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    public = private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    path.with_suffix(".pub").write_text(f"{public}\n", encoding="ascii")
    return public


def _read(armored: str) -> _Sealed:
    text = armored.strip()
    if len(text) > _LARGEST or not (text.startswith(_BEGIN) and text.endswith(_END)):
        raise ValueError("not an SSH signature")
    body = "".join(text[len(_BEGIN) : -len(_END)].split())
    try:
        raw = b64decode(body, validate=True)
    except Error as error:
        raise ValueError("not base64") from error
    if b64encode(raw).decode() != body:  # one signature, one spelling
        raise ValueError("loose bits at the end")
    if not raw.startswith(_MAGIC + struct.pack(">I", 1)):
        raise ValueError("not version 1")
    return _Sealed(*_strings(raw[len(_MAGIC) + 4 :], 5))


def _strings(raw: bytes, count: int) -> Iterator[bytes]:
    """So many length-prefixed strings, and nothing after them."""
    at = 0
    for _ in range(count):
        (length,) = struct.unpack_from(">I", raw, at)
        at += 4 + length
        if at > len(raw):
            raise ValueError("cut short")
        yield raw[at - length : at]
    if at != len(raw):
        raise ValueError("more than expected")


def _string(raw: bytes) -> bytes:
    return struct.pack(">I", len(raw)) + raw


def _key_text(key: bytes) -> str:
    (length,) = struct.unpack_from(">I", key)
    return f"{key[4 : 4 + length].decode('ascii', 'replace')} {b64encode(key).decode()}"


def _is_good(sealed: _Sealed, signed: bytes) -> bool:
    try:
        kind, signature = _strings(sealed.signature, 2)
        key = load_ssh_public_key(_key_text(sealed.key).encode())
        return _checked(key, kind, signature, signed)
    except (InvalidSignature, UnsupportedAlgorithm, NotImplementedError, TypeError, OverflowError, ValueError, struct.error):
        return False


def _checked(key: object, kind: bytes, signature: bytes, signed: bytes) -> bool:
    """Whether the key accepts it. Raises InvalidSignature, or ValueError for a malformed one."""
    if isinstance(key, ed25519.Ed25519PublicKey) and kind == b"ssh-ed25519":
        key.verify(signature, signed)
    elif isinstance(key, rsa.RSAPublicKey) and kind in (b"rsa-sha2-256", b"rsa-sha2-512") and key.key_size >= 2048:
        key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA512() if kind.endswith(b"512") else hashes.SHA256())
    elif isinstance(key, ec.EllipticCurvePublicKey) and kind == b"ecdsa-sha2-nistp%d" % key.key_size:
        r, s = (int.from_bytes(part, "big", signed=True) for part in _strings(signature, 2))
        hash_ = {256: hashes.SHA256(), 384: hashes.SHA384(), 521: hashes.SHA512()}[key.key_size]
        key.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(hash_))
    else:
        return False
    return True
