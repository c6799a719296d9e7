"""Find the areas that meet all filters of a selection, and what each filter leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from atlas.text import say
from atlas.typology.by_shares import Shares

if TYPE_CHECKING:
    from atlas.address import Selection
    from atlas.facade import Atlas


@dataclass(frozen=True)
class Filtered:
    """The areas that meet all filters, and what each filter by itself leaves.

    Parameters
    ----------
    met
        Whether each area meets all filters.
    steps
        For every filter in words, how many areas meet it and all filters before it.
    """

    met: pd.Series
    steps: tuple[tuple[str, int], ...]


def filter_areas(atlas: Atlas, selection: Selection) -> Filtered:
    """Return the areas of an atlas that meet all filters of a selection."""
    met = pd.Series(data=True, index=atlas.measures.areas)
    steps: list[tuple[str, int]] = []
    for words, kept in _list_filters(atlas, selection):
        met &= kept
        steps.append((words, int(met.sum())))
    return Filtered(met, tuple(steps))


def _list_filters(atlas: Atlas, selection: Selection) -> list[tuple[str, pd.Series]]:
    found: list[tuple[str, pd.Series]] = []
    by_typology: dict[str, list[str]] = {}
    for name in selection.types:
        typology, one = name.split(".", 1)
        by_typology.setdefault(typology, []).append(one)
    for typology, wanted in by_typology.items():
        assignment = atlas.types(typology, reading=selection.reading)
        names = ", ".join(atlas.type_name(typology, one) for one in wanted)
        words = (
            say("Type most residents live in: {names}", names=names)
            if isinstance(assignment, Shares)
            else say("Type: {names}", names=names)
        )
        found.append((words, assignment.types.isin(wanted)))
    if selection.wards or selection.neighbourhoods:
        areas = atlas.store.areas
        kept = areas["ward_code"].isin(selection.wards)
        kept |= areas["neighbourhood_code"].isin(selection.neighbourhoods)
        larger = [atlas.wards[code] for code in selection.wards]
        larger += [atlas.neighbourhoods[code] for code in selection.neighbourhoods]
        kind = atlas.name_larger()
        found.append((say("{kind}: {names}", kind=kind, names=", ".join(larger)), kept))
    found.extend(
        (atlas.say_condition(condition), atlas.measures.meets(condition))
        for condition in selection.conditions
    )
    return found
