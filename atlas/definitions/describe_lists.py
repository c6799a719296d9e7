"""Describe point lists as a pack has them: their dates, and how many points may be misplaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from atlas.quantities import format_value
from atlas.text import format_day, format_number, say, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions.defined import AnyDefined


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
    overlays, indicators = dict(definitions.overlays), dict(definitions.indicators)
    told: dict[str, tuple[str, str]] = {}
    for name, day in days.items():
        overlay = overlays.get(name)
        if overlay is None or not overlay.dated:
            continue
        with speaking(definitions.speech):
            said = format_day(date.fromisoformat(day))
        describes = overlay.describes.replace(overlay.dated, said)
        changes = {"describes": describes, "published": said, "day": day}
        overlays[name], told[name] = overlay.model_copy(update=changes), (overlay.dated, said)
    if not told:
        return definitions
    for name, indicator in definitions.indicators.items():
        for source in definitions.sources_of(indicator):
            if source.id in told:
                words, said = told[source.id]
                text = indicators[name].text
                texts = {key: one.replace(words, said) for key, one in text if isinstance(one, str)}
                changed = {"year": said, "text": text.model_copy(update=texts)}
                indicators[name] = indicators[name].model_copy(update=changed)
    return replace(definitions, overlays=overlays, indicators=indicators)


def find_days(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return the dates of fetched point lists in a pack, by overlay identity."""
    return {
        source["id"]: source["day"] for source in manifest.get("sources", []) if source.get("day")
    }


def describe_placing(definitions: AnyDefined, manifest: Mapping[str, Any]) -> AnyDefined:
    """Return the definitions with a sentence on placing added to point lists' cautions.

    Parameters
    ----------
    definitions
        In any language.
    manifest
        Manifest of a pack; older ones lack `placing`, and nothing is added.

    Returns
    -------
    Definitions
        With longer cautions for the lists and for the indicators that count them.
    """
    placing = manifest.get("placing") or {}
    if not placing.get("known"):
        return definitions
    overlays, indicators = dict(definitions.overlays), dict(definitions.indicators)
    counted_by: dict[str, str] = {}
    for name, overlay in definitions.overlays.items():
        # A list of which the pack holds only counts was assigned to areas by their outlines.
        facts = placing["lists"].get(name, {"points": 0, "by_code": 0})
        with speaking(definitions.speech):
            words = _format_placing(placing, facts)
        overlays[name] = overlay.model_copy(update={"caution": _add(overlay.caution, words)})
        for variable, measure in overlay.measures.items():
            if measure.what == "inside":
                counted_by.setdefault(variable, words)
    for name, indicator in definitions.indicators.items():
        told = [words for variable, words in counted_by.items() if variable in indicator.entries]
        if told:
            text = indicator.text
            text = text.model_copy(update={"caution": _add(text.caution, told[0])})
            indicators[name] = indicator.model_copy(update={"text": text})
    return replace(definitions, overlays=overlays, indicators=indicators)


def _add(caution: str, words: str) -> str:
    """Return a caution with a sentence appended, unless it is already there."""
    return caution if words in caution else f"{caution} {words}"


def _format_placing(placing: Mapping[str, Any], facts: Mapping[str, int]) -> str:
    known, misplaced = int(placing["known"]), int(placing["misplaced"])
    share = say(
        "{share} of the {count} places whose area is published",
        share=format_value(100 * misplaced / known, "percent"),
        count=format_number(known),
    )
    if facts["by_code"] * 2 > facts["points"]:
        return say(
            "Each is counted in the area that its publisher gives. By the map's outlines, "
            "{share} would be in another area, nearly always the one next to it; the symbol is "
            "shown there.",
            share=share,
        )
    return say(
        "Counted by the map's outlines. They put {share} in another area, nearly always the one "
        "next to it; the same may apply here.",
        share=share,
    )
