"""Ask what the columns of an upload mean, hide small counts, and make the layer."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.text import say, say_counted, to_say, write_number
from atlas.uploads.headings import clean_cell
from atlas.uploads.hide_small import LEAST, hide_small
from atlas.uploads.meaning import (
    OF_AREAS,
    OF_THINGS,
    WITH_BASE,
    Meaning,
    list_number_columns,
    sum_by_area,
)
from atlas.uploads.own_layer import OwnLayer, make_layer

if TYPE_CHECKING:
    from atlas.uploads.ground import Ground
    from atlas.uploads.match import Matched
    from atlas.uploads.table import Upload

WORDS = {
    "rows": to_say("How many rows there are in each area"),
    "count": to_say("A count: a number of people, homes or things"),
    "share": to_say("A count and its base: shown as per cent"),
    "percent": to_say("A percentage and its base"),
    "score": to_say("A score or an average: shown as it is"),
}
COLUMN_WORDS = {
    "count": to_say("Column with the count"),
    "share": to_say("Column with the count"),
    "percent": to_say("Column with the percentage"),
    "score": to_say("Column with the score"),
}


def draw_own_meaning(
    upload: Upload, matched: Matched, ground: Ground, file: str
) -> OwnLayer | None:
    """Draw the questions; return the layer once it is asked for.

    Raises
    ------
    UploadError
        If there is nothing to show.
    """
    numbers = list_number_columns(upload, matched)
    allowed = [*(OF_THINGS if matched.is_things else OF_AREAS)]
    if not numbers:
        allowed = [one for one in allowed if one == "rows"]
    if not allowed:
        st.warning(
            say(
                "No other column holds numbers, so there is nothing to show. If each row is one "
                "thing in an area, say so above."
            ),
            icon=":material/help:",
        )
        return None
    meaning = _ask(allowed, numbers, file, matched)
    hides = _ask_to_hide(file, needed=meaning.means != "score")
    if meaning.means in WITH_BASE and meaning.column == meaning.base:
        st.warning(say("The base is another column than the count."), icon=":material/help:")
        return None
    figures = sum_by_area(upload, matched, meaning, ground)
    hidden = 0
    if hides:
        figures, hidden = hide_small(figures)
    for note in figures.notes:
        st.html(f'<p class="ou-note">{escape(note)}</p>')
    shown = int(figures.figures.notna().all(axis=1).sum())
    many = ground.nouns(matched.kind)[1]
    _tell_areas(many, shown, hidden, len(figures.figures))
    if st.button(
        say("Add to the map"),
        type="primary",
        disabled=not (shown and meaning.name and meaning.date),
        key=f"atlas_own_add_{file}",
    ):
        return make_layer(
            figures,
            meaning,
            file=upload.name[:200],
            place=ground.name,
            hidden=hidden,
            hides_small=hides,
            noun="" if ground.geography is None else ground.nouns(matched.kind)[0],
        )
    if not (meaning.name and meaning.date):
        st.caption(say("A name and a date are needed: a figure without a date misleads."))
    return None


def _name_meaning(means: str) -> str:
    rates = {
        "per_1000": say("A rate per 1,000 and its base"),
        "per_100000": say("A rate per 100,000 and its base"),
    }
    return rates.get(means) or say(WORDS[means])


def _name_column(means: str) -> str:
    return say(COLUMN_WORDS[means]) if means in COLUMN_WORDS else say("Column with the rate")


def _ask(allowed: list[Any], numbers: list[str], file: str, matched: Matched) -> Meaning:
    mark = f"{file}_{matched.is_things}"
    means: Any = st.selectbox(
        say("What is to be shown"),
        allowed,
        format_func=_name_meaning,
        key=f"atlas_own_means_{mark}",
        persist_state="session",
    )
    column = base = ""
    if means != "rows":
        column = str(
            st.selectbox(
                _name_column(means),
                numbers,
                key=f"atlas_own_value_{mark}_{means}",
                persist_state="session",
            )
        )
    if means in WITH_BASE:
        others = [name for name in numbers if name != column] or numbers
        base = str(
            st.selectbox(
                say("Column with the base: how many there are in all"),
                others,
                key=f"atlas_own_base_{mark}_{numbers.index(column)}",
                persist_state="session",
            )
        )
    name = st.text_input(
        say("Name of the layer"),
        value=column or say("Number of rows"),
        max_chars=120,
        key=f"atlas_own_name_{mark}_{means}_{numbers.index(column) if column else 0}",
        persist_state="session",
    )
    date = st.text_input(
        say("Date or time the figures are of"),
        max_chars=80,
        placeholder=say("such as March 2024"),
        key=f"atlas_own_date_{file}",
        persist_state="session",
    )
    return Meaning(means, column, base, clean_cell(name), clean_cell(date))


def _ask_to_hide(file: str, *, needed: bool) -> bool:
    if not needed:
        return False
    return st.toggle(
        say("Hide counts under {least}", least=LEAST),
        value=True,
        key=f"atlas_own_hide_{file}",
        persist_state="session",
        help=say(
            "Small counts of people can tell who they are. Switch this off only for things that "
            "are no secret, such as venues."
        ),
    )


def _tell_areas(many: str, shown: int, hidden: int, total: int) -> None:
    gaps = total - shown - hidden
    have = say(
        "{count} of {every} {areas} have a figure.",
        count=write_number(shown),
        every=write_number(total),
        areas=many,
    )
    parts = [f"<b>{have}</b>"]
    if hidden:
        parts.append(
            say_counted(
                "{count} is hidden, since the count is small.",
                "{count} are hidden, since the count is small.",
                hidden,
            )
        )
    if gaps:
        parts.append(
            say_counted(
                "{count} has none; the map says why for each.",
                "{count} have none; the map says why for each.",
                gaps,
            )
        )
    st.html(f'<p class="ou-note" role="status">{" ".join(parts)}</p>')
