"""Match outlines without a code to the areas that hold most of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import shapely

from atlas.quantities import format_list
from atlas.text import say

if TYPE_CHECKING:
    from atlas.uploads.matching_areas import MatchingAreas

# An outline belongs to the area that holds more than this share of it.
LEAST_SHARE = 0.5
# From this share on, the rest is only a difference in how two publishers draw.
WHOLE_SHARE = 0.95


def measure_overlaps(outlines: pd.Series, ground: MatchingAreas, kind: str) -> pd.DataFrame:
    """Return the overlap of each outline with each area, as shares of both.

    Parameters
    ----------
    outlines
        Shapes in degrees by row, None for none.
    ground
        The areas.
    kind
        The kind of area.

    Returns
    -------
    pandas.DataFrame
        Columns `row`, `area`, `inside`, the share of the outline that lies in the area, and
        `covers`, the share of the area that lies in the outline; 0 to 1. Degrees hardly vary in
        length within one outline, so shares need no projection.
    """
    drawn = outlines[outlines.notna()]
    shapes = ground.store.outlines.geometry.to_numpy()
    tree = shapely.STRtree(shapes)
    rows, hits = tree.query(drawn.to_numpy(), predicate="intersects")
    common = shapely.area(shapely.intersection(drawn.to_numpy()[rows], shapes[hits]))
    groups = ground.column(kind).to_numpy()
    table = pd.DataFrame(
        {"row": drawn.index.to_numpy()[rows], "area": groups[hits], "common": common}
    )
    table = table.groupby(["row", "area"])["common"].sum().reset_index()
    own = pd.Series(shapely.area(drawn.to_numpy()), index=drawn.index)
    whole = pd.Series(shapely.area(shapes)).groupby(groups).sum()
    table["inside"] = (table["common"] / table["row"].map(own)).clip(0, 1)
    table["covers"] = (table["common"] / table["area"].map(whole)).clip(0, 1)
    return table.drop(columns="common")


def match_outlines(
    outlines: pd.Series, ground: MatchingAreas, kind: str
) -> tuple[pd.Series, pd.Series, tuple[str, ...]]:
    """Match each outline to the area that holds most of it, if that is more than half.

    Parameters
    ----------
    outlines, ground, kind
        As for `measure_overlaps`.

    Returns
    -------
    areas
        Code of the area by row, empty for none.
    reasons
        Why a row is not matched, by row; empty where it is.
    told
        Sentences on how well the outlines fit their areas.
    """
    one, many = ground.nouns(kind)
    overlaps = measure_overlaps(outlines, ground, kind).sort_values(
        ["row", "inside", "area"], ascending=[True, False, True]
    )
    best = overlaps.drop_duplicates("row").set_index("row")
    share = best["inside"].reindex(outlines.index).fillna(0.0)
    belongs = share > LEAST_SHARE
    areas = best["area"].reindex(outlines.index).where(belongs, "").fillna("").astype(object)
    reasons = pd.Series("", index=outlines.index, dtype=object)
    for row in outlines.index[~belongs]:
        reasons[row] = _describe(row, outlines, overlaps, ground, one)
    whole = int((share >= WHOLE_SHARE).sum())
    most = int(belongs.sum()) - whole
    told = []
    if whole:
        told.append(
            say(
                "Outlines with 95 % or more inside one of the {many}: {count}.",
                many=many,
                count=f"{whole:,}",
            )
        )
    if most:
        least = share[belongs].min()
        told.append(
            say(
                "Outlines that cross several: {count}. Each is matched to the one of the {many} "
                "that contains most of it, at least {least} %.",
                count=f"{most:,}",
                many=many,
                least=f"{100 * least:.0f}",
            )
        )
    return areas, reasons, tuple(told)


def find_kind(outlines: pd.Series, ground: MatchingAreas) -> tuple[str, float]:
    """Return the kind of area that outlines resemble most, and how well they agree.

    Parameters
    ----------
    outlines
        Shapes in degrees by row, None for none.
    ground
        The areas.

    Returns
    -------
    kind, agreement
        The kind, and the mean over rows of the smaller of `inside` and `covers` for the best
        area; 0 to 1.
    """
    found = {}
    for kind in ground.kinds:
        overlaps = measure_overlaps(outlines, ground, kind)
        agrees = overlaps[["inside", "covers"]].min(axis=1).groupby(overlaps["row"]).max()
        found[kind] = float(agrees.sum() / max(1, outlines.notna().sum()))
    best = max(found, key=lambda kind: found[kind])
    return best, found[best]


def _describe(
    row: int, outlines: pd.Series, overlaps: pd.DataFrame, ground: MatchingAreas, one: str
) -> str:
    """Return why an outline is not matched to an area."""
    if outlines[row] is None:
        return say("it has no outline that can be used")
    mine = overlaps[(overlaps["row"] == row) & (overlaps["inside"] > 0)]
    total = float(mine["inside"].sum())
    if total == 0:
        return say("the outline lies outside {place}", place=ground.name)
    if total <= LEAST_SHARE:
        return say(
            "only {share} % of the outline lies in {place}",
            share=f"{100 * total:.0f}",
            place=ground.name,
        )
    first = [
        f"{area} ({100 * share:.0f} %)"
        for area, share in zip(mine["area"].head(2), mine["inside"].head(2), strict=True)
    ]
    return say(
        "no {one} contains more than half of the outline: {first} contain most",
        one=one,
        first=format_list(first),
    )
