"""Mean membership of a country's areas in each type, which fit is measured from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.actions.fit import find_memberships
from atlas.actions.people import Counts
from atlas.actions.town_scale import TownScale
from atlas.actions.triggers import Judge
from atlas.typology.by_shares import name_rules

if TYPE_CHECKING:
    from atlas.definitions import Definitions
    from atlas.indicators.measures import Measures

# The file in data/reference.
FILE = "type_means.csv"
COLUMNS = ["reference", "typology", "basis", "type", "mean"]


def summarise_means(
    definitions: Definitions, measures: Measures, *, reference: str, prefix: str
) -> pd.DataFrame:
    """Return the mean membership of a country's areas in every type that actions name.

    Parameters
    ----------
    definitions
        Actions and types.
    measures
        The indicators of all areas of the country.
    reference
        Id of the reference that the areas belong to.
    prefix
        The prefix of its areas' codes.

    Returns
    -------
    pandas.DataFrame
        Columns reference, typology, basis, type and mean. `basis` is a hash of the types'
        rules: means with another basis are out of date.
    """
    judge = Judge(measures, TownScale(measures), Counts(measures))
    inside = measures.areas.str.startswith(prefix)
    rows = [
        (reference, name, name_rules(definitions.typologies[name], measures), one, mean)
        for name, membership in find_memberships(definitions, judge).items()
        for one, mean in membership[inside].mean().items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def find_means(table: pd.DataFrame, measures: Measures) -> dict[str, float]:
    """Return the means for a place's country by ``typology.type``, without those out of date."""
    found: dict[str, float] = {}
    here = table[table["reference"] == measures.store.reference]
    for (typology, basis), rows in here.groupby(["typology", "basis"]):
        known = measures.definitions.typologies.get(str(typology))
        if known is not None and name_rules(known, measures) == basis:
            means = zip(rows["type"], rows["mean"], strict=True)
            found |= {f"{typology}.{one}": float(mean) for one, mean in means}
    return found
