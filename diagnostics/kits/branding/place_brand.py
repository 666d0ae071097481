"""The place as part of the brand: photos, a page, a stand."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.brand import place
from diagnostics.model import Basis

KIT = Kit(
    id="branding.place_brand",
    ready=(
        _("Your phone, a dry hour in the morning"),
        _("The phone number of the market office or the town hall"),
    ),
    how=(
        _(
            "Ask three customers: “What comes to your mind when you hear the name of this street or market?” Take"
            " what two of them say."
        ),
        _("Use the list below. People only from behind or with their consent; no signs of other shops in the middle."),
        _("Ask in one call: may I use the name, is there a mark or a rule for it, who decides? Write down the name and the day."),
        _("Print the QR code on a card of A5, stand it beside the till and say one sentence with it: the rest is on the page."),
    ),
    fill=place,
    avoid=(
        _("Do not use the name of a protected region or product (지리적표시) unless you are entitled to it."),
        _("Do not let the place stand for an origin that is not so: made here is not grown here."),
    ),
    done=(
        _("Ten photos of the place lie in a folder."),
        _("The page on the place is up."),
        _("The stand with the QR code is at the till, and you tried it."),
    ),
    claims=True,
    sources=(Basis("농수산물의 원산지 표시 등에 관한 법률: 통신판매 표시 (국립농산물품질관리원)", "2020"),),
)
