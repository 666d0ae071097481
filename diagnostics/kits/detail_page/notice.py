"""The statutory notice as a form, what is known filled in."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.forms import notice
from diagnostics.model import Basis

KIT = Kit(
    id="detail_page.notice",
    ready=(
        _("The package or label of each product, and the invoice of the supplier"),
        _("Certificates and test reports, as paper or photo"),
        _("The maker's phone number"),
    ),
    how=(
        _(
            "The group decides which items are asked. If the group below is wrong, choose the right one in the "
            "seller centre and go by the items there."
        ),
        _("Read from the label, do not write from memory. Photograph each label, so that you can look again."),
        _("For dates a rule is allowed where the lots change, such as “made within 7 days before dispatch”."),
        _(
            "Keep one folder per product on the phone: certificate, test report, label. The number goes into the "
            "certification field of the channel."
        ),
        _("Copy the list of what is missing below into one message and ask for an answer by a day."),
    ),
    fill=notice,
    avoid=(
        _("Do not write “see detail page” for dates, origin and numbers: it does not count as stated."),
        _("Do not write “does not apply” (해당없음) without the reason."),
        _("Do not guess an origin or a date. Ask, and leave the product off sale until you know."),
    ),
    done=(
        _("Every item of the group holds a value, or 해당없음 with a reason."),
        _("The origin is the same in the name, in the notice and on the label."),
        _("Certificates lie in one folder, and their numbers stand in the shop."),
    ),
    sources=(Basis("전자상거래법 제13조④; 상품정보제공고시 (2023-01-01 시행)", "2023-01-01"),),
)
