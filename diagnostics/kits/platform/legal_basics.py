"""Registration and the seller's details, as a form."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.forms import legal_basics
from diagnostics.model import Basis

KIT = Kit(
    id="platform.legal_basics",
    ready=(
        _("Business registration certificate, identity card, certificate for online signing"),
        _("Half a day in which offices are open"),
    ),
    how=(
        _("Look at 종목 on the certificate. If e-commerce (전자상거래 소매업) is missing, add it at 홈택스 under changes."),
        _(
            "Count the sales of last year over all channels. Fewer than 50, or being a 간이과세자, exempts from the "
            "report, not from showing who you are."
        ),
        _("In the seller centre look under seller information; it is a PDF and free."),
        _("At gov.kr search 통신판매업신고, upload the certificate, and pay the licence tax (등록면허세) that is shown to you."),
        _("Copy from the form below, letter by letter. The check digit of the number was looked at where it is known."),
    ),
    fill=legal_basics,
    avoid=(
        _("Do not use somebody else's number or address."),
        _("Do not sell on while the exemption has ended: report within the month."),
    ),
    done=(
        _("Both numbers stand in the shop, or you know why one is not needed."),
        _("Name, owner, address and phone can be seen by a buyer."),
        _("The certificates lie in one folder."),
    ),
    help=(_("정부24 (gov.kr) and 홈택스 (hometax.go.kr): both have a search and a hotline on their front page."),),
    sources=(
        Basis("전자상거래법 제12조: 통신판매업 신고 면제 (전자신문 20200521)", "2020-05-21"),
        Basis("전자상거래법 제10조, 시행규칙 제7조: 쇼핑몰 첫 화면 표시 (easylaw, 2026-03 정리)", "2026-03"),
    ),
)
