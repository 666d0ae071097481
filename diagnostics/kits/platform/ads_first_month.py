"""A first month of ads with a rule to stop."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.money import ads
from diagnostics.model import Basis

KIT = Kit(
    id="platform.ads_first_month",
    ready=(_("The price sheet, 300,000 won that you can lose"),),
    how=(
        _(
            "What is left per order is the most that an order may cost; take half of it to begin with. The table "
            "below has it per product."
        ),
        _("Take those with the most left and at least a few reviews; ads do not repair a page."),
        _("Set it in the ad account before the first word, and switch off everything that spreads the ad automatically."),
        _("A word with thirty clicks and no order goes. Write down what you struck out."),
        _("Put cost per order beside your limit. Above it: stop. Below it: another month with the same limit."),
    ),
    fill=ads,
    avoid=(
        _("Do not raise the limit in the first month."),
        _("Do not sign with a caller who promises the first place."),
    ),
    done=(
        _("The rule to stop was written down before the first click."),
        _("Four Mondays are filled in."),
        _("You can say in one sentence whether it went on and why."),
    ),
    sources=(Basis("우리 판단: 서른 번 눌러 주문이 없으면 뺀다는 기준은 아직 재 보지 않은 값이에요", "2026-11"),),
)
