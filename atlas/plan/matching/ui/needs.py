"""Enter what households need: in this visit only, and only from the closed list."""

from __future__ import annotations

from functools import partial
from string import ascii_uppercase
from typing import TYPE_CHECKING

import streamlit as st

from atlas.plan.matching.lists import MOST_HOUSEHOLDS, Needs, read_needs, write_needs
from atlas.plan.matching.rule import MOST_CHILDREN, MOST_PEOPLE, PEOPLE, in_order
from atlas.plan.matching.ui.controls import (
    draw_choice,
    draw_list_reader,
    draw_numbers,
    find_amounts,
)
from atlas.plan.ui.drafts import Typed
from atlas.text import say
from atlas.ui.html import draw_html
from atlas.ui.state import set_widget

if TYPE_CHECKING:
    from atlas.definitions import Criterion
    from atlas.facade import Atlas

NEEDS, FILE, ROUND = "atlas_match_needs", "atlas_match_file", "atlas_match_round"
# What both sides choose, by household number, offer and side.
CHOICES = "atlas_match_choices"
# The needs themselves stay for the visit: the draft is what has not been saved to a file yet.
UNSAVED = Typed("matching_needs", NEEDS)


def households() -> list[Needs]:
    """Return the needs of each household of this visit; they are stored nowhere else."""
    found: list[Needs] = st.session_state.setdefault(NEEDS, [])
    return found


def name_household(number: int) -> str:
    """Return the label of a household: a letter, never a name.

    Examples
    --------
    >>> name_household(0), name_household(27)
    ('Household A', 'Household AB')
    """
    letters = ""
    rest = number + 1
    while rest:
        rest, place = divmod(rest - 1, len(ascii_uppercase))
        letters = ascii_uppercase[place] + letters
    return say("Household {letter}", letter=letters)


def draw_needs(atlas: Atlas) -> None:
    """Draw each household with its needs, and the files to load and save."""
    told = say(
        "Enter only what a household asks for; what is left open never counts against it. Each "
        "household is named by a letter. What you enter here is lost when you close or reload "
        "the page, unless you save it as a file on your own computer."
    )
    draw_html('<div class="ab"><p>{}</p></div>', told)
    rows = households()
    for number, needs in enumerate(rows):
        with st.expander(name_household(number), expanded=number == len(rows) - 1):
            for criterion in in_order(atlas.definitions.matching):
                _draw_need(number, criterion, needs)
            st.button(
                say("Remove {household}", household=name_household(number)),
                key=f"{_key(number)}_remove",
                on_click=partial(_remove, number),
            )
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("Add a household"),
            key="atlas_match_add",
            type="primary",
            disabled=len(rows) >= MOST_HOUSEHOLDS,
            on_click=lambda: rows.append({}),
        )
        if rows:
            st.download_button(
                say("Save as a file on your computer (CSV)"),
                data=write_needs(rows, atlas.definitions.matching),
                file_name="households.csv",
                mime="text/csv",
                key="atlas_match_save",
                on_click=UNSAVED.drop,
            )
    UNSAVED.warn()
    _draw_file(atlas)


def _key(number: int) -> str:
    # After a removal or a file the letters mean other households: their controls start afresh.
    return f"atlas_need_{st.session_state.get(ROUND, 0)}_{number}"


def _start_anew() -> None:
    st.session_state.pop(CHOICES, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _remove(number: int) -> None:
    households().pop(number)
    if any(households()):
        UNSAVED.hold(NEEDS, households())
    else:
        UNSAVED.drop()
    _start_anew()


def _draw_need(number: int, criterion: Criterion, needs: Needs) -> None:
    key = f"{_key(number)}_{criterion.id}"
    stated = needs.get(criterion.id, {})
    keep = partial(_keep, number, criterion, key)
    if criterion.rule == "enough":
        draw_html('<div class="ab"><p class="sc-ask">{}</p></div>', criterion.need)
        draw_numbers(criterion, key, stated, most=MOST_CHILDREN, empty=say("none"), on_change=keep)
        return
    empty = say("not stated")
    if criterion.rule == "holds":
        set_widget(key, stated.get(PEOPLE))
        st.number_input(
            criterion.need,
            min_value=1,
            max_value=MOST_PEOPLE,
            step=1,
            value=None,
            key=key,
            placeholder=empty,
            help=criterion.why,
            width=320,
            on_change=keep,
        )
    else:
        more = {"help": criterion.why, "on_change": keep}
        draw_choice(criterion, key, stated, label=criterion.need, empty=empty, **more)


def _keep(number: int, criterion: Criterion, key: str) -> None:
    """Store in this visit the present values of one need's controls."""
    if criterion.rule == "holds":
        given = {PEOPLE: st.session_state[key]}
    else:
        given = find_amounts(criterion, key)
    stated = {option: amount for option, amount in given.items() if amount}
    needs = households()[number]
    if stated:
        needs[criterion.id] = stated
    else:
        needs.pop(criterion.id, None)
    UNSAVED.hold(NEEDS, households())


def _draw_file(atlas: Atlas) -> None:
    names = ", ".join(criterion.name for criterion in in_order(atlas.definitions.matching))
    told = say(
        "One row for each household, with only these columns: {names}. Separate several entries "
        "in a cell with /. A list with any other column is rejected entirely.",
        names=names,
    )
    head, label = say("Upload a list of households (CSV)"), say("The list (CSV)")
    draw_list_reader(head, told, label, FILE, partial(_read_file, atlas))


def _read_file(atlas: Atlas, name: str, content: bytes) -> None:
    layers = atlas.definitions
    rows = read_needs(name, content, layers.matching, layers.refused)
    label = say("Use these {count} households instead of those above", count=len(rows))
    st.button(label, key="atlas_match_use", type="primary", on_click=partial(_use, rows))


def _use(rows: list[Needs]) -> None:
    st.session_state[NEEDS] = rows
    # A file already has them.
    UNSAVED.drop()
    _start_anew()
