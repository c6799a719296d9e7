"""Choose a file of your own, and the sheet or layer in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.tables.read_file import list_parts
from atlas.tables.table import MEGABYTE, MOST_BYTES
from atlas.text import say
from atlas.ui.own_figures import WORK, Work
from atlas.uploads.choose_part import choose_part, read_part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from atlas.tables.table import Upload
    from atlas.uploads.matching_areas import MatchingAreas

FILE, PART, AGAIN = "atlas_own_file", "atlas_own_part", "atlas_own_again"


def choose(label: str, options: Sequence[Any], *, key: str, **more: Any) -> Any:  # noqa: ANN401 - as of Streamlit
    """Draw a choice that is kept while the visitor looks at another page."""
    return st.selectbox(label, options, key=key, persist_state="session", **more)


def draw_own_file(find_ground: Callable[[], MatchingAreas]) -> Upload | None:
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
        parts = list_parts(content)
        # Read before it replaces the previous one: a bad file loses nothing.
        first, read = choose_part(given.name, content, parts, find_ground())
        work = Work(given.file_id, given.name, content, parts, read, first)
        st.session_state[WORK] = work
    if work is None:
        return None
    part = work.first
    if len(work.parts) > 1:
        place = work.parts.index(part)
        part = choose(say("Sheet or layer"), work.parts, index=place, key=f"{PART}_{work.file}")
    if part not in work.read:
        work.read[part] = read_part(work.name, work.content, part, find_ground())
    return work.read[part]


def forget_file() -> None:
    """Forget the file, and empty the control."""
    st.session_state.pop(WORK, None)
    st.session_state[AGAIN] = st.session_state.get(AGAIN, 0) + 1
