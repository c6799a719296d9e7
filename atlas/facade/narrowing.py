"""The filters of a selection, each with its text and the areas it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.facade.suggesting import Suggesting
from atlas.selection.filtering import Filter
from atlas.text import say
from atlas.typology.by_shares import Shares

if TYPE_CHECKING:
    from atlas.selection.address import Selection


class Narrowing(Suggesting):
    """The part of an atlas that turns the filters of a selection into areas."""

    def list_filters(self, selection: Selection) -> list[Filter]:
        """Return the filters of a selection in the order they are shown."""
        filters = self._filter_types(selection)
        if selection.wards or selection.neighbourhoods:
            filters.append(self._filter_larger(selection))
        filters.extend(
            Filter(self.format_condition(condition), self.measures.meets(condition))
            for condition in selection.conditions
        )
        if selection.helps:
            areas = self.measures.areas
            fitting = areas.isin(self.matcher.reach(selection.helps).index)
            filters.append(Filter(self.name_helped(selection.helps), pd.Series(fitting, areas)))
        return filters

    def _filter_types(self, selection: Selection) -> list[Filter]:
        wanted: dict[str, list[str]] = {}
        for name in selection.types:
            typology, one = name.split(".", 1)
            wanted.setdefault(typology, []).append(one)
        filters = []
        for typology, types in wanted.items():
            assignment = self.types(typology, reading=selection.reading)
            names = ", ".join(self.type_name(typology, one) for one in types)
            words = (
                say("Type most residents live in: {names}", names=names)
                if isinstance(assignment, Shares)
                else say("Type: {names}", names=names)
            )
            filters.append(Filter(words, assignment.types.isin(types)))
        return filters

    def _filter_larger(self, selection: Selection) -> Filter:
        areas = self.store.areas
        kept = areas["ward_code"].isin(selection.wards)
        kept |= areas["neighbourhood_code"].isin(selection.neighbourhoods)
        names = [self.wards[code] for code in selection.wards]
        names += [self.neighbourhoods[code] for code in selection.neighbourhoods]
        words = say("{kind}: {names}", kind=self.name_larger(), names=", ".join(names))
        return Filter(words, kept)

    def name_helped(self, action: str) -> str:
        """Return the text of the filter for the areas that an action fits."""
        known = self.definitions.actions[action]
        if known.scope == "place":
            return say("Areas to start in with: {action}", action=known.name)
        return say("Where it fits: {action}", action=known.name)
