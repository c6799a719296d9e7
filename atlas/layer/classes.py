"""Choropleth classes: their breaks, labels and colours, and the class of each area."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.indicators.compare import take_one_each, value_at_percentile
from atlas.layer.breaks import find_first, find_natural_breaks, part_noughts, part_whole
from atlas.layer.colours import SIGNED_WHOLE, choose_colours
from atlas.quantities import MINUS, add_unit
from atlas.text import format_number, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import Indicator
    from atlas.definitions.model import Palette
    from atlas.selection.address import Breaks

NO_CLASS = 255
# Decimals that edges may have beyond those of the values, where values are very close.
FINER = 2
WHOLE_NUMBERS = ("decile", "rank", "people", "households", SIGNED_WHOLE)
# Methods whose edges may lie anywhere between two adjacent values.
MOVABLE = ("quantiles", "natural")


@dataclass(frozen=True)
class Classing:
    """The classes of one layer, with their labels and colours and the class of each area.

    Parameters
    ----------
    edges
        Lower bounds of all classes but the first, ascending; empty for types.
    labels, colours
        One per class, from low to high, or in the order of the typology.
    codes
        Class of every area, 0 upwards; 255 where there is no value.
    counts
        Number of areas in each class.
    missing
        Number of areas without a value.
    parts_nought
        Whether the first class is only zero, because very many areas have none.
    ids
        Id of the type of each class; empty for figures.
    """

    edges: tuple[float, ...]
    labels: tuple[str, ...]
    colours: tuple[str, ...]
    codes: pd.Series
    counts: tuple[int, ...]
    missing: int
    parts_nought: bool = False
    ids: tuple[str, ...] = ()


def classify_values(
    values: pd.Series,
    indicator: Indicator,
    palette: Palette,
    *,
    method: Breaks,
    classes: int,
    knots: pd.DataFrame | None,
    published: pd.Series | None = None,
) -> Classing:
    """Return the classes of an indicator.

    Edges are rounded to the decimals of the labels before areas are classified, so that legend
    and map cannot disagree. Equal edges are merged, which leaves fewer classes.

    Parameters
    ----------
    values
        One value per area.
    indicator
        Its unit and direction.
    palette
        Colours from low to high.
    method
        "quantiles" (the same number of areas in each class), "natural" (Fisher and Jenks's
        natural breaks: Jenks 1977, *Optimal data classification for choropleth maps*), "equal"
        (equal intervals), or "deciles" (of England's areas). Where zeros would fill a class by
        themselves they are a class of their own, and the rest is divided; not in England's
        deciles.
    classes
        Number of classes; England's deciles are always ten.
    knots
        England's percentile curve; without it deciles fall back to quantiles.
    published
        The larger area that each area's figure is published for, if it is; each published
        figure then counts once.
    """
    present = values.dropna() if published is None else take_one_each(values, published)
    if present.empty:
        codes = pd.Series(NO_CLASS, index=values.index, dtype="uint8")
        return Classing((), (), (), codes, (), len(values))
    low, high = float(present.min()), float(present.max())
    of_england = method == "deciles" and knots is not None
    rest = None if of_england else part_noughts(present, classes)
    edges = (
        _part_bounds(present, indicator, method=method, classes=classes, knots=knots)
        if rest is None
        else _part_rest(rest, indicator, classes - 1, method)
    )
    positions = np.searchsorted(edges, values.to_numpy(dtype=float), side="right")
    codes = pd.Series(
        np.where(values.isna(), NO_CLASS, positions).astype("uint8"), index=values.index
    )
    counts = tuple(int((codes == code).sum()) for code in range(len(edges) + 1))
    return Classing(
        edges=tuple(edges),
        labels=_label(edges, indicator, low=low, high=high, parts_nought=rest is not None),
        colours=choose_colours(edges, indicator, palette, low=low, high=high),
        codes=codes,
        counts=counts,
        missing=int(values.isna().sum()),
        parts_nought=rest is not None,
    )


def _part_bounds(
    present: pd.Series,
    indicator: Indicator,
    *,
    method: Breaks,
    classes: int,
    knots: pd.DataFrame | None,
) -> list[float]:
    """Return the edges of a method, rounded to the decimals of the labels."""
    signed = indicator.unit == SIGNED_WHOLE
    exact = _find_steps(classes) if signed else _find_edges(present, method, classes, knots)
    low, high = float(present.min()), float(present.max())
    edges = _round_edges(exact, indicator, present, movable=method in MOVABLE)
    if method == "deciles" and knots is not None and not signed:
        # Deciles of England may be empty here, but not those below England's lowest value.
        return [edge for edge in edges if edge > min(low, knots["value"].min())]
    return [edge for edge in edges if low < edge <= high]


def _part_rest(rest: pd.Series, indicator: Indicator, classes: int, method: Breaks) -> list[float]:
    """Return the edges of positive values, the first being that between zero and them."""
    by_number = method in ("quantiles", "deciles")
    low, high = float(rest.min()), float(rest.max())
    if _is_whole(indicator):
        if by_number:
            return [1.0, *part_whole(rest, classes)]
        exact = _find_edges(rest, method, classes, None)
        return [1.0, *sorted({float(np.ceil(edge)) for edge in exact if low < edge <= high})]
    exact = _find_edges(rest, "quantiles" if by_number else method, classes, None)
    movable = by_number or method in MOVABLE
    further = _round_edges(exact, indicator, rest, movable=movable) if exact else []
    return [find_first(rest), *(edge for edge in further if low < edge <= high)]


def _find_steps(classes: int) -> list[float]:
    """Return edges with a class for no change, and equally many on either side.

    Examples
    --------
    >>> _find_steps(5)
    [-1.0, 0.0, 1.0, 2.0]
    """
    reach = (classes - 1) // 2
    return [float(step) for step in range(1 - reach, reach + 1)]


def _find_edges(
    present: pd.Series, method: Breaks, classes: int, knots: pd.DataFrame | None
) -> list[float]:
    distinct = present.nunique()
    wanted = min(classes, distinct)
    if wanted < 2:
        return []
    if method == "deciles" and knots is not None:
        return [value_at_percentile(step, knots) for step in range(10, 100, 10)]
    if method == "natural":
        return find_natural_breaks(present, wanted)
    if method == "equal":
        return list(np.linspace(present.min(), present.max(), wanted + 1)[1:-1])
    steps = [float(present.quantile(step / wanted)) for step in range(1, wanted)]
    lowest, second = np.unique(present)[:2]
    # Where nearly all have the lowest value, the few others still have a colour of their own.
    return steps if steps[-1] > lowest else [float(second)]


def _is_whole(indicator: Indicator) -> bool:
    """Return whether values are whole numbers, so that labels name the first and last."""
    return indicator.unit in WHOLE_NUMBERS or (
        indicator.unit in ("count", "places") and indicator.decimals == 0
    )


def _round_edges(
    exact: Sequence[float], indicator: Indicator, present: pd.Series, *, movable: bool
) -> list[float]:
    """Return the edges with the fewest decimals that keep the classes.

    One area in twenty may change its class for a rounder number, but no class may become
    empty. Where even the most decimals are not enough, equal edges are merged and empty classes
    are dropped.
    """
    if _is_whole(indicator):
        return sorted({float(np.ceil(edge)) for edge in exact})
    values = np.sort(present.to_numpy(dtype=float))
    if movable:
        exact = _keep_filled(sorted(exact), values)
    intended = np.searchsorted(sorted(exact), values, side="right")
    start = 0 if indicator.unit == "percent" else max(0, indicator.decimals - 1)
    most = indicator.decimals + FINER
    for places in range(start, most + 1):
        rounded = sorted({_round_edge(edge, places, values, movable=movable) for edge in exact})
        found = np.searchsorted(rounded, values, side="right")
        if len(rounded) < len(set(exact)):
            continue
        # The class of a single outlier must not disappear.
        if set(found) == set(intended) and (found != intended).mean() <= 1 / 20:
            return rounded
    return [edge for code, edge in enumerate(rounded, start=1) if not movable or code in found]


def _keep_filled(edges: Sequence[float], values: np.ndarray) -> list[float]:
    """Return the edges without those of empty classes, which many equal values can cause.

    Examples
    --------
    >>> _keep_filled([1.3, 2.0], np.array([1.0, 1.0, 2.0, 2.0, 3.0]))
    [2.0]
    """
    filled = set(np.searchsorted(edges, values, side="right").tolist())
    return [edge for code, edge in enumerate(edges, start=1) if code in filled]


def _round_edge(edge: float, places: int, values: np.ndarray, *, movable: bool) -> float:
    """Return an edge with a number of decimals, rounded past as few of the values as possible.

    Examples
    --------
    The values on either side of 5.0878 are still separated at 5.1, but not at 5.0.

    >>> _round_edge(5.0878, 1, np.array([5.04, 5.0878 + 0.02]), movable=True)
    5.1
    >>> _round_edge(5.0878, 1, np.array([5.08, 5.0878]), movable=True)
    5.1
    >>> _round_edge(5.13, 1, np.array([5.07, 5.13]), movable=True)
    5.1
    """
    if not movable:
        # Adding 0.0 turns -0.0 into 0.0.
        return float(round(edge, places) + 0.0)
    scale = 10.0**places
    either = [math.floor(edge * scale), math.ceil(edge * scale)]
    before = np.searchsorted(values, edge)

    def far(bound: float) -> tuple[int, float]:
        return abs(int(np.searchsorted(values, bound) - before)), abs(bound - edge)

    return min((float(round(end / scale, places)) for end in either), key=far)


def _label(
    edges: Sequence[float], indicator: Indicator, *, low: float, high: float, parts_nought: bool
) -> tuple[str, ...]:
    if _is_whole(indicator):
        return _label_whole(edges, low=low, high=high, signed=indicator.unit == SIGNED_WHOLE)
    if parts_nought:
        return _label_noughts(edges[1:], indicator)
    places = _places(edges, indicator)
    texts = [_write(edge, places) for edge in edges]
    unit = indicator.unit
    if not texts:
        lowest, highest = (_write(end, indicator.decimals) for end in (low, high))
        return (add_unit(_format_range(lowest, highest), unit),)
    middle = [
        add_unit(_format_range(first, second), unit) for first, second in itertools.pairwise(texts)
    ]
    return (
        say("under {value}", value=add_unit(texts[0], unit)),
        *middle,
        say("{value} or more", value=add_unit(texts[-1], unit)),
    )


def _label_noughts(edges: Sequence[float], indicator: Indicator) -> tuple[str, ...]:
    """Return labels of which the first is zero, and the second begins above it."""
    nought, unit = add_unit(_write(0.0), indicator.unit), indicator.unit
    if not edges:
        return nought, say("over {value}", value=nought)
    _, *labels = _label(edges, indicator, low=0.0, high=edges[-1], parts_nought=False)
    first = add_unit(_write(edges[0], _places(edges, indicator)), unit)
    return nought, say("over 0 to {value}", value=first), *labels


def _format_range(first: str, last: str) -> str:
    return first if first == last else say("{low} to {high}", low=first, high=last)


def _write(number: float, places: int = 0, *, signed: bool = False) -> str:
    return format_number(number, places, signed=signed).replace("-", MINUS)


def _label_whole(
    edges: Sequence[float], *, low: float, high: float, signed: bool
) -> tuple[str, ...]:
    """Return labels that name the first and the last whole number of each class."""
    bounds = [np.floor(low), *edges, np.floor(high) + 1]
    pairs = [(first, max(first, following - 1)) for first, following in itertools.pairwise(bounds)]
    texts = [[_write(end, signed=signed and bool(end)) for end in pair] for pair in pairs]
    labels = [_format_range(first, last) for first, last in texts]
    # Deciles of England in which this place has no area.
    if edges and low >= edges[0]:
        labels[0] = say("under {value}", value=format_number(edges[0]))
    if edges and high < edges[-1]:
        labels[-1] = say("{value} or more", value=format_number(edges[-1]))
    return tuple(labels)


def _places(edges: Sequence[float], indicator: Indicator) -> int:
    most = indicator.decimals + FINER
    for places in range(most):
        if all(abs(round(edge, places) - edge) < 1e-9 for edge in edges):
            return places
    return most


def classify_types(types: pd.Series, listed: Sequence[tuple[str, str, str]]) -> Classing:
    """Return one class per type that occurs.

    `listed` are id, name and colour of every type in the order of the typology; areas whose type
    is not listed have no class.
    """
    present = [row for row in listed if (types == row[0]).any()]
    codes = pd.Series(NO_CLASS, index=types.index, dtype="uint8")
    for code, (identity, _, _) in enumerate(present):
        codes[types == identity] = code
    return Classing(
        edges=(),
        labels=tuple(name for _, name, _ in present),
        colours=tuple(colour for _, _, colour in present),
        codes=codes,
        counts=tuple(int((codes == code).sum()) for code in range(len(present))),
        missing=int((codes == NO_CLASS).sum()),
        ids=tuple(identity for identity, _, _ in present),
    )
