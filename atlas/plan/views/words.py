"""What a plan says of itself in words: answers to principles, sectors, changes and their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.text import format_day, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from atlas.definitions import Definitions
    from atlas.plan.records.questions import Answer
    from atlas.plan.records.sectors import Balance

MOST_NAMED = 4


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

    Parameters
    ----------
    definitions
        Those that hold in the place.
    answer
        What the plan answers.
    titles
        What the plan's actions are called, in its order.
    """
    if not answer.asked:
        return [say("The plan has no action yet, so it does not answer.")]
    said = []
    for word, places in answer.lacking.items():
        named = _name_some([titles[place] for place in places])
        said.append(_describe_gap(word, answer.asked, len(places), named))
    if answer.in_plan:
        names = "; ".join(definitions.actions[name].name for name in answer.in_plan)
        said.append(say("In the plan for this: {actions}.", actions=names))
    if answer.not_in_plan:
        names = "; ".join(definitions.actions[name].name for name in answer.not_in_plan)
        said.append(say("Not in the plan, and made for this: {actions}.", actions=names))
    return said


def _name_some(titles: Sequence[str]) -> str:
    named = "; ".join(titles[:MOST_NAMED])
    more = len(titles) - MOST_NAMED
    return say("{titles} and {count} more", titles=named, count=more) if more > 0 else named


def _describe_gap(word: str, asked: int, lacking: int, named: str) -> str:
    """Return one sentence on what all actions have, or which lack it."""
    whole = {
        "owner": say("Every action has an owner."),
        "outside": say("Somebody outside the council carries every action, or takes part in it."),
        "newcomers": say("Every action says what newcomers gain."),
        "residents": say("Every action says what those who have long lived here gain."),
        "measures": say("Every action says how one will see that it works."),
        "review": say("Every action has a day of review."),
    }
    if not lacking:
        return whole[word]
    slots = {"lacking": lacking, "asked": asked, "named": named}
    parts = {
        "owner": say("Without an owner: {lacking} of {asked} ({named}).", **slots),
        "outside": say(
            "Without anybody outside the council: {lacking} of {asked} ({named}).", **slots
        ),
        "newcomers": say(
            "Without a word on what newcomers gain: {lacking} of {asked} ({named}).", **slots
        ),
        "residents": say(
            "Without a word on what those who have long lived here gain: {lacking} of {asked} "
            "({named}).",
            **slots,
        ),
        "measures": say(
            "Without a figure or a question that shows whether it works: {lacking} of {asked} "
            "({named}).",
            **slots,
        ),
        "review": say("Without a day of review: {lacking} of {asked} ({named}).", **slots),
    }
    return parts[word]


def describe_balance(balance: Balance) -> list[str]:
    """Return how the sectors share a plan's actions, in sentences without a score."""
    if not balance.asked:
        return []
    missing = {
        "public": say("No action has anybody from the public sector."),
        "civil_society": say("No action has anybody from civil society."),
        "business": say("No action has anybody from business."),
    }
    said = [
        say(
            "The public sector, civil society and business carry {count} of {asked} actions "
            "together.",
            count=balance.all_three,
            asked=balance.asked,
        ),
        *(missing[one] for one in balance.missing),
    ]
    if balance.public_alone:
        said.append(
            say(
                "The public sector is alone in {count} of {asked}.",
                count=balance.public_alone,
                asked=balance.asked,
            )
        )
    if balance.not_said:
        said.append(
            say(
                "Who carries it is not said for {count} of {asked}.",
                count=balance.not_said,
                asked=balance.asked,
            )
        )
    return said
