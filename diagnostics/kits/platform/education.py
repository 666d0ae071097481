"""Four lessons with one's own product, and whom to call."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.start import education
from diagnostics.model import Basis

KIT = Kit(
    id="platform.education",
    ready=(_("A phone, one product of your own, four evenings"),),
    how=(
        _("Choose by the place and the hour that you can keep, not by the title. Videos count if somebody answers questions."),
        _("The same product through all lessons: at the end it is for sale."),
        _("One evening each; the kits of the table below are the homework."),
        _("Two names are enough: one who knows the shop, one who knows the channel."),
    ),
    fill=education,
    avoid=(
        _("Do not pay for a course that promises sales."),
        _("Do not begin a second course before the first product is up."),
    ),
    done=(
        _("Your own product has photos, title, price and a parcel."),
        _("Two names to call stand on this sheet."),
    ),
    help=(
        _("디지털 특성화대학 (소상공인시장진흥공단): a six-month course at universities; 1,534 people at 15 of them in 2024."),
    ),
    sources=(Basis("전자신문 20241211 (디지털 특성화대학)", "2024-12-11"),),
)
