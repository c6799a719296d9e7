"""What is worth doing once for a whole place: for how many people, and where to start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.quantities import say_count, say_list
from atlas.text import say
from atlas.views.reach import find_reached

if TYPE_CHECKING:
    from atlas.actions.match import Suggestion
    from atlas.facade import Atlas

# So many areas are named to start in; the page Actions has them all.
NAMED = 5


def count_people(suggestion: Suggestion) -> float | None:
    """Return how many people or homes a suggestion concerns; None where nobody counts them."""
    people: Any = getattr(suggestion, "people", None)
    return float(people) if people else None


def tell_worth(suggestion: Suggestion) -> str:
    """Return for how many people an action is worth it; empty where nobody counts them."""
    people = count_people(suggestion)
    if people is None:
        return ""
    if suggestion.kind == "place":
        return say("Worth it here: {people} people or homes.", people=say_count(people))
    return say("Concerns {people} people or homes here.", people=say_count(people))


def tell_start(atlas: Atlas, action: str) -> str:
    """Return the areas in which to start what is done for the whole place; empty for none."""
    areas = find_reached(atlas, action).first[:NAMED]
    if not areas or len(areas) == len(atlas.measures.areas):
        return ""
    names = say_list([atlas.name_of(area) for area in areas])
    return say("Start in these areas: {names}.", names=names)
