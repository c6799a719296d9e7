"""Say on paper what type an area is nearest to, what bears that out and what does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.quantities import say_value
from atlas.text import say, say_counted
from atlas.type_words.tell import tell_type
from atlas.typology.assign import NO_DATA, UNCLEAR
from atlas.typology.by_shares import Shares, count_residents

if TYPE_CHECKING:
    from atlas.definitions.sheet import SheetWords
    from atlas.facade import Atlas

# How many figures on each side a page has room for.
FITS, AGAINST = 4, 2


@dataclass(frozen=True)
class ToldType:
    """What a hand-out says of the type of an area, or of several.

    Parameters
    ----------
    name
        The type with its state, or how many types there are.
    lines
        How well it fits; for several areas, how many there are of each type.
    reasons
        Figures that bear the type out, then those that do not. Several areas have none: each
        has its own.
    indicators
        What the reasons are figures of, for the list of sources.
    """

    name: str
    lines: tuple[str, ...]
    reasons: tuple[str, ...]
    indicators: tuple[str, ...]


def tell_sheet_type(atlas: Atlas, words: SheetWords, areas: tuple[str, ...]) -> ToldType:
    """Return what a hand-out says of the types of areas."""
    if len(areas) > 1:
        return _tell_mix(atlas, words, areas)
    told = tell_type(atlas, words.typology, areas[0])
    assignment = atlas.types(words.typology)
    if isinstance(assignment, Shares):
        return ToldType(told.heading, told.fit, (), ())
    second = str(assignment.runner_up[areas[0]])
    fit = {
        "clear": say("All that the atlas says of this type holds here."),
        "nearest": say("It is the nearest type. Not all of it fits."),
        "borderline": say(
            "The figures come almost as near to “{type}”.",
            type=atlas.type_name(words.typology, second) if second else "",
        ),
        "unclear": say("No type fits the figures well."),
        "no_data": say("Too many figures are missing to say what kind of area this is."),
    }
    less = [
        say("Fits less well: {figure}", figure=one) if told.standing != "unclear" else one
        for one in told.against[:AGAINST]
    ]
    return ToldType(
        name=told.heading,
        lines=(fit[told.standing],),
        reasons=(*told.fits[:FITS], *less),
        indicators=told.indicators,
    )


def _tell_mix(atlas: Atlas, words: SheetWords, areas: tuple[str, ...]) -> ToldType:
    assignment = atlas.types(words.typology)
    if isinstance(assignment, Shares):
        return _tell_shares(atlas, assignment, areas)
    types = assignment.types.loc[list(areas)]
    counts = types.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    known = [str(one) for one in counts.index if one not in (UNCLEAR, NO_DATA)]
    lines = [
        say_counted(
            "{count} area is nearest to the type “{type}”.",
            "{count} areas are nearest to the type “{type}”.",
            int(counts[one]),
            type=atlas.type_name(words.typology, one),
        )
        for one in known
    ]
    others = int(counts.sum() - counts[known].sum())
    if others:
        lines.append(
            say_counted(
                "{count} area has no clear type.", "{count} areas have no clear type.", others
            )
        )
    heading = (
        say_counted("{count} type of area", "{count} types of area", len(known))
        if known
        else say("No type")
    )
    return ToldType(heading, tuple(lines), (), ())


def _tell_shares(atlas: Atlas, assignment: Shares, areas: tuple[str, ...]) -> ToldType:
    """Return how many residents of larger areas live in small areas of each type."""
    counts = count_residents(assignment, atlas.measures.residents, areas)
    lines = [
        say(
            "{share} of residents live in areas of the type “{type}”.",
            share=say_value(100 * float(share), "percent"),
            type=atlas.type_name(assignment.typology, str(name)),
        )
        for name, share in (counts / counts.sum()).items()
        if name not in (UNCLEAR, NO_DATA)
    ]
    return ToldType(say("Types of area by residents"), tuple(lines), (), ())
