"""The key that turns buyers into numbers: kept beside the store, never in it, readable by its owner only."""
import hashlib
import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from data.errors import StoreProblem
from data.text import _


def key_path(store: Path) -> Path:
    return store.with_name(store.name + ".key")


def load_key(store: Path) -> bytes:
    """The key of this store, made on first use with mode 600. Raises `StoreProblem` where the folder cannot be written."""
    path = key_path(store)
    if not path.exists():
        try:
            _make(path)
        except OSError as error:
            raise StoreProblem(_("The folder of the store {path} cannot be written. Check its rights and the free space."),
                               path=store.name) from error
    return path.read_bytes()


def _make(path: Path) -> None:
    """A new key, whole or not at all: whoever is stopped half-way must not leave half a key behind."""
    handle, half = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # mode 600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another thread or process was first
            os.link(half, path)
    finally:
        Path(half).unlink()


def buyer_key(key: bytes, merchant_id: str, identity: str) -> str:
    """Keyed hash of a buyer within one merchant: the same buyer of two merchants gives two keys, so nothing can be joined."""
    return hmac.new(key, f"{merchant_id}\0{identity}".encode(), hashlib.sha256).hexdigest()[:24]
