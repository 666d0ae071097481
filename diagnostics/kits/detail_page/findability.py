"""Category, attributes and search words per product."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.wording import findability
from diagnostics.model import Basis

KIT = Kit(
    id="detail_page.findability",
    ready=(
        _("The shopping search on your phone"),
        _("The product list in the seller centre"),
    ),
    how=(
        _(
            "Type the plain word for your product and stop: the words that the search box adds are what people "
            "really type. Write down those that are true for yours."
        ),
        _("Open three similar products that sell well and copy the category path that stands above the name."),
        _("Choose the last level that still fits. A wrong deep category is worse than a right shallow one."),
        _(
            "Fill in every attribute field, also those without a star. Use the tags of the sheet below and add "
            "your own up to ten."
        ),
    ),
    fill=findability,
    avoid=(
        _("No tag that is not true for the product: other brands, other materials, effects."),
        _("Do not move a product to another category only because it is searched more."),
    ),
    done=(
        _("Every product stands in the deepest category that fits."),
        _("All attributes are filled in, and each product has its search words."),
        _("You find your own product by a word that is not its name."),
    ),
    claims=True,
    sources=(Basis("네이버 쇼핑 검색 안내: 적합도는 상품명·브랜드·카테고리·속성·태그로 정해져요", "2025-05"),),
)
