"""Count areas, and the residents of larger ones, by type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.quantities import format_count, format_value
from atlas.text import say, say_counted, to_say
from atlas.typology.assign import NO_DATA, UNCLEAR
from atlas.typology.by_shares import HALF, Shares, count_residents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atlas.facade import Atlas
    from atlas.typology.assign import Assignment

NO_TYPE = to_say("not enough figures to work out the type")

# Number of types that a sentence names; the legend of the map lists them all.
NAMED = 2


def name_shares(atlas: Atlas, assignment: Shares, areas: Sequence[str]) -> list[str]:
    """Return for each larger area the types that most residents live in, with their shares.

    One type where more than half of residents live in areas of it, otherwise the first two.
    """
    table = assignment.residents.loc[list(areas)]
    counts = table.to_numpy(dtype=float)
    shares = np.nan_to_num(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))
    order = np.argsort(-shares, axis=1, kind="stable")
    names = [atlas.type_name(assignment.typology, str(one)) for one in table.columns]
    # The texts are looked up once, and filled for each area.
    most = say("Most residents ({share}): {type}", type="{first}", share="{share}")
    two = say("{first}: {share}; {second}: {other}")
    named = []
    for row, (first, second) in enumerate(order[:, :2]):
        pattern = most if shares[row, first] > HALF else two
        if assignment.types[areas[row]] == NO_DATA and not shares[row, second]:
            pattern = "{first}"
        share, other = (
            format_value(100 * float(shares[row, one]), "percent") for one in (first, second)
        )
        named.append(
            pattern.format(first=names[first], share=share, second=names[second], other=other)
        )
    return named


def describe_shares(atlas: Atlas, assignment: Shares, area: str) -> Iterator[str]:
    """Yield a sentence that explains the shares of a larger area, or why there are none."""
    if not assignment.is_known:
        yield say("There are no types here: {reason}.", reason=format_no_type(atlas, assignment))
    elif assignment.standing[area] == "no_data":
        yield say("Too many of the figures are missing.")
    else:
        yield say(
            "Shares of residents by the type of small area they live in, the same at every "
            "zoom. The area as a whole has no type."
        )


def format_no_type(atlas: Atlas, assignment: Assignment) -> str:
    """Return why areas have no type."""
    if isinstance(assignment, Shares) and not assignment.is_known:
        return say(
            "the pack does not hold the types of its small areas as they are defined now; build "
            "it again: python -m atlas build {pack}",
            pack=atlas.store.folder.name.split(".")[0],
        )
    return say(NO_TYPE)


def describe_residents(atlas: Atlas, assignment: Shares, areas: Sequence[str]) -> tuple[str, ...]:
    """Return sentences with the share of residents in areas of each type, most first."""
    counts = count_residents(assignment, atlas.measures.residents, areas)
    return tuple(
        say(
            "{share} of residents live in areas of the type “{type}”.",
            share=format_value(100 * float(share), "percent"),
            type=atlas.type_name(assignment.typology, str(name)),
        )
        for name, share in (counts / counts.sum()).items()
        if name not in (UNCLEAR, NO_DATA)
    )


def count_types(
    atlas: Atlas, typology: str, areas: Sequence[str], *, reading: str = ""
) -> list[tuple[str, int]]:
    """Return the number of areas of each type, or without one, the most common first."""
    types = atlas.types(typology, reading=reading).types.loc[list(areas)]
    counts = types.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return [(str(one), int(counts[one])) for one in counts.index]


def describe_type_counts(
    atlas: Atlas, typology: str, areas: Sequence[str], *, reading: str = ""
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
        return say("The figures here are not near any type. Does this fit?")
    (first, most), *others = named
    if len(codes) == 1:
        return say("The figures here are nearest to “{type}”. Does this fit?", type=first)
    told = {"areas": atlas.count_areas(len(codes)), "type": first}
    if not others:
        return say_counted(
            "Of {areas}, {count} is nearest to “{type}”. Does this fit?",
            "Of {areas}, {count} are nearest to “{type}”. Does this fit?",
            most,
            **told,
        )
    other, second = others[0]
    return say_counted(
        "Of {areas}, {count} is nearest to “{type}” and {second} to “{other}”. Does this fit?",
        "Of {areas}, {count} are nearest to “{type}” and {second} to “{other}”. Does this fit?",
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
        return say("The figures here are not near any type. Does this fit?")
    return " ".join([*told, say("Does this fit?")])
