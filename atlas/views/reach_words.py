"""The text beside the map of an action: its legend, its first areas, and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.layer.layer import make_action_layer
from atlas.markup import fill_html, join_html, render_template, repeat_html
from atlas.quantities import format_count
from atlas.text import format_number, say
from atlas.views.action_table import list_areas
from atlas.views.cards import describe_facts
from atlas.views.links import link_to_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from atlas.facade import Atlas
    from atlas.prose.reach import Reached


def render_legend(atlas: Atlas, reached: Reached) -> Markup:
    """Return what the colours mean, with the areas and people of each, as a table."""
    people_by_strength = reached.people_by_strength
    rows = repeat_html(
        '<tr><th scope="row"><i class="rc-swatch" style="background:{}"></i>{}</th>'
        "<td>{}</td><td>{}</td></tr>",
        (
            (
                row.colour,
                row.label,
                format_number(row.count),
                format_count(people_by_strength[place]) if place else "",
            )
            for place, row in reversed(
                list(enumerate(make_action_layer(atlas, reached.action).classes))
            )
            if row.count
        ),
    )
    people = say("Concerned") if reached.is_counted else say("Residents")
    return fill_html(
        '<div class="ap rc-legend"><table><caption>{}</caption><thead><tr><td></td>'
        '<th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody>'
        "</table></div>",
        say("How strongly it fits"),
        atlas.words.area[1].capitalize(),
        people,
        rows,
    )


def render_first(atlas: Atlas, reached: Reached) -> Markup:
    """Return the areas to begin with, each with those concerned and how far they reach by then."""
    told = []
    for row in list_areas(atlas, reached.action, len(reached.first)):
        _, name, around, _, strength, (_, people), (_, share) = row
        reach = _describe_first(reached, strength, people, share)
        told.append(
            fill_html("<li><b>{}</b> <span>{}</span> <span>{}</span></li>", name, around, reach)
        )
    head = say("The first areas") if reached.is_local else say("Start in these areas")
    return fill_html('<div class="ap rc-first"><h3>{}</h3><ol>{}</ol></div>', head, join_html(told))


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


def render_action(atlas: Atlas, reached: Reached) -> Markup:
    """Return what an action takes, whether it works, and what it is drawn from."""
    action = atlas.definitions.actions[reached.action]
    return render_template("views/templates/reach.html", action=describe_facts(atlas, action))
