"""Sentences on disabled people among those who moved in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.prose.figures import format_figure
from atlas.prose.sentences import describe_sources
from atlas.quantities import format_count
from atlas.text import say

if TYPE_CHECKING:
    import pandas as pd

    from atlas.facade import Atlas


def describe_disabled(atlas: Atlas, row: pd.DataFrame, *, several: bool) -> dict[str, str] | None:
    """Return a sentence on disabled people among movers, with its base and its source.

    Parameters
    ----------
    atlas
        The place.
    row
        One row of figures, as published or summed.
    several
        True for several neighbourhoods or authorities together: moves between them count.

    Returns
    -------
    dict or None
        None where the place has no table of moves by disability, as in packs built by earlier
        versions, or no figures in it.
    """
    indicators = atlas.definitions.indicators
    came, left = map(indicators.get, _name_both(atlas))
    if came is None or left is None:
        return None
    needed = {entry for one in (came, left) for part in one.inputs.values() for entry in part}
    if not needed <= set(row) or row[sorted(needed)].isna().any(axis=None):
        return None
    counts = {one.id: atlas.measures.counts(one.id, row).iloc[0] for one in (came, left)}
    return {
        "said": _format_shares(atlas, counts, several=several),
        "base": say(
            "Under the Equality Act, as people judged themselves on Census day, not when they "
            "moved. The shares are of {came} moves in and {left} moves out: a second table counts "
            "the same moves, each number changed a little by the publisher. For one neighbourhood "
            "the number of disabled people is right to within about three.",
            came=format_count(counts[came.id]["whole"]),
            left=format_count(counts[left.id]["whole"]),
        ),
        "source": describe_sources(atlas, came),
    }


def _name_both(atlas: Atlas) -> tuple[str, str]:
    """Return the indicators of disabled people among those who moved in, and who moved out."""
    return atlas.definitions.role.came_disabled, atlas.definitions.role.left_disabled


def _format_shares(atlas: Atlas, counts: dict[str, pd.Series], *, several: bool) -> str:
    """Return a sentence with both counts and shares, or one on too few moves."""
    indicators = atlas.definitions.indicators
    if any(count["whole"] < indicators[one].base_under for one, count in counts.items()):
        return say("Too few moved to say what share of them is disabled.")
    shares = {
        one: format_figure(indicators[one], 100 * count["part"] / count["whole"])
        for one, count in counts.items()
    }
    came, left = _name_both(atlas)
    words = {
        "came": format_count(counts[came]["part"]),
        "came_share": shares[came],
        "left": format_count(counts[left]["part"]),
        "left_share": shares[left],
    }
    if several:
        return say(
            "Of the moves in, {came} ({came_share}) were by disabled people; of the moves out, "
            "{left} ({left_share}).",
            **words,
        )
    return say(
        "Of those who moved in, {came} ({came_share}) are disabled; of those who moved out, "
        "{left} ({left_share}).",
        **words,
    )
