"""What a person brings for one listing, read into what `data.given` keeps: pasted text, a page as HTML, a picture."""
import re
from typing import Any

from data.errors import InputProblem
from data.given import LONGEST
from data.staging.details import page
from data.text import _
from diagnostics.clinic import picture as pictures

MOST_HTML = 5_000_000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_KOREAN = ("euc-kr", "ks_c_5601-1987", "cp949", "ms949")


def pasted(text: str) -> dict[str, Any]:
    """A pasted text; where somebody pasted mark-up, it is read as a page. Raises `InputProblem` where nothing is in it."""
    return _content(text)


def html(data: bytes) -> dict[str, Any]:
    """A detail page as an HTML file: its text with the texts of its pictures, how many there are, widths and letters.

    Raises `InputProblem` where it is empty, too large, or no text.
    """
    if not data.strip():
        raise InputProblem(_("The file is empty. Save the page again."))
    if len(data) > MOST_HTML:
        raise InputProblem(_("The page is larger than {n} MB. Save it without its pictures."), n=MOST_HTML // 10**6)
    return _content(_decoded(data))


def picture(data: bytes) -> tuple[dict[str, Any], bytes]:
    """What was measured of a main picture, and a small copy for the session. Raises `InputProblem` as `pictures.look` does."""
    return pictures.look(data).content(), pictures.preview(data)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    named = _CHARSET.search(data[:2_000])
    tried = ("cp949", "utf-8-sig") if named and named[1].decode().lower() in _KOREAN else ("utf-8-sig", "cp949")
    for encoding in tried:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if b"\0" in data:
        raise InputProblem(_("The file is not a web page. Save the page as HTML."))
    return data.decode("utf-8", "replace")


def _content(text: str) -> dict[str, Any]:
    if "\0" in text:
        raise InputProblem(_("The file is not a web page. Save the page as HTML."))
    read = page(text)
    if read.text is None and not read.pictures:
        raise InputProblem(_("There is neither text nor a picture in it. Copy the detail page again."))
    if read.text is not None and len(read.text) > LONGEST:
        raise InputProblem(_("The text is longer than {n} letters. Leave out what does not belong to the page."), n=LONGEST)
    found = {"detail_text": read.text or "", "detail_width_px": read.width, "detail_font_px": read.font,
             # A text without mark-up says nothing of the pictures that stood beside it.
             "detail_image_count": read.pictures if read.width is not None or read.text is None else None}
    return {name: value for name, value in found.items() if value is not None} | {"facts": {"alts": read.alts}}
