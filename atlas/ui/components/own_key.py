"""Show and correct the key that was recognised in a file, and say what matched."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.export.cells import guard_cell
from atlas.markup import fill_html, repeat_html
from atlas.tables.table import Upload
from atlas.text import format_number, say, say_counted, to_say
from atlas.ui.components.file_button import draw_file_button
from atlas.ui.components.own_file import choose
from atlas.ui.components.own_rows import Taken, draw_own_rows
from atlas.ui.html import draw_html
from atlas.ui.messages import draw_notices
from atlas.uploads.key import Key, normalise_codes
from atlas.uploads.match import Matched, match_rows
from atlas.uploads.names import find_shared
from atlas.uploads.recognise import find_vintage, recognise

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from markupsafe import Markup

    from atlas.tables.table import Upload
    from atlas.uploads.matching_areas import MatchingAreas

KEY, COLUMN, NORTH = "atlas_own_key", "atlas_own_column", "atlas_own_north"
KIND, YEAR = "atlas_own_kind", "atlas_own_year"
NAMED = "named_"
OTHER = to_say("Something else")
NO_KEY = to_say(
    "No column looks like codes, coordinates, postcodes or names of areas. Choose it yourself."
)
MOST_SHOWN = 12
MOST_KEYS, MOST_SHARED = 4, 20


@dataclass(frozen=True)
class Placed:
    """The rows that were chosen, with the area of each.

    Parameters
    ----------
    taken
        The rows.
    matched
        The area of each.
    again
        Matches the rows of another table in the same way, for a series.
    """

    taken: Taken
    matched: Matched
    again: Callable[[Upload], Matched]


def draw_own_key(upload: Upload, ground: MatchingAreas, file: str) -> Placed | None:
    """Draw the key that was recognised and what matched; None until a category is chosen.

    `file` identifies this upload, for the keys of controls.

    Raises
    ------
    UploadError
        If postcodes are to be located and there is no file of postcodes.
    """
    key, mark = _draw_key(upload, ground, file)
    key = _draw_year(key, ground, mark)
    draw_notices(key.notes)
    meant = _ask_meant(upload, key, ground, mark) if key.names else None
    taken = draw_own_rows(upload, key, ground, mark)
    if taken is None:
        return None
    match = partial(match_rows, key=key, ground=ground, things=taken.things, meant=meant)
    matched = match(taken.upload)
    if matched.can_share and _ask_to_share(mark):
        match = partial(match, share_split=True)
        matched = match(taken.upload)
    _draw_matched(matched, ground)
    return Placed(taken, matched, match)


def _draw_key(upload: Upload, ground: MatchingAreas, file: str) -> tuple[Key, str]:
    """Draw the choice of a key; return it, and what identifies it for the keys of controls."""
    found = recognise(upload, ground)[:MOST_KEYS]
    labels = [*(key.describe(ground) for key in found), say(OTHER)]
    if not found:
        draw_notices([say(NO_KEY)])
    chosen = st.radio(
        say("What shows where a row belongs"),
        range(len(labels)),
        format_func=lambda place: labels[place],
        key=f"{KEY}_{file}",
        persist_state="session",
    )
    if found and chosen == 0 and (why := found[0].describe_reason(found[1:])):
        draw_html('<p class="ou-note">{}</p>', why)
    key = found[chosen] if chosen < len(found) else _draw_other(upload, ground, file)
    return key, f"{file}_{chosen}"


def _draw_other(upload: Upload, ground: MatchingAreas, file: str) -> Key:
    words = _name_kinds(ground)
    kind: Any = choose(
        say("It contains"),
        list(words),
        format_func=lambda one: words[one],
        key=f"{KIND}_{file}",
    )
    pair = kind in ("grid", "degrees")
    named, kind = kind.startswith(NAMED), kind.removeprefix(NAMED)
    label = say("Column with eastings or longitudes") if pair else say("Column")
    across = choose(label, upload.columns, key=f"{COLUMN}_{file}")
    if named:
        return Key(kind, (str(across),), names=True)
    if not pair:
        codes = normalise_codes(upload.cells[across])
        dated = kind == "area" and ground.geography is None
        vintage, notes = find_vintage(codes, ground) if dated else ("", ())
        return Key(kind, (str(across),), vintage, notes=notes)
    up = choose(say("Column with northings or latitudes"), upload.columns, key=f"{NORTH}_{file}")
    return Key(kind, (str(across), str(up)))


def _name_kinds(ground: MatchingAreas) -> dict[str, str]:
    """Return the labels of the kinds of key."""
    grid = "British National Grid" if ground.geography is None else ground.geography.metres
    return {
        **{kind: say("codes of {areas}", areas=ground.nouns(kind)[1]) for kind in ground.kinds},
        **{
            f"{NAMED}{kind}": say("names of {areas}", areas=ground.nouns(kind)[1])
            for kind in ground.kinds
        },
        "postcode": say("postcodes"),
        "grid": say("eastings and northings ({grid})", grid=grid),
        "degrees": say("longitudes and latitudes"),
    }


def _draw_year(key: Key, ground: MatchingAreas, mark: str) -> Key:
    if key.kind != "area" or key.outlines or ground.former is None:
        return key
    year: Any = st.segmented_control(
        say("Year of the codes"),
        ["2021", "2011"],
        default=key.vintage or "2021",
        key=f"{YEAR}_{mark}",
        persist_state="session",
        required=True,
    )
    return Key(key.kind, key.columns, year, key.share, key.notes)


def _ask_meant(upload: Upload, key: Key, ground: MatchingAreas, mark: str) -> dict[str, str]:
    """Ask which area is meant by each name that several share and no other column decides."""
    found = match_rows(upload, key, ground, things=True)
    open_rows = upload.cells.loc[~found.matched, key.columns[0]]
    shared = find_shared(open_rows, ground, key.kind)  # type: ignore[arg-type]  # names are of areas
    meant = {}
    for name, areas in list(shared.items())[:MOST_SHARED]:
        label = next(iter(areas.values())).split(",")[0]
        chosen = choose(
            say("Which “{name}” is meant", name=label),
            list(areas),
            index=None,
            placeholder=say("Choose an area"),
            format_func=lambda code, areas=areas: areas[code],
            key=f"atlas_own_meant_{mark}_{name}",
        )
        if chosen:
            meant[name] = str(chosen)
    return meant


def _ask_to_share(mark: str) -> bool:
    return st.toggle(
        say("Share figures of areas split since 2011 among their parts"),
        key=f"atlas_own_share_{mark}",
        persist_state="session",
        help=say(
            "Counts are shared in line with today's residents, which is an estimate; rates are "
            "kept for each part. Without this, these areas have no figure."
        ),
    )


def _draw_matched(matched: Matched, ground: MatchingAreas) -> None:
    count, total = int(matched.used.sum()), len(matched.areas)
    areas = int(matched.lay()[1].nunique())
    one, many = ground.nouns(matched.kind)
    rows = say_counted("{count} row", "{count} rows", total)
    belong = say("{count} of {rows}", count=format_number(count), rows=rows)
    told = say_counted(
        "{rows} belongs to {place}, in {areas} of {every}.",
        "{rows} belong to {place}, in {areas} of {every}.",
        count,
        rows=belong,
        place=ground.name,
        areas=f"{format_number(areas)} {one if areas == 1 else many}",
        every=format_number(len(ground.codes(matched.kind))),
    )
    draw_html(
        '<div class="ab" role="status"><h2>{}</h2><p><b>{}</b></p>{}</div>',
        say("3. What matched"),
        told,
        repeat_html("<p>{}</p>", matched.carried),
    )
    left = matched.tabulate_unmatched()
    if left.empty:
        return
    draw_html('<div class="ab">{}</div>', make_rows(left))
    label = say_counted(
        "All {count} row that did not match (CSV)",
        "All {count} rows that did not match (CSV)",
        len(left),
    )
    make = partial(write_csv, left)
    draw_file_button(label, "rows_not_matched.csv", make, key="atlas_own_unmatched")


def make_rows(left: pd.DataFrame) -> Markup:
    """Return the first rows as an HTML table, by reason, with everything as text."""
    counts = left.iloc[:, 2].value_counts()
    reasons = repeat_html(
        "<li>{}: {}</li>",
        (
            (say_counted("{count} row", "{count} rows", number), str(reason))
            for reason, number in counts.head(8).items()
        ),
    )
    heads = repeat_html('<th scope="col">{}</th>', (str(head) for head in left.columns))
    shown = left.head(MOST_SHOWN).astype(str).itertuples(index=False, name=None)
    rows = repeat_html("<tr>{}</tr>", (repeat_html("<td>{}</td>", row) for row in shown))
    more = len(left) - MOST_SHOWN
    told = say("And {count} more, in the file below.", count=format_number(more))
    note = fill_html('<p class="ap-small">{}</p>', told) if more > 0 else ""
    return fill_html(
        '<ul>{}</ul><div class="ab-scroll" tabindex="0" role="region" aria-label="{}'
        '"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}',
        reasons,
        say("Rows that did not match"),
        heads,
        rows,
        note,
    )


def write_csv(left: pd.DataFrame) -> bytes:
    """Return the rows as CSV in which no spreadsheet finds a formula."""
    return left.map(lambda cell: guard_cell(str(cell))).to_csv(index=False).encode("utf-8-sig")
