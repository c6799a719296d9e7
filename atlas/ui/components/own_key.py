"""Choose a file of your own, show and correct the key column recognised, and say what matched."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.export.cells import guard_cell
from atlas.markup import fill_html, repeat_html
from atlas.text import format_number, say, say_counted, to_say
from atlas.ui.components.file_button import draw_file_button
from atlas.ui.html import draw_html
from atlas.ui.messages import draw_notices
from atlas.ui.own_figures import WORK, Work
from atlas.uploads.match import Matched, match_rows
from atlas.uploads.read_file import list_parts, read_file
from atlas.uploads.recognise import Key, find_vintage, normalise_codes, recognise
from atlas.uploads.rows import guess_rows
from atlas.uploads.table import MEGABYTE, MOST_BYTES, Upload

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from markupsafe import Markup

    from atlas.uploads.matching_areas import MatchingAreas
    from atlas.uploads.table import Upload

KEY, COLUMN, NORTH = "atlas_own_key", "atlas_own_column", "atlas_own_north"
KIND, YEAR, ROWS = "atlas_own_kind", "atlas_own_year", "atlas_own_rows"
OTHER = to_say("Something else")
NO_KEY = to_say("No column looks like codes, postcodes or coordinates. Choose the column yourself.")
EACH = {
    False: to_say("Figures of one area"),
    True: to_say("One item in an area, to be counted"),
}
MOST_SHOWN = 12
FILE, PART, AGAIN = "atlas_own_file", "atlas_own_part", "atlas_own_again"


def choose(label: str, options: Sequence[Any], *, key: str, **more: Any) -> Any:  # noqa: ANN401 - as of Streamlit
    """Draw a choice that is kept while the visitor looks at another page."""
    return st.selectbox(label, options, key=key, persist_state="session", **more)


def draw_own_key(upload: Upload, ground: MatchingAreas, file: str) -> Matched:
    """Draw the key that was recognised and what matched; return where each row belongs.

    `file` identifies this upload, for the keys of controls.

    Raises
    ------
    UploadError
        If postcodes are to be located and there is no file of postcodes.
    """
    found = recognise(upload, ground)[:6]
    labels = [*(key.describe(ground) for key in found), say(OTHER)]
    if not found:
        draw_notices([say(NO_KEY)])
    chosen = choose(
        say("What shows where a row belongs"),
        range(len(labels)),
        format_func=lambda place: labels[place],
        key=f"{KEY}_{file}",
    )
    key = found[chosen] if chosen < len(found) else _draw_other(upload, ground, file)
    mark = f"{file}_{chosen}"
    key = _draw_year(key, ground, mark)
    draw_notices(key.notes)
    things = _draw_rows(upload, key, mark)
    matched = match_rows(upload, key, ground, things=things)
    if matched.can_share and _ask_to_share(mark):
        matched = match_rows(upload, key, ground, things=things, share_split=True)
    _draw_matched(matched, ground)
    return matched


def _draw_other(upload: Upload, ground: MatchingAreas, file: str) -> Key:
    words = _name_kinds(ground)
    kind: Any = choose(
        say("It contains"),
        list(words),
        format_func=lambda one: words[one],
        key=f"{KIND}_{file}",
    )
    pair = kind in ("grid", "degrees")
    label = say("Column with eastings or longitudes") if pair else say("Column")
    across = choose(label, upload.columns, key=f"{COLUMN}_{file}")
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


def _draw_rows(upload: Upload, key: Key, mark: str) -> bool:
    if key.is_point:
        told = say("Each row is counted in the area that contains its point.")
        draw_html('<p class="ou-note">{}</p>', told)
        return True
    found = guess_rows(upload, key)
    things = bool(
        st.segmented_control(
            say("Each row is"),
            list(EACH),
            format_func=lambda one: say(EACH[one]),
            default=found.are_things,
            key=f"{ROWS}_{mark}",
            persist_state="session",
            required=True,
        )
    )
    if told := found.describe(things=things):
        draw_html('<p class="ou-note" role="status">{}</p>', told)
    return things


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


def draw_own_file() -> Upload | None:
    """Draw the choice of a file and its sheet; return its table, or None before a choice.

    Raises
    ------
    UploadError
        What is wrong with the file. The previous one is kept.
    """
    work: Work | None = st.session_state.get(WORK)
    number = st.session_state.get(AGAIN, 0)
    given = st.file_uploader(
        say(
            "CSV, Excel, OpenDocument (.ods), GeoPackage, GeoJSON, GeoParquet or a zipped "
            "shapefile, up to 50 MB"
        ),
        key=f"{FILE}_{number}",
        max_upload_size=MOST_BYTES // MEGABYTE,
    )
    if given is not None and (work is None or work.file != given.file_id):
        content = given.getvalue()
        work = Work(given.file_id, given.name, content, list_parts(content))
        # Read before it replaces the previous one: a bad file loses nothing.
        first = work.parts[0] if work.parts else ""
        work.read[first] = read_file(work.name, content, part=first)
        st.session_state[WORK] = work
    if work is None:
        return None
    part = work.parts[0] if work.parts else ""
    if len(work.parts) > 1:
        part = choose(say("Sheet or layer"), work.parts, key=f"{PART}_{work.file}")
    if part not in work.read:
        work.read[part] = read_file(work.name, work.content, part=part)
    return work.read[part]


def forget_file() -> None:
    """Forget the file, and empty the control."""
    st.session_state.pop(WORK, None)
    st.session_state[AGAIN] = st.session_state.get(AGAIN, 0) + 1
