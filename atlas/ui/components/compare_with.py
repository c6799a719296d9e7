"""Choose what the place is compared with: several others at once, found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.facade.comparing import FINDERS, OF, TWINS
from atlas.layer.shown import find_shown
from atlas.places.gazetteer import JOIN
from atlas.quantities import format_list
from atlas.selection.compared import MOST_COMPARED
from atlas.selection.filtering import MOST_NAMED, narrows
from atlas.text import say, to_say
from atlas.ui.components.choice import draw_choice
from atlas.ui.messages import as_text
from atlas.ui.state import change_selection

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.facade.comparators import Comparator
    from atlas.selection.address import Selection

COMPARE, BOX = "atlas_compare", "atlas_compare_box"
# What is said of a comparator in the list, where its name does not say it; typing finds it too.
GROUPS = {
    "region": to_say("{name} · its region"),
    "county": to_say("{name} · its county"),
    "authority": to_say("{name} · authority"),
    "selection": to_say("{name} · selected or filtered"),
}


def draw_compare_with(atlas: Atlas, selection: Selection) -> None:
    """Draw the comparators that are chosen and, when opened, the list to choose from."""
    others = atlas.find_comparators(selection.compare)
    names = format_list([one.name for one in others]) if others else say("nothing else")
    # The label must not change, or the box would be another one and close.
    st.caption(as_text(say("{place} beside {others}", place=atlas.name, others=names)))
    box = st.expander(say("Compare {place} with", place=atlas.name), key=BOX, on_change="rerun")
    # The list is long, and is only sent when somebody wants to choose.
    if not box.open:
        return
    with box:
        known = _list_options(atlas, selection)
        draw_choice(
            say("Up to {most}; type to search", most=MOST_COMPARED),
            {one: _name_option(comparator) for one, comparator in known.items()},
            [one for one in selection.compare if one in known],
            key=COMPARE,
            on_change=lambda: _take(known),
            draw=st.multiselect,
            max_selections=MOST_COMPARED,
            placeholder=say("nothing else"),
        )
        has_twins = any(one.group == "twins" for one in known.values())
        lack = None if has_twins else atlas.comparators.find_lack(TWINS)
        if lack is not None:
            st.caption(as_text(f"{lack.what} {lack.remedy}"))


def _take(known: dict[str, Comparator]) -> None:
    chosen = [one for one in st.session_state[COMPARE] if one in known]
    change_selection(compare=tuple(chosen[:MOST_COMPARED]))


def _list_options(atlas: Atlas, selection: Selection) -> dict[str, Comparator]:
    """Return what can be chosen: larger areas, the areas of the moment, then others by name."""
    comparators = atlas.comparators
    known = {one: comparators[one] for one in comparators}
    own = [one for one in selection.compare if one not in known and one in comparators]
    chosen = [selection.areas]
    if narrows(selection) and not selection.areas:
        chosen.append(find_shown(atlas, selection).codes)
    if atlas.level == "authority" and len(selection.areas) == 1:
        own += [f"{group}{OF}{selection.areas[0]}" for group in FINDERS]
    own += [JOIN.join(codes) for codes in chosen if 0 < len(codes) <= MOST_NAMED]
    found = {one: comparators[one] for one in dict.fromkeys(own) if one in comparators}
    larger = {one: it for one, it in known.items() if it.group not in ("authority", "ward")}
    return larger | found | known


def _name_option(comparator: Comparator) -> str:
    words = GROUPS.get(comparator.group)
    return say(words, name=comparator.label) if words else comparator.label
