"""The areas that filters leave, each filter with what is left after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from atlas.selection.address import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable

# So many codes still make an address that every browser and mail program opens.
MOST_NAMED = 150
# What decides by itself which areas are left, and what does where a class is switched off.
FILTERS = ("types", "wards", "neighbourhoods", "conditions", "helps", "reading")
CLASSED = ("off", "layer", "breaks", "classes")


@dataclass(frozen=True)
class Filter:
    """One filter: what it asks for in words, and whether each area meets it."""

    words: str
    met: pd.Series


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


def apply_filters(areas: pd.Index, filters: Iterable[Filter]) -> Filtered:
    """Return which areas meet every filter; with no filter, all do.

    Examples
    --------
    >>> areas = pd.Index(["a", "b", "c"])
    >>> few = Filter("few", pd.Series([True, True, False], areas))
    >>> apply_filters(areas, [few]).steps
    (('few', 2),)
    """
    passed = pd.Series(data=True, index=areas)
    steps: list[tuple[str, int]] = []
    for one in filters:
        passed &= one.met
        steps.append((one.words, int(passed.sum())))
    return Filtered(passed, passed, tuple(steps))


def switch_off(filtered: Filtered, off: pd.Series, words: str) -> Filtered:
    """Return the areas that are left when those of some classes are not shown.

    Parameters
    ----------
    filtered
        What the filters leave.
    off
        Whether each area is of a class that is switched off.
    words
        What is switched off; empty where no such class occurs, which then is no step.
    """
    met = filtered.passed & ~off
    step = ((words, int(met.sum())),) if words else ()
    return Filtered(met, filtered.passed, (*filtered.steps, *step))


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


def clear_filters(selection: Selection) -> Selection:
    """Return a selection without filters and classes switched off: all areas are shown."""
    return replace(selection.without_filters(), off=())
