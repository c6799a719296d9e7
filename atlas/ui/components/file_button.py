"""Offer a file that is made on request, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from atlas.text import speaking, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    "csv": "text/csv",
    "pdf": "application/pdf",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "toml": "application/toml",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "zip": "application/zip",
}


def keep_language(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return what makes a file in the language of this moment, whenever it is called."""
    speech = spoken()

    def make_spoken() -> bytes:
        with speaking(speech):
            return make()

    return make_spoken


def draw_file_button(
    label: str, name: str, make: Callable[[], bytes], *, key: str, media_type: str = ""
) -> None:
    """Draw the button for a file.

    It is made outside the page's own run, which sets the language. Errors are shown on the page
    by downloads.js: a file of this name must never hold something else.
    """
    st.download_button(
        label,
        data=keep_language(make),
        file_name=name,
        mime=media_type or MEDIA_TYPES[name.rpartition(".")[2]],
        key=key,
        on_click="ignore",
    )
