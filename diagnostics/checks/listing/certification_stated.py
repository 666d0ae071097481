"""Is there a number where a certificate is needed? Whether it is the right one nobody can see from here."""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics.law import certificate_stated
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.certification_stated",
    since="2026.2",
    importance=Importance.MEDIUM,
    metric="law.certificate_stated",
    curve=share_of_yes(),
    basis=Basis(_("전기용품 및 생활용품 안전관리법, 어린이제품 안전 특별법, 생활화학제품법, 의료기기법: the number of the "
                  "certificate is shown"), "2026-03"),
    treatments=("detail_page.notice",),
    title=_("Numbers of certificates are stated"),
    failing=_("Some numbers of certificates are missing"),
    why=_("Marketplaces take products without a number off sale, and the law forbids to sell them."),
    next_step={"fail": _("Ask the maker of {first} for the number of the certificate and enter it."),
               "warn": _("Enter the missing number of {first}.")},
    evidence=worst(certificate_stated, "notice_group"),
    # The law is a gate beside the score and must not count in it as well.
    trial=True,
)
