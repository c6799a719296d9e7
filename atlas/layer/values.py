"""The value of a layer in each area as text, and the reasons for gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import numpy as np

from atlas.layer.content import Figures, Strengths, Types
from atlas.prose.figures import describe_figure
from atlas.prose.reach import describe_strengths
from atlas.prose.types.describe import name_states
from atlas.prose.types.shares import format_no_type
from atlas.text import say
from atlas.typology.assign import NO_DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atlas.facade import Atlas
    from atlas.layer.content import Content


def describe_values(
    atlas: Atlas, content: Content, areas: Sequence[str], *, with_fit: bool = True
) -> list[str]:
    """Return the value of a layer as text for each of some areas, empty where there is none.

    Changes that use a best fit are marked, unless asked otherwise.
    """
    match content:
        case Types(assignment=assignment):
            known = assignment.types.loc[list(areas)] != NO_DATA
            told = name_states(atlas, assignment, areas)
            return [one if there else "" for one, there in zip(told, known, strict=True)]
        case Strengths():
            return describe_strengths(atlas, content.id, areas)
        case Figures(indicator):
            values = atlas.measures.values(indicator.id).loc[list(areas)]
            texts = [
                "" if np.isnan(value) else describe_figure(indicator, value) for value in values
            ]
            # A change is only as good as the match to the areas of the earlier date.
            since = with_fit and any("before" in key for key in indicator.inputs)
            fitted = atlas.store.areas["change"].loc[list(areas)].isin(["S", "M"]) & since
            return [
                say("{value} (best fit)", value=text) if text and best else text
                for text, best in zip(texts, fitted, strict=True)
            ]
        case _:
            assert_never(content)


def list_gap_reasons(atlas: Atlas, content: Content, areas: Iterable[str]) -> list[str]:
    """Return the reason for the gap in each of some areas; empty for strengths."""
    match content:
        case Types(assignment=assignment):
            why = format_no_type(atlas, assignment)
            return [why for _ in areas]
        case Figures(indicator):
            return [str(one) for one in atlas.measures.gap_reasons(indicator.id).loc[list(areas)]]
        case Strengths():
            return ["" for _ in areas]
        case _:
            assert_never(content)
