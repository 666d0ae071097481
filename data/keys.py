"""The key that turns buyers into numbers: kept beside the store, never in it, readable by its owner only."""
import hashlib
import hmac
import os
import secrets
from pathlib import Path


def key_path(store: Path) -> Path:
    return store.with_name(store.name + ".key")


def load_key(store: Path) -> bytes:
    """The key of this store, made on first use with mode 600."""
    path = key_path(store)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        key = secrets.token_bytes(32)
        file.write(key)
    return key


def buyer_key(key: bytes, merchant_id: str, identity: str) -> str:
    """Keyed hash of a buyer within one merchant: the same buyer of two merchants gives two keys, so nothing can be joined."""
    return hmac.new(key, f"{merchant_id}\0{identity}".encode(), hashlib.sha256).hexdigest()[:24]
