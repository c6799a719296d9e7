"""Words from residents and officers on whether an area's type and actions fit: seen here alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import fill_html, repeat_html
from atlas.plan.records.kinds.fit_words import KIND, FitWords
from atlas.plan.ui import PartSpec
from atlas.plan.ui.entries import draw_entries
from atlas.plan.ui.opened import plans
from atlas.plan.ui.saving import draw_done
from atlas.plan.views.cards import format_areas
from atlas.plan.views.fields import describe_field, name_area_of
from atlas.prose.types.describe import describe_area_type
from atlas.text import format_day, say, to_say
from atlas.ui.html import draw_html, draw_markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from atlas.facade import Atlas
    from atlas.plan.records.versions import Kept
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PART = PartSpec(
    "fit",
    to_say("Words from residents"),
    to_say(
        "Does an area's type fit, and do its actions? What residents and officers say, with "
        "date and role."
    ),
    80,
    for_editors=True,
)


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the part."""
    draw_done()
    atlas = opened.atlas
    told = say(
        "These words are shown in this part of the plan and nowhere else: not beside the map, "
        "not in the meeting room, not on hand-outs. They are part of the plan's files. Do not "
        "write names or anything that could identify a person. Everybody who can open this plan "
        "can read them and delete them permanently."
    )
    draw_html('<div class="ab"><p class="ap-now">{}</p></div>', told)
    kept = plans().list(selection.place, FitWords)
    area = selection.areas[0] if len(selection.areas) == 1 else ""
    draw_markup(_write_about(atlas, selection))
    own = [one for one in kept if one.record.area == area]
    draw_markup(_write_list(atlas, own))
    choices = _offer(atlas, selection, area)
    draw_entries(
        atlas,
        selection.place,
        own,
        word="fit_words",
        name=area or "place",
        add=say("Add words"),
        begins={"area": area, "entry": next(iter(choices)), "day": datetime.now(UTC).date()},
        choices={"entry": choices},
        for_good=True,
        said=("words", "heard_at"),
    )
    others = [one for one in kept if one.record.area != area]
    if others:
        with st.expander(say("Words about other areas: {count}", count=len(others))):
            draw_markup(_write_list(atlas, others))


def _offer(atlas: Atlas, selection: Selection, area: str) -> dict[str, str]:
    """Return what words may be on: the area's type, the area in general, or an action."""
    found = {}
    # Words on a type are kept of a small area: a larger one has none of its own.
    if area and selection.typology and atlas.level == "area":
        types = atlas.types(selection.typology, reading=selection.reading).types
        one = f"{selection.typology}.{types[area]}"
        known = atlas.definitions.type_names.get(one)
        if known is not None:
            found[one] = say("The type “{type}”", type=known.name)
    found[""] = say("This area in general") if area else say("The place in general")
    actions = atlas.definitions.actions
    names = [one.action for one in atlas.suggest(selection.areas)]
    return found | {name: say("The action “{action}”", action=actions[name].name) for name in names}


def _write_about(atlas: Atlas, selection: Selection) -> Markup:
    """Return what is asked about: the area with its type, or how to choose one."""
    title = say("About {place} in general", place=atlas.name)
    told = say(
        "Select one area on the map, or with the search above, to save words about its type and "
        "actions."
    )
    if len(selection.areas) == 1:
        title = say("Does this fit {area}?", area=format_areas(atlas, selection.areas))
        told = _describe_type(atlas, selection, selection.areas[0])
    return fill_html('<div class="ab"><h2>{}</h2><p>{}</p></div>', title, told)


def _describe_type(atlas: Atlas, selection: Selection, area: str) -> str:
    """Return an area's type with its state, and what its own figures say to it."""
    if not selection.typology:
        return say("The atlas gives it no clear type.")
    words = describe_area_type(atlas, selection.typology, area, reading=selection.reading)
    figures = " ".join((*words.fits, *words.against))
    return say("In the atlas: {type}. {figures}", type=words.heading, figures=figures)


def _write_list(atlas: Atlas, kept: Sequence[Kept[FitWords]]) -> Markup:
    if not kept:
        none = say("No words have been saved yet.")
        return fill_html('<div class="ab"><p>{}</p></div>', none)
    items = []
    for record in [one.record for one in kept]:
        facts = [
            name_area_of(atlas, record.area) if record.area else "",
            describe_field(atlas, KIND, "entry", record.entry),
            KIND.call("fits", record.fits) if record.fits != "not_said" else "",
            KIND.call("role", record.role),
            format_day(record.day),
            record.heard_at,
        ]
        items.append((record.words, " · ".join(fact for fact in facts if fact)))
    listed = repeat_html('<li class="pl-words"><p>{}</p><p class="ap-small">{}</p></li>', items)
    return fill_html('<ul class="ab pl-voices">{}</ul>', listed)
