"""A recommendation of the development council, and what became of it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from atlas.plan.records.record import Day, KindSpec, Line, Prose, Record
from atlas.text import say, to_say

Status = Literal["waiting", "accepted", "in_part", "declined"]


class Recommendation(Record):
    """One recommendation; the elected council owes it an answer.

    Parameters
    ----------
    text
        What is recommended.
    made, due
        The day it was handed over, and the day by which an answer is due.
    status
        How it was answered. A declined one needs the reason.
    reply
        What the council answered.
    action
        The action of the plan that it became; empty as long as there is none.
    """

    text: Annotated[Line, Field(min_length=1)]
    made: Day
    due: Day | None = None
    status: Status = "waiting"
    reply: Prose = ""
    action: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{0,32}$")] = ""

    @model_validator(mode="after")
    def _check_together(self) -> Self:
        if self.due and self.due < self.made:
            raise ValueError(say("The answer is due before the recommendation was made."))
        if self.status == "declined" and not self.reply:
            raise ValueError(say("If it is declined, the reason is needed."))
        return self


TITLES = {
    "text": to_say("Recommendation"),
    "made": to_say("Handed over"),
    "due": to_say("Reply due"),
    "status": to_say("Reply"),
    "status.waiting": to_say("Waiting for a reply"),
    "status.accepted": to_say("Accepted"),
    "status.in_part": to_say("Accepted in part"),
    "status.declined": to_say("Declined"),
    "reply": to_say("What was answered"),
    "action": to_say("Action of the plan"),
}
KIND = KindSpec(
    "recommendation", Recommendation, to_say("Recommendations"), order=32, titles=TITLES
)
