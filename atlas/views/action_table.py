"""All actions as a table, and the areas that one action fits: as a table, and as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.cache import cache_per_atlas
from atlas.layer.layer import make_action_layer
from atlas.markup import fill_html, join_html, render_template, repeat_html
from atlas.prose.reach import find_reached, format_share, name_strengths
from atlas.quantities import format_count
from atlas.text import format_number, say, say_counted
from atlas.views.cards import (
    EFFORTS,
    describe_facts,
    link_to_plan,
    name_certainty,
    name_cost,
    name_way,
    was_compared,
)
from atlas.views.table import make_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from atlas.definitions import Action
    from atlas.facade import Atlas
    from atlas.prose.reach import Reached

# As many as anybody reads; the downloads have all.
MOST_ROWS = 200


def list_actions(
    atlas: Atlas, *, theme: str = "", domain: str = "", is_tested: bool = False
) -> list[Action]:
    """Return the actions of a theme and a domain, or all of them, sorted by name.

    `is_tested` keeps only those that were tested with a comparison.
    """
    found = [
        action
        for action in atlas.definitions.actions.values()
        if theme in ("", action.theme)
        and domain in ("", action.domain)
        and (not is_tested or was_compared(atlas, action.id))
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


@cache_per_atlas(16)
def make_action_table(
    atlas: Atlas, theme: str, domain: str, *, is_tested: bool = False
) -> dict[str, Any]:
    """Return the actions as rows: where each fits, for how many, and what it takes.

    They are chosen as by `list_actions`.
    """
    rows = []
    for action in list_actions(atlas, theme=theme, domain=domain, is_tested=is_tested):
        row: list[Any] = [
            action.id,
            action.name,
            *_describe_reach(atlas, action),
            atlas.definitions.themes[action.theme].short,
            atlas.definitions.domains[action.domain].name,
            name_way(action),
            list(name_certainty(action) or (None, "")),
            list(name_cost(action) or (None, say("not known"))),
            [list(EFFORTS).index(action.effort), say(EFFORTS[action.effort])],
            action.time,
            ", ".join(action.lead),
        ]
        rows.append(row)
    return {
        "caption": say_counted(
            "{count} action; choose one to see where it would help",
            "{count} actions; choose one to see where it would help",
            len(rows),
        ),
        "columns": _head(atlas),
        "rows": rows,
        "shown": "areas",
        "follows": True,
        "sort": {"column": "areas", "descending": True},
    }


def _describe_reach(atlas: Atlas, action: Action) -> list[list[Any]]:
    """Return the cells with the number of areas and of the people concerned there."""
    reached = find_reached(atlas, action.id)
    count = len(reached.areas)
    areas: list[Any] = [count, format_number(count)]
    if not reached.is_local:
        once = say("once per authority") if atlas.is_wide else say("whole place")
        areas = [None, once if reached.is_offered else say("not here")]
    if not reached.is_counted:
        return [areas, [None, say("not counted")]]
    return [areas, [reached.people, format_count(reached.people)]]


def _head(atlas: Atlas) -> list[dict[str, Any]]:
    plural = atlas.count_areas(len(atlas.measures.areas))
    return [
        make_column("name", say("Action")),
        make_column("areas", say("Fits"), say("of {areas}", areas=plural)),
        make_column("people", say("Relevant to"), say("people or homes")),
        make_column("theme", say("Theme")),
        make_column("domain", say("Domain")),
        make_column("works", say("Works?")),
        make_column("sureness", say("How sure"), say("in five steps")),
        make_column("cost", say("Cost"), say("a year")),
        make_column("effort", say("Effort"), ""),
        make_column("time", say("Time")),
        make_column("lead", say("Who leads")),
    ]


@cache_per_atlas(128)
def list_areas(atlas: Atlas, action: str, most: int) -> list[list[Any]]:
    """Return the first areas that an action fits as rows, each with the cumulative reach."""
    reached = find_reached(atlas, action)
    names = name_strengths(max(int(reached.strength.max()), 1))
    people = reached.table["people"].iloc[:most]
    running = people.cumsum() / (reached.people or 1.0)
    numbered = zip(reached.areas, people.tolist(), running.tolist(), strict=False)
    return [
        [
            area,
            atlas.name_of(area),
            atlas.around(area),
            [rank, format_number(rank)],
            names[int(reached.strength[area]) - 1],
            [number, format_count(number)],
            [share, format_share(share)],
        ]
        for rank, (area, number, share) in enumerate(numbered, 1)
    ]


def make_areas_table(atlas: Atlas, action: str, selected: Sequence[str]) -> dict[str, Any]:
    """Return the areas that an action fits, best fit first, as the map shows them."""
    reached = find_reached(atlas, action)
    rows = list_areas(atlas, action, MOST_ROWS)
    order = say("most people first") if reached.is_by_people else say("strongest fit first")
    people = (
        make_column("people", say("Relevant to"), say("people or homes"))
        if reached.is_counted
        else make_column("people", say("Residents"), "")
    )
    return {
        "caption": _name_areas(atlas, reached, len(rows)),
        "columns": [
            make_column("name", say("Area")),
            make_column("around", atlas.name_around()),
            make_column("rank", say("Order"), order, rising=True),
            make_column("strength", say("How strongly")),
            people,
            make_column(
                "share", say("Reached so far"), say("with all areas above it"), rising=True
            ),
        ],
        "rows": rows,
        "shown": "people",
        "selected": list(selected),
        "sort": {"column": "rank", "descending": False},
    }


def _name_areas(atlas: Atlas, reached: Reached, shown: int) -> str:
    found = len(reached.areas)
    told = {
        "action": atlas.definitions.actions[reached.action].name,
        "areas": atlas.count_areas(found),
    }
    if shown < found:
        return say(
            "“{action}”: the first {count} of {areas}; the downloads have all",
            **told,
            count=format_number(shown),
        )
    if reached.is_by_people:
        return say("“{action}”: {areas}, those with most people first", **told)
    return say("“{action}”: {areas}, the strongest fit first", **told)


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
    people = say("Relevant to") if reached.is_counted else say("Residents")
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
            "{strength}: relevant to {people}; {share} of all so far",
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
