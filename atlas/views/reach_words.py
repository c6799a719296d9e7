"""The text beside the map of an action: its legend, its first areas, and what it takes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from atlas.layer.layer import make_action_layer
from atlas.quantities import format_count
from atlas.text import format_number, say
from atlas.views.action_table import list_areas
from atlas.views.cards import describe_facts
from atlas.views.links import link_to_plan
from atlas.views.panel import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.facade import Atlas
    from atlas.prose.reach import Reached


def render_legend(atlas: Atlas, reached: Reached) -> str:
    """Return what the colours mean, with the areas and people of each, as a table."""
    people_by_strength = reached.people_by_strength
    rows = "".join(
        f'<tr><th scope="row"><i class="rc-swatch" style="background:{row.colour}"></i>'
        f"{escape(row.label)}</th><td>{format_number(row.count)}</td>"
        f"<td>{format_count(people_by_strength[position]) if position else ''}</td></tr>"
        for position, row in reversed(
            list(enumerate(make_action_layer(atlas, reached.action).classes))
        )
        if row.count
    )
    people = say("Concerned") if reached.is_counted else say("Residents")
    return (
        f'<div class="ap rc-legend"><table><caption>{escape(say("How strongly it fits"))}</caption>'
        f'<thead><tr><td></td><th scope="col">{escape(atlas.words.area[1].capitalize())}</th>'
        f'<th scope="col">{escape(people)}</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def render_first(atlas: Atlas, reached: Reached) -> str:
    """Return the areas to begin with, each with those concerned and the cumulative reach."""
    told = []
    for row in list_areas(atlas, reached.action, len(reached.first)):
        _, name, around, _, strength, (_, people), (_, share) = row
        reach = escape(_describe_first(reached, strength, people, share))
        told.append(
            f"<li><b>{escape(name)}</b> <span>{escape(around)}</span> <span>{reach}</span></li>"
        )
    head = say("The first areas") if reached.is_local else say("Start in these areas")
    return f'<div class="ap rc-first"><h3>{escape(head)}</h3><ol>{"".join(told)}</ol></div>'


def _describe_first(reached: Reached, strength: str, people: str, share: str) -> str:
    if reached.is_counted:
        return say(
            "{strength}: {people} concerned; {share} of all so far",
            strength=strength,
            people=people,
            share=share,
        )
    return say(
        "{strength}: {people} residents; {share} of all so far",
        strength=strength,
        people=people,
        share=share,
    )


def link_plan(atlas: Atlas, reached: Reached, areas: Sequence[str]) -> str:
    """Return the address that adds an action to the plan; an action taken once names no areas."""
    planned_for = areas if reached.is_local else ()
    return link_to_plan(atlas, planned_for, "actions", action=reached.action)


def render_action(atlas: Atlas, reached: Reached) -> str:
    """Return what an action takes, whether it works, and its sources."""
    action = atlas.definitions.actions[reached.action]
    return TEMPLATES.get_template("reach.html").render(action=describe_facts(atlas, action))
