"""Bytes of a text file → text: which of the encodings of Korean files it is, told by which one fits."""
import codecs
import re

_FEW = 1000
"""One byte in so many may be damaged: systems that cut names to a number of bytes leave half letters behind."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)|^<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)""",
                      re.IGNORECASE)
_KOREAN = {"euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "x-windows-949", "windows-949", "ms949", "cp949",
           "iso-2022-kr"}


class Undecodable(ValueError):
    """No encoding of Korean files fits these bytes."""


def decoded(content: bytes, declared: bool = False) -> tuple[str, str]:
    """Text without its byte order mark, and the encoding; `declared`: a web page or XML that may name its own."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _lenient(content, ("utf-16",))
    if (found := _bare_utf16(content[:4096])) is not None:
        return _lenient(content, (found,))
    encodings = ["utf-8-sig", "cp949"]
    if declared and (match := _CHARSET.search(content[:8192])):
        named = (match[1] or match[2]).decode("ascii", "replace").lower()
        if named in _KOREAN:
            encodings.reverse()
    return _lenient(content, tuple(encodings))


def _bare_utf16(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: commas and digits are half zeros, always in the same half."""
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) / 10 and even < odd / 20:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) / 10 and odd < even / 20 else None


def _lenient(content: bytes, encodings: tuple[str, ...]) -> tuple[str, str]:
    for encoding in encodings:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    best: tuple[int, str, str] | None = None
    for encoding in encodings:
        text = content.decode(encoding, "replace")
        lost = text.count("\ufffd")
        if best is None or lost < best[0]:
            best = lost, text, encoding
    if best is None or best[0] * _FEW > len(content) or "\ufffd" in best[1][:1000]:
        raise Undecodable
    return best[1], best[2]
