"""Compare each household with each offer: reasons, and what both sides choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.export.cells import write_worksheet
from atlas.markup import fill_html, join_html
from atlas.plan.matching.rule import Amounts, format_reason, gather_offers, lay_beside
from atlas.plan.matching.ui.needs import CHOICES, households, name_household
from atlas.plan.ui.opened import plans
from atlas.text import say
from atlas.ui.html import draw_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from atlas.facade import Atlas
    from atlas.plan.matching.rule import Reason, Verdict

MOST_BESIDE = 3
MARKS: Mapping[Verdict, str] = {"met": "✓", "in_part": "◐", "not_met": "✕", "not_known": "?"}


def name_verdicts() -> dict[Verdict, str]:
    """Return the labels of the verdicts."""
    return {
        "met": say("Fits"),
        "in_part": say("Fits in part"),
        "not_met": say("Does not fit"),
        "not_known": say("Not known"),
    }


def name_wishes() -> dict[str, str]:
    """Return what a household can say to a place."""
    return {
        "": say("No answer yet"),
        "first": say("Yes, first choice"),
        "second": say("Yes, second choice"),
        "third": say("Yes, third choice"),
        "no": say("No"),
    }


def name_replies() -> dict[str, str]:
    """Return what a place can say to a household."""
    return {"": say("No answer yet"), "yes": say("Yes"), "no": say("No")}


def _choices(atlas: Atlas) -> dict[tuple[int, str, str], str]:
    """Return what both sides chose in this visit, by household, place and side."""
    by_place: dict[str, dict[tuple[int, str, str], str]]
    by_place = st.session_state.setdefault(CHOICES, {})
    return by_place.setdefault(atlas.store.place, {})


def draw_fits(atlas: Atlas, place: str) -> None:
    """Draw every household with the offers side by side, in alphabetical order."""
    from atlas.plan.matching.offer import MatchingOffer  # noqa: PLC0415 - when seen

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
        "Places stand in the order of the alphabet, and that is no order of fit. Read the reasons, "
        "ask both sides, and decide together."
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
        say("Save what is side by side (CSV)"),
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


def _list_rows(
    atlas: Atlas, stated: Sequence[tuple[int, Amounts]], offers: Mapping[str, Amounts]
) -> list[tuple[str, ...]]:
    """Return what is on screen as rows: a line for each reason, with what both sides say."""
    criteria, choices = atlas.definitions.matching, _choices(atlas)
    head = (
        say("Household"), say("Place"), say("Criterion"), say("Fit"), say("Reason"),
        say("The household says"), say("The place says"),
    )  # fmt: skip
    rows = [
        (
            name_household(number),
            name or say("All of {place}", place=atlas.name),
            criteria[reason.criterion].name,
            name_verdicts()[reason.verdict],
            format_reason(reason, criteria[reason.criterion]),
            name_wishes()[choices.get((number, name, "household"), "")],
            name_replies()[choices.get((number, name, "host"), "")],
        )
        for number, needs in stated
        for name in sorted(offers, key=str.casefold)
        for reason in lay_beside(needs, offers[name], criteria)
    ]
    return [head, *rows]


def _draw_fit(atlas: Atlas, number: int, needs: Amounts, name: str, offer: Amounts) -> None:
    criteria = atlas.definitions.matching
    shown = name or say("All of {place}", place=atlas.name)
    reasons = lay_beside(needs, offer, criteria)
    rows = join_html(_write_reason(atlas, one) for one in reasons)
    draw_html('<div class="ab sc-fit"><h3>{}</h3><dl>{}</dl></div>', shown, rows)
    _draw_choices(atlas, number, name)


def _write_reason(atlas: Atlas, reason: Reason) -> Markup:
    criterion = atlas.definitions.matching[reason.criterion]
    verdict = name_verdicts()[reason.verdict]
    return fill_html(
        '<dt><span class="sc-mark" aria-hidden="true">{}</span> {}: {}</dt><dd>{}</dd>',
        MARKS[reason.verdict],
        criterion.name,
        verdict,
        format_reason(reason, criterion),
    )


def _draw_choices(atlas: Atlas, number: int, name: str) -> None:
    """Draw the choices of household and place; both are kept in this visit only."""
    choices = _choices(atlas)
    household, host = name_wishes(), name_replies()
    said = {}
    for side, label, options in (
        ("household", say("The household says"), household),
        ("host", say("The place says"), host),
    ):
        known = list(options)
        said[side] = st.selectbox(
            label,
            known,
            index=known.index(choices.get((number, name, side), "")),
            format_func=options.__getitem__,
            key=f"atlas_choice_{atlas.store.place}_{number}_{name}_{side}",
        )
        choices[number, name, side] = str(said[side])
    told = _describe_choice(str(said["household"]), str(said["host"]))
    draw_html('<div class="ab"><p role="status" class="sc-note">{}</p></div>', told)


def _describe_choice(household: str, host: str) -> str:
    if "no" in (household, host):
        return say("One side says no. That is enough, and needs no reason.")
    if household and host:
        return say("Both sides say yes. A person now decides with them.")
    return say("Not both sides have answered.")
