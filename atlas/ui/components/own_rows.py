"""Ask what the rows of a file are, and which category and date of a long table are meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

from atlas.text import say, say_counted, to_say
from atlas.ui.components.own_file import choose
from atlas.ui.html import draw_html
from atlas.ui.messages import draw_notices
from atlas.uploads.key import normalise_codes
from atlas.uploads.long_tables.find_dimensions import find_date, find_dimensions
from atlas.uploads.long_tables.take_rows import Choice, take_rows
from atlas.uploads.match import match_rows
from atlas.uploads.rows import guess_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from atlas.tables.table import Upload
    from atlas.uploads.key import Key
    from atlas.uploads.long_tables.find_dimensions import Dimension, LongTable
    from atlas.uploads.matching_areas import MatchingAreas

ROWS = "atlas_own_rows"
Each = Literal["area", "part", "thing"]
EACH: dict[Each, str] = {
    "area": to_say("Figures of one area"),
    "part": to_say("One month, group or measure of an area"),
    "thing": to_say("One item in an area, to be counted"),
}
# Most dates of which each becomes a layer; the newest are taken.
MOST_SERIES = 24
SERIES = Choice("one", "\x00each")
SUM, MEAN = Choice("sum"), Choice("mean")


@dataclass(frozen=True)
class Taken:
    """The rows that a person chose from a file.

    Parameters
    ----------
    upload
        The table, with one row per area unless its rows are things.
    things
        Whether each row is a thing to count.
    figures
        The columns with figures of a long table; empty for any other.
    about
        The categories chosen, for the name of the layer.
    date
        The date chosen, or that of the whole table; empty where none is known.
    series
        For a layer per date: the date and the table of each, oldest first.
    """

    upload: Upload
    things: bool
    figures: tuple[str, ...] = ()
    about: str = ""
    date: str = ""
    series: tuple[tuple[str, Upload], ...] = ()


def draw_own_rows(upload: Upload, key: Key, ground: MatchingAreas, mark: str) -> Taken | None:
    """Draw the questions; return the rows chosen, or None until a category is.

    Parameters
    ----------
    upload
        The table.
    key
        What locates its rows.
    ground
        The areas.
    mark
        Identifies this upload and key, for the keys of controls.
    """
    if key.is_point:
        told = say("Each row is counted in the area that contains its point.")
        draw_html('<p class="ou-note">{}</p>', told)
        return Taken(upload, things=True, date=find_date(upload))
    codes = None if key.outlines else _read_codes(upload, key, ground)
    table = None if codes is None else find_dimensions(upload, codes, key.columns)
    found = guess_rows(upload, key)
    first: Each = "thing" if found.are_things else "area"
    each: Each = st.segmented_control(
        say("Each row is"),
        [one for one in EACH if one != "part" or table],
        format_func=lambda one: say(EACH[one]),
        default="part" if table else first,
        key=f"{ROWS}_{mark}",
        persist_state="session",
        required=True,
    )
    if each == "part" and table is not None and codes is not None:
        return _draw_long(upload, codes, table, mark)
    if told := found.describe(things=each == "thing"):
        draw_html('<p class="ou-note" role="status">{}</p>', told)
    return Taken(upload, things=each == "thing", date=find_date(upload))


def _read_codes(upload: Upload, key: Key, ground: MatchingAreas) -> pd.Series:
    """Return what identifies the area of every row."""
    if key.names:
        # Two areas may share a name, so the area itself tells.
        return match_rows(upload, key, ground, things=True).areas
    return ground.complete(normalise_codes(upload.cells[key.columns[0]]), key.kind)


def _draw_long(upload: Upload, codes: pd.Series, table: LongTable, mark: str) -> Taken | None:
    count = int(codes[codes.ne("")].value_counts().max())
    told = say_counted(
        "An area has up to {count} row. Choose which one is meant: they are neither counted nor "
        "added up unless you say so.",
        "An area has up to {count} rows. Choose which one is meant: they are neither counted nor "
        "added up unless you say so.",
        count,
    )
    draw_html('<p class="ou-note" role="status">{}</p>', told)
    chosen: dict[str, Choice] = {}
    for place, dimension in enumerate(table.dimensions):
        choice = _ask(dimension, table, f"{mark}_{place}")
        if choice is not None:
            chosen[dimension.column] = choice
    if len(chosen) < len(table.dimensions):
        open_ones = [one.column for one in table.dimensions if one.column not in chosen]
        draw_notices([say("Choose which “{column}” to show.", column=open_ones[0])])
        return None
    return _take(upload, codes, table, chosen)


def _ask(dimension: Dimension, table: LongTable, mark: str) -> Choice | None:
    """Ask which category of one column is meant; a total or the newest date is proposed."""
    ordered = dimension.categories[::-1] if dimension.is_date else dimension.categories
    if dimension.total is not None:
        others = [one for one in ordered if one != dimension.total]
        ordered = (dimension.total, *others)
    options = [Choice("one", category) for category in ordered]
    if dimension.is_date:
        options.append(SERIES)
    if not dimension.is_measure and dimension.total is None:
        options += [SUM, MEAN] if table.can_add else [MEAN]
    proposed = 0 if dimension.is_date or dimension.total is not None else None
    found: Choice | None = choose(
        say("Which “{column}” to show", column=dimension.column),
        options,
        index=proposed,
        placeholder=say("Choose one"),
        format_func=lambda choice: _name(choice, dimension),
        key=f"atlas_own_dimension_{mark}",
    )
    return found


def _name(choice: Choice, dimension: Dimension) -> str:
    if choice == SERIES:
        shown = min(len(dimension.categories), MOST_SERIES)
        return say("Each of them: a layer for each of the newest {count}", count=shown)
    if choice.how == "sum":
        return (
            say("All dates added up: right for events, wrong for residents")
            if dimension.is_date
            else say("All added up: right only if none contains another")
        )
    if choice.how == "mean":
        return say("The mean of all dates") if dimension.is_date else say("The mean of all")
    name = dimension.name(choice.category)
    is_total = choice.category == dimension.total
    return say("{category} (the total)", category=name) if is_total else name


def _call(category: str, dimension: Dimension) -> str:
    """Return a category as part of a layer's name; a bare number needs its column."""
    name = dimension.name(category)
    return f"{dimension.column}: {name}" if category.isdecimal() else name


def _take(
    upload: Upload, codes: pd.Series, table: LongTable, chosen: Mapping[str, Choice]
) -> Taken:
    about, date = [], table.date
    series = None
    for dimension in table.dimensions:
        choice = chosen[dimension.column]
        if choice == SERIES:
            series = dimension
        elif dimension.is_date:
            ends = [dimension.name(one) for one in dimension.categories]
            whole = say("{first} to {last}", first=ends[0], last=ends[-1])
            date = dimension.name(choice.category) if choice.how == "one" else whole
            if choice.how == "mean":
                about.append(say("mean"))
        elif choice.how == "one":
            about.append(_call(choice.category, dimension))
        else:
            words = say("mean of all") if choice.how == "mean" else say("all")
            about.append(f"{dimension.column}: {words}")
    named = ", ".join(about)
    if series is None:
        taken = take_rows(upload, codes, table, chosen)
        return Taken(taken, things=False, figures=table.figures, about=named, date=date)
    each = tuple(
        (
            series.name(category),
            take_rows(upload, codes, table, {**chosen, series.column: Choice("one", category)}),
        )
        for category in series.categories[-MOST_SERIES:]
    )
    newest = each[-1]
    return Taken(
        newest[1],
        things=False,
        figures=table.figures,
        about=named,
        date=newest[0],
        series=each,
    )
