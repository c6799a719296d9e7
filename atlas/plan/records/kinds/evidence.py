"""A piece of evidence: what shows that the town does what a category asks for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator

from atlas.plan.records.record import Day, KindSpec, Line, Prose, Record
from atlas.text import say, to_say

ADDRESSES = ("https://", "http://")


class Evidence(Record):
    """One piece of evidence for a category of `layers/standard`.

    Parameters
    ----------
    category
        Identity of the category.
    title
        What it is.
    link
        Its web address; empty where it has none, such as a document on paper.
    day
        Its date, or None.
    owner
        Who can show it: an office or a group.
    note
        Anything else.
    """

    category: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$", max_length=60)]
    title: Annotated[Line, Field(min_length=1)]
    link: Annotated[str, Field(max_length=2000)] = ""
    day: Day | None = None
    owner: Line = ""
    note: Prose = ""

    @field_validator("link")
    @classmethod
    def _check_link(cls, link: str) -> str:
        if link and not link.startswith(ADDRESSES):
            raise ValueError(say("A link must begin with https:// or http://."))
        return link


TITLES = {
    "category": to_say("Category"),
    "title": to_say("Evidence"),
    "link": to_say("Link"),
    "day": to_say("Date"),
    "owner": to_say("Owner"),
    "note": to_say("Note"),
}
KIND = KindSpec("evidence", Evidence, to_say("Evidence"), order=5, titles=TITLES)
