"""One answer of the self-check: the year, the role, the question, and the answer."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from atlas.plan.records.record import KindSpec, Name, Record
from atlas.text import say, to_say

Answer = Literal["not_yet", "started", "in_place", "proven", "dont_know"]
Asked = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", max_length=121)
]
Evidence = Annotated[str, Field(max_length=2000)]


class SelfCheckAnswer(Record):
    """One answer, given in a role and never under a name.

    Parameters
    ----------
    year
        The year of the check; checks of several years are compared.
    role
        Identity of a role of `layers/respondents`.
    sheet
        Number of the role's answer sheet, from 1: several people in one role fill in several.
    question
        The field and the question, as ``field.question`` of `layers/selfcheck`.
    answer
        The answer.
    evidence
        Text or a link; required for "proven".
    """

    year: Annotated[int, Field(ge=2000, le=2199)]
    role: Name
    sheet: Annotated[int, Field(ge=1, le=99)] = 1
    question: Asked
    answer: Answer
    evidence: Evidence = ""

    @model_validator(mode="after")
    def _prove(self) -> Self:
        if self.answer == "proven" and not self.evidence:
            raise ValueError(say("“Proven” needs a text or a link that proves it."))
        return self


TITLES = {
    "year": to_say("Year"),
    "role": to_say("Role"),
    "sheet": to_say("Answer sheet"),
    "question": to_say("Question"),
    "answer": to_say("Answer"),
    "answer.not_yet": to_say("Not yet"),
    "answer.started": to_say("Started"),
    "answer.in_place": to_say("In place"),
    "answer.proven": to_say("Proven"),
    "answer.dont_know": to_say("Don't know"),
    "evidence": to_say("Evidence"),
}
KIND = KindSpec("self_check_answer", SelfCheckAnswer, to_say("Self-check"), order=20, titles=TITLES)
