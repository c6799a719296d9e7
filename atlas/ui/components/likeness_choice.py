"""Choose the place to find twins for, and which figures count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from atlas.errors import Fault, find_closest
from atlas.opening.candidates import find_features
from atlas.text import say
from atlas.ui.components.choice import draw_choice
from atlas.ui.components.place_picker import draw_place_search
from atlas.ui.state import asked_counting, choose_counting, current, set_widget

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.neighbours.features import Features
    from atlas.opening.candidates import Asked
    from atlas.ui.state import Counting

OTHER, COUNTS = "atlas_twins_other", "atlas_twins_counts"
DOUBLE, WITHOUT, OWN_TOO = "atlas_twins_double", "atlas_twins_without", "atlas_twins_own"


def draw_other() -> None:
    """Draw the choice of another place, by any name or code."""
    draw_place_search(
        current().place,
        say("Choose another place"),
        hint=say("An authority, or a neighbourhood's or small area's name or code"),
        key=OTHER,
    )


def draw_counting(asked: Asked, features: Features) -> None:
    """Draw the choice of figures that count double or not at all."""
    names = {feature.key: feature.name for feature in features.known}
    counting = asked_counting()
    box = st.popover(say("What counts"), key=COUNTS, on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(
            say(
                "{count} figures are known. Each counts once unless you change that; other "
                "choices give other nearest places.",
                count=len(names),
            )
        )
        for key, label, chosen in (
            (DOUBLE, say("Count double"), counting.double),
            (WITHOUT, say("Do not count"), counting.without),
        ):
            draw_choice(
                label,
                names,
                [one for one in chosen if one in names],
                draw=st.multiselect,
                key=key,
                on_change=_take,
                placeholder=say("Choose figures"),
                select_all=False,
            )
        if asked.is_national and asked.atlas.level != "authority":
            set_widget(OWN_TOO, counting.own_too)
            st.checkbox(
                say("Also look in {authority}", authority=name_authority(asked.atlas, asked.code)),
                key=OWN_TOO,
                on_change=_take,
            )


def _take() -> None:
    """Store the choice; what does not count cannot count double."""
    chosen = asked_counting()
    without = tuple(st.session_state.get(WITHOUT, chosen.without))
    double = tuple(st.session_state.get(DOUBLE, chosen.double))
    choose_counting(
        replace(
            chosen,
            double=tuple(one for one in double if one not in without),
            without=without,
            own_too=bool(st.session_state.get(OWN_TOO, chosen.own_too)),
        )
    )


def name_authority(atlas: Atlas, code: str) -> str:
    """Return the name of the authority that a place lies in."""
    return str(atlas.store.areas.loc[code, "authority"])


def find_weights(asked: Asked, counting: Counting) -> tuple[tuple[str, float], ...]:
    """Return the weights that differ from those defined, as pairs of key and weight."""
    features = find_features(asked.atlas)
    if features is None:
        return ()
    usual = {feature.key: feature.weight for feature in features.likeness.features}
    found = {key: 2 * usual[key] for key in counting.double if key in usual}
    found |= dict.fromkeys([key for key in counting.without if key in usual], 0.0)
    return tuple(sorted(found.items()))


def find_unknown(features: Features, counting: Counting) -> list[Fault]:
    """Return the address's keys that are not figures of likeness."""
    known = [feature.key for feature in features.likeness.features]
    return [
        Fault(
            "address",
            f'There is no figure "{one}" to compare.',
            remedy="It was left out.",
            closest=find_closest(one, known),
        )
        for one in (*counting.double, *counting.without)
        if one not in known
    ]
