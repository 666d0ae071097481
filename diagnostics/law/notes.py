"""What could not be seen of the listings: one note per merchant and kind, never one per listing."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from diagnostics import answered
from diagnostics.law import certificates, wording
from diagnostics.law.findings import NOTICE_BASIS, NOTICE_DATE
from diagnostics.law.groups import FOOD
from diagnostics.law.listings import Listing
from diagnostics.model import Gate

NAMES = 3
"""As many products are named."""


@dataclass
class Kind:
    """How many listings of a merchant something is true of, and the names of the first."""

    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, listing: Listing) -> None:
        self.count += 1
        if len(self.names) < NAMES:
            self.names.append(listing.name)


class Unseen:
    """Counts over all listings what is not known of them."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], Kind] = {}

    def add(self, batch: Iterable[Listing]) -> None:
        for x in batch:
            self._count(x, "all", True)
            self._count(x, "notice", x.notice is None)
            self._count(x, "group", x.group is None)
            self._count(x, "origin", x.group in FOOD and x.notice is None and not x.origin.strip())
            self._count(x, "certificate", x.group in certificates.NEEDS and x.notice is None and not x.certification.strip())

    def _count(self, listing: Listing, what: str, is_so: bool) -> None:
        if is_so:
            self._of.setdefault((listing.merchant_id, what), Kind()).add(listing)

    def gates(self) -> list[Gate]:
        """The notes, merchant by merchant."""
        found = []
        for merchant_id in sorted({merchant for merchant, _what in self._of}):
            def of(what: str, merchant_id: str = merchant_id) -> Kind:
                return self._of.get((merchant_id, what), Kind())
            some = of("notice").count < of("all").count
            notes = (("notice", "notice.unknown", "review" if some else "info",
                      wording.UNKNOWN_SOME if some else wording.UNKNOWN_ALL, wording.UNKNOWN_HINT),
                     ("group", "group.unknown", "info", wording.NO_GROUP, wording.NO_GROUP_HINT),
                     ("origin", "origin.unknown", "info", wording.NO_ORIGIN, wording.NO_ORIGIN_HINT),
                     ("certificate", "certification.unknown", "info", wording.NO_CERTIFICATE, wording.NO_CERTIFICATE_HINT))
            found += [_note(merchant_id, rule, severity, reason, hint, of(what))
                      for what, rule, severity, reason, hint in notes if of(what).count]
        return found


def no_group(listings: Sequence[Listing]) -> list[Gate]:
    """That the product group of these is not known."""
    kind = Kind()
    for listing in listings:
        kind.add(listing)
    return [_note(listings[0].merchant_id, "group.unknown", "info", wording.NO_GROUP, wording.NO_GROUP_HINT, kind)]


def _note(merchant_id: str, rule: str, severity: str, reason: str, hint: str, about: Kind) -> Gate:
    return Gate(rule=rule, key=answered.key_of(rule), severity=severity, channel="", product_id="", product_name="",
                reason=reason, basis=NOTICE_BASIS, as_of=NOTICE_DATE, hint=hint, merchant_id=merchant_id,
                params={"count": about.count, "items": ", ".join(about.names)})


def remainder(cut: int, unread: int) -> list[Gate]:
    """How many findings are not shown, and how many listings were not read."""
    return [Gate(rule=rule, key=answered.key_of(rule), severity="info", channel="", product_id="", product_name="", reason=reason,
                 basis=NOTICE_BASIS, as_of=NOTICE_DATE, params={"count": count})
            for rule, reason, count in (("law.more", wording.MORE, cut), ("law.not_read", wording.NOT_READ, unread)) if count > 0]
