"""Live selling with your phone."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.live_phone",
    title=_("Live selling with your phone"),
    what=_("One live show of forty minutes from your shop with your own phone: a run of show, three products, one helper "
           "for the chat."),
    deliverables=(
        _("A run of show by the minute"),
        _("One live show and its recording"),
        _("Three short clips for product pages"),
    ),
    tasks=(
        _("Check where you may go live now; Naver asks for the 새싹 (sprout) grade."),
        _("Choose three products and one offer for the show."),
        _("Write the run of show: greeting, product, questions, offer, thanks."),
        _("Rehearse ten minutes with a stand, daylight and a friend in the chat."),
        _("Go live, answer every question, note orders and viewers."),
        _("Cut three clips for the product pages."),
    ),
    cost=100_000, subsidised=0.5,
    merchant_hours=8, consultant_hours=2, vendor_hours=0,
    weeks=2, hurdle=3, by="consultant",
    basis=Basis.judgement("A stand, a clip microphone and the show's offer; a supported show cost about 990,000 won each "
                          "(강원 소담스퀘어 2025, 50 shops), the phone replaces the studio."),
    cures=(
        Cure("sales.orders_30", 0.15,
             Basis.judgement("7 of 50 supported shows sold out (강원 소담스퀘어 2025); most shows sell little, so we count on "
                             "little.")),
        Cure("listing.video_present", 0.7, Basis.judgement("Clips from the show go onto the product pages.")),
        Cure("readiness.budget", 0.3, Basis.judgement("A phone replaces the studio, so that less money is needed to begin.")),
        Cure("readiness.video", 0.95, Basis.judgement("The show is the video.")),
        Cure("sales.active_weeks", 0.15, Basis.judgement("One show fills one or two empty weeks at best.")),
        Cure("readiness.told", 0.5, Basis.judgement("One show and three clips are something to tell; the month is longer.")),
        Cure("sales.visitors", 0.3, Basis.judgement("A show brings visitors on its day and some after it.")),
        Cure("sales.weekday_shape", 0.3, Basis.judgement("Shows are held on the quiet days.")),
    ),
    needs=("platform.onboarding",),
)
