"""Product titles that are found."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="detail_page.title",
    title=_("Product titles that are found"),
    what=_("The titles of your best products are rewritten in the order brand, product, feature, size, without repeated "
           "or advertising words."),
    deliverables=(
        _("Ten rewritten product titles"),
        _("A one-line pattern for every new product"),
    ),
    tasks=(
        _("Write down the ten products that should sell most."),
        _("Put each title in the order brand, product, feature, size, within 50 letters."),
        _("Take out repeated words, exclamation marks and words such as free shipping or special price."),
        _("Search for each title on your phone and see what stands next to it."),
        _("Save the new titles in the seller centre of each channel."),
    ),
    cost=0, subsidised=0,
    merchant_hours=1, consultant_hours=0, vendor_hours=0,
    weeks=1, hurdle=1, by="merchant",
    basis=Basis.judgement("Nothing is bought; ten titles at six minutes each."),
    cures=(
        Cure("listing.title_length", 0.9,
             Basis.judgement("The length is wholly in the writer's hands; one title in ten is usually forgotten.")),
        Cure("listing.title_repetition", 0.9, Basis.judgement("A repeated word is struck out in a second.")),
        Cure("listing.title_promotion", 0.9, Basis.judgement("An advertising word is struck out in a second.")),
        Cure("listing.title_identity", 0.8,
             Basis.judgement("Brand and product are known to the owner; attributes take more care.")),
        Cure("sales.dead_listings", 0.2, Basis.judgement("A part of the unsold products is only not found.")),
        Cure("sales.visitors", 0.3, Basis.judgement("Titles decide for which search words a product is shown.")),
    ),
)
