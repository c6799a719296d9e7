"""A layer for a hall, with classes few and colours strong enough to be seen from far away."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.layer.classes import NO_CLASS, Classing
from atlas.layer.colours import blend_colours
from atlas.layer.content import Figures, Types
from atlas.layer.layer import Layer, make_layer
from atlas.layer.look import UNTYPED
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas
    from atlas.selection.address import Selection

MOST_CLASSES = 5
OTHER_TYPES = to_say("Other types")
# Share of each arm of a palette that is used: names are hard to read on its darkest colours.
STRONGEST = 0.9


def make_hall_layer(atlas: Atlas, selection: Selection) -> Layer:
    """Return the layer of a selection for a hall, on the screen and on slides."""
    layer = make_layer(atlas, simplify(selection))
    match layer.content:
        case Types():
            return _group_types(layer)
        case Figures(indicator):
            palette = atlas.definitions.palettes[indicator.palette]
            if palette.kind == "diverging":
                return _strengthen(layer, palette.colours)
    return layer


def simplify(selection: Selection) -> Selection:
    """Return a selection with no more classes of figures than can be distinguished in a hall."""
    many = selection.classes > MOST_CLASSES or selection.breaks == "deciles"
    return replace(
        selection,
        classes=min(selection.classes, MOST_CLASSES),
        breaks="quantiles" if selection.breaks == "deciles" else selection.breaks,
        off=() if many else selection.off,
    )


def _group_types(layer: Layer) -> Layer:
    """Return a layer of types with the rarest merged into one class.

    That class is switched off where all of its types are.
    """
    classing = layer.classing
    if len(classing.labels) <= MOST_CLASSES:
        return layer
    kept = sorted(np.argsort(classing.counts, kind="stable")[::-1][: MOST_CLASSES - 1].tolist())
    group = {one: number for number, one in enumerate(kept)}
    groups = np.array([group.get(one, MOST_CLASSES - 1) for one in range(len(classing.labels))])
    # The last entry is for areas without a class.
    numbered = np.append(groups, NO_CLASS)
    codes = numbered[np.minimum(classing.codes.to_numpy(), len(groups))].astype(np.uint8)
    on = {int(groups[one]) for one in range(len(groups)) if one not in layer.off}
    grouped = Classing(
        edges=(),
        labels=(*(classing.labels[one] for one in kept), say(OTHER_TYPES)),
        colours=(*(classing.colours[one] for one in kept), UNTYPED),
        codes=pd.Series(codes, index=classing.codes.index),
        counts=tuple(np.bincount(groups, weights=classing.counts).astype(int).tolist()),
        missing=classing.missing,
    )
    return replace(layer, classing=grouped, off=frozenset(range(MOST_CLASSES)) - on)


def _strengthen(layer: Layer, colours: Sequence[str]) -> Layer:
    """Return a layer with colours far enough apart for a poor projector.

    A single outlier leaves all other classes of a change near the pale middle of the palette:
    here both arms are used to their ends, in even steps.
    """
    classing = layer.classing
    if len(classing.labels) < 2:
        return layer
    bounds = [-math.inf, *classing.edges, math.inf]
    if layer.histogram is not None:
        bounds[0], bounds[-1] = layer.histogram.low, layer.histogram.high
    pairs = list(itertools.pairwise(bounds))
    # A class that holds 0 alone is on neither arm.
    falls = sum(high <= 0 and low < 0 for low, high in pairs)
    rises = sum(low >= 0 and high > 0 for low, high in pairs)
    # From one end to the other, by way of the middle if a class lies on it.
    steps = [-number / falls for number in range(falls, 0, -1)]
    steps += [0.0] * (len(pairs) - falls - rises)
    steps += [number / rises for number in range(1, rises + 1)]
    strong = tuple(blend_colours(colours, 0.5 + STRONGEST * step / 2) for step in steps)
    return replace(layer, classing=replace(classing, colours=strong))
