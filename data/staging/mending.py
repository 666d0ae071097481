"""Cells as exports and spreadsheet programs damage them, put right: ="00123", a tab behind, spaces that are none, letters taken
apart. Only the cells that need it are touched; that a column needs nothing is seen from its bytes.
"""
import re
import unicodedata

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_LEADING = (b"\xc2", b"\xe1", b"\xe2", b"\xe3", b"\xef")
"""Bytes that begin a letter which a cell should not hold: no-break and wide spaces, letters taken apart as macOS writes them,
marks without width. No Hangul syllable and no plain letter has them."""
_UNSEEN = r"\x80-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_SPACES = r"\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ODD = "^[\\s=]|\\s$|[\u1100-\u11ff" + re.sub(r"\\u(....)", r"\\x{\1}", _UNSEEN + _SPACES) + "]"
_TO_DROP, _TO_SPACE = re.compile(f"[{_UNSEEN}]"), re.compile(f"[{_SPACES}]")
_QUOTED = re.compile(r'="([^"]*)"')


def mended(cell: str) -> str | None:
    """A cell without what does not belong to it; None where nothing is left."""
    plain = _TO_SPACE.sub(" ", _TO_DROP.sub("", unicodedata.normalize("NFC", cell))).strip()
    formula = _QUOTED.fullmatch(plain)
    return (formula[1].strip() if formula else plain) or None


def mend(column: pa.Array) -> pa.Array:
    """A column of text with its damaged cells put right; the column itself where none is."""
    if not may_be_odd(column):
        return column
    odd = pc.fill_null(pc.match_substring_regex(column, _ODD), False)
    if not pc.any(odd).as_py():
        return column
    found = pc.dictionary_encode(column.filter(odd))
    right = pa.array([mended(cell) for cell in found.dictionary.to_pylist()], column.type)
    return pc.replace_with_mask(column, odd, right.take(found.indices))


def mend_all(column: pa.ChunkedArray) -> pa.ChunkedArray:
    chunks = [mend(chunk) for chunk in column.chunks]
    return column if all(new is old for new, old in zip(chunks, column.chunks, strict=True)) else \
        pa.chunked_array(chunks, column.type)


def may_be_odd(chunk: pa.Array) -> bool:
    """Whether a piece of a text column may hold damaged cells: by first and last bytes, and by bytes that show more."""
    if chunk.null_count == len(chunk):
        return False
    wide = pa.types.is_large_string(chunk.type)
    _valid, offsets, data = chunk.buffers()
    ends = np.frombuffer(offsets, np.int64 if wide else np.int32)[chunk.offset:chunk.offset + len(chunk) + 1]
    if data is None or ends[0] == ends[-1]:
        return False
    body = np.frombuffer(data, np.uint8)[ends[0]:ends[-1]]
    # Of an empty cell these are the bytes of its neighbours, which does no harm.
    firsts = body[np.minimum(ends[:-1] - ends[0], len(body) - 1)]
    lasts = body[np.maximum(ends[1:] - ends[0] - 1, 0)]
    if body.min() < ord(" ") or min(firsts.min(), lasts.min()) <= ord(" ") or bool((firsts == ord("=")).any()):
        return True
    text = body.tobytes()
    return b"\x7f" in text or not (text.isascii() or all(byte not in text for byte in _LEADING))
