"""What methods need beside areas' own figures: town, neighbours, centre, England's moments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Setting:
    """Figures that methods may need beside those of the areas themselves.

    Parameters
    ----------
    town
        Totals of the whole place by variable, or None.
    neighbours
        Codes of adjoining areas by area code, or None where areas are not small areas.
    centre
        Columns `easting` and `northing` in metres (EPSG:27700), indexed by area: the centre of
        the area's authority; a gap where it has none. None where no centre is known.
    moments
        Mean and standard deviation in England by indicator: columns `mean` and `sd`.
    """

    town: pd.Series | None = None
    neighbours: Mapping[str, tuple[str, ...]] | None = None
    centre: pd.DataFrame | None = None
    moments: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["mean", "sd"]))
