"""Leave of all definitions what the figures of one geography, or of larger areas, allow."""

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
    """Return the definitions that a place shown by a geography can use.

    Parameters
    ----------
    definitions
        All definitions, checked.
    geography
        Identity of a geography that places are shown by.

    Returns
    -------
    Definitions
        Sources and lists of points whose figures are published for the geography or become
        figures of it; the files of its outlines and look-ups; the indicators made of these
        alone; the typologies all of whose figures are left; actions without the triggers and
        types that are gone; the sheets of typologies that are left; likeness, town
        types and signals all of whose figures are left; the areas of outcome and the subjects
        with the figures that are left; the groups that still list something.
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
    types = {f"{name}.{one.id}" for name, typology in typologies.items() for one in typology.types}
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
                update={"follows": [one for one in outcome.follows if one in indicators]}
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
    """Return the definitions as areas of a level can use them.

    Parameters
    ----------
    definitions
        What a place can use.
    level
        What one area is; nothing changes where it is a small area.

    Returns
    -------
    Definitions
        Without the typologies that mean nothing for larger areas. The others of small areas
        ask how many residents live in areas of each type.
    """
    if level == "area":
        return definitions
    typologies = {
        name: _share_out(typology)
        for name, typology in definitions.typologies.items()
        if typology.larger is not None or typology.method == "largest"
    }
    indicators = set(definitions.indicators)
    types = {f"{name}.{one.id}" for name, typology in typologies.items() for one in typology.types}
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


def _share_out(typology: Typology) -> Typology:
    larger = typology.larger
    if larger is None or isinstance(typology, SharedTypology):
        return typology
    # The type of a larger area is the one with the largest share.
    told = {**dict(typology), **dict(larger), "method": "largest"}
    return SharedTypology.model_construct(**told)


def _cover_comparisons(definitions: Defined, indicators: set[str]) -> dict[str, Any]:
    """Return what places are compared by, as far as all of its figures are left.

    Signals that are left out everywhere say so beside others alone.
    """
    signals = {
        name: signal
        for name, signal in definitions.signals.items()
        if {criterion.indicator for criterion in signal.criteria} <= indicators
    }
    return {
        "likeness": {
            name: one
            for name, one in definitions.likeness.items()
            if {*one.indicators, *one.changes} <= indicators
        },
        "town_types": {
            name: one
            for name, one in definitions.town_types.items()
            if {one.size.indicator, one.path.indicator} <= indicators
        },
        "signals": signals if any(one.criteria for one in signals.values()) else {},
    }


def _cover_files(
    definitions: Defined, overlays: Mapping[str, Overlay], geography: str
) -> dict[str, PublishedFile]:
    """Return the files that a geography, what becomes it, or a list of points in it names."""
    read = {
        path
        for name, one in definitions.geographies.items()
        if definitions.shown_by(name) == geography
        for path in [*one.files.values(), *one.further_files]
    }
    read |= {path for one in overlays.values() for path in one.points.postcode_files}
    return {name: file for name, file in definitions.files.items() if file.file in read}


def _covers(definitions: Defined, indicator: Indicator, geography: str) -> bool:
    shown = {definitions.shown_by(one.geography) for one in definitions.sources_of(indicator)}
    return shown == {geography}


def indicators_of(typology: Typology) -> set[str]:
    """Return the indicators that a typology's rules name."""
    found = {name for one in typology.types for name in one.profile}
    found |= {condition.indicator for one in typology.types for condition in one.all}
    found |= {claim.when.indicator for claim in typology.claims}
    return found | {one.indicator for one in typology.types if one.indicator}


def _cover_action(action: Action, indicators: set[str], types: set[str]) -> Action:
    triggers = [one for one in action.triggers if one.indicator in indicators]
    suits = [name for name in action.suits if name in types]
    least = {name: count for name, count in action.least.items() if name in indicators}
    return action.model_copy(update={"triggers": triggers, "suits": suits, "least": least})
