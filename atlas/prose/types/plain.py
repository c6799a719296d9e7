"""Say in plain words which type an area is nearest to, what supports that and what does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.prose.figures import format_plainly
from atlas.prose.types.describe import describe_area_type
from atlas.prose.types.shares import count_types, describe_residents, describe_shares
from atlas.prose.types.statements import fill_claim, judge
from atlas.text import say, say_counted
from atlas.typology.assign import NO_DATA, UNCLEAR
from atlas.typology.by_shares import Shares
from atlas.typology.claims import HOLDS

if TYPE_CHECKING:
    from atlas.definitions.sheet import SheetWords
    from atlas.facade import Atlas
    from atlas.prose.types.statements import Statement

# How many figures for and against a page has room for.
FITS, AGAINST = 3, 1


@dataclass(frozen=True)
class PlainType:
    """What a hand-out says of the type of an area, or of several.

    Parameters
    ----------
    name
        The type with its state, or how many types there are; empty where none is told.
    lines
        How well it fits; for several areas, how many there are of each type.
    reasons
        Figures that support the type, then those that do not; several areas have none.
    indicators
        What the reasons are figures of, for the list of sources.
    counts
        For several areas, how many have each type or none, the most common first.
    is_shared
        Whether the lines are shares of residents: larger areas have no type of their own.
    """

    name: str = ""
    lines: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    is_shared: bool = False


def describe_plain_type(atlas: Atlas, words: SheetWords, areas: tuple[str, ...]) -> PlainType:
    """Return what a hand-out says of the types of areas; it names none of a single area."""
    if len(areas) > 1:
        return _describe_mix(atlas, words, areas)
    told = describe_area_type(atlas, words.typology, areas[0])
    assignment = atlas.types(words.typology)
    if isinstance(assignment, Shares):
        shares = describe_residents(atlas, assignment, areas) if assignment.is_known else ()
        return PlainType(told.heading, (*shares, *told.fit), is_shared=True)
    like = say("In the atlas, areas with figures like these form one group.")
    fit = {
        "clear": say("{like} The main things said about that group are true here.", like=like),
        "nearest": say(
            "{like} Not all of the main things said about that group are true here.", like=like
        ),
        "borderline": say(
            "The figures here are close to those of two groups of areas in the atlas."
        ),
        "unclear": say(
            "The figures here are not like those of any one group of areas in the atlas."
        ),
        "no_data": say("Too many figures are missing to say what kind of area this is."),
    }
    # As many as a page has room for, those that support the type first.
    listed = [statement for statement in told.statements if statement.fits][:FITS]
    listed += [statement for statement in told.statements if not statement.fits][:AGAINST]
    return PlainType(
        name=say("No type") if told.standing == "no_data" else told.heading,
        lines=(fit[told.standing],),
        reasons=tuple(_format_plainly(atlas, words, statement, areas[0]) for statement in listed),
        indicators=tuple(
            dict.fromkeys(name for statement in listed for name in statement.indicators)
        ),
    )


def _format_plainly(atlas: Atlas, words: SheetWords, statement: Statement, area: str) -> str:
    """Return a statement in the plainest words, with its date."""
    definition = atlas.definitions.typologies[words.typology]
    plain = words.claims.get(statement.claim)
    if plain is not None:
        claim = definition.claim_of(statement.claim)
        template = plain.holds if statement.fits else plain.denied
        told = fill_claim(atlas, template, claim, area)
        if claim.remark is not None and statement.fits:
            holds = judge(atlas, claim.remark.when, area) == HOLDS
            told = f"{told} {plain.remark_holds if holds else plain.remark_denied}"
    else:
        indicator = atlas.definitions.indicators[statement.indicators[0]]
        told = format_plainly(indicator, words.topics, statement.percentile, among=atlas.peers)
    if statement.is_higher is None:
        # It supports the type, or there is no type that it could fit less well.
        return told
    if plain is None:
        aim = (
            say("For that group it would be higher.")
            if statement.is_higher
            else say("For that group it would be lower.")
        )
        told = f"{told} {aim}"
    return say("Fits less well: {figure}", figure=told)


def _describe_mix(atlas: Atlas, words: SheetWords, areas: tuple[str, ...]) -> PlainType:
    assignment = atlas.types(words.typology)
    if isinstance(assignment, Shares):
        if not assignment.is_known:
            why = tuple(describe_shares(atlas, assignment, areas[0]))
            return PlainType(say("No type"), why, is_shared=True)
        heading = say("Types of area by residents")
        return PlainType(heading, describe_residents(atlas, assignment, areas), is_shared=True)
    counts = count_types(atlas, words.typology, areas)
    known = [(kind, count) for kind, count in counts if kind not in (UNCLEAR, NO_DATA)]
    lines = [
        say_counted(
            "{count} area is nearest to the type “{type}”.",
            "{count} areas are nearest to the type “{type}”.",
            count,
            type=atlas.type_name(words.typology, kind),
        )
        for kind, count in known
    ]
    others = len(areas) - sum(count for _, count in known)
    if others:
        lines.append(
            say_counted(
                "{count} area has no clear type.", "{count} areas have no clear type.", others
            )
        )
    many = say_counted("{count} type of area", "{count} types of area", len(known))
    named = tuple((atlas.type_name(words.typology, kind), count) for kind, count in counts)
    return PlainType(many if known else say("No type"), tuple(lines), counts=named)
