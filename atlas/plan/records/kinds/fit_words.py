"""What somebody said about how well an area's type or actions fit it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from atlas.plan.records.record import Day, KindSpec, Line, Prose, Record
from atlas.text import to_say


class FitWords(Record):
    """One statement on one area. The speaker is a role, never a name.

    Parameters
    ----------
    area
        Code of the area; empty for the whole place.
    entry
        What the statement is about: a type, as ``typology.type``, or the identity of an action;
        empty for the area in general.
    fits
        What the person says about the fit.
    words
        What was said.
    role
        Who spoke: a resident, an officer, somebody from a group, a councillor, or another.
    day
        When it was said.
    heard_at
        Where it was said, such as a meeting.
    """

    area: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]*$", max_length=40)] = ""
    entry: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]*$", max_length=130)] = ""
    fits: Literal["fits", "partly", "does_not", "not_said"] = "not_said"
    words: Annotated[Prose, Field(min_length=1)]
    role: Literal["resident", "officer", "group", "councillor", "other"] = "resident"
    day: Day
    heard_at: Line = ""


TITLES = {
    "area": to_say("Area"),
    "entry": to_say("On what"),
    "fits": to_say("Does it fit?"),
    "fits.fits": to_say("It fits"),
    "fits.partly": to_say("In part"),
    "fits.does_not": to_say("It does not fit"),
    "fits.not_said": to_say("Not said"),
    "words": to_say("What was said"),
    "role": to_say("Who said it"),
    "role.resident": to_say("A resident"),
    "role.officer": to_say("An officer of the council"),
    "role.group": to_say("Somebody of a local group"),
    "role.councillor": to_say("A councillor"),
    "role.other": to_say("Somebody else"),
    "day": to_say("Date"),
    "heard_at": to_say("Where it was said"),
}
KIND = KindSpec("fit_words", FitWords, to_say("Does this fit"), order=8, titles=TITLES)
