"""Warn of what in somebody's words may tell who a person is, before the words are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.quantities import format_list
from atlas.text import ENGLISH, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from atlas.facade import Atlas


def warn_personal(atlas: Atlas, texts: Sequence[str], fields: Mapping[str, object]) -> str:
    """Return what in some fields may tell who a person is, in a sentence; or nothing.

    Parameters
    ----------
    atlas
        The place: its names are those of no person.
    texts
        Which fields hold somebody's words.
    fields
        What was entered, by field.
    """
    from atlas.plan.records.personal import find_personal  # noqa: PLC0415 - when seen

    areas = atlas.store.areas
    columns = [name for name in ("name", "ward", "neighbourhood", "authority") if name in areas]
    places = {str(name) for column in columns for name in areas[column].unique()}
    text = "\n".join(str(fields.get(field) or "") for field in texts)
    found = find_personal(
        text, places=[atlas.name, *places], german=atlas.speech.code != ENGLISH.code
    )
    if not found:
        return ""
    return say(
        "This may tell who somebody is: {found}. Take it out, or keep the words as they are.",
        found=format_list([say("“{name}”", name=one.text) for one in found]),
    )
