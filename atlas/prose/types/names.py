"""Names of areas' types with how well they fit, and descriptions of types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.places.naming import name_peers
from atlas.prose.types.shares import name_shares
from atlas.quantities import format_list
from atlas.text import say
from atlas.typology.assign import TOWN
from atlas.typology.by_shares import Shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas
    from atlas.typology.assign import Assignment


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
    listed = list(zip(*(column[list(areas)] for column in columns), strict=True))
    found = {one for row in listed for one in row[1:]}
    names = {one: atlas.type_name(assignment.typology, one) for one in found}
    patterns = {
        "nearest": say("Nearest to {type}", type="{first}"),
        "borderline": say("Between {first} and {last}", first="{first}", last="{last}"),
        "edge": say("{type} (near a bound)", type="{first}"),
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
