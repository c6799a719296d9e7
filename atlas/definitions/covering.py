"""Reduce definitions to those that have figures in one geography or at one level."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from atlas.definitions.model import Definition
from atlas.definitions.typology import SharedTypology

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from atlas.definitions.action import Action
    from atlas.definitions.defined import AnyDefined, Defined
    from atlas.definitions.indicator import Indicator
    from atlas.definitions.overlay import Overlay
    from atlas.definitions.published_file import PublishedFile
    from atlas.definitions.source import Source
    from atlas.definitions.typology import Typology

Kind = TypeVar("Kind", bound=Definition)


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

    def is_shown(source: Source) -> bool:
        return definitions.shown_by(source.geography) == geography

    sources = _keep(definitions.sources, is_shown)
    overlays = _keep(definitions.overlays, is_shown)
    if len(sources) + len(overlays) == len(definitions.sources) + len(definitions.overlays):
        return definitions
    indicators = _keep(
        definitions.indicators,
        lambda indicator: all(map(is_shown, definitions.sources_of(indicator))),
    )
    typologies = _keep(
        definitions.typologies, lambda typology: indicators_of(typology) <= indicators.keys()
    )
    actions = _cover_actions(definitions, indicators, typologies)
    listed = {indicator.group for indicator in indicators.values()}
    return replace(
        definitions,
        sources=sources,
        overlays=overlays,
        files=_cover_files(definitions, overlays, geography),
        indicators=indicators,
        typologies=typologies,
        actions=_keep(actions, lambda action: action.scope == "place" or bool(action.triggers)),
        sheets=_keep(definitions.sheets, lambda sheet: sheet.typology in typologies),
        **_cover_comparisons(definitions, set(indicators)),
        groups=_keep(definitions.groups, lambda group: group.id in listed),
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
    return replace(
        definitions,
        typologies=typologies,
        actions=_cover_actions(definitions, definitions.indicators, typologies),
        sheets=_keep(definitions.sheets, lambda sheet: sheet.typology in typologies),
    )


def _keep(kind: Mapping[str, Kind], is_kept: Callable[[Kind], bool]) -> dict[str, Kind]:
    """Return the definitions of a kind that are kept."""
    return {name: definition for name, definition in kind.items() if is_kept(definition)}


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
    signals = _keep(
        definitions.signals,
        lambda signal: {criterion.indicator for criterion in signal.criteria} <= indicators,
    )
    return {
        "likeness": _keep(
            definitions.likeness, lambda one: {*one.indicators, *one.changes} <= indicators
        ),
        "town_types": _keep(
            definitions.town_types,
            lambda kind: {kind.size.indicator, kind.path.indicator} <= indicators,
        ),
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


def indicators_of(typology: Typology) -> set[str]:
    """Return the indicators used by a typology's rules."""
    found = {name for area_type in typology.types for name in area_type.profile}
    found |= {condition.indicator for area_type in typology.types for condition in area_type.all}
    found |= {claim.when.indicator for claim in typology.claims}
    return found | {area_type.indicator for area_type in typology.types if area_type.indicator}


def _cover_actions(
    definitions: Defined, indicators: Mapping[str, Indicator], typologies: Mapping[str, Typology]
) -> dict[str, Action]:
    """Return the actions without triggers, types and floors of what is not there."""
    types = {f"{name}.{one.id}" for name, typology in typologies.items() for one in typology.types}
    return {
        name: action.model_copy(
            update={
                "triggers": [one for one in action.triggers if one.indicator in indicators],
                "suits": [name for name in action.suits if name in types],
                "least": {key: count for key, count in action.least.items() if key in indicators},
            }
        )
        for name, action in definitions.actions.items()
    }
