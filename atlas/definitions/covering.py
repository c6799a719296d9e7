"""Reduce definitions to those that have figures in one geography or at one level."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from atlas.definitions.typology import SharedTypology

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions.action import Action
    from atlas.definitions.defined import AnyDefined, Defined
    from atlas.definitions.indicator import Indicator
    from atlas.definitions.overlay import Overlay
    from atlas.definitions.published_file import PublishedFile
    from atlas.definitions.typology import Typology


def cover_geography(definitions: AnyDefined, geography: str) -> AnyDefined:
    """Return the definitions that places of a geography have figures for.

    Parameters
    ----------
    definitions
        All definitions, checked.
    geography
        Identity of a geography that places are shown by.

    Returns
    -------
    Definitions
        Sources and point lists published for the geography or converted to it; the files of
        its outlines and look-ups; the indicators derived from these alone; typologies,
        likeness, town types and signals whose indicators all remain; the sheets of these
        typologies; actions, outcome areas and subjects without what was dropped; groups that
        are not empty.
    """
    sources = {
        name: source
        for name, source in definitions.sources.items()
        if definitions.shown_by(source.geography) == geography
    }
    overlays = {
        name: overlay
        for name, overlay in definitions.overlays.items()
        if definitions.shown_by(overlay.geography) == geography
    }
    if len(sources) + len(overlays) == len(definitions.sources) + len(definitions.overlays):
        return definitions
    indicators = {
        name: indicator
        for name, indicator in definitions.indicators.items()
        if _covers(definitions, indicator, geography)
    }
    typologies = {
        name: typology
        for name, typology in definitions.typologies.items()
        if indicators_of(typology) <= set(indicators)
    }
    types = _name_types(typologies)
    actions = {
        name: _cover_action(action, set(indicators), types)
        for name, action in definitions.actions.items()
    }
    listed = {indicator.group for indicator in indicators.values()}
    return replace(
        definitions,
        sources=sources,
        overlays=overlays,
        files=_cover_files(definitions, overlays, geography),
        indicators=indicators,
        typologies=typologies,
        actions={
            name: action
            for name, action in actions.items()
            if action.scope == "place" or action.triggers
        },
        sheets={
            name: sheet
            for name, sheet in definitions.sheets.items()
            if sheet.typology in typologies
        },
        **_cover_comparisons(definitions, set(indicators)),
        groups={name: group for name, group in definitions.groups.items() if name in listed},
        outcomes={
            name: outcome.model_copy(
                update={"follows": [figure for figure in outcome.follows if figure in indicators]}
            )
            for name, outcome in definitions.outcomes.items()
        },
        subjects={
            name: subject.model_copy(
                update={"figures": [one for one in subject.figures if one.indicator in indicators]}
            )
            for name, subject in definitions.subjects.items()
        },
    )


def cover_level(definitions: AnyDefined, level: str) -> AnyDefined:
    """Return the definitions for the areas of a level.

    Parameters
    ----------
    definitions
        The definitions of a place.
    level
        The kind of area; nothing changes for small areas.

    Returns
    -------
    Definitions
        Without the typologies that have no meaning for larger areas. The other typologies of
        small areas become shares of residents by type.
    """
    if level == "area":
        return definitions
    typologies = {
        name: _share_out(typology)
        for name, typology in definitions.typologies.items()
        if typology.larger is not None or typology.method == "largest"
    }
    indicators = set(definitions.indicators)
    types = _name_types(typologies)
    return replace(
        definitions,
        typologies=typologies,
        actions={
            name: _cover_action(action, indicators, types)
            for name, action in definitions.actions.items()
        },
        sheets={
            name: sheet
            for name, sheet in definitions.sheets.items()
            if sheet.typology in typologies
        },
    )


def _name_types(typologies: Mapping[str, Typology]) -> set[str]:
    return {
        f"{name}.{area_type.id}"
        for name, typology in typologies.items()
        for area_type in typology.types
    }


def _share_out(typology: Typology) -> Typology:
    larger = typology.larger
    if larger is None or isinstance(typology, SharedTypology):
        return typology
    # The type of a larger area is that with the largest share of residents.
    told = {**dict(typology), **dict(larger), "method": "largest"}
    return SharedTypology.model_construct(**told)


def _cover_comparisons(definitions: Defined, indicators: set[str]) -> dict[str, Any]:
    """Return the likeness, town types and signals whose indicators all remain.

    Signals without criteria are kept only beside some that have them.
    """
    signals = {
        name: signal
        for name, signal in definitions.signals.items()
        if {criterion.indicator for criterion in signal.criteria} <= indicators
    }
    return {
        "likeness": {
            name: likeness
            for name, likeness in definitions.likeness.items()
            if {*likeness.indicators, *likeness.changes} <= indicators
        },
        "town_types": {
            name: town_types
            for name, town_types in definitions.town_types.items()
            if {town_types.size.indicator, town_types.path.indicator} <= indicators
        },
        "signals": signals if any(signal.criteria for signal in signals.values()) else {},
    }


def _cover_files(
    definitions: Defined, overlays: Mapping[str, Overlay], geography: str
) -> dict[str, PublishedFile]:
    """Return the files named by a geography, those converted to it, and their point lists."""
    read = {
        path
        for name, known in definitions.geographies.items()
        if definitions.shown_by(name) == geography
        for path in [*known.files.values(), *known.further_files]
    }
    read |= {path for overlay in overlays.values() for path in overlay.points.postcode_files}
    return {name: file for name, file in definitions.files.items() if file.file in read}


def _covers(definitions: Defined, indicator: Indicator, geography: str) -> bool:
    shown = {definitions.shown_by(source.geography) for source in definitions.sources_of(indicator)}
    return shown == {geography}


def indicators_of(typology: Typology) -> set[str]:
    """Return the indicators used by a typology's rules."""
    found = {name for area_type in typology.types for name in area_type.profile}
    found |= {condition.indicator for area_type in typology.types for condition in area_type.all}
    found |= {claim.when.indicator for claim in typology.claims}
    return found | {area_type.indicator for area_type in typology.types if area_type.indicator}


def _cover_action(action: Action, indicators: set[str], types: set[str]) -> Action:
    triggers = [trigger for trigger in action.triggers if trigger.indicator in indicators]
    suits = [name for name in action.suits if name in types]
    least = {name: count for name, count in action.least.items() if name in indicators}
    return action.model_copy(update={"triggers": triggers, "suits": suits, "least": least})
