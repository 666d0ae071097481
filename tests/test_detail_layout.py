"""How a detail page is laid out: fixed widths, and the size of its letters."""
import pytest

from data.staging.details import Page, page

LONG = "가나다라마바사아자차카타파하거너더러머버"


@pytest.mark.parametrize(("html", "width", "font"), [
    ("<p>글</p>", 0, 0.0),
    ("<img src=a.jpg width=860>", 860, 0.0),
    ("<img src=a.jpg width='860px'>", 860, 0.0),
    ("<img src=a.jpg width='100%'>", 0, 0.0),
    ("<img src=a.jpg style='width: 900px'>", 900, 0.0),
    ("<img src=a.jpg style='width:900px; max-width:100%'>", 0, 0.0),
    ("<img src=a.jpg width=900 style='max-width:100vw'>", 0, 0.0),
    ("<img src=a.jpg width=900 style='width:100%'>", 0, 0.0),
    ("<img src=a.jpg style='max-width:900px'>", 0, 0.0),
    ("<div style='min-width:1000px'><table width=700></table></div>", 1000, 0.0),
    ("<table width=700><tr><td width=300>글</td></tr></table>", 700, 0.0),
    ("<script width=900></script><style>p{width:900px}</style><p>글</p>", 0, 0.0),
    (f"<p style='font-size:9px'>{LONG}</p>", 0, 9.0),
    (f"<p style='font-size: 9pt'>{LONG}</p>", 0, 12.0),
    (f"<p style='font:bold 11px/1.4 돋움'>{LONG}</p>", 0, 11.0),
    (f"<font size=1>{LONG}</font>", 0, 10.0),
    (f"<div style='font-size:9px'><p style='font-size:16px'>{LONG}</p></div>", 0, 16.0),
    (f"<div style='font-size:9px'><b>{LONG}</b></div>", 0, 9.0),
    ("<p style='font-size:7px'>®</p>" + f"<p style='font-size:15px'>{LONG}</p>", 0, 15.0),
    (f"<p style='font-family:9px'>{LONG}</p>", 0, 0.0),
    (f"<p style='font-size:120%'>{LONG}</p>", 0, 0.0),
    ("<img width=99999999999999999999>", 100_000, 0.0),
])
def test_layout(html, width, font):
    found = page(html)
    assert (found.width, found.font) == (width, font)


def test_what_has_no_mark_up_says_nothing_of_it():
    assert page("그냥 글") == Page("그냥 글", 0)
    assert page(None) == page("   ") == Page(None, None)
    assert page("https://a.kr/1.jpg, https://a.kr/2.jpg") == Page(None, 2)


def test_texts_of_pictures():
    found = page("<img src=a alt='사과 상자'><img src=b alt=' '><img src=c>")
    assert (found.text, found.pictures, found.alts) == ("사과 상자", 3, 1)
