"""Decide which areas are shown: those that meet all filters, less the classes switched off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from atlas.address import Selection
from atlas.classing import classify_layer
from atlas.kept import keep_with_atlas
from atlas.text import say
from atlas.typology.by_shares import Shares

if TYPE_CHECKING:
    from atlas.facade import Atlas

# What decides by itself which areas are left, and what does where a class is switched off.
# So many codes still make an address that every browser and mail program opens.
MOST_NAMED = 150
FILTERS = ("types", "wards", "neighbourhoods", "conditions", "helps", "reading")
CLASSED = ("off", "layer", "breaks", "classes")


@dataclass(frozen=True)
class Filtered:
    """The areas that are shown, and what each filter by itself leaves.

    Legend, table, chart, panel and files all count the areas of `met`, so that their counts
    are the same.

    Parameters
    ----------
    met
        Whether each area is shown: it meets all filters, and its class is not switched off.
    passed
        Whether each area meets all filters, whatever its class.
    steps
        For every filter in words, how many areas meet it and all filters before it; what is
        switched off in the legend is the last of them.
    """

    met: pd.Series
    passed: pd.Series
    steps: tuple[tuple[str, int], ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the areas that are shown, in order."""
        return tuple(str(area) for area in self.met.index[self.met])


def filter_areas(atlas: Atlas, selection: Selection) -> Filtered:
    """Return the areas of an atlas that a selection shows."""
    return _filter(atlas, only_filters(selection))


def find_told(atlas: Atlas, selection: Selection) -> tuple[str, ...]:
    """Return the areas that are told of: those selected, else what the filters leave.

    None stand for the whole place, of which nothing is left out.
    """
    if selection.areas or not narrows(selection):
        return selection.areas
    filtered = filter_areas(atlas, selection)
    return () if filtered.met.all() else filtered.codes


def narrows(selection: Selection) -> bool:
    """Return whether any area may be left out: by a filter, or by a class switched off."""
    return selection.has_filters or bool(selection.off)


def only_filters(selection: Selection) -> Selection:
    """Return a selection with nothing but what decides which areas are shown.

    Examples
    --------
    >>> only_filters(Selection(layer="hou_owned", show="chart")) == Selection()
    True
    """
    # Which areas a class holds depends on how the layer is broken into classes.
    names = (*FILTERS, *CLASSED) if selection.off else FILTERS
    return Selection(**{name: getattr(selection, name) for name in names})


@keep_with_atlas(16)
def _filter(atlas: Atlas, selection: Selection) -> Filtered:
    passed = pd.Series(data=True, index=atlas.measures.areas)
    steps: list[tuple[str, int]] = []
    for words, kept in _list_filters(atlas, selection):
        passed &= kept
        steps.append((words, int(passed.sum())))
    met = passed
    if selection.off:
        classing = classify_layer(atlas, selection)
        met = passed & ~classing.codes.isin(selection.off)
        labels = [name for place, name in enumerate(classing.labels) if place in selection.off]
        if labels:
            words = say("Switched off in the legend: {classes}", classes="; ".join(labels))
            steps.append((words, int(met.sum())))
    return Filtered(met, passed, tuple(steps))


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
    if selection.helps:
        fitting = atlas.matcher.reach(selection.helps).index
        words = name_helped(atlas, selection.helps)
        found.append((words, pd.Series(atlas.measures.areas.isin(fitting), atlas.measures.areas)))
    return found


def name_helped(atlas: Atlas, action: str) -> str:
    """Return the filter that keeps the areas which an action fits, in words."""
    known = atlas.definitions.actions[action]
    if known.scope == "place":
        return say("Areas to start in with: {action}", action=known.name)
    return say("Where it fits: {action}", action=known.name)
