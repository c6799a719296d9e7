"""Apply filters to areas, counting the areas left after each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from atlas.selection.address import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable

# Up to this many codes an address still opens in every browser and mail program.
MOST_NAMED = 150
# Fields that filter areas, and those that also do so where a class is switched off.
FILTERS = ("types", "wards", "neighbourhoods", "conditions", "helps", "reading")
CLASSED = ("off", "layer", "breaks", "classes")


@dataclass(frozen=True)
class Filter:
    """One filter: its description, and whether each area meets it."""

    words: str
    met: pd.Series


@dataclass(frozen=True)
class Filtered:
    """The areas that are shown, and the number left after each filter.

    Legend, table, chart, panel and files all count the areas of `met`, so that their counts
    agree.

    Parameters
    ----------
    met
        Whether each area is shown: it meets all filters, and its class is switched on.
    passed
        Whether each area meets all filters, whatever its class.
    steps
        Each filter's description and the number of areas that meet it and all before it;
        classes switched off in the legend come last.
    """

    met: pd.Series
    passed: pd.Series
    steps: tuple[tuple[str, int], ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the areas shown, in order."""
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
    for wanted in filters:
        passed &= wanted.met
        steps.append((wanted.words, int(passed.sum())))
    return Filtered(passed, passed, tuple(steps))


def switch_off(filtered: Filtered, off: pd.Series, words: str) -> Filtered:
    """Return the areas left when some classes are switched off.

    Parameters
    ----------
    filtered
        The areas that the filters leave.
    off
        Whether each area's class is switched off.
    words
        Description of these classes; if empty, no step is added.
    """
    met = filtered.passed & ~off
    step = ((words, int(met.sum())),) if words else ()
    return Filtered(met, filtered.passed, (*filtered.steps, *step))


def narrows(selection: Selection) -> bool:
    """Return whether a filter or a class switched off may leave areas out."""
    return selection.has_filters or bool(selection.off)


def only_filters(selection: Selection) -> Selection:
    """Return a selection with only the fields that decide which areas are shown.

    Examples
    --------
    >>> only_filters(Selection(layer="hou_owned", show="chart")) == Selection()
    True
    """
    # The areas in a class depend on the layer and its classification.
    names = (*FILTERS, *CLASSED) if selection.off else FILTERS
    return Selection(**{name: getattr(selection, name) for name in names})


def clear_filters(selection: Selection) -> Selection:
    """Return a selection that shows all areas: no filters, every class switched on."""
    return replace(selection.without_filters(), off=())
