"""Actions as cards: why, whether they work, who leads, effort, time, sources; and links to them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from atlas.actions.circumstances import NO_CIRCUMSTANCES
from atlas.cache import cache_per_atlas
from atlas.prose.evidence import (
    BANDS,
    STEPS,
    describe_evidence,
    describe_raters,
    describe_studies,
)
from atlas.prose.reasons import (
    describe_ground,
    describe_raised,
    describe_start,
    describe_unspoken,
    describe_worth,
    find_grounds,
    is_whole,
    list_unfired,
    list_unjudged,
)
from atlas.prose.sentences import describe_trigger
from atlas.prose.tiers import format_who
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.actions.circumstances import Circumstances
    from atlas.actions.match import Suggestion
    from atlas.definitions import Action
    from atlas.definitions.action import Means
    from atlas.facade import Atlas

SHOWN_ACTIONS, MOST_LINKED = 3, 8
# What a card says of an action as it is defined.
FACTS = ("id", "name", "summary", "why", "needs", "time", "progress", "note")
MEANS = {"money": to_say("Money: {name} ({date})"), "law": to_say("Law: {name} ({date})")}
EFFORTS = {"low": to_say("low"), "medium": to_say("medium"), "high": to_say("high")}
# The direction of the effect, apart from its certainty.
WAYS = {
    "works": to_say("works"),
    "works_small": to_say("works a little"),
    "mixed": to_say("mixed"),
    "no_effect": to_say("no effect shown"),
    "may_harm": to_say("may do harm"),
    "not_known": to_say("not proven"),
}
FILLED, EMPTY = "●", "○"


def describe_actions(
    atlas: Atlas,
    areas: Sequence[str],
    *,
    planned_for: Sequence[str] = (),
    now: Circumstances = NO_CIRCUMSTANCES,
    is_tested: bool = False,
) -> dict[str, Any]:
    """Return the cards for some areas: the best, the others, and those for the whole town.

    `planned_for` are the areas an action gets when it is added to the plan from its card.
    Many areas share one link for all cards, as their codes are long. `now` is what the plan
    says at the moment. `is_tested` keeps only actions that were tested with a comparison.
    """
    suggestions = atlas.suggest(areas, now=now)
    told_few = _format_few(
        atlas, sum(suggestion.kind == "area" for suggestion in suggestions), areas
    )
    if is_tested:
        suggestions = [
            suggestion for suggestion in suggestions if was_compared(atlas, suggestion.action)
        ]
    few = len(planned_for) <= MOST_LINKED
    cards = []
    for one in suggestions:
        plan = link_to_plan(atlas, planned_for, "actions", action=one.action) if few else ""
        # What is said of an action of the whole place is the same beside every area of it.
        told_of = () if one.kind == "place" else tuple(areas)
        cards.append(_describe_action(atlas, one, told_of) | {"plan": plan})
    local = [card for card in cards if card["kind"] == "area"]
    unfired = atlas.not_suggested(areas, now=now)
    return {
        "best": local[:SHOWN_ACTIONS],
        "more": local[SHOWN_ACTIONS:],
        "town": [card for card in cards if card["kind"] == "place"],
        "apart": _tell_apart(atlas, areas),
        "count": len(local),
        "few": told_few,
        "unfired": list_unfired(atlas, unfired),
        "unjudged": list_unjudged(atlas, unfired),
        "plan": "" if few else link_to_plan(atlas, planned_for, "actions"),
        "page": link_to_actions(atlas, planned_for),
        "by_figures": any(action.scope == "area" for action in atlas.definitions.actions.values()),
    }


def _tell_apart(atlas: Atlas, areas: Sequence[str]) -> str:
    """Return where what a council does once is suggested; empty where it is here."""
    if not areas or not atlas.is_beyond_councils:
        return ""
    return say(
        "What a council does once for all of its area is suggested where that authority is "
        "opened with its small areas."
    )


def _format_few(atlas: Atlas, count: int, areas: Sequence[str]) -> str:
    """Return a note where figures of these areas mean little; empty elsewhere."""
    enough = count >= atlas.definitions.rule.few_suggestions
    if enough or not areas or len(areas) == len(atlas.measures.areas):
        return ""
    if not count:
        return say(
            "No figure here stands out enough to suggest an action. See the actions for all of "
            "{place}.",
            place=atlas.name,
        )
    return say(
        "There is little reason to suggest more here. See the actions for all of {place}.",
        place=atlas.name,
    )


@cache_per_atlas(256)
def _describe_action(
    atlas: Atlas, suggestion: Suggestion, areas: tuple[str, ...]
) -> dict[str, Any]:
    action = atlas.definitions.actions[suggestion.action]
    grounds = find_grounds(atlas, suggestion, areas)
    told = [ground.trigger for ground in grounds]
    # For a whole place it means nothing that some of its areas are its highest.
    also = [] if is_whole(atlas, suggestion) else suggestion.triggers
    is_told = bool(grounds or also)
    return describe_facts(atlas, action) | {
        "kind": suggestion.kind,
        "unspoken": "" if is_told else describe_unspoken(suggestion),
        "raised": describe_raised(atlas, suggestion),
        "worth": describe_worth(atlas, suggestion),
        "start": describe_start(atlas, suggestion.start),
        "works": describe_works(atlas, suggestion),
        "because": [describe_ground(atlas, ground, suggestion) for ground in grounds],
        "also": [
            describe_trigger(atlas, trigger, asked=suggestion.asked)
            for trigger in also
            if trigger not in told
        ],
        "fit": round(100 * suggestion.fit),
    }


def describe_facts(atlas: Atlas, action: Action) -> dict[str, Any]:
    """Return what a card says of an action, whether or not it is suggested."""
    definitions = atlas.definitions
    suited = [
        definitions.type_names[name].name
        for name in action.suits
        if name.startswith("cohesion_types.")
    ]
    return {
        **dict.fromkeys(("unspoken", "raised", "worth", "start", "plan"), ""),
        **{name: getattr(action, name) for name in FACTS},
        "kind": action.scope,
        "because": [],
        "also": [],
        "theme": definitions.themes[action.theme].short,
        "domain": definitions.domains[action.domain].name,
        "suits": suited,
        "lead": ", ".join(action.lead),
        "partners": ", ".join(action.partners),
        "power": describe_power(atlas, action),
        "means": [describe_means(one) for one in action.means],
        "effort": say(EFFORTS[action.effort]),
        "works": describe_rated(atlas, action),
        "sources": [(definitions.documents[one.document], one) for one in action.sources],
    }


def describe_power(atlas: Atlas, action: Action) -> str:
    """Return who holds the power for an action here; empty where no file says."""
    who = format_who(atlas, action)
    return say("Who can do it: {who}.", who=who) if who else ""


def describe_means(means: Means) -> str:
    """Return money or a law that an action can use, with the date of that information."""
    told = say(MEANS[means.kind], name=means.name, date=means.date)
    return f"{told}. {means.note}" if means.note else told


def was_compared(atlas: Atlas, action: str) -> bool:
    """Return whether this action itself was tested with a comparison."""
    evidence = atlas.definitions.actions[action].evidence
    return evidence is not None and evidence.is_compared


def draw_dots(filled: int) -> str:
    """Return the dots that say how certain the evidence is, never how good the action is.

    Examples
    --------
    >>> draw_dots(4)
    '●●●●○'
    """
    return FILLED * filled + EMPTY * (STEPS - filled)


def describe_works(atlas: Atlas, suggestion: Suggestion) -> dict[str, Any]:
    """Return what a card says on whether its action works; empty where it was not rated."""
    told = describe_rated(atlas, atlas.definitions.actions[suggestion.action])
    return told | {"placed": _describe_place(atlas, suggestion)} if told else {}


def describe_rated(atlas: Atlas, action: Action) -> dict[str, Any]:
    """Return whether an action works, for any list it appears in."""
    line = describe_evidence(action)
    evidence = action.evidence
    if line is None or evidence is None:
        return {}
    return {
        **asdict(line),
        "dots": draw_dots(line.dots),
        "placed": "",
        "says": evidence.says,
        "needs": evidence.needs,
        "against": evidence.against,
        "later": "" if line.test else evidence.test,
        "searched": ", ".join(f"“{words}”" for words in evidence.searched),
        "raters": describe_raters(evidence),
        "studies": describe_studies(atlas.definitions, action),
    }


def _describe_place(atlas: Atlas, suggestion: Suggestion) -> str:
    """Return why an action ranks where it does, if need and fit alone do not explain it."""
    if suggestion.before:
        other = atlas.definitions.actions[suggestion.before].name
        return say(
            "Fits as well as “{other}”, and comes before it because it is better tested.",
            other=other,
        )
    if suggestion.is_kept:
        return say("Kept among the first five so that untested actions have a chance.")
    return ""


def name_way(action: Action) -> str:
    """Return the direction of an action's effect in a word or two."""
    evidence = action.evidence
    if evidence is None:
        return say("not looked into")
    return say(WAYS["not_known" if evidence.is_unproven else evidence.direction])


