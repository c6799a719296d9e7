"""What is worth doing once for a whole place: for how many people, and where to start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.quantities import say_count, say_list
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.actions.match import Suggestion
    from atlas.facade import Atlas


def tell_worth(suggestion: Suggestion) -> str:
    """Return for how many people an action is worth it; empty where nobody counts them."""
    people = suggestion.people
    if not people:
        return ""
    if suggestion.kind == "place":
        return say("Worth it here: {people} people or homes.", people=say_count(people))
    return say("Concerns {people} people or homes here.", people=say_count(people))


def tell_start(atlas: Atlas, areas: Sequence[str]) -> str:
    """Return the areas in which to start what is done for the whole place; empty for none."""
    if not areas or len(areas) == len(atlas.measures.areas):
        return ""
    names = say_list([atlas.name_of(area) for area in areas])
    return say("Start in these areas: {names}.", names=names)
