"""State with each point list how many points generalised outlines may misplace."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from atlas.quantities import format_value
from atlas.text import format_number, say, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions.defined import AnyDefined, Defined
    from atlas.definitions.overlay import Overlay


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
    with speaking(definitions.speech):
        # A list of which the pack holds only counts was assigned to areas by their outlines.
        told = {
            name: _format_of(placing, placing["lists"].get(name, {"points": 0, "by_code": 0}))
            for name in definitions.overlays
        }
    overlays = dict(definitions.overlays)
    for name, words in told.items():
        caution = _add(overlays[name].caution, words)
        overlays[name] = overlays[name].model_copy(update={"caution": caution})
    indicators = dict(definitions.indicators)
    for name, indicator in definitions.indicators.items():
        counted = next(
            (overlay for overlay in _list_counted(definitions, name) if overlay in told), None
        )
        if counted is not None:
            text = indicator.text
            text = text.model_copy(update={"caution": _add(text.caution, told[counted])})
            indicators[name] = indicator.model_copy(update={"text": text})
    return replace(definitions, overlays=overlays, indicators=indicators)


def _add(caution: str, words: str) -> str:
    """Return a caution with a sentence appended, unless it is already there."""
    return caution if words in caution else f"{caution} {words}"


def _format_of(placing: Mapping[str, Any], facts: Mapping[str, int]) -> str:
    known, misplaced = int(placing["known"]), int(placing["misplaced"])
    share = say(
        "{share} of the {count} places whose area is published",
        share=format_value(100 * misplaced / known, "percent"),
        count=format_number(known),
    )
    if facts["by_code"] * 2 > facts["points"]:
        return say(
            "Each is counted in the area that its publisher tells. By the outlines of the map "
            "{share} would lie in another area, nearly always the next: there its symbol stands.",
            share=share,
        )
    return say(
        "Counted by the outlines of the map, which lay {share} on another area, nearly always "
        "the next: so it may be with these.",
        share=share,
    )


def _list_counted(definitions: Defined, name: str) -> list[str]:
    """Return the point lists that an indicator counts within areas."""
    entries = [entry for parts in definitions.indicators[name].inputs.values() for entry in parts]
    return [
        overlay.id
        for overlay in definitions.overlays.values()
        if _counts(overlay, {entry.removeprefix("-") for entry in entries})
    ]


def _counts(overlay: Overlay, entries: set[str]) -> bool:
    return any(
        name in entries and measure.what == "inside" for name, measure in overlay.measures.items()
    )
