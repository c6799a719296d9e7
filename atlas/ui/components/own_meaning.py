"""Ask what the columns of an upload mean, hide small counts, and make the layer."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.quantities import say_number_of
from atlas.text import say
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
    "rows": "How many rows there are in each area",
    "count": "A count: a number of people, homes or things",
    "share": "A count and its base: shown as per cent",
    "percent": "A percentage and its base",
    "score": "A score or an average: shown as it is",
}
COLUMN_WORDS = {
    "count": "Column with the count",
    "share": "Column with the count",
    "percent": "Column with the percentage",
    "score": "Column with the score",
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
            "No other column holds numbers, so there is nothing to show. If each row is one "
            "thing in an area, say so above.",
            icon=":material/help:",
        )
        return None
    meaning = _ask(allowed, numbers, file, matched)
    hides = _ask_to_hide(file, needed=meaning.means != "score")
    if meaning.means in WITH_BASE and meaning.column == meaning.base:
        st.warning("The base is another column than the count.", icon=":material/help:")
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
        "Add to the map",
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
        st.caption("A name and a date are needed: a figure without a date misleads.")
    return None


def _name_meaning(means: str) -> str:
    rates = {
        "per_1000": say("A rate per 1,000 and its base"),
        "per_100000": say("A rate per 100,000 and its base"),
    }
    return rates.get(means) or WORDS[means]


def _name_column(means: str) -> str:
    return COLUMN_WORDS.get(means) or say("Column with the rate")


def _ask(allowed: list[Any], numbers: list[str], file: str, matched: Matched) -> Meaning:
    mark = f"{file}_{matched.is_things}"
    means: Any = st.selectbox(
        "What is to be shown",
        allowed,
        format_func=_name_meaning,
        key=f"atlas_own_means_{mark}",
    )
    column = base = ""
    if means != "rows":
        column = str(
            st.selectbox(_name_column(means), numbers, key=f"atlas_own_value_{mark}_{means}")
        )
    if means in WITH_BASE:
        others = [name for name in numbers if name != column] or numbers
        base = str(
            st.selectbox(
                "Column with the base: how many there are in all",
                others,
                key=f"atlas_own_base_{mark}_{numbers.index(column)}",
            )
        )
    name = st.text_input(
        "Name of the layer",
        value=column or "Number of rows",
        max_chars=120,
        key=f"atlas_own_name_{mark}_{means}_{numbers.index(column) if column else 0}",
    )
    date = st.text_input(
        "Date or time the figures are of",
        max_chars=80,
        placeholder="such as March 2024",
        key=f"atlas_own_date_{file}",
    )
    return Meaning(means, column, base, name.strip(), date.strip())


def _ask_to_hide(file: str, *, needed: bool) -> bool:
    if not needed:
        return False
    return st.toggle(
        f"Hide counts under {LEAST}",
        value=True,
        key=f"atlas_own_hide_{file}",
        help="Small counts of people can tell who they are. Switch this off only for things "
        "that are no secret, such as venues.",
    )


def _tell_areas(many: str, shown: int, hidden: int, total: int) -> None:
    gaps = total - shown - hidden
    parts = [f"<b>{shown:,} of {total:,} {many} have a figure.</b>"]
    if hidden:
        parts.append(f"{say_number_of(hidden, 'is', 'are')} hidden, since the count is small.")
    if gaps:
        parts.append(f"{say_number_of(gaps, 'has', 'have')} none; the map says why for each.")
    st.html(f'<p class="ou-note" role="status">{" ".join(parts)}</p>')
