"""Signals of a place as four dots each, with the question, the threshold and the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from atlas.cache import cache_per_atlas
from atlas.markup import render_template
from atlas.prose.figures import format_figure
from atlas.quantities import format_position
from atlas.signals.check_criteria import check_place, find_peers
from atlas.text import say
from atlas.views.town_types import list_places

if TYPE_CHECKING:
    from atlas.definitions import SignalCriterion
    from atlas.facade import Atlas
    from atlas.signals.check_criteria import Answered, Standing


@cache_per_atlas(64)
def render_signals(atlas: Atlas, code: str) -> Markup:
    """Return the signals of a place as HTML; empty where none is defined."""
    signals = atlas.definitions.signals.values()
    standings = check_place(signals, atlas.measures, code)
    if not standings:
        return Markup()
    left_out = sorted((one for one in signals if one.left_out), key=lambda one: one.order)
    met = [one.signal.name for one in standings if one.is_met]
    peers = find_peers(signals, atlas.measures, code) if atlas.level == "authority" else []
    return render_template(
        "views/templates/signals.html",
        name=atlas.name_of(code),
        signals=[_describe_signal(atlas, standing, code) for standing in standings],
        left_out=left_out,
        met=met,
        peers=list_places(atlas, peers),
        adapted=atlas.level != "authority",
        is_town=atlas.level == "authority",
    )


def _describe_signal(atlas: Atlas, standing: Standing, code: str) -> dict[str, Any]:
    document = atlas.definitions.documents.get(standing.signal.document)
    return {
        "signal": standing.signal,
        "said": say(
            "{count} of {all} criteria hold", count=standing.yes, all=len(standing.answers)
        ),
        "answers": [_describe_answer(atlas, answer, code) for answer in standing.answers],
        "source": f"{document.publisher} ({document.year})" if document else "",
        "page": document.page if document else "",
    }


def _describe_answer(atlas: Atlas, answered: Answered, code: str) -> dict[str, str]:
    indicator = atlas.definitions.indicators[answered.criterion.indicator]
    words = {"yes": say("Yes"), "no": say("No"), "unknown": say("No figure")}
    if answered.answer == "unknown":
        figure = atlas.measures.gap_reason(indicator.id, code)
    else:
        position = format_position(answered.position, among=atlas.peers, **indicator.ends)
        figure = f"{format_figure(indicator, answered.value)}, {position}"
    return {
        "asks": answered.criterion.asks,
        "answer": answered.answer,
        "word": words[answered.answer],
        "figure": f"{indicator.name}: {figure}",
        "threshold": format_threshold(atlas, answered.criterion),
        "origin": say("the question is from the source")
        if answered.criterion.origin == "described"
        else say("the question is our reading"),
    }


def format_threshold(atlas: Atlas, criterion: SignalCriterion) -> str:
    """Return the bounds of a criterion in words."""
    low, high = criterion.at_least, criterion.at_most
    if criterion.scale == "value":
        return atlas.format_condition(criterion)
    if low is not None and high is None:
        return say(
            "Yes in the highest {share} % of {among}", share=f"{100 - low:g}", among=atlas.peers
        )
    if high is not None and low is None:
        return say("Yes in the lowest {share} % of {among}", share=f"{high:g}", among=atlas.peers)
    return say(
        "Yes from percentile {low} to {high} of {among}",
        low=f"{low:g}",
        high=f"{high:g}",
        among=atlas.peers,
    )
