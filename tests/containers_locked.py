"""A real .xls with a password (RC4 as Excel 97 to 2003 writes it), after [MS-OFFCRYPTO] 2.3.6 and [MS-XLS] 2.2.10."""
import hashlib
import io
import struct

import olefile
from xlwt.CompoundDoc import XlsDoc

_PLAIN = {0x0809, 0x002F, 0x0194, 0x0195, 0x00E1, 0x0138, 0x0196}
_SHEET_PLACE = 0x0085


def locked_biff(content: bytes, password: str) -> bytes:
    """The .xls `content` locked with `password`."""
    with olefile.OleFileIO(io.BytesIO(content)) as ole:
        stream = ole.openstream("Workbook").read()
    salt, verifier = bytes(range(16)), bytes(range(50, 66))
    base = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    base = hashlib.md5((base + salt) * 16).digest()[:5]
    proof = _rc4(_key(base, 0), verifier + hashlib.md5(verifier).digest())
    lock = struct.pack("<HHHHH", 0x002F, 54, 1, 1, 1) + salt + proof
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    plain = stream[:first] + lock + stream[first:]
    mask = b"".join(_rc4(_key(base, n), bytes(1024)) for n in range(len(plain) // 1024 + 1))
    out, at = bytearray(plain), 0
    while at + 4 <= len(plain):
        kind, size = struct.unpack_from("<HH", plain, at)
        if kind == _SHEET_PLACE:  # where the sheet begins: moved by the new record, and never encrypted
            struct.pack_into("<I", out, at + 4, struct.unpack_from("<I", plain, at + 4)[0] + len(lock))
        if not kind:  # the padding behind the last record; a record of its own brings it to whole words
            out = out[:at] + struct.pack("<HH", 0, -at % 4) + bytes(-at % 4)
            break
        if kind not in _PLAIN:
            for n in range(at + 4 + (4 if kind == _SHEET_PLACE else 0), at + 4 + size):
                out[n] ^= mask[n]
        at += 4 + size
    target = io.BytesIO()
    XlsDoc().save(target, bytes(out))
    return target.getvalue()


def _key(base: bytes, block: int) -> bytes:
    return hashlib.md5(base + struct.pack("<I", block)).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
