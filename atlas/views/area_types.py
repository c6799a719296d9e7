"""The types of a ward's areas, one by one: how well each fits, how sure it is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.prose.types.describe import describe_area_type
from atlas.quantities import format_count, format_value
from atlas.text import say, say_counted
from atlas.typology.by_shares import Shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas

# Wards have up to some twenty areas; more would be a list that nobody reads in a panel.
MOST_LISTED = 24
SHOWN_REASONS = 2


def list_area_types(
    atlas: Atlas, typology: str, areas: Sequence[str], reading: str
) -> dict[str, Any]:
    """Return each area with its type, how well it fits and its first reasons; and a sum of it.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> atlas = open_atlas("luton")
    >>> told = list_area_types(atlas, "cohesion_types", atlas.areas_of("E05014737"), "england")
    >>> len(told["areas"])
    5
    """
    assignment = atlas.types(typology, reading=reading)
    if isinstance(assignment, Shares) or not 1 < len(areas) <= MOST_LISTED:
        return {"sum": "", "areas": []}
    listed = []
    for area in areas:
        words = describe_area_type(atlas, typology, area, reading=reading)
        listed.append(
            {
                "code": area,
                "name": atlas.name_of(area),
                "type": words.heading,
                "word": words.word,
                "key": words.standing,
                "steady": words.steady,
                "fits": list(words.fits[:SHOWN_REASONS]),
                "against": list(words.against[:1]),
            }
        )
    return {"sum": _sum_up(atlas, typology, areas, reading), "areas": listed}


def _sum_up(atlas: Atlas, typology: str, areas: Sequence[str], reading: str) -> str:
    """Return how many areas fit their type clearly, and how often repeats gave the same type."""
    assignment = atlas.types(typology, reading=reading)
    clear = int(assignment.standing.loc[list(areas)].eq("clear").sum())
    every = format_count(len(areas))
    said = [
        say_counted(
            "{count} of its {every} areas fits its type clearly.",
            "{count} of its {every} areas fit their type clearly.",
            clear,
            every=every,
        )
        if clear
        else say("None of its {every} areas fits a type clearly.", every=every)
    ]
    if assignment.repeats:
        steady = 100 * assignment.robustness.loc[list(areas)].dropna()
        if len(steady):
            low, high = (
                format_value(float(one), "percent", decimals=0)
                for one in (steady.min(), steady.max())
            )
            said.append(
                say(
                    "With figures changed a little, each kept its type in {low} to {high} "
                    "of repeats.",
                    low=low,
                    high=high,
                )
                if low != high
                else say(
                    "With figures changed a little, each kept its type in {low} of repeats.",
                    low=low,
                )
            )
    return " ".join(said)
