"""All texts on areas' types: what they are called, how well they fit, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from atlas.places.naming import name_peers
from atlas.prose.types.shares import describe_shares, name_shares
from atlas.prose.types.statements import Statement, describe_core, describe_statements
from atlas.quantities import add_unit, find_places, format_list
from atlas.text import format_number, say, to_say
from atlas.typology.assign import TOWN
from atlas.typology.by_shares import Shares
from atlas.typology.explain import find_shortfalls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atlas.definitions import Typology
    from atlas.facade import Atlas
    from atlas.typology.assign import Assignment
    from atlas.typology.explain import Shortfall

# More than are needed to distinguish a figure from the bound it misses.
MOST_DECIMALS = 6
# What a share falls short of, by its kind.
SHORT = {
    "membership": to_say("Its membership of this type is {share}; {bound} or more would be clear."),
    "steady": to_say(
        "The type stayed the same in {share} of repeats; {bound} or more would be stable."
    ),
}
# One word for how well a type fits, by standing.
STANDING_WORDS = {
    "clear": to_say("Clear"),
    "nearest": to_say("Not clear"),
    "borderline": to_say("Not clear"),
    "unclear": "",
    "no_data": "",
}


@dataclass(frozen=True)
class TypeWords:
    """The texts on one area's type under one typology.

    Parameters
    ----------
    heading
        The type with its standing: "Nearest to ...", "Between ... and ...".
    standing
        The standing, as in `Assignment.standing`.
    word
        The standing as a word; empty where the heading says that there is no type.
    fit
        Sentences on what the type lacks to be clear, or one if it lacks nothing.
    steady
        How often repeats gave the same type; empty without repeats.
    statements
        Sentences on the area's own figures, for and against the type.
    """

    heading: str
    standing: str
    word: str
    fit: tuple[str, ...]
    steady: str
    statements: tuple[Statement, ...]

    @property
    def fits(self) -> tuple[str, ...]:
        """Sentences on the area's own figures that bear the type out."""
        return tuple(statement.sentence for statement in self.statements if statement.fits)

    @property
    def against(self) -> tuple[str, ...]:
        """Sentences on the area's own figures that do not."""
        return tuple(statement.sentence for statement in self.statements if not statement.fits)


def describe_area_type(atlas: Atlas, typology: str, area: str, *, reading: str = "") -> TypeWords:
    """Return all texts on an area's type.

    Every sentence is on a figure of the area itself. A claim that the figure does not bear out
    is not made: the figure is stated instead, under `against`.
    """
    definition = atlas.definitions.typologies[typology]
    assignment = atlas.types(typology, reading=reading)
    standing = str(assignment.standing[area])
    # The heading of shares gives the share of residents, so it needs no word.
    word = "" if isinstance(assignment, Shares) else STANDING_WORDS[standing]
    return TypeWords(
        heading=name_state(atlas, assignment, area),
        standing=standing,
        word=say(word) if word else "",
        fit=tuple(describe_fit(atlas, definition, assignment, area)),
        steady=describe_steady(assignment, area),
        statements=tuple(describe_statements(atlas, definition, assignment, area)),
    )


def describe_fit(
    atlas: Atlas, definition: Typology, assignment: Assignment, area: str
) -> Iterator[str]:
    """Yield sentences on what a type lacks to be clear, or one if it lacks nothing."""
    if isinstance(assignment, Shares):
        yield from describe_shares(atlas, assignment, area)
        return
    standing = str(assignment.standing[area])
    second = str(assignment.runner_up[area])
    other = atlas.type_name(definition.id, second) if second else ""
    if standing == "no_data":
        yield say("Too many of the figures are missing.")
        return
    if definition.method != "profiles":
        if standing == "borderline":
            yield (
                say("Almost as near: {type}.", type=other) if other else say("Near a threshold.")
            )
        return
    if assignment.reading == "town":
        yield say("It is the nearest type in relative terms, whatever the figures are elsewhere.")
        return
    if standing == "clear":
        yield say("The profile is near, and everything this type says is true here.")
        return
    if standing == "unclear":
        yield _describe_unclear(atlas, definition, assignment, area)
        return
    # A borderline type may lead clearly but not be robust: that is one of the shortfalls.
    if standing == "borderline" and float(assignment.lead[area]) < definition.borderline_lead:
        yield say("Almost as near: {type}.", type=other)
    for shortfall in find_shortfalls(definition, assignment, area=area):
        yield _format_shortfall(atlas, definition, assignment, shortfall, area)


def describe_steady(assignment: Assignment, area: str) -> str:
    """Return how often repeats gave an area the same type; empty without repeats."""
    if not assignment.repeats or assignment.standing[area] in ("unclear", "no_data"):
        return ""
    return say(
        "How stable it is: the same type in {kept} of {repeats} repeats with a figure left out "
        "or with counts changed slightly.",
        kept=round(float(assignment.robustness[area]) * assignment.repeats),
        repeats=assignment.repeats,
    )


