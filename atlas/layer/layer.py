"""The layer on the map: everything a view or an export needs to draw it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, assert_never

import numpy as np
import pandas as pd

from atlas.cache import cache_per_atlas
from atlas.layer.classes import NO_CLASS
from atlas.layer.classing import classify
from atlas.layer.content import Figures, Strengths, Types, find_content
from atlas.layer.histogram import spread_values
from atlas.layer.legend import LegendRow, name_doubtful, name_missing
from atlas.layer.look import (
    DOUBT_LINE,
    DOUBT_PATTERN,
    GAP,
    GAP_LINE,
    GAP_PATTERN,
    INK,
    PALE,
    PAPER,
    UNTYPED,
)
from atlas.layer.patterns import ORDERED, UNORDERED, choose_ink, choose_patterns
from atlas.layer.shown import find_shown
from atlas.layer.texts import LayerTexts, find_texts
from atlas.layer.values import list_gap_reasons
from atlas.selection.address import Selection
from atlas.selection.filtering import Filtered, apply_filters
from atlas.text import say

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.layer.classes import Classing
    from atlas.layer.content import Content
    from atlas.layer.histogram import Histogram


@dataclass(frozen=True)
class Layer:
    """A layer as shown. All series have one row for each area of the place.

    Parameters
    ----------
    content
        Figures, types, or where an action fits.
    classing
        Classes of all areas, so that colours stay when filters change.
    texts
        Its texts.
    histogram
        Histogram of figures; None for other content, or where fewer than two are distinct.
    reasons
        Why areas have no class, without duplicates.
    filtered
        The areas shown.
    off
        Codes of the classes that are switched off.
    selected
        Codes of the areas to highlight.
    """

    content: Content
    classing: Classing
    texts: LayerTexts
    histogram: Histogram | None
    reasons: tuple[str, ...]
    filtered: Filtered
    off: frozenset[int] = frozenset()
    selected: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of its indicator, typology or action."""
        return self.content.id

    @property
    def codes(self) -> pd.Series:
        """Class of every area, 0 upwards; 255 where there is none."""
        return self.classing.codes

    @property
    def shown(self) -> pd.Series:
        """Whether an area is coloured: it meets the filters, and its class is on."""
        return self.filtered.met

    @property
    def missing(self) -> pd.Series:
        """Whether an area meets the filters and has no class."""
        return self.filtered.met & (self.codes == NO_CLASS)

    @cached_property
    def doubtful(self) -> pd.Series:
        """Whether an area's type is not clear, or borderline; all False for other content."""
        if isinstance(self.content, Types):
            return self.content.assignment.doubtful
        return pd.Series(data=False, index=self.codes.index)

    @cached_property
    def rows(self) -> tuple[LegendRow, ...]:
        """The rows of its legend: its classes in order, then all other areas."""
        return _list_rows(self)

    @property
    def classes(self) -> tuple[LegendRow, ...]:
        """The rows that are classes, in order."""
        return self.rows[: len(self.classing.labels)]


def make_layer(atlas: Atlas, selection: Selection) -> Layer:
    """Return the layer a selection shows.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> layer = make_layer(open_atlas("luton"), Selection(layer="cohesion_types"))
    >>> sum(row.count for row in layer.classes)
    125
    """
    return replace(
        _make_plain(atlas, selection.layer, selection.breaks, selection.classes, selection.reading),
        filtered=find_shown(atlas, selection),
        off=frozenset(selection.off),
        selected=selection.areas,
    )


def make_action_layer(atlas: Atlas, action: str, *, selected: tuple[str, ...] = ()) -> Layer:
    """Return the layer of where an action fits, without the filters of a selection."""
    plain = _make_plain(atlas, action, Selection.breaks, Selection.classes, Selection.reading)
    return replace(plain, selected=selected)


@cache_per_atlas(128)
def _make_plain(atlas: Atlas, identity: str, breaks: Any, classes: int, reading: Any) -> Layer:  # noqa: ANN401 - literals of the selection
    """Return a layer with all areas shown and none selected."""
    content = find_content(atlas, identity, reading=reading)
    classing = classify(atlas, identity, breaks, classes, reading)
    is_figures = isinstance(content, Figures)
    return Layer(
        content=content,
        classing=classing,
        texts=find_texts(atlas, content, classing),
        histogram=spread_values(atlas.measures.values(identity), classing) if is_figures else None,
        reasons=_find_reasons(atlas, content, classing),
        filtered=apply_filters(classing.codes.index, ()),
    )


def _find_reasons(atlas: Atlas, content: Content, classing: Classing) -> tuple[str, ...]:
    gaps = classing.codes.index[classing.codes == NO_CLASS]
    return tuple(sorted(set(list_gap_reasons(atlas, content, gaps))))


def _list_rows(layer: Layer) -> tuple[LegendRow, ...]:
    """Return the rows of a layer's legend: its classes in order, then all other areas.

    Every number counts the areas shown: those that meet the filters, without the classes that
    are switched off. Rows without areas are left out, except classes.
    """
    met = layer.filtered.met
    codes = layer.classing.codes[met].to_numpy()
    counts = np.bincount(codes, minlength=NO_CLASS + 1)
    rows = _list_classes(layer, counts)
    doubtful = int((layer.doubtful & met).sum())
    if doubtful:
        hatch = ("", DOUBT_PATTERN, DOUBT_LINE)
        rows.append(LegendRow("doubtful", name_doubtful(layer.content), UNTYPED, doubtful, *hatch))
    if missing := int(counts[NO_CLASS]):
        noted = ("; ".join(layer.reasons), GAP_PATTERN, GAP_LINE)
        rows.append(LegendRow("missing", name_missing(layer.content), GAP, missing, *noted))
    if out := int((~layer.filtered.passed).sum()):
        rows.append(LegendRow("filtered", say("Does not meet the filter"), PALE, out))
    if layer.selected:
        rows.append(LegendRow("selected", say("Selected"), PAPER, len(layer.selected), line=INK))
    return tuple(rows)


def _list_classes(layer: Layer, counts: np.ndarray) -> list[LegendRow]:
    classing = layer.classing
    patterns = _find_patterns(layer)
    return [
        LegendRow(
            "class",
            label,
            colour,
            int(counts[code]),
            pattern=pattern,
            line=choose_ink(colour) if pattern else "",
            is_off=code in layer.off,
        )
        for code, (label, colour, pattern) in enumerate(
            zip(classing.labels, classing.colours, patterns, strict=True)
        )
    ]


def _find_patterns(layer: Layer) -> list[str]:
    """Return a pattern for each class, in order; empty where lightness is enough."""
    match layer.content:
        case Types():
            return choose_patterns(layer.classing.colours, least=UNORDERED)
        case Figures() | Strengths():
            return choose_patterns(layer.classing.colours, least=ORDERED)
        case _:
            assert_never(layer.content)
