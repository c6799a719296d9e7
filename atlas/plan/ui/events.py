"""Keep what happened that bears on what the place should do first: which event, when, where."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from atlas.markup import fill_html, repeat_html
from atlas.plan.records.circumstances import ends_on
from atlas.plan.records.kinds.event import Event
from atlas.plan.ui import PartSpec
from atlas.plan.ui.entries import draw_entries
from atlas.plan.ui.history import draw_history
from atlas.plan.ui.opened import plans
from atlas.plan.ui.saving import draw_done
from atlas.plan.views.cards import format_areas
from atlas.text import format_day, say, to_say
from atlas.ui.html import draw_html

if TYPE_CHECKING:
    from datetime import date

    from markupsafe import Markup

    from atlas.facade import Atlas
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PART = PartSpec(
    "events",
    to_say("Events"),
    to_say(
        "What happened that figures cannot show. It decides which actions for the whole place "
        "come first."
    ),
    15,
    # Where groups are set against each other is for those who act on it, and not for the public.
    for_editors=True,
)


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the part."""
    draw_done()
    atlas = opened.atlas
    today = datetime.now(UTC).date()
    kept = plans().list(selection.place, Event)
    kept.sort(key=lambda one: one.record.day, reverse=True)
    kinds = sorted(atlas.definitions.events.values(), key=lambda one: one.order)
    told = say(
        "Do not write names or anything that could identify a person. While an event counts, "
        "the actions for the whole place that respond to it come first."
    )
    meant = []
    for one in kinds:
        counts = say("It counts for {months} months.", months=one.months)
        meant.append((one.name, one.summary, one.counts_from, counts))
    items = repeat_html("<li>{}</li>", (_write_event(atlas, one.record, today) for one in kept))
    draw_html(
        '<div class="ab"><p class="ap-now">{}</p><details><summary>{}</summary><dl>{}</dl>'
        "</details></div>",
        told,
        say("Kinds of event"),
        repeat_html("<dt>{}</dt><dd>{} {} {}</dd>", meant),
    )
    none = fill_html("<p>{}</p>", say("No event has been entered."))
    draw_html('<div class="ab">{}</div>', fill_html("<ul>{}</ul>", items) if items else none)
    draw_entries(
        atlas,
        selection.place,
        kept,
        word="event",
        name="place",
        add=say("Add an event. For: {areas}", areas=format_areas(atlas, selection.areas)),
        begins={"event": kinds[0].id, "day": today, "areas": selection.areas},
        choices={"event": {one.id: one.name for one in kinds}},
        said=("happened",),
    )
    draw_history(atlas, selection.place, "event")


def _write_event(atlas: Atlas, event: Event, today: date) -> Markup:
    kind = atlas.definitions.events.get(event.event)
    facts = [format_day(event.day), format_areas(atlas, event.areas), event.happened]
    if kind is None:
        facts.append(say("The atlas no longer knows this kind of event, so it does not count."))
    elif event.day > today:
        facts.append(say("It counts from that day."))
    elif (last := ends_on(event, kind)) >= today:
        facts.append(say("It counts until {day}.", day=format_day(last)))
    else:
        facts.append(say("It no longer counts."))
    told = " · ".join(fact for fact in facts if fact)
    name = kind.name if kind else event.event
    return fill_html('<b>{}</b> <span class="ap-small">{}</span>', name, told)
