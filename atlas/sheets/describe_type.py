"""Say on paper which type an area is nearest to, what supports that and what does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.prose.types.describe import describe_area_type
from atlas.prose.types.shares import describe_residents, describe_shares
from atlas.prose.types.statements import fill_claim, judge
from atlas.sheets.plain_words import describe_position
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
class ToldType:
    """What a hand-out says of the type of an area, or of several.

    Parameters
    ----------
    name
        The type with its state, or how many types there are.
    lines
        How well it fits; for several areas, how many there are of each type.
    Figures that support the type, then those that do not. Several areas have none: each
        Figures that bear the type out, then those that do not. Several areas have none: each
        has its own.
    indicators
        What the reasons are figures of, for the list of sources.
    What the reasons are figures of, for the list of sources.
        Whether the lines are shares of residents: larger areas have no type of their own.
    """

    name: str = ""
    lines: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    is_shared: bool = False


def describe_sheet_type(atlas: Atlas, words: SheetWords, areas: tuple[str, ...]) -> ToldType:
    """Return what a hand-out says of the types of areas; it names none of a single area."""
    if len(areas) > 1:
        return _describe_mix(atlas, words, areas)
    told = describe_area_type(atlas, words.typology, areas[0])
    assignment = atlas.types(words.typology)
    if isinstance(assignment, Shares):
        shares = describe_residents(atlas, assignment, areas) if assignment.is_known else ()
        return ToldType(told.heading, (*shares, *told.fit), is_shared=True)
    like = say("In the atlas, areas with figures like these form one group.")
    fit = {
        "clear": say("{like} All that is said of that group holds here.", like=like),
        "nearest": say("{like} Not all that is said of that group holds here.", like=like),
        "borderline": say("The figures here come close to two groups of areas in the atlas."),
        "unclear": say("The figures here are like those of no one group of areas in the atlas."),
        "no_data": say("Too many figures are missing to say what kind of area this is."),
    }
    listed = _choose(told.statements)
    return ToldType(
        name=say("No type") if told.standing == "no_data" else told.heading,
        lines=(fit[told.standing],),
        reasons=tuple(_format_plainly(atlas, words, statement, areas[0]) for statement in listed),
        indicators=tuple(
            dict.fromkeys(name for statement in listed for name in statement.indicators)
        ),
    )


def _choose(statements: tuple[Statement, ...]) -> list[Statement]:
    """Return as many statements as a page has room for, those that support the type first."""
    fits = [statement for statement in statements if statement.fits][:FITS]
    return fits + [statement for statement in statements if not statement.fits][:AGAINST]


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
        told = describe_position(atlas, words, indicator, statement.percentile, in_town=False)
    if statement.is_higher is None or plain is not None:
        # Without a type, there is nothing that a figure could fit less well.
        bare = statement.fits or statement.is_higher is None
        return told if bare else say("Fits less well: {figure}", figure=told)
    aim = (
        say("For that group it would be higher.")
        if statement.is_higher
        else say("For that group it would be lower.")
    )
    return say("Fits less well: {figure}", figure=f"{told} {aim}")


def _describe_mix(atlas: Atlas, words: SheetWords, areas: tuple[str, ...]) -> ToldType:
    assignment = atlas.types(words.typology)
    if isinstance(assignment, Shares):
        if not assignment.is_known:
            why = tuple(describe_shares(atlas, assignment, areas[0]))
            return ToldType(say("No type"), why, is_shared=True)
        heading = say("Types of area by residents")
        return ToldType(heading, describe_residents(atlas, assignment, areas), is_shared=True)
    types = assignment.types.loc[list(areas)]
    counts = types.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    known = [str(kind) for kind in counts.index if kind not in (UNCLEAR, NO_DATA)]
    lines = [
        say_counted(
            "{count} area is nearest to the type “{type}”.",
            "{count} areas are nearest to the type “{type}”.",
            int(counts[kind]),
            type=atlas.type_name(words.typology, kind),
        )
        for kind in known
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
    return ToldType(heading, tuple(lines))
