"""Ask what the columns of an upload mean, hide small counts, and make the layer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.errors import UploadError
from atlas.markup import fill_html, join_html
from atlas.tables.headings import clean_cell
from atlas.text import format_number, say, say_counted, to_say
from atlas.ui.components.own_file import choose
from atlas.ui.html import draw_html
from atlas.ui.messages import draw_notices
from atlas.uploads.guess_meaning import guess_meaning
from atlas.uploads.meaning import (
    MADE,
    OF_AREAS,
    OF_THINGS,
    WITH_BASE,
    WITH_GIVEN,
    Meaning,
    list_number_columns,
    sum_by_area,
)
from atlas.uploads.own_layer import OwnLayer, make_own_layer
from atlas.uploads.suppress import LEAST, suppress

if TYPE_CHECKING:
    from atlas.tables.table import Upload
    from atlas.ui.components.own_key import Placed
    from atlas.ui.components.own_rows import Taken
    from atlas.uploads.match import Matched
    from atlas.uploads.matching_areas import Base, MatchingAreas
    from atlas.uploads.meaning import ByArea

WORDS = {
    "rate_100": to_say("A rate per 100, made from a count and its base"),
    "rate_1000": to_say("A rate per 1,000, made from a count and its base"),
    "rate_100000": to_say("A rate per 100,000, made from a count and its base"),
    "per_1000": to_say("A rate per 1,000 given in the file, and its base"),
    "per_100000": to_say("A rate per 100,000 given in the file, and its base"),
    "rows": to_say("How many rows there are in each area"),
    "count": to_say("A count: a number of people, homes or things"),
    "share": to_say("A count and its base: shown as per cent"),
    "percent": to_say("A percentage given in the file, and its base"),
    "score": to_say("A score or an average: shown as it is"),
}
MOST_NAME = 120
COUNT = to_say("Column with the count")
COLUMN_WORDS = {
    **dict.fromkeys(("count", "share", *MADE), COUNT),
    "percent": to_say("Column with the percentage"),
    "score": to_say("Column with the score"),
}


def draw_own_meaning(placed: Placed, ground: MatchingAreas, file: str) -> list[OwnLayer]:
    """Draw the questions; return the layers once they are requested: several for a series.

    Raises
    ------
    UploadError
        If there is nothing to show.
    """
    taken, matched = placed.taken, placed.matched
    numbers = list_number_columns(taken.upload, matched)
    if taken.figures:
        numbers = [name for name in numbers if name in taken.figures]
    allowed = [*(OF_THINGS if matched.is_things else OF_AREAS)]
    if not numbers:
        counted = ("rows", *MADE) if ground.bases else ("rows",)
        allowed = [measure for measure in allowed if measure in counted]
    if not allowed:
        told = say(
            "No other column has numbers, so there is nothing to show. If each row is one item "
            "in an area, choose that above."
        )
        draw_notices([told])
        return []
    meaning = _ask(allowed, numbers, file, placed, ground)
    hides = meaning.means != "score" and _ask_to_hide(file)
    if meaning.means in WITH_BASE and meaning.given is None and meaning.column == meaning.base:
        draw_notices([say("The base must be a different column from the count.")])
        return []
    figures, hidden = _make_figures(taken.upload, matched, meaning, ground, hides=hides)
    for note in figures.notes:
        draw_html('<p class="ou-note">{}</p>', note)
    shown = int(figures.figures.notna().all(axis=1).sum())
    many = ground.nouns(matched.kind)[1]
    _draw_areas(many, shown, hidden, len(figures.figures))
    label = say("Add to the map")
    if len(taken.series) > 1:
        label = say("Add {count} layers to the map", count=len(taken.series))
    if st.button(
        label,
        type="primary",
        disabled=not (shown and meaning.name and meaning.date),
        key=f"atlas_own_add_{file}",
    ):
        return _make_layers(placed, meaning, ground, hides=hides)
    if not (meaning.name and meaning.date):
        st.caption(say("A name and a date are needed: a figure without a date misleads."))
    return []


def _make_figures(
    upload: Upload, matched: Matched, meaning: Meaning, ground: MatchingAreas, *, hides: bool
) -> tuple[ByArea, int]:
    """Return the figures by area, and the number of areas that were suppressed."""
    figures = sum_by_area(upload, matched, meaning, ground)
    return suppress(figures) if hides else (figures, 0)


def _make_layers(
    placed: Placed, meaning: Meaning, ground: MatchingAreas, *, hides: bool
) -> list[OwnLayer]:
    """Return the layer, or one for each date of a series; a date without figures has none."""
    taken = placed.taken
    single = [(placed.matched, taken.upload, meaning)]
    dated = (
        (placed.again(upload), upload, replace(meaning, name=f"{meaning.name}, {date}", date=date))
        for date, upload in taken.series
    )
    layers = []
    for matched, upload, meant in dated if taken.series else single:
        try:
            figures, hidden = _make_figures(upload, matched, meant, ground, hides=hides)
        except UploadError:
            if not taken.series:
                raise
            continue
        layer = make_own_layer(
            figures,
            meant,
            file=upload.name[:200],
            place=ground.name,
            hidden=hidden,
            hides_small=hides,
            noun="" if ground.geography is None else ground.nouns(matched.kind)[0],
            shared=int(matched.splits["row"].nunique()),
        )
        layers.append(layer)
    return layers


def _ask(
    allowed: list[Any],
    numbers: list[str],
    file: str,
    placed: Placed,
    ground: MatchingAreas,
) -> Meaning:
    taken, matched = placed.taken, placed.matched
    mark = f"{file}_{matched.is_things}"
    guess = None
    if numbers and not matched.is_things:
        guess = guess_meaning(taken.upload, matched, numbers)
    means: Any = choose(
        say("What to show"),
        allowed,
        index=allowed.index(guess.means) if guess else 0,
        format_func=lambda one: say(WORDS[one]),
        key=f"atlas_own_means_{mark}",
    )
    column, base, given = "", "", None
    if means != "rows":
        counted = [""] if matched.is_things and means in MADE else []
        # Where a count is asked for, likely counts come first.
        likely = list(guess.counts) if guess and means in ("count", *WITH_GIVEN) else []
        column = choose(
            say(COLUMN_WORDS[means]) if means in COLUMN_WORDS else say("Column with the rate"),
            counted + sorted(numbers, key=lambda number: number not in likely),
            format_func=lambda one: one or say("number of rows"),
            key=f"atlas_own_value_{mark}_{means}",
        )
    if means in WITH_BASE:
        base, given = _ask_base(means, column, numbers, mark, ground, guess.counts if guess else ())
    proposed = ", ".join(filter(None, [column or say("Number of rows"), taken.about]))
    place = numbers.index(column) if column else "rows"
    name = st.text_input(
        say("Name of the layer"),
        value=proposed[:MOST_NAME],
        max_chars=MOST_NAME,
        key=f"atlas_own_name_{mark}_{means}_{place}_{taken.about}",
        persist_state="session",
    )
    if taken.series:
        told = say("Each layer has its date in its name: {first} to {last}.", **_span(taken))
        draw_html('<p class="ou-note">{}</p>', told)
        date = taken.date
    else:
        date = st.text_input(
            say("Date or period of the figures"),
            value=taken.date,
            max_chars=80,
            placeholder=say("such as March 2024"),
            key=f"atlas_own_date_{file}_{taken.date}",
            persist_state="session",
        )
    return Meaning(means, column, base, clean_cell(name), clean_cell(date), given)


def _span(taken: Taken) -> dict[str, str]:
    """Return the first and the last date of a series."""
    return {"first": taken.series[0][0], "last": taken.series[-1][0]}


def _ask_base(
    means: str,
    column: str,
    numbers: list[str],
    mark: str,
    ground: MatchingAreas,
    counts: tuple[str, ...],
) -> tuple[str, Base | None]:
    """Ask for the base: a column of the file, or one of the atlas's counts."""
    columns = sorted(
        (number for number in numbers if number != column), key=lambda number: number not in counts
    )
    own = list(ground.bases) if means in WITH_GIVEN else []
    offered: list[Any] = [*columns, *own] or numbers
    names = [
        one if isinstance(one, str) else say("the atlas's own: {name}", name=one.name)
        for one in offered
    ]
    chosen = choose(
        say("Base: how many there are in total"),
        range(len(offered)),
        format_func=lambda place: names[place],
        key=f"atlas_own_base_{mark}_{means in WITH_GIVEN}_{column}",
    )
    picked = offered[chosen]
    return (picked, None) if isinstance(picked, str) else (picked.name, picked)


def _ask_to_hide(file: str) -> bool:
    return st.toggle(
        say("Hide counts under {least}", least=LEAST),
        value=True,
        key=f"atlas_own_hide_{file}",
        persist_state="session",
        help=say(
            "Small counts of people can reveal who they are. Switch this off only for things "
            "that are not confidential, such as venues."
        ),
    )


def _draw_areas(many: str, shown: int, hidden: int, total: int) -> None:
    gaps = total - shown - hidden
    have = say(
        "{count} of {every} {areas} have a figure.",
        count=format_number(shown),
        every=format_number(total),
        areas=many,
    )
    parts: list[str] = [fill_html("<b>{}</b>", have)]
    if hidden:
        parts.append(
            say_counted(
                "{count} is hidden because the count is small.",
                "{count} are hidden because the count is small.",
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
    draw_html('<p class="ou-note" role="status">{}</p>', join_html(parts, " "))
