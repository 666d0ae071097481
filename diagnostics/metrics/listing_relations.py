"""Relations about the fields and the options of listings: what a file carries at all, and what buyers choose from."""

from functools import cached_property
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir

from diagnostics.metrics.tools import YEAR

if TYPE_CHECKING:
    from diagnostics.metrics.relations import Relations

FIELDS = ("brand", "maker", "category", "keywords", "origin")
"""Fields of a listing that every product has something to say in."""
BARE = r"^(?:.*[:：])?\s*(?:옵션|선택|타입|종류|(?i:option|type|opt))?\s*[.\-_#]?\s*(?:[0-9]{1,2}번?|[A-HJKN-RT-WY-Z])$"
"""An option that says nothing: a number or a letter that is no size."""
MEASURED = r"사이즈|호수|치수|수량|굵기|길이|(?i:size)"


class ListingRelations:
    """A part of `Relations`."""

    @cached_property
    def fields(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """`listings`, with how many of `FIELDS` the shop's files carry for the channel, and how many of those are filled.

        A blank field says nothing where the file has no such column. So a field counts as carried where at least half of the
        shop's listings on the channel, and two at least, fill it.
        """
        t = self.listings
        t = t.mutate(**{f"has_{f}": (t[f].strip().length() > 0).fill_null(False) for f in FIELDS})
        shop = ibis.window(group_by=[t.merchant_id, t.channel])
        often = {f: t[f"has_{f}"].cast("int64").sum().over(shop) for f in FIELDS}
        t = t.mutate(**{f"carried_{f}": (often[f] >= 2) & (often[f] * 2 >= t.count().over(shop)) for f in FIELDS})
        carried = [t[f"carried_{f}"].cast("int64") for f in FIELDS]
        filled = [(t[f"carried_{f}"] & t[f"has_{f}"]).cast("int64") for f in FIELDS]
        t = t.mutate(carried=sum(carried[1:], start=carried[0]), filled=sum(filled[1:], start=filled[0]))
        return t.drop(*(f"{p}_{f}" for p in ("has", "carried") for f in FIELDS))

    @cached_property
    def choices(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """`listings`, with the names of options that buyers chose in 365 days: how many, and how many say nothing."""
        t = self.within(self.live, YEAR)
        name = t.option_name.strip()
        t = t.filter(name.notnull() & (name != "")).select(
            "merchant_id", "channel", "product_id", option_name=name).distinct()
        bare = t.option_name.re_search(BARE) & (ibis.literal(False) == t.option_name.re_search(MEASURED))
        names = t.group_by("merchant_id", "channel", "product_id").aggregate(
            option_names=t.count(), bare_names=bare.cast("int64").sum())
        listed = self.listings
        key = ["merchant_id", "channel", "product_id"]
        joined = listed.left_join(names, key).select(listed, names.option_names, names.bare_names)
        return joined.mutate(option_names=joined.option_names.fill_null(0).cast("int64"),
                             bare_names=joined.bare_names.fill_null(0).cast("int64"))

    @cached_property
    def looked_at(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """`fields` with what `choices` knows of the options: everything that is judged of one listing."""
        t, names = self.fields, self.choices
        key = ["merchant_id", "channel", "product_id"]
        return t.left_join(names.select(*key, "option_names", "bare_names"), key).select(t, names.option_names, names.bare_names)
