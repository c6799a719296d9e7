"""Comparators of a figure: the place itself, and those that the visitor chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.prose.figures import format_figure

if TYPE_CHECKING:
    from atlas.definitions import Indicator
    from atlas.facade import Atlas


@dataclass(frozen=True)
class Comparator:
    """One place with its figure, and the same as text with its unit."""

    name: str
    value: float
    text: str


def list_comparators(atlas: Atlas, indicator: Indicator, *words: str) -> list[Comparator]:
    """Return the place and its comparators, by their ids in an address, that have the figure.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> atlas = open_atlas("luton")
    >>> owned = atlas.definitions.indicators["hou_owned"]
    >>> [one.name for one in list_comparators(atlas, owned, "england")]
    ['Luton', 'England']
    """
    totals = atlas.measures.comparators(indicator.id)
    named = {atlas.store.place: atlas.name}
    for word in words:
        row = atlas.comparator_row(word) if word in atlas.comparators else None
        if row is not None:
            named.setdefault(row, atlas.comparators[word])
    values = {name: float(totals.get(row, np.nan)) for row, name in named.items()}
    return [
        Comparator(name, value, format_figure(indicator, value))
        for name, value in values.items()
        if not np.isnan(value)
    ]
