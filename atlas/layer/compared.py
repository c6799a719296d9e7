"""A figure of the place beside those of the comparators that the visitor chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.prose.figures import format_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Indicator
    from atlas.facade import Atlas


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
    ['Luton', 'England', 'Dallow ward']
    """
    place, name = atlas.store.place, atlas.name
    total = float(atlas.measures.comparators(indicator.id).get(place, np.nan))
    found = [Compared(place, name, name, total, format_figure(indicator, total))]
    others = atlas.find_comparators(compare)
    for one, value in zip(others, atlas.compare(others, indicator.id), strict=True):
        text = format_figure(indicator, value)
        gap = atlas.find_gap(one, indicator.id) if np.isnan(value) else ""
        found.append(Compared(one.id, one.head, one.label, value, text, gap))
    return found


def list_known(atlas: Atlas, indicator: Indicator, compare: Sequence[str]) -> list[Compared]:
    """Return the place and its comparators, without those that lack the figure."""
    return [one for one in list_compared(atlas, indicator, compare) if one.is_known]
