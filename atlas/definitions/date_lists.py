"""Tell the day of a list of points that was fetched, where its description tells another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from atlas.text import format_day, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions.defined import AnyDefined
    from atlas.definitions.indicator import Indicator
    from atlas.definitions.overlay import Overlay


def date_lists(definitions: AnyDefined, days: Mapping[str, str]) -> AnyDefined:
    """Return the definitions with the days of lists of points told as they are.

    Parameters
    ----------
    definitions
        In any language.
    days
        The day of a list as an ISO date, by the overlay's identity. A list whose description
        does not say by `dated` which words tell its day keeps them.

    Returns
    -------
    Definitions
        With other words in the overlays and in the indicators that are made of them; the same
        where there is nothing to tell.
    """
    dated: dict[str, Overlay] = {}
    told: dict[str, tuple[str, str]] = {}
    for name, day in days.items():
        overlay = definitions.overlays.get(name)
        if overlay is None or not overlay.dated:
            continue
        with speaking(definitions.speech):
            said = format_day(date.fromisoformat(day))
        describes = overlay.describes.replace(overlay.dated, said)
        changes = {"describes": describes, "published": said, "day": day}
        dated[name], told[name] = overlay.model_copy(update=changes), (overlay.dated, said)
    if not dated:
        return definitions
    indicators = dict(definitions.indicators)
    for name, indicator in definitions.indicators.items():
        for source in definitions.sources_of(indicator):
            if source.id in told:
                indicators[name] = _date(indicators[name], *told[source.id])
    overlays = {**definitions.overlays, **dated}
    return replace(definitions, overlays=overlays, indicators=indicators)


def _date(indicator: Indicator, words: str, said: str) -> Indicator:
    """Return an indicator whose year and texts tell another day."""
    texts = {
        key: text.replace(words, said)
        for key, text in indicator.text.model_dump().items()
        if isinstance(text, str)
    }
    text = indicator.text.model_copy(update=texts)
    return indicator.model_copy(update={"year": said, "text": text})


def find_days(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return the days of the lists in a pack that was built from fetched ones."""
    return {one["id"]: one["day"] for one in manifest.get("sources", []) if one.get("day")}
