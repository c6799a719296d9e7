"""What a plan says of itself in words: answers to principles, sectors, changes and their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.text import format_day, say, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from atlas.definitions import Definitions
    from atlas.plan.records.coverage import Answer, Balance
    from atlas.plan.records.kinds.recommendation import Recommendation

MOST_NAMED = 4
# Of each question: what is said where every action has it, and where some lack it.
ASKED = {
    "owner": (
        to_say("Every action has an owner."),
        to_say("Without an owner: {lacking} of {asked} ({named})."),
    ),
    "outside": (
        to_say("Somebody outside the council owns every action or takes part in it."),
        to_say("Nobody from outside the council: {lacking} of {asked} ({named})."),
    ),
    "newcomers": (
        to_say("Every action says what newcomers gain."),
        to_say("Not saying what newcomers gain: {lacking} of {asked} ({named})."),
    ),
    "residents": (
        to_say("Every action says what long-standing residents gain."),
        to_say("Not saying what long-standing residents gain: {lacking} of {asked} ({named})."),
    ),
    "measures": (
        to_say("Every action says how to tell that it works."),
        to_say(
            "Without a figure or a question that shows whether it works: {lacking} of {asked} "
            "({named})."
        ),
    ),
    "review": (
        to_say("Every action has a review date."),
        to_say("Without a review date: {lacking} of {asked} ({named})."),
    ),
}
MISSING = {
    "public": to_say("No action involves anybody from the public sector."),
    "civil_society": to_say("No action involves anybody from civil society."),
    "business": to_say("No action involves anybody from business."),
}
REPLIES = {
    "accepted": to_say("Accepted"),
    "in_part": to_say("Accepted in part"),
    "declined": to_say("Declined"),
}


def format_ago(moment: datetime, now: datetime) -> str:
    """Return how long ago something was, as people say it.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> noon = datetime(2030, 1, 2, 12, tzinfo=UTC)
    >>> format_ago(noon.replace(minute=0), noon), format_ago(noon.replace(hour=11, minute=55), noon)
    ('just now', '5 minutes ago')
    >>> format_ago(noon.replace(hour=9), noon), format_ago(noon.replace(day=1), noon)
    ('3 hours ago', 'yesterday')
    >>> format_ago(noon.replace(year=2029), noon)
    'on 2 January 2029'
    """
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return say("just now")
    if minutes < 60:
        return say("1 minute ago") if minutes == 1 else say("{count} minutes ago", count=minutes)
    hours = minutes // 60
    if hours < 24:
        return say("1 hour ago") if hours == 1 else say("{count} hours ago", count=hours)
    days = hours // 24
    if days < 14:
        return say("yesterday") if days == 1 else say("{count} days ago", count=days)
    return say("on {day}", day=format_day(moment))


def describe_answer(definitions: Definitions, answer: Answer, titles: Sequence[str]) -> list[str]:
    """Return what a plan answers to a principle, in sentences that name the gaps.

    `titles` are what the plan's actions are called, in its order.
    """
    if not answer.asked:
        return [say("The plan has no actions yet, so it gives no answer.")]
    said = []
    for word, places in answer.lacking.items():
        every, lacking = ASKED[word]
        named = "; ".join(titles[place] for place in places[:MOST_NAMED])
        if (more := len(places) - MOST_NAMED) > 0:
            named = say("{titles} and {count} more", titles=named, count=more)
        counts = {"lacking": len(places), "asked": answer.asked}
        said.append(say(lacking, **counts, named=named) if places else say(every))
    if answer.in_plan:
        names = "; ".join(definitions.actions[name].name for name in answer.in_plan)
        said.append(say("In the plan for this: {actions}.", actions=names))
    if answer.not_in_plan:
        names = "; ".join(definitions.actions[name].name for name in answer.not_in_plan)
        said.append(say("Not in the plan, but meant for this: {actions}.", actions=names))
    return said


def describe_balance(balance: Balance) -> list[str]:
    """Return how the sectors share a plan's actions, in sentences without a score."""
    if not balance.asked:
        return []
    together = to_say(
        "The public sector, civil society and business work together on {count} of {asked} actions."
    )
    alone = to_say("The public sector acts alone in {count} of {asked}.")
    unsaid = to_say("No sector is given for {count} of {asked}.")
    parts = [(alone, balance.public_alone), (unsaid, balance.not_said)]
    return [
        say(together, count=balance.all_three, asked=balance.asked),
        *(say(MISSING[one]) for one in balance.missing),
        *(say(text, count=count, asked=balance.asked) for text, count in parts if count),
    ]


def format_due(recommendation: Recommendation, today: date) -> str:
    """Return in words how a recommendation stands on a day."""
    if recommendation.status != "waiting":
        return say(REPLIES[recommendation.status])
    if recommendation.due is None:
        return say("Waiting for a reply, with no day set")
    day = format_day(recommendation.due)
    if recommendation.due < today:
        return say("Overdue: the reply was due on {day}", day=day)
    return say("The reply is due on {day}", day=day)
