"""A question about the future that a development council may work on."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from atlas.plan.records.record import KindSpec, Line, Name, Record
from atlas.text import to_say


class CouncilQuestion(Record):
    """One question, with the tests that a person says it meets.

    Parameters
    ----------
    text
        The question.
    met
        Identities of those tests of `layers/councils` that only a person can answer.
    """

    text: Annotated[Line, Field(min_length=1)]
    met: Annotated[tuple[Name, ...], Field(max_length=20)] = ()


TITLES = {"text": to_say("Question"), "met": to_say("Tests met")}
KIND = KindSpec(
    "council_question", CouncilQuestion, to_say("Council questions"), order=31, titles=TITLES
)
