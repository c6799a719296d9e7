"""Choose a file of your own: read it with care, and say how it was read."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.text import say
from atlas.ui.own_figures import WORK, Work
from atlas.uploads.read_file import list_parts, read_file
from atlas.uploads.table import MEGABYTE, MOST_BYTES, Upload

# A choice that is kept while the visitor looks at another page.
choose = partial(st.selectbox, persist_state="session")
FILE, PART, AGAIN = "atlas_own_file", "atlas_own_part", "atlas_own_again"


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
