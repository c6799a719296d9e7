"""What the figures of a sheet are compared with: the town, and what the visitor chose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from atlas.facade import Atlas
    from atlas.facade.comparators import Comparator


@dataclass(frozen=True)
class Other:
    """What an area is compared with: its name in a sentence and at the head of a column."""

    name: str
    head: str
    find: Callable[[str], float]


def find_country(atlas: Atlas, code: str) -> Comparator | None:
    """Return the first whole that an area is part of.

    Areas of Wales are compared with England and Wales together, since the sources give no figure
    for Wales alone.
    """
    is_place = code == atlas.store.place
    one = atlas.country.whole_of(atlas.measures.areas if is_place else [code]).id
    return atlas.comparators.get(one)


def _value_of(atlas: Atlas, one: Comparator, name: str) -> float:
    return atlas.compare([one], name)[0]


def find_others(atlas: Atlas, code: str, compare: Sequence[str] | None) -> list[Other]:
    """Return the comparators of an area: its town, then those asked for or its country."""
    if compare is None or tuple(compare) == (atlas.whole.id,):
        country = find_country(atlas, code)
        others = [country] if country is not None else []
    else:
        others = atlas.find_comparators([one for one in compare if one != code])
    found = [Other(one.name, one.head, partial(_value_of, atlas, one)) for one in others]
    if code == atlas.store.place:
        return found

    areas = [area for one in code.split(",") for area in atlas.areas_of(one)]
    row, town = atlas.find_town(areas)

    def find_own(name: str) -> float:
        return float(atlas.measures.comparators(name).get(row, np.nan))

    return [Other(town, town, find_own), *found]
