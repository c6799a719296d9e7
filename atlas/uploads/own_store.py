"""A store with a visitor's own columns beside the published ones, without copying."""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

import pandas as pd

from atlas.store import Store
from atlas.uploads.own_layer import OwnLayer, define_source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.uploads.lay_out import Laid


def pass_on(owner: type, *names: str) -> None:
    """Let a class answer these attributes and methods as its object `shared` does."""
    for name in names:
        setattr(owner, name, property(attrgetter(f"shared.{name}")))


class OwnStore(Store):
    """A store with added columns; the tables of the shared store are not copied.

    Parameters
    ----------
    shared
        The shared store.
    laid
        The own layers' columns, by layer.
    layers
        The layers, for their attributions in downloads.
    """

    def __init__(self, shared: Store, laid: Mapping[str, Laid], layers: Sequence[OwnLayer]) -> None:
        said = [define_source(layer).attribution for layer in layers]
        told = {"attributions": [*shared.manifest["attributions"], *said]}
        super().__init__(shared.folder, {**shared.manifest, **told})
        self.shared = shared
        self.own = pd.concat([one.columns for one in laid.values()], axis=1)
        self._totals = pd.concat([one.total for one in laid.values()])

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Published and own figures, one column per variable, indexed by area."""
        return pd.concat([self.shared.figures, self.own], axis=1)

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Figures of the comparators; own figures exist only for the place."""
        totals = self.shared.totals
        own = self._totals.to_frame(self.shared.place).T.reindex(totals.index)
        both: pd.DataFrame = pd.concat([totals, own], axis=1)
        return both


# Published tables are the same with own layers.
pass_on(
    OwnStore,
    *("areas", "centres", "find_coded", "find_coded_knots", "find_knots", "find_sureness"),
    *("find_type_shares", "finer_outlines", "former_areas", "held", "labels", "middles"),
    *("moments", "neighbours", "outlines", "points", "surroundings"),
)
