"""What to ask a seller who sells for you, and the sheet for it."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.start import proxy_seller
from diagnostics.model import Basis

KIT = Kit(
    id="platform.proxy_seller",
    ready=(
        _("One product with its cost and the stock of a month"),
        _("The table below, once per seller"),
    ),
    how=(
        _("Fill in the sheet below; a seller who gets it answers within a day."),
        _("Ask for names of sellers who sell the same kind of goods, not for the largest."),
        _("Put the answers side by side. What is not answered in writing counts as no."),
        _("Three months, notice of one month, stock stays yours until it is sold."),
        _("Look at pieces, returns and reviews, not at views."),
    ),
    fill=proxy_seller,
    avoid=(
        _("Do not give stock without a receipt."),
        _("Do not agree to a lowest price that others may undercut."),
    ),
    done=(
        _("Two sellers answered the same questions in writing."),
        _("The way out is in the contract."),
        _("The first monthly report is read."),
    ),
    sources=(
        Basis(
            "2020 소상공인 온라인 판로 지원사업 (etnews 20200223000045): 전담셀러가 대신 등록·판매·홍보",
            "2020-02-23",
        ),
    ),
)
