"""The areas that a selection shows: those that meet its filters, in classes that are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.cache import cache_per_atlas
from atlas.layer.classing import classify
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

    Types of one typology are alternatives, and so are wards and neighbourhoods. Everything else
    must hold at the same time.
    """
    return _find_shown(atlas, only_filters(selection))


def find_told(atlas: Atlas, selection: Selection) -> tuple[str, ...]:
    """Return the areas to describe: those selected, or else those that meet the filters.

    Empty for the whole place, without any filter that leaves areas out.
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
    asked = (selection.breaks, selection.classes, selection.reading)
    classing = classify(atlas, selection.layer, *asked)
    labels = [label for code, label in enumerate(classing.labels) if code in selection.off]
    words = say("Switched off in the legend: {classes}", classes="; ".join(labels))
    return switch_off(filtered, classing.codes.isin(selection.off), words if labels else "")
