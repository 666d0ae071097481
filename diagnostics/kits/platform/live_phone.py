"""A cue sheet for a live show by phone: minute by minute, with the words."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.live import live_phone
from diagnostics.model import Basis

KIT = Kit(
    id="platform.live_phone",
    ready=(
        _("Phone with charger, a stand, a lamp or a window"),
        _("Three products, one opened, one packed as it is sent"),
        _("A second phone for the chat and a friend to read it"),
        _("Water, a clock, this sheet in large print"),
    ),
    how=(
        _(
            "Open the live menu of your channel. What grade or how many sales it asks for stands there; where you"
            " may not yet, start on a channel for phone live."
        ),
        _(
            "One that everybody knows, one that you like to talk about, one small for those who try. One offer is"
            " enough, and it may be none."
        ),
        _("Take the cue sheet below, read it aloud twice, strike out what you would never say, and write it in your own words."),
        _("Record ten minutes as if it were real. Look for: can one hear you, is the product sharp, does the stand hold?"),
        _("The helper reads questions aloud and notes them. Nobody there? Go on: most watch it later."),
        _("Cut the opening of the parcel, the best answer and the use of the product, fifteen seconds each."),
    ),
    fill=live_phone,
    avoid=(
        _(
            "No word on illness, cure or the body, also not in answer to a question: “I cannot say that; the "
            "facts stand on the page.”"
        ),
        _("No “today only” unless it is so, and no number of pieces that is not so."),
        _("No names, phone numbers or addresses of buyers aloud or on the screen."),
    ),
    done=(
        _("You were on air for half an hour and answered every question."),
        _("Viewers, questions and orders are written into the sheet."),
        _("Three clips stand on the product pages."),
    ),
    help=(_("소담스퀘어: places of the programme with studio, equipment and people to ask; there were nine in 2025."),),
    claims=True,
    sources=(Basis("네이버 쇼핑라이브: 새싹 등급 이상 (2024년 완화 보도; 지금 기준은 판매자센터에서 확인)", "2024"),),
)
