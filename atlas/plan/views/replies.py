"""Say how a recommendation of the development council stands: answered, due, or overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.text import format_day, say

if TYPE_CHECKING:
    from datetime import date

    from atlas.plan.records.kinds.recommendation import Recommendation


def format_due(recommendation: Recommendation, today: date) -> str:
    """Return in words how a recommendation stands on a day."""
    if recommendation.status != "waiting":
        answered = {
            "accepted": say("Accepted"),
            "in_part": say("Accepted in part"),
            "declined": say("Declined"),
        }
        return answered[recommendation.status]
    if recommendation.due is None:
        return say("Waiting for a reply, with no day set")
    day = format_day(recommendation.due)
    if recommendation.due < today:
        return say("Overdue: the reply was due on {day}", day=day)
    return say("The reply is due on {day}", day=day)
