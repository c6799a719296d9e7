"""Matching worksheet: what places offer beside what households need; people decide."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from atlas.export.cells import write_worksheet
from atlas.markup import repeat_html
from atlas.plan.matching.offer import MatchingOffer
from atlas.plan.matching.rule import Amounts, format_reason, gather_offers, lay_beside
from atlas.plan.matching.ui.needs import CHOICES, draw_needs, households, name_household
from atlas.plan.matching.ui.offers import draw_offer
from atlas.plan.ui import PartSpec
from atlas.plan.ui.form import choose_named, choose_view
from atlas.plan.ui.opened import plans
from atlas.plan.ui.saving import draw_acted
from atlas.text import say, to_say
from atlas.ui.html import draw_html
from atlas.ui.messages import draw_safely

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.facade import Atlas
    from atlas.plan.matching.rule import Verdict
    from atlas.selection.address import Selection
    from atlas.ui.cache import OpenPlace

PART = PartSpec(
    "matching",
    to_say("Matching"),
    to_say(
        "Compare what a place can offer with what households who may move there need, using a "
        "short list of allowed criteria."
    ),
    70,
    for_editors=True,
)
STEP = "atlas_match_step"
MOST_BESIDE = 3
MARKS: Mapping[Verdict, str] = {"met": "✓", "in_part": "◐", "not_met": "✕", "not_known": "?"}
VERDICTS: Mapping[Verdict, str] = {
    "met": to_say("Fits"),
    "in_part": to_say("Fits in part"),
    "not_met": to_say("Does not fit"),
    "not_known": to_say("Not known"),
}
# What a household can say to a place, and a place to a household.
WISHES = {
    "": to_say("No answer yet"),
    "first": to_say("Yes, first choice"),
    "second": to_say("Yes, second choice"),
    "third": to_say("Yes, third choice"),
    "no": to_say("No"),
}
REPLIES = {"": to_say("No answer yet"), "yes": to_say("Yes"), "no": to_say("No")}


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
    step = choose_view(say("Step"), steps, STEP, label_visibility="collapsed")
    draw = {
        "offer": partial(draw_offer, atlas, place),
        "needs": partial(draw_needs, atlas),
        "fits": partial(_draw_fits, atlas, place),
    }
    draw_safely(draw[step])


def _draw_rules(atlas: Atlas) -> None:
    """State what the worksheet does not do, before anything can be entered."""
    rules = [
        say(
            "It shows reasons side by side. It gives no score and no ranking, and it never chooses."
        ),
        say("Both sides choose: each household says where it wants to go, each place says yes."),
        say(
            "People who need protection or care are not matched: people who are ill, older "
            "people who need help, unaccompanied children, victims of violence. A person first "
            "finds the right place for them."
        ),
        say(
            "Nothing about households is stored. It lasts for this visit, and in a file if you "
            "save one; only what the place offers is saved in the plan."
        ),
    ]
    listed = repeat_html("<li>{}</li>", rules)
    draw_html('<div class="ab"><ul class="sc-rules">{}</ul></div>', listed)
    with st.expander(say("What is never asked, and why")):
        reasons = [(one.name, one.reason) for one in atlas.definitions.refused.values()]
        matters = repeat_html("<dt>{}</dt><dd>{}</dd>", reasons)
        draw_html('<div class="ab"><dl>{}</dl></div>', matters)


def _choices(atlas: Atlas) -> dict[tuple[int, str, str], str]:
    """Return what both sides chose in this visit, by household, place and side."""
    found: dict[tuple[int, str, str], str]
    found = st.session_state.setdefault(CHOICES, {}).setdefault(atlas.store.place, {})
    return found


def _draw_fits(atlas: Atlas, place: str) -> None:
    """Draw every household with the offers side by side, in alphabetical order."""
    lines = [kept.record for kept in plans().list(place, MatchingOffer)]
    offers = gather_offers(lines, atlas.definitions.matching)
    stated = [(number, needs) for number, needs in enumerate(households()) if needs]
    if not offers or not stated:
        st.info(
            say("Enter what a place offers under step 1, and what a household needs under step 2."),
            icon=":material/edit_note:",
        )
        return
    told = say(
        "Places are in alphabetical order, not in order of fit. Read the reasons, ask both "
        "sides, and decide together."
    )
    draw_html('<div class="ab"><p>{}</p></div>', told)
    for number, needs in stated:
        draw_html('<div class="ab"><h2>{}</h2></div>', name_household(number))
        names = sorted(offers, key=str.casefold)
        for start in range(0, len(names), MOST_BESIDE):
            row = names[start : start + MOST_BESIDE]
            for column, name in zip(st.columns(max(2, len(row))), row, strict=False):
                with column, st.container(border=True, key=f"atlas_fit_{number}_{start}_{name}"):
                    _draw_fit(atlas, number, needs, name, offers[name])
        _draw_doubled(atlas, number, names)
    st.download_button(
        say("Save the comparison (CSV)"),
        data=write_worksheet(_list_rows(atlas, stated, offers)),
        file_name="matching.csv",
        mime="text/csv",
        key="atlas_match_worksheet",
        on_click="ignore",
    )


def _draw_doubled(atlas: Atlas, number: int, names: Sequence[str]) -> None:
    """Ask again where a household gave two places the same rank."""
    wishes = [_choices(atlas).get((number, name, "household"), "") for name in names]
    ranks = [rank for rank in wishes if rank not in ("", "no")]
    if len(set(ranks)) < len(ranks):
        told = say("{household} gave two places the same rank.", household=name_household(number))
        draw_html('<div class="ab"><p role="status">{}</p></div>', told)


def _describe_reasons(
    atlas: Atlas, needs: Amounts, offer: Amounts
) -> list[tuple[str, str, str, str]]:
    """Return each reason with its mark, its criterion and its verdict."""
    told = []
    for one in lay_beside(needs, offer, atlas.definitions.matching):
        known = atlas.definitions.matching[one.criterion]
        verdict, reason = say(VERDICTS[one.verdict]), format_reason(one, known)
        told.append((MARKS[one.verdict], known.name, verdict, reason))
    return told


def _list_rows(
    atlas: Atlas, stated: Sequence[tuple[int, Amounts]], offers: Mapping[str, Amounts]
) -> list[tuple[str, ...]]:
    """Return what is on screen as rows: a line for each reason, with what both sides say."""
    choices = _choices(atlas)
    head = (
        say("Household"), say("Place"), say("Criterion"), say("Fit"), say("Reason"),
        say("The household says"), say("The place says"),
    )  # fmt: skip
    rows = [
        (
            name_household(number),
            name or say("All of {place}", place=atlas.name),
            *reason[1:],
            say(WISHES[choices.get((number, name, "household"), "")]),
            say(REPLIES[choices.get((number, name, "host"), "")]),
        )
        for number, needs in stated
        for name in sorted(offers, key=str.casefold)
        for reason in _describe_reasons(atlas, needs, offers[name])
    ]
    return [head, *rows]


def _draw_fit(atlas: Atlas, number: int, needs: Amounts, name: str, offer: Amounts) -> None:
    rows = repeat_html(
        '<dt><span class="sc-mark" aria-hidden="true">{}</span> {}: {}</dt><dd>{}</dd>',
        _describe_reasons(atlas, needs, offer),
    )
    shown = name or say("All of {place}", place=atlas.name)
    draw_html('<div class="ab sc-fit"><h3>{}</h3><dl>{}</dl></div>', shown, rows)
    _draw_choices(atlas, number, name)


def _draw_choices(atlas: Atlas, number: int, name: str) -> None:
    """Draw the choices of household and place; both are kept in this visit only."""
    choices = _choices(atlas)
    said = {}
    for side, label, options in (
        ("household", say("The household says"), WISHES),
        ("host", say("The place says"), REPLIES),
    ):
        key = f"atlas_choice_{atlas.store.place}_{number}_{name}_{side}"
        names = {word: say(options[word]) for word in options}
        before = choices.get((number, name, side), "")
        said[side] = choices[number, name, side] = choose_named(label, names, before, key=key)
    told = _describe_choice(**said)
    draw_html('<div class="ab"><p role="status" class="sc-note">{}</p></div>', told)


def _describe_choice(household: str, host: str) -> str:
    if "no" in (household, host):
        return say("One side says no. That is enough, and needs no reason.")
    if household and host:
        return say("Both sides say yes. A person now decides with them.")
    return say("At least one side has not answered yet.")
