"""Which areas a selection shows: those that meet its filters, less the classes switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.cache import cache_per_atlas
from atlas.layer.classing import classify_layer
from atlas.selection.filtering import (
    Filtered,
    apply_filters,
    narrows,
    only_filters,
    switch_off,
)
from atlas.text import say

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection


def find_shown(atlas: Atlas, selection: Selection) -> Filtered:
    """Return the areas of an atlas that a selection shows.

    Types of one typology are alternatives; so are wards and neighbourhoods together.
    Everything else must hold at once.
    """
    return _find_shown(atlas, only_filters(selection))


def find_told(atlas: Atlas, selection: Selection) -> tuple[str, ...]:
    """Return the areas that are told of: those selected, else what the filters leave.

    None stand for the whole place, of which nothing is left out.
    """
    if selection.areas or not narrows(selection):
        return selection.areas
    filtered = find_shown(atlas, selection)
    return () if filtered.met.all() else filtered.codes


@cache_per_atlas(16)
def _find_shown(atlas: Atlas, selection: Selection) -> Filtered:
    filtered = apply_filters(atlas.measures.areas, atlas.list_filters(selection))
    if not selection.off:
        return filtered
    classing = classify_layer(atlas, selection)
    labels = [name for place, name in enumerate(classing.labels) if place in selection.off]
    words = say("Switched off in the legend: {classes}", classes="; ".join(labels))
    return switch_off(filtered, classing.codes.isin(selection.off), words if labels else "")
