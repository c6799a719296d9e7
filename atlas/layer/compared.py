"""A figure of the place beside those of the comparators that the visitor chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.prose.figures import format_figure
from atlas.prose.parts import find_value, list_authorities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Indicator
    from atlas.facade import Atlas

# Of more authorities the table has a column each.
MOST_LINES = 6


@dataclass(frozen=True)
class Compared:
    """The place or a comparator with its figure, and the same as text with its unit.

    Parameters
    ----------
    id
        Its identity in an address.
    name
        Its name alone.
    label
        Its name with the number of authorities where it is several.
    value, text
        The figure; NaN and words for a gap.
    gap
        Why there is none.
    """

    id: str
    name: str
    label: str
    value: float
    text: str
    gap: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it has the figure."""
        return not np.isnan(self.value)


def list_compared(atlas: Atlas, indicator: Indicator, compare: Sequence[str]) -> list[Compared]:
    """Return the place and its comparators, by their identities in an address.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> atlas = open_atlas("luton")
    >>> owned = atlas.definitions.indicators["hou_owned"]
    >>> [one.name for one in list_compared(atlas, owned, ["england", "E05014740"])]
    ['Luton', 'England', 'Challney ward']
    """
    found = _list_own(atlas, indicator)
    others = atlas.find_comparators(compare)
    for one, value in zip(others, atlas.compare(others, indicator.id), strict=True):
        text = format_figure(indicator, value)
        gap = atlas.find_gap(one, indicator.id) if np.isnan(value) else ""
        found.append(Compared(one.id, one.head, one.label, value, text, gap))
    return found


def _list_own(atlas: Atlas, indicator: Indicator) -> list[Compared]:
    """Return the place, or each of the authorities that were joined: these are not added up."""
    if atlas.authorities:
        own = list_authorities(atlas)[:MOST_LINES]
        values = [(part.code, part.name, find_value(atlas, part, indicator.id)) for part in own]
    else:
        place = atlas.store.place
        total = float(atlas.measures.comparators(indicator.id).get(place, np.nan))
        values = [(place, atlas.name, total)]
    return [
        Compared(code, name, name, value, format_figure(indicator, value))
        for code, name, value in values
    ]


def list_known(atlas: Atlas, indicator: Indicator, compare: Sequence[str]) -> list[Compared]:
    """Return the place and its comparators, without those that lack the figure."""
    return [one for one in list_compared(atlas, indicator, compare) if one.is_known]
