"""Registrations that selling online needs."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.legal_basics",
    title=_("Registrations that selling online needs"),
    what=_("Business registration with the right line of trade, 통신판매업 신고 (mail-order registration), escrow certificate, "
           "and the seller's details shown in the shop."),
    deliverables=(
        _("Mail-order registration number, or a note why you are exempt"),
        _("Seller details complete in every shop"),
        _("A folder with all papers as photos"),
    ),
    tasks=(
        _("Check that the business registration names e-commerce as a line of trade."),
        _("See whether you are exempt: under 50 sales last year, or 간이과세자 (simplified taxpayer)."),
        _("Download the escrow certificate (구매안전서비스 이용확인증) from the seller centre or bank."),
        _("Register at 정부24 (government portal) on the phone and pay the licence tax."),
        _("Enter name, owner, address, phone and both numbers in the shop."),
    ),
    cost=40_500, subsidised=0,
    merchant_hours=3, consultant_hours=0, vendor_hours=0,
    weeks=1, hurdle=2, by="merchant",
    basis=Basis.judgement("Yearly licence tax for mail-order selling in a large city as commonly charged; smaller towns and"
                          " exempt sellers pay less or nothing."),
    cures=(
        Cure("trust.seller_identity", 0.95, Basis.judgement("The details are the owner's own and are entered once.")),
        Cure("readiness.registration", 0.95,
             Basis.judgement("Registration is the deliverable; an exempt seller only writes it down.")),
    ),
)