def name_certainty(action: Action) -> tuple[int, str] | None:
    """Return the certainty, from 1 to 5; None where it is not proven or was never assessed."""
    evidence = action.evidence
    if evidence is None or evidence.is_unproven:
        return None
    return evidence.strength, say("{step} of {steps}", step=evidence.strength, steps=STEPS)


def name_cost(action: Action) -> tuple[int, str] | None:
    """Return an action's cost per year in one place, in bands; None where it is not known."""
    if action.cost is None:
        return None
    return list(BANDS).index(action.cost.band), say(BANDS[action.cost.band][1])


def link_to_plan(atlas: Atlas, areas: Sequence[str], part: str, *, action: str = "") -> str:
    """Return the address of a part of the plan, relative to the page that the link is on.

    It begins with some areas, none for the whole place, and with an action in the form.

    Examples
    --------
    >>> from atlas.facade import open_atlas
    >>> link_to_plan(open_atlas("luton"), ["E01015693"], "actions", action="ACT-31")
    'plan?place=luton&area=E01015693&part=actions&action=ACT-31'
    """
    own = {"part": part} | ({"action": action} if action else {})
    return "plan?" + urlencode(_name_place(atlas, areas) | own, safe=",~")


def link_to_actions(atlas: Atlas, areas: Sequence[str]) -> str:
    """Return the address of the page of actions, with some areas selected."""
    return "actions?" + urlencode(_name_place(atlas, areas), safe=",~")


def _name_place(atlas: Atlas, areas: Sequence[str]) -> dict[str, str]:
    parameters = {"place": atlas.store.place}
    # Where a place is open at several levels, codes alone do not say which level is meant.
    if atlas.is_wide or atlas.level != "area":
        parameters["level"] = atlas.level
    if areas:
        parameters["area"] = ",".join(areas)
    return parameters
