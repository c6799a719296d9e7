"""The subject of a sentence: one area, several, or the whole place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from atlas.cache import cache_per_atlas

if TYPE_CHECKING:
    from atlas.facade import Atlas


@dataclass(frozen=True)
class Subject:
    """The subject of a sentence: codes, the name people use, and one row of published figures."""

    areas: tuple[str, ...]
    name: str
    kind: Literal["area", "selection", "place"]
    figures: pd.DataFrame


@cache_per_atlas(128)
def make_subject(atlas: Atlas, areas: tuple[str, ...]) -> Subject:
    """Return the subject for selected areas, or for the whole place without any."""
    if len(areas) == 1:
        figures = atlas.store.figures.loc[list(areas)]
        return Subject(tuple(areas), atlas.name_of(areas[0]), "area", figures)
    if not areas:
        everything = tuple(str(area) for area in atlas.measures.areas)
        totals = atlas.store.totals.loc[[atlas.store.place]]
        return Subject(everything, atlas.name, "place", totals)
    groups = pd.Series("selection", index=list(areas))
    figures = atlas.measures.roll_up(groups)
    return Subject(tuple(areas), atlas.name_together(areas), "selection", figures)
