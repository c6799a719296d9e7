"""Count the areas of each type, with a sentence that asks whether this fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.prose.types.shares import describe_residents, format_no_type
from atlas.quantities import format_count
from atlas.text import say, say_counted
from atlas.typology.assign import NO_DATA, UNCLEAR
from atlas.typology.by_shares import Shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas

# Number of types that a sentence names; the legend of the map lists them all.
NAMED = 2


def count_types(
    atlas: Atlas,
    typology: str,
    areas: Sequence[str],
    *,
    reading: Any = "",  # noqa: ANN401 - a literal of the selection
) -> list[tuple[str, int]]:
    """Return the number of areas of each type, or without one, the most common first."""
    types = atlas.types(typology, reading=reading).types.loc[list(areas)]
    counts = types.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return [(str(one), int(counts[one])) for one in counts.index]


def describe_type_counts(
    atlas: Atlas,
    typology: str,
    areas: Sequence[str],
    *,
    reading: Any = "",  # noqa: ANN401 - as above
) -> str:
    """Return a sentence on the most common types of areas; without areas, of the whole place."""
    codes = list(areas) or atlas.measures.areas.tolist()
    assignment = atlas.types(typology, reading=reading)
    if isinstance(assignment, Shares):
        return _describe_shares(atlas, assignment, codes)
    counts = count_types(atlas, typology, codes, reading=reading)
    named = [
        (atlas.type_name(typology, one), count)
        for one, count in counts
        if one not in (UNCLEAR, NO_DATA)
    ][:NAMED]
    if not named:
        return say("The figures come near to no type here. Does this fit?")
    (first, most), *others = named
    if len(codes) == 1:
        return say("The figures here come nearest to “{type}”. Does this fit?", type=first)
    told = {"areas": atlas.count_areas(len(codes)), "type": first}
    if not others:
        return say_counted(
            "Of {areas}, {count} comes nearest to “{type}”. Does this fit?",
            "Of {areas}, {count} come nearest to “{type}”. Does this fit?",
            most,
            **told,
        )
    other, second = others[0]
    return say_counted(
        "Of {areas}, {count} comes nearest to “{type}” and {second} to “{other}”. Does this fit?",
        "Of {areas}, {count} come nearest to “{type}” and {second} to “{other}”. Does this fit?",
        most,
        **told,
        second=format_count(second),
        other=other,
    )


def _describe_shares(atlas: Atlas, assignment: Shares, areas: Sequence[str]) -> str:
    """Return sentences on the types that most residents of larger areas live in."""
    if not assignment.is_known:
        return say("There are no types here: {reason}.", reason=format_no_type(atlas, assignment))
    told = describe_residents(atlas, assignment, areas)[:NAMED]
    if not told:
        return say("The figures come near to no type here. Does this fit?")
    return " ".join([*told, say("Does this fit?")])
