"""An atlas with a visitor's own layers beside the published ones, only for that visitor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.facade import Atlas
from atlas.places.naming import name_neighbourhood
from atlas.text import say
from atlas.uploads.lay_out import lay_out
from atlas.uploads.matching_areas import KINDS
from atlas.uploads.own_layer import (
    GROUP,
    LICENCE,
    OwnLayer,
    define_indicator,
    define_source,
)
from atlas.uploads.own_measures import OwnMeasures
from atlas.uploads.own_store import OwnStore, pass_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Definitions, Indicator
    from atlas.uploads.matching_areas import MatchingAreas


class OwnAtlas(Atlas):
    """A place as one visitor sees it: everything published, and their own layers.

    Published figures are worked out and cached by the shared atlas; only own layers are worked
    out here, and they end with the visitor's session.

    Parameters
    ----------
    shared
        The atlas that all visitors share.
    layers
        The visitor's layers, in the order they were added.
    ground
        The place's small areas and the larger ones they lie in.
    """

    def __init__(self, shared: Atlas, layers: Sequence[OwnLayer], ground: MatchingAreas) -> None:
        self.shared = shared
        self.layers = {layer.id: layer for layer in layers}
        laid = {name: lay_out(layer, shared, ground) for name, layer in self.layers.items()}
        definitions = extend_definitions(shared, layers)
        store = OwnStore(shared.store, laid, layers)
        super().__init__(definitions, store)
        # A kind is larger than the areas shown unless it is one of these; none is for authorities.
        shown = KINDS if self.level == "authority" else ("area", self.level)
        self.measures = OwnMeasures(
            shared.measures,
            store,
            definitions,
            {name: one.reasons for name, one in laid.items()},
            {name: layer.kind for name, layer in self.layers.items() if layer.kind not in shown},
        )

    def is_own(self, layer: str) -> bool:
        """Return whether a layer shows uploaded figures."""
        return layer in self.layers

    def name_measured(self, indicator: Indicator, areas: Sequence[str], name: str) -> str:
        """Return the name of the area that the figure of some areas describes.

        Where a file has figures for larger areas, such as wards, the name is that of the ward
        and not of the small area that shows its figure.
        """
        kind = self.is_own(indicator.id) and self.measures.larger_kind(indicator.id)
        if not kind:
            return super().name_measured(indicator, areas, name)
        around = self.store.areas.loc[list(areas)]
        codes = around[f"{kind}_code"]
        if codes.ne(codes.iloc[0]).any():
            return name
        if kind == "neighbourhood":
            row = around.iloc[0]
            return name_neighbourhood(str(row[kind]), str(row["name"]))
        if kind == "ward":
            return self.words.around.format_map(around.iloc[0])
        return str(around[kind].iloc[0])

    def noun_measured(self, indicator: Indicator) -> str:
        """Return the noun of the larger area a figure is for; empty for an area's own."""
        if not self.is_own(indicator.id):
            return super().noun_measured(indicator)
        return self.layers[indicator.id].larger if self.measures.larger_kind(indicator.id) else ""


# Types, triggers of actions and lists of points do not depend on own figures.
pass_on(OwnAtlas, "elsewhere", "matcher", "own_lists", "shipped_lists", "types")


def extend_definitions(shared: Atlas, layers: Sequence[OwnLayer]) -> Definitions:
    """Return a place's definitions with a source and an indicator added for each layer."""
    definitions = shared.definitions
    palette = next(one.id for one in definitions.palettes.values() if one.kind == "sequential")
    own = [define_indicator(layer, palette, order=number) for number, layer in enumerate(layers)]
    # The place's own geography, or the figures would be listed as missing here.
    where = {"geography": shared.geography.id, "coverage": shared.whole.id}
    sources = [define_source(layer).model_copy(update=where) for layer in layers]
    licence = LICENCE.model_copy(update={"name": say(LICENCE.name)})
    group = GROUP.model_copy(update={"name": say(GROUP.name), "summary": say(GROUP.summary)})
    return replace(
        definitions,
        licences={**definitions.licences, LICENCE.id: licence},
        groups={**definitions.groups, GROUP.id: group},
        sources={**definitions.sources, **{one.id: one for one in sources}},
        indicators={**definitions.indicators, **{one.id: one for one in own}},
    )