def _describe_unclear(atlas: Atlas, definition: Typology, assignment: Assignment, area: str) -> str:
    """Return why an area has no clear type."""
    nearest = str(assignment.nearest[area])
    name = atlas.type_name(definition.id, nearest)
    if not assignment.allowed.loc[area, nearest]:
        return say("There is no type whose core statements are all true here.")
    distance = float(pd.Series(assignment.distance.loc[area])[nearest])
    if distance > definition.unclear_distance:
        return say(
            "Even {type}, the nearest type that the figures support, is {distance} points away; "
            "an area more than {bound} points away has no type.",
            type=name,
            distance=_describe_beside(distance, definition.unclear_distance),
            bound=round(definition.unclear_distance),
        )
    share = 100 * float(assignment.own_membership[area])
    bound, decimals = 100 * definition.least_membership, find_places(share, "percent", 1)
    return say(
        "{type} is the nearest type that the figures support, but the area's membership is "
        "{share}; a type needs {bound} or more.",
        type=name,
        share=add_unit(_describe_beside(share, bound, decimals), "percent"),
        bound=add_unit(format_number(bound), "percent"),
    )


def _describe_beside(figure: float, bound: float, decimals: int = 0) -> str:
    """Return a figure with as many decimals as distinguish it from the bound it misses.

    Examples
    --------
    >>> _describe_beside(26.4, 24.0), _describe_beside(24.3, 24.0), _describe_beside(39.97, 40.0)
    ('26', '24.3', '39.97')
    """
    while decimals < MOST_DECIMALS and round(figure, decimals) == round(bound, decimals):
        decimals += 1
    return format_number(round(figure, decimals), decimals)


def _format_shortfall(
    atlas: Atlas, definition: Typology, assignment: Assignment, shortfall: Shortfall, area: str
) -> str:
    if shortfall.kind == "nearer":
        why = describe_core(atlas, definition, assignment, shortfall.other, area)
        other = atlas.type_name(definition.id, shortfall.other)
        return say("The profile of {type} is nearer. {why}", type=other, why=why)
    if shortfall.kind == "claim":
        claim = next(one for one in definition.claims if one.id == shortfall.claim)
        return say("What is missing: {claim}.", claim=claim.usual)
    if shortfall.kind in SHORT:
        share = _describe_beside(100 * shortfall.figure, 100 * shortfall.bound)
        return say(
            SHORT[shortfall.kind],
            share=add_unit(share, "percent"),
            bound=add_unit(format_number(100 * shortfall.bound), "percent"),
        )
    return say(
        "The profile is {distance} points away; up to {bound} would be clear.",
        distance=_describe_beside(shortfall.figure, shortfall.bound),
        bound=round(shortfall.bound),
    )


def describe_type(atlas: Atlas, typology: str, name: str) -> str:
    """Return what areas of a type have in common: its summary, or a sentence of its claims.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> describe_type(open_atlas("luton"), "cohesion_types", "settled_lower_need")
    "Compared with England's neighbourhoods, areas of this type usually have fewer homes that face two or more hardships than most, at least half of homes owned by those who live in them and fewer residents of minority ethnic groups than most."
    """  # noqa: E501 - a whole sentence
    definition = atlas.definitions.typologies[typology]
    one = definition.type_of(name)
    if one.summary:
        return one.summary
    claims = format_list([claim.usual for claim in definition.claims_of(one)])
    return say(
        "Compared with {peers}, areas of this type usually have {claims}.",
        # Types are always those of small areas, at every level.
        peers=name_peers(atlas.whole.name, level="area", words=atlas.words),
        claims=claims,
    )


def name_state(atlas: Atlas, assignment: Assignment, area: str) -> str:
    """Return an area's type together with how well it fits, as one heading."""
    return name_states(atlas, assignment, [area])[0]


def name_states(atlas: Atlas, assignment: Assignment, areas: Sequence[str]) -> list[str]:
    """Return the types of areas together with how well they fit.

    Panel, table, hover texts, sheets, slides and files all use these words.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> atlas = open_atlas("luton")
    >>> name_states(atlas, atlas.types("cohesion_types"), ["E01015701", "E01015732"])
    ['Uni-diverse district', 'Nearest to Superdiverse district']
    """
    if isinstance(assignment, Shares):
        return name_shares(atlas, assignment, areas)
    columns = (assignment.standing, assignment.types, assignment.nearest, assignment.runner_up)
    if len(areas) == 1:
        # A panel tells of one area at a time, and a list of one is ten times slower to look up.
        listed = [tuple(column[areas[0]] for column in columns)]
    else:
        listed = list(zip(*(column[list(areas)] for column in columns), strict=True))
    found = {one for row in listed for one in row[1:]}
    names = {one: atlas.type_name(assignment.typology, one) for one in found}
    patterns = {
        "nearest": say("Nearest to {type}", type="{first}"),
        "borderline": say("Between {first} and {last}", first="{first}", last="{last}"),
        "edge": say("{type} (near a threshold)", type="{first}"),
    }
    told = []
    for standing, one, nearest, second in listed:
        state = "edge" if standing == "borderline" and not second else standing
        if assignment.reading == TOWN and standing == "nearest":
            state = "relative"
        if pattern := patterns.get(state):
            told.append(pattern.format(first=names[nearest], last=names[second]))
        else:
            told.append(names[one])
    return told
