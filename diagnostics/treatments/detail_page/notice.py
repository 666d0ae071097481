"""Product notice, origin and certificates in order."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="detail_page.notice",
    title=_("Product notice, origin and certificates in order"),
    what=_("Every product gets its statutory product notice (상품정보제공고시), the origin and the certificate numbers, with real"
           " values instead of 'see detail page'."),
    deliverables=(
        _("A filled notice for each product"),
        _("A folder with certificates and test reports"),
        _("A list of what still has to be asked of the maker"),
    ),
    tasks=(
        _("Choose the right notice group for each product."),
        _("Copy weight, material, maker, dates and origin from the package or the invoice."),
        _("Replace 'see detail page' in dates, origin and numbers by the real value."),
        _("Take photos of certificates and enter their numbers."),
        _("Ask the maker in one message for everything that is missing."),
    ),
    cost=0, subsidised=0,
    merchant_hours=5, consultant_hours=1, vendor_hours=0,
    weeks=1, hurdle=2, by="merchant",
    basis=Basis.judgement("Nothing is bought; fifteen minutes per product for twenty products."),
    cures=(
        Cure("listing.notice_completeness", 0.9,
             Basis.judgement("The values are on the package; some have to be asked of the maker.")),
        Cure("listing.origin_stated", 0.9, Basis.judgement("The origin stands on the package.")),
        Cure("listing.certification_stated", 0.7, Basis.judgement("The maker has the number; some answer late or have none.")),
    ),
)
