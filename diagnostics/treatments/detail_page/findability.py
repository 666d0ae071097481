"""Category, attributes and search words."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="detail_page.findability",
    title=_("Category, attributes and search words"),
    what=_("The channel learns what your product is: the deepest fitting category, all attributes, and the words that "
           "customers really type."),
    deliverables=(
        _("A list of search words per product"),
        _("Category and attributes filled in for each product"),
    ),
    tasks=(
        _("Type your product into the search box and note what the channel suggests."),
        _("Look up the category of the three best-selling similar products."),
        _("Move your product to the deepest fitting category."),
        _("Fill in every attribute and ten tags that are true."),
    ),
    cost=0, subsidised=0,
    merchant_hours=3, consultant_hours=0, vendor_hours=0,
    weeks=1, hurdle=2, by="merchant",
    basis=Basis.judgement("Nothing is bought; ten minutes per product for about twenty products."),
    cures=(
        Cure("listing.attributes_filled", 0.9, Basis.judgement("Every field is filled in once.")),
        Cure("listing.option_clarity", 0.8,
             Basis.judgement("Options are renamed in the seller centre; a list that is too long must be split.")),
        Cure("listing.keyword_coverage", 0.7, Basis.judgement("Words are easy to add; which ones sell shows only later.")),
        Cure("listing.category_depth", 0.9, Basis.judgement("A category is chosen once.")),
        Cure("sales.visitors", 0.4, Basis.judgement("What is found more often is looked at more often.")),
    ),
)
