"""One answer of the self-check: the year, the role, the question, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from atlas.plan.records.record import KindSpec, Name, Record
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Mapping

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
            raise ValueError(say("What is proven needs a text or a link that proves it."))
        return self


def name_fields() -> Mapping[str, str]:
    """Return the labels of the fields and their choices."""
    return {
        "year": say("Year"),
        "role": say("Role"),
        "sheet": say("Answer sheet"),
        "question": say("Question"),
        "answer": say("Answer"),
        "answer.not_yet": say("Not yet"),
        "answer.started": say("Started"),
        "answer.in_place": say("In place"),
        "answer.proven": say("Proven"),
        "answer.dont_know": say("Don't know"),
        "evidence": say("Evidence"),
    }


KIND = KindSpec(
    word="self_check_answer",
    record=SelfCheckAnswer,
    title=to_say("Self-check"),
    order=20,
    titles=name_fields,
)
