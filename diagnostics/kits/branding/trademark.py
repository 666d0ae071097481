"""Filing a trademark, step by step, with the search sheet."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.brand import trademark

KIT = Kit(
    id="branding.trademark",
    ready=(
        _("The name in its final spelling, and the logo if it belongs to it"),
        _("Identity card, business registration, a certificate for online signing (공동인증서 or the like)"),
        _("The list of goods that you sell today and want to sell in two years"),
    ),
    how=(
        _(
            "At kipris.or.kr choose trademarks (상표), enter the name, then its sound and its parts. Write the hits"
            " in your class into the sheet below."
        ),
        _("At 특허로 (patent.go.kr) apply for the number (특허고객번호) first; it is needed before anything can be filed."),
        _(
            "Search your goods in the list of goods and services of the patent office and take its exact words; "
            "they decide the class (류)."
        ),
        _(
            "Fill in the form, look at the fee that is shown for your number of classes, pay, and save the number"
            " of the application."
        ),
        _(
            "Put a reminder every three months. Answer a letter of the office within the time that it states; ask"
            " for help when it comes."
        ),
    ),
    fill=trademark,
    avoid=(
        _("Do not print ® before the mark is registered."),
        _("Do not file a name that only says what the product is, such as “sweet apples”: it is refused."),
        _("Do not pay anybody who writes that your mark “must be registered in a list” without asking the patent office first."),
    ),
    done=(
        _("The number of the application (출원번호) is saved."),
        _("Class and designated goods fit what you sell."),
        _("The next date stands in your calendar."),
    ),
    help=(
        _(
            "The patent office (특허청) and 특허로 (patent.go.kr): fees and forms of today stand there; we state none, "
            "as they change."
        ),
    ),
)
