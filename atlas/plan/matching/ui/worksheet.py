"""Matching worksheet: what places offer beside what households need; people decide."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.markup import repeat_html
from atlas.plan.matching.ui.fits import draw_fits
from atlas.plan.matching.ui.needs import draw_needs
from atlas.plan.matching.ui.offers import draw_offer
from atlas.plan.ui import PartSpec
from atlas.plan.ui.acting import draw_acted
from atlas.text import say, to_say
from atlas.ui.html import draw_html
from atlas.ui.messages import draw_safely

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PART = PartSpec(
    "matching",
    to_say("Matching"),
    to_say(
        "What a place can offer, beside what households who may come need, by a short list of "
        "allowed criteria."
    ),
    70,
    for_editors=True,
)
STEP = "atlas_match_step"


def render(opened: OpenPlace, selection: Selection) -> None:
    """Draw the part."""
    atlas, place = opened.atlas, selection.place
    draw_acted()
    _draw_rules(atlas)
    steps = {
        "offer": say("1. What the place offers"),
        "needs": say("2. What households need"),
        "fits": say("3. Side by side"),
    }
    step = st.segmented_control(
        say("Step"),
        list(steps),
        format_func=steps.__getitem__,
        default="offer",
        key=STEP,
        required=True,
        label_visibility="collapsed",
    )
    draw = {
        "offer": partial(draw_offer, atlas, place),
        "needs": partial(draw_needs, atlas),
        "fits": partial(draw_fits, atlas, place),
    }
    draw_safely(draw[str(step)])


def _draw_rules(atlas: Atlas) -> None:
    """State what the worksheet does not do, before anything can be entered."""
    rules = [
        say("It lays reasons side by side. It gives no score and no order, and it never chooses."),
        say("Both sides choose: each household says where it wants to go, each place says yes."),
        say(
            "People who need protection or care are not matched: the ill, the elderly who need "
            "help, children alone, victims of violence. A person finds them the right place first."
        ),
        say(
            "Nothing about households is kept. It stays in this visit, and in a file if you save "
            "one; only what the place offers is kept in the plan."
        ),
    ]
    listed = repeat_html("<li>{}</li>", rules)
    draw_html('<div class="ab"><ul class="sc-rules">{}</ul></div>', listed)
    with st.expander(say("What is never asked, and why")):
        matters = repeat_html(
            "<dt>{}</dt><dd>{}</dd>",
            ((one.name, one.reason) for one in atlas.definitions.refused.values()),
        )
        draw_html('<div class="ab"><dl>{}</dl></div>', matters)
