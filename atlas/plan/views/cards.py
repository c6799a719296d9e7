"""An action of the plan as a card: what, where, who, when, and how one sees that it works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from atlas.markup import fill_html, repeat_html
from atlas.plan.records.coverage import call_action, theme_of_action
from atlas.plan.views.fields import name_area_of, name_measure
from atlas.plan.views.followed import describe_followed
from atlas.plan.views.words import format_ago
from atlas.text import format_day, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from atlas.facade import Atlas
    from atlas.plan.records.kinds.baseline import Baseline
    from atlas.plan.records.kinds.planned_action import PlannedAction
    from atlas.plan.records.record import KindSpec
    from atlas.plan.records.versions import Kept

MOST_AREAS = 6


def format_areas(atlas: Atlas, areas: Sequence[str]) -> str:
    """Return whom an action is for: its areas by name, or the whole place."""
    if not areas:
        return say("All of {place}", place=atlas.name)
    named = [name_area_of(atlas, area) for area in areas[:MOST_AREAS]]
    more = len(areas) - MOST_AREAS
    told = "; ".join(named)
    return say("{areas} and {count} more areas", areas=told, count=more) if more > 0 else told


def format_changed(kept: Kept[PlannedAction], now: datetime) -> str:
    """Return when a record was saved last, and by whom if that was said."""
    when = format_ago(kept.changed, now)
    if kept.by:
        return say("Saved {when} by {by}.", when=when, by=kept.by)
    return say("Saved {when}.", when=when)


def render_planned(
    atlas: Atlas,
    kind: KindSpec,
    kept: Kept[PlannedAction],
    baselines: Mapping[str, Baseline],
    now: datetime,
) -> Markup:
    """Return one action of the plan as HTML.

    `baselines` are its figures as they were when it was added, by indicator.
    """
    one = kept.record
    theme = atlas.definitions.themes.get(theme_of_action(atlas.definitions, one))
    chips = [kind.call("status", one.status), *([theme.short] if theme else [])]
    if one.money != "none":
        chips.append(kind.call("money", one.money))
    facts = repeat_html(
        "<dt>{}</dt><dd>{}</dd>",
        ((name, value) for name, value in _list_facts(atlas, kind, one) if value),
    )
    title = call_action(atlas.definitions, one)
    marks = repeat_html('<span class="ap-chip">{}</span> ', chips)
    return fill_html(
        '<article class="ap ap-card pl-card"><h3>{}</h3><p class="pl-chips">{}</p><dl'
        ' class="ap-facts-list">{}</dl>{}<p class="ap-small">{}</p></article>',
        title,
        marks,
        facts,
        _list_measures(atlas, one, baselines),
        format_changed(kept, now),
    )


def _list_facts(atlas: Atlas, kind: KindSpec, one: PlannedAction) -> list[tuple[str, str]]:
    days = [(say("Starts"), one.start), (say("Review"), one.review)]
    principles = atlas.definitions.principles
    names = [principles[name].name for name in one.principles if name in principles]
    sectors = ", ".join(kind.call("sectors", sector) for sector in one.sectors)
    retired = atlas.definitions.retired.get(one.action)
    return [
        (say("What happened to the action"), retired.says if retired else ""),
        (say("For"), format_areas(atlas, one.areas)),
        (kind.call("owner"), one.owner),
        (kind.call("partners"), "; ".join(one.partners)),
        (kind.call("sectors"), sectors),
        *((name, format_day(day)) for name, day in days if day),
        (kind.call("gains_newcomers"), one.gains_newcomers),
        (kind.call("gains_residents"), one.gains_residents),
        (kind.call("principles"), "; ".join(names)),
        (kind.call("note"), one.note),
    ]


def _list_measures(atlas: Atlas, one: PlannedAction, baselines: Mapping[str, Baseline]) -> Markup:
    """Return the measures: followed figures then and now, and what only a survey can tell."""
    if not one.measures:
        return Markup()
    lines = []
    for measure in one.measures:
        if measure in baselines:
            lines.append(describe_followed(atlas, one.areas, baselines[measure]))
        elif measure in atlas.definitions.indicators:
            name = name_measure(atlas, measure)
            lines.append(say("{indicator}: no figure was saved when it was added.", indicator=name))
        else:
            lines.append(say("To be asked or counted: {measure}", measure=measure))
    items = repeat_html("<li>{}</li>", lines)
    return fill_html("<h4>{}</h4><ul>{}</ul>", say("How to tell that it works"), items)
