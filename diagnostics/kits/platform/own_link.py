"""Links of one's own, and where each is put."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.money import own_link
from diagnostics.model import Basis

KIT = Kit(
    id="platform.own_link",
    ready=(
        _("The seller centre of 네이버, a phone with two QR apps"),
        _("A list of places where people meet you: counter, parcel, profile, message"),
    ),
    how=(
        _("In the seller centre look for 마케팅링크 and make one for each place below, so that you can tell them apart."),
        _("Long-press and paste it into profile, map entry and the signature of messages."),
        _("Print at least 2 cm wide, and try it from arm's length."),
        _("Note visits and orders per link in the table; drop the place without any."),
    ),
    fill=own_link,
    avoid=(
        _("Do not put the link into parcels of a marketplace that forbids it."),
        _("Do not buy through your own link: it is counted as abuse."),
    ),
    done=(
        _("Each place has its own link, tried out on a phone."),
        _("After four weeks you know which one brought orders."),
    ),
    sources=(Basis("네이버 스마트스토어 수수료 안내: 판매 수수료 2.73%, 내 마케팅링크로 들어오면 0.91%", "2025-06"),),
)
