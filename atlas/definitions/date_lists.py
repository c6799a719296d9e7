"""Replace the date in a point list's description by the date of the fetched file."""

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
    """Return the definitions with the dates of the point lists in use.

    Parameters
    ----------
    definitions
        In any language.
    days
        ISO date of each list, by overlay identity. A list without `dated`, the words that state
        its date, keeps its description.

    Returns
    -------
    Definitions
        With the dates replaced in overlays and in indicators derived from them; the same object
        where nothing changes.
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
    """Return an indicator with its year and texts dated to another day."""
    texts = {
        key: text.replace(words, said)
        for key, text in indicator.text.model_dump().items()
        if isinstance(text, str)
    }
    text = indicator.text.model_copy(update=texts)
    return indicator.model_copy(update={"year": said, "text": text})


def find_days(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return the dates of fetched point lists in a pack, by overlay identity."""
    return {
        source["id"]: source["day"] for source in manifest.get("sources", []) if source.get("day")
    }
