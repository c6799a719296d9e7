"""Sentences on the shares of residents of larger areas by the type of their small area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.quantities import format_value
from atlas.text import say, to_say
from atlas.typology.assign import NO_DATA, UNCLEAR
from atlas.typology.by_shares import HALF, Shares, count_residents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atlas.facade import Atlas
    from atlas.typology.assign import Assignment

NO_TYPE = to_say("not enough figures to tell the type")


def name_shares(atlas: Atlas, assignment: Shares, areas: Sequence[str]) -> list[str]:
    """Return for each larger area the types that most residents live in, with their shares.

    One type where more than half of residents live in areas of it, otherwise the first two.
    """
    table = assignment.residents.loc[list(areas)]
    counts = table.to_numpy(dtype=float)
    shares = np.nan_to_num(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))
    order = np.argsort(-shares, axis=1, kind="stable")
    names = [atlas.type_name(assignment.typology, str(one)) for one in table.columns]
    most = say("Most residents ({share}): {type}", type="{first}", share="{share}")
    two = say(
        "{first}: {share}; {second}: {other}",
        first="{first}",
        share="{share}",
        second="{second}",
        other="{other}",
    )
    named = []
    for row, (first, second) in enumerate(order[:, :2]):
        pattern = most if shares[row, first] > HALF else two
        if assignment.types[areas[row]] == NO_DATA and not shares[row, second]:
            pattern = "{first}"
        named.append(
            pattern.format(
                first=names[first],
                share=_format_share(shares[row, first]),
                second=names[second],
                other=_format_share(shares[row, second]),
            )
        )
    return named


def _format_share(share: float) -> str:
    return format_value(100 * float(share), "percent")


def describe_shares(atlas: Atlas, assignment: Shares, area: str) -> Iterator[str]:
    """Yield a sentence that explains the shares of a larger area, or why there are none."""
    if not assignment.is_known:
        yield say("There are no types here: {reason}.", reason=format_no_type(atlas, assignment))
    elif assignment.standing[area] == "no_data":
        yield say("Too many of the figures are missing.")
    else:
        yield say(
            "Shares of residents by the type of the small area that they live in, the same at "
            "every zoom. As a whole it has no type."
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
