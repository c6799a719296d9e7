"""How each type is worked out, as a table: targets and weights, bounds, or the largest share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.prose.types.describe import describe_type
from atlas.text import format_shortly, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.definitions import AreaType, Typology
    from atlas.facade import Atlas

COLUMNS = (
    "typology",
    "type",
    "type_name",
    "summary",
    "origin",
    "indicator",
    "asks_for",
    "percentile",
    "weight",
)


def list_type_rules(atlas: Atlas, typologies: Sequence[Typology]) -> pd.DataFrame:
    """Return one row per type and figure that counts for it.

    Returns
    -------
    pandas.DataFrame
        Typology, type, its name, summary and origin; the indicator; what is asked for, in
        words; and for profiles the target percentile and the weight.
    """
    rows: list[tuple[str | float | None, ...]] = []
    for typology in typologies:
        for kind in typology.types:
            summary = describe_type(atlas, typology.id, kind.id)
            about = (typology.id, kind.id, kind.name, summary, kind.origin)
            rows.extend((*about, *rule) for rule in _rules(atlas, kind))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rules(atlas: Atlas, kind: AreaType) -> list[tuple[str, str, float | None, float | None]]:
    if kind.profile:
        return [
            (
                name,
                say(
                    "near the {percentile} % point, weight {weight}",
                    percentile=format_shortly(target.percentile),
                    weight=format_shortly(target.weight),
                ),
                target.percentile,
                target.weight,
            )
            for name, target in kind.profile.items()
        ]
    if kind.indicator:
        return [(kind.indicator, say("is the largest of the shares compared"), None, None)]
    if kind.all:
        return [
            (condition.indicator, atlas.format_condition(condition), None, None)
            for condition in kind.all
        ]
    return [("", say("takes the areas that no other type fits"), None, None)]
