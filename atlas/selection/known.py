"""Adapt a selection to a place, with defaults for what the place lacks."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.selection.address import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.definitions import Definitions
    from atlas.selection.address import Known


def keep_known(selection: Selection, known: Known) -> Selection:
    """Return a selection, perhaps from another place, without the names that a place lacks.

    Required fields, such as the layer, become the place's default.
    """
    definitions, comparators = known.definitions, list(known.comparators)
    kinds = sorted(definitions.typologies.values(), key=lambda kind: (kind.order, kind.id))
    typologies = [kind.id for kind in kinds]
    typology = (
        selection.typology if selection.typology in typologies else next(iter(typologies), "")
    )
    layers = [*definitions.indicators, *typologies]
    here, is_town = selection.layer in layers, selection.reading == "town"
    column = selection.sort.removeprefix("-")
    return replace(
        selection,
        layer=selection.layer if here else _usual_layer(definitions),
        off=selection.off if here else (),
        compare=selection.compare if selection.compare in comparators else comparators[0],
        typology=typology,
        # Without types the reading has no effect, and its default is left out of the address.
        reading=known.scales[-1] if typologies and not is_town else selection.reading,
        types=_keep(selection.types, definitions.type_names),
        conditions=tuple(
            condition
            for condition in selection.conditions
            if condition.indicator in definitions.indicators and condition.scale in known.scales
        ),
        sort=selection.sort if column in ("name", "type", "residents", *layers) else "",
        helps=selection.helps if selection.helps in definitions.actions else "",
        areas=_keep(selection.areas, known.areas),
        wards=_keep(selection.wards, known.wards),
        neighbourhoods=_keep(selection.neighbourhoods, known.neighbourhoods),
        overlays=_keep(selection.overlays, known.overlays),
        language=selection.language if selection.language in known.languages else "",
    )


def _keep(names: tuple[str, ...], known: Iterable[str]) -> tuple[str, ...]:
    there = set(known) if names else ()
    return tuple(name for name in names if name in there)


def _usual_layer(definitions: Definitions) -> str:
    """Return the place's default layer."""
    indicators = definitions.indicators
    if Selection.layer in indicators:
        return Selection.layer
    return min(
        indicators.values(), key=lambda indicator: (indicator.key_figure or math.inf, indicator.id)
    ).id
