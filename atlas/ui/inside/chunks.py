"""Find the Streamlit scripts that a page needs before the map."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

CHUNKS = ("BidiComponent", "Html", "Selectbox", "ButtonGroup", "Multiselect")
STATIC = Path(st.__file__).parent / "static"


@cache
def find_chunks() -> list[str]:
    """Return the chunks of Streamlit's own script that the page needs before the map.

    Streamlit requests each when the first element of a kind arrives, one round trip after
    another. If a chunk is renamed, it is merely requested later again.
    """
    folder = STATIC / "static" / "js"
    return [f"static/js/{found.name}" for name in CHUNKS for found in folder.glob(f"{name}.*.js")]
