"""Filter the areas by type, ward, neighbourhood and conditions, all at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from atlas.cache import cache_per_atlas
from atlas.definitions import SharedTypology
from atlas.layer.shown import find_shown
from atlas.markup import fill_html
from atlas.quantities import format_count
from atlas.selection.filtering import MOST_NAMED, narrows
from atlas.text import format_number, say, say_counted
from atlas.ui.components.choice import draw_choice
from atlas.ui.components.conditions import draw_conditions
from atlas.ui.html import draw_html
from atlas.ui.messages import as_text
from atlas.ui.state import (
    change_selection,
    current,
    keep_selection,
    take_choice,
)

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection
    from atlas.selection.filtering import Filtered

MOST_NAMES = 1100
TYPOLOGY, TYPES, WHERE = "atlas_typology", "atlas_types", "atlas_where"


def draw_filters(atlas: Atlas, selection: Selection) -> None:
    """Draw the filters; the number of areas left is always in sight."""
    filtered = find_shown(atlas, selection)
    met = filtered.met.to_numpy()
    residents = np.nansum(atlas.measures.residents.to_numpy()[met])
    counted = say(
        "{count} of {areas}", count=format_number(met.sum()), areas=atlas.count_areas(len(met))
    )
    # What the legend switches off has no filter below, so it is said here.
    is_off = not filtered.met.equals(filtered.passed)
    draw_html(
        '<h2 class="at-heading">{}</h2><p class="at-count" role="status"><b>{}</b> {}</p>{}',
        say("Filters"),
        counted,
        say("{count} residents", count=format_count(residents)),
        fill_html('<p class="at-count">{}</p>', filtered.steps[-1][0]) if is_off else "",
    )
    if not met.any():
        _draw_emptiness(filtered.steps)
    if selection.typology:
        _draw_types(atlas, selection)
    _draw_larger_areas(atlas, selection)
    if selection.helps:
        st.button(
            atlas.name_helped(selection.helps),
            key="atlas_drop_helps",
            icon=":material/close:",
            help=say("Remove this filter"),
            on_click=lambda: change_selection(helps=""),
        )
    draw_conditions(atlas, selection)
    _offer_selecting(selection, filtered)
    if selection.has_filters:
        st.button(
            say("Clear all filters"),
            key="atlas_clear",
            on_click=lambda: keep_selection(current().without_filters()),
        )


def _offer_selecting(selection: Selection, filtered: Filtered) -> None:
    """Draw the button that selects the areas left, where an address can hold so many codes."""
    if not narrows(selection) or not 0 < filtered.met.sum() <= MOST_NAMED:
        return
    left = filtered.codes
    if set(left) != set(selection.areas):
        st.button(
            say_counted("Select this area", "Select these {count} areas", len(left)),
            key="atlas_select_left",
            icon=":material/select_all:",
            on_click=lambda: change_selection(areas=left),
        )


def _draw_emptiness(steps: tuple[tuple[str, int], ...]) -> None:
    """Say which filter left nothing."""
    emptied = next((words for words, left in steps if left == 0), "")
    others = [words for words, left in steps if left > 0]
    if others:
        told = say(
            "No area is left. After {others}, this filter removed the last areas: {emptied}. "
            "Relax or remove it.",
            others="; ".join(others),
            emptied=emptied,
        )
    else:
        told = say(
            "No area is left. This filter removed them all: {emptied}. Relax or remove it.",
            emptied=emptied,
        )
    st.warning(as_text(told))


def _draw_types(atlas: Atlas, selection: Selection) -> None:
    typologies = sorted(atlas.definitions.typologies.values(), key=lambda one: one.order)
    draw_choice(
        say("Set of types"),
        {one.id: one.name for one in typologies},
        selection.typology,
        key=TYPOLOGY,
        on_change=lambda: take_choice(TYPOLOGY, "typology", atlas.definitions.typologies),
    )
    prefix = f"{selection.typology}."
    others = tuple(name for name in selection.types if not name.startswith(prefix))
    rest = find_shown(atlas, replace(selection, types=others)).met
    known = {kind.id: kind.name for kind in atlas.definitions.typologies[selection.typology].types}
    codes = atlas.types(selection.typology, reading=selection.reading).codes
    present, counts = np.bincount(codes), np.bincount(codes[rest.to_numpy()], minlength=len(known))
    listed = [one for one, number in zip(known, present, strict=False) if number]
    count_of = dict(zip(known, counts.tolist(), strict=False))
    own = [name.removeprefix(prefix) for name in selection.types if name.startswith(prefix)]
    key = f"{TYPES}_{selection.typology}"

    def choose() -> None:
        chosen = tuple(prefix + one for one in st.session_state[key])
        change_selection(types=others + chosen)

    shared = isinstance(atlas.definitions.typologies[selection.typology], SharedTypology)
    draw_choice(
        say("Keep where most residents live in") if shared else say("Keep these types"),
        {one: f"{known[one]} · {count_of[one]}" for one in listed},
        [one for one in listed if one in own],
        draw=st.pills,
        selection_mode="multi",
        key=key,
        on_change=choose,
    )
    for name in others:
        typology, one = name.split(".", 1)
        st.button(
            atlas.type_name(typology, one),
            key=f"atlas_drop_{name}",
            icon=":material/close:",
            help=say("Remove this filter"),
            on_click=lambda name=name: change_selection(
                types=tuple(kind for kind in current().types if kind != name)
            ),
        )


def _draw_larger_areas(atlas: Atlas, selection: Selection) -> None:
    names = _name_larger_areas(atlas)
    if len(names) < 2:
        return

    def choose() -> None:
        chosen = st.session_state[WHERE]
        change_selection(
            wards=tuple(code for code in chosen if code in atlas.wards.index),
            neighbourhoods=tuple(code for code in chosen if code in atlas.neighbourhoods.index),
        )

    draw_choice(
        atlas.name_larger(),
        names,
        [*selection.wards, *selection.neighbourhoods],
        draw=st.multiselect,
        key=WHERE,
        on_change=choose,
        placeholder=say("Anywhere"),
        select_all=False,
    )


@cache_per_atlas(1)
def _name_larger_areas(atlas: Atlas) -> dict[str, str]:
    """Return the names to choose from, without the kinds that have too many."""
    names: dict[str, str] = {}
    if len(atlas.wards) <= MOST_NAMES:
        said = atlas.words.around if atlas.level == "area" else "{ward}"
        names |= {str(code): said.format(ward=name) for code, name in atlas.wards.items()}
    if len(atlas.neighbourhoods) <= MOST_NAMES and atlas.level == "area":
        names |= {str(code): str(name) for code, name in atlas.neighbourhoods.items()}
    return names
