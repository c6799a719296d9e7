"""What a figure is compared with: the place itself, and what the visitor chose beside it."""

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
    """One place with its figure.

    Parameters
    ----------
    name
        What it is called.
    value, text
        Its figure, and that in words with its unit.
    """

    name: str
    value: float
    text: str


def list_comparators(atlas: Atlas, indicator: Indicator, *words: str) -> list[Comparator]:
    """Return the place and what it is compared with, those that have the figure.

    Parameters
    ----------
    atlas
        The place.
    indicator
        What is measured.
    words
        What it is compared with, by the words in an address.

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
