"""The card of the forecasts in words: how far they may be trusted, what they are made from, and what they cannot say."""
from collections.abc import Mapping
from datetime import date
from typing import Any

from data.text import _
from diagnostics import quantities, risk_model
from diagnostics import risk_features as f
from diagnostics.texts import Texts

LIMITS = (
    _("It is no forecast of growth: who is unlikely to stop may still not grow. On real shops, measures of this kind told little "
      "about growth."),
    _("It says what goes together, not what causes it: to ship an order today does not undo a risk by itself."),
    _("It speaks of shops like this one, never of this shop for certain: 30 % means that about three in ten come to it."),
    _("It knows nothing of what does not stand in the files: illness, a move, another shop, an advertisement."),
    _("How often something happens changes from season to season; then all forecasts are too high or too low for a while. "
      "The order of the shops changes less."),
)
UP, DOWN = _("the more, the likelier"), _("the more, the less likely")
NOT_CHECKED = _("There is not enough history yet to see how such forecasts would have done; read them with care.")
NO_CORRECTION = _("Not corrected: fewer than {least:number} past days could be judged.")
CORRECTED = _("Corrected by {days:number} past days ({rows:number} forecasts): differences between shops were multiplied by "
              "{slope:decimal}.")


def limits(t: Texts) -> list[str]:
    """What the forecasts cannot say."""
    return [t(text) for text in LIMITS]


def thresholds(t: Texts) -> list[str]:
    """When there is no forecast, and why these numbers."""
    return [
        t(_("None for a shop with fewer than {lines:number} order lines within {days:days}: there is no rhythm to speak of."),
          lines=f.ELIGIBLE_LINES, days=f.ELIGIBLE_DAYS),
        t(_("None at all below {merchants:number} shops and {rows:number} outcomes of theirs, or where it happened, or did not, "
            "fewer than {either:number} times or in fewer than {shops:number} shops."), merchants=risk_model.LEAST_MERCHANTS,
          rows=risk_model.LEAST_ROWS, either=risk_model.LEAST_OF_EACH, shops=risk_model.LEAST_SHOPS_OF_EACH),
        t(risk_model.LEAST_BASIS.source)]


def headline(check: Mapping[str, Any] | None, t: Texts) -> str:
    """How well the forecasts tell shops apart, beside the days since the last order."""
    if check is None or check["auc"] is None or check["gain_95"] is None:
        return t(NOT_CHECKED)
    low, high = check["gain_95"]
    said = t(_("Of two shops, one to whom it happened and one to whom it did not, the forecast names the right one in "
               "{ours:number} of 100 cases; the days since the last order alone in {theirs:number}."),
             ours=100 * check["auc"], theirs=100 * check["recency_auc"])
    if low > 0:
        return f"{said} {t(_('It is better than that (95 % sure).'))}"
    if high < 0:
        return f"{said} {t(_('So look at the days since the last order rather than at this forecast.'))}"
    return f"{said} {t(_('Whether it is better than that is not proven.'))}"


def facts(risk: Mapping[str, Any], t: Texts) -> list[tuple[str, str]]:
    """Label and value of every figure of one risk."""
    check = risk["check"]
    window = [date.fromisoformat(day) for day in risk["window"]] if risk["window"] else None
    found = [(t(_("Learned from")), t(_("{merchants:number} shops, {rows:number} outcomes"), merchants=risk["merchants"],
                                     rows=risk["rows"]))]
    if window:
        found.append((t(_("Days learned from")), t("{a:date} – {b:date}", a=window[0], b=window[1])))
    if risk["base_rate"] is not None:
        found.append((t(_("It happened to")), t("{share:percent}", share=risk["base_rate"])))
    calibration = risk["calibration"]
    if risk["refused"] is None:
        found.append((t(_("Correction")), t(NO_CORRECTION, least=risk_model.LEAST_CALIBRATION) if calibration is None else t(
            CORRECTED, days=calibration["cutoffs"], rows=calibration["rows"], slope=calibration["slope"])))
    if check is None:
        return found
    found.append((t(_("Judged on")), t(_("{n:number} past forecasts of {merchants:number} shops, on {days:number} days"),
                                      n=check["n"], merchants=check["merchants"], days=len(check["months"]))))
    if check["auc"] is not None and check["auc_95"] is not None:
        found += [(t(_("Ranking (AUC; 0.5 is chance, 1 is perfect)")), _between(check["auc"], check["auc_95"])),
                  (t(_("The same by days since the last order")), f"{check['recency_auc']:.3f}"),
                  (t(_("Gain over it")), _between(check["auc"] - check["recency_auc"], check["gain_95"], sign=True))]
    found.append((t(_("Mean gap between said and happened (ECE)")), t("{share:percent}", share=check["ece"])))
    if check["brier_skill"] is not None:
        found.append((t(_("Skill (Brier; 0 is always saying the average, 1 is perfect)")), f"{check['brier_skill']:.2f}"))
    return found


def _between(value: float, interval: list[float], sign: bool = False) -> str:
    form = "{:+.3f}" if sign else "{:.3f}"
    return f"{form.format(value)} (95 %: {form.format(interval[0])} – {form.format(interval[1])})"


def ingredients(column: str, risk: Mapping[str, Any], t: Texts) -> list[list[str]]:
    """What one risk is made from, the weightiest first: value, direction, share of the weight, the typical shop."""
    features = sorted(risk["features"], key=lambda row: -abs(row["weight"]))
    total = sum(abs(row["weight"]) for row in features) or 1.0
    sense = next(target.sense for target in risk_model.TARGETS if target.column == column)
    rows = []
    for row in features:
        known = risk_model.FEATURES[row["feature"]]
        rows.append([t(known.label), t(UP if sense[row["feature"]] > 0 else DOWN),
                     t("{share:percent}", share=round(abs(row["weight"]) / total, 2)),
                     quantities.cell(row["typical"], known.unit, row["feature"], t)])
    return rows
