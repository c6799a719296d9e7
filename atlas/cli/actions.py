"""The command actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from atlas.action_words.evidence import tell_evidence
from atlas.cli.areas import find_area
from atlas.cli.opening import open_named
from atlas.cli.output import (
    SCREEN,
    JsonOption,
    PackOption,
    PlaceOption,
    number,
    print_json,
    working,
)
from atlas.facade import Atlas
from atlas.views.reasons import find_grounds, is_whole, tell_ground
from atlas.views.sentences import tell_trigger

if TYPE_CHECKING:
    from atlas.actions.match import Suggestion


def actions(
    area: Annotated[
        str, typer.Argument(help="Code or name of an area, ward or MSOA, or the place.")
    ],
    place: PlaceOption = "luton",
    pack: PackOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the recommended actions, ranked, each with what triggered it."""
    atlas = open_named(place, pack)
    area = find_area(atlas, area)
    codes = atlas.areas_of(area)
    with working("Matching actions"):
        suggestions = atlas.suggest(codes)
    if as_json:
        print_json(
            {
                "area": area,
                "areas": len(codes),
                "actions": [
                    _tell_suggestion(atlas, one, rank) for rank, one in enumerate(suggestions, 1)
                ],
            }
        )
        return
    for rank, one in enumerate(suggestions, 1):
        action = atlas.definitions.actions[one.action]
        scope = "" if one.kind == "area" else " (whole town)"
        SCREEN.print(f"{rank}. {action.name}{scope} [{one.action}]", markup=False)
        grounds = find_grounds(atlas, one, codes)
        for ground in grounds:
            SCREEN.print(f"   {tell_ground(atlas, ground, one)}", markup=False)
        line = tell_evidence(action)
        if line is not None:
            SCREEN.print(f"   does it work? {line.plain}", markup=False)
        told = [ground.trigger for ground in grounds]
        for trigger in () if is_whole(atlas, one) else one.triggers:
            if trigger not in told:
                said = tell_trigger(atlas, trigger, asked=one.asked)
                SCREEN.print(f"   also: {said}", markup=False)


def _tell_suggestion(atlas: Atlas, suggestion: Suggestion, rank: int) -> dict[str, Any]:
    action = atlas.definitions.actions[suggestion.action]
    line = tell_evidence(action)
    return {
        "rank": rank,
        "id": suggestion.action,
        "name": action.name,
        "scope": suggestion.kind,
        "score": round(suggestion.score, 4),
        "fit": round(suggestion.fit, 4),
        "theme": action.theme,
        "domain": action.domain,
        "lead": list(action.lead),
        "effort": action.effort,
        "time": action.time,
        "progress": action.progress,
        "sureness": action.evidence.strength if action.evidence else None,
        "direction": action.evidence.direction if action.evidence else None,
        "works": line.plain if line else "",
        "before": suggestion.before,
        "areas": suggestion.areas,
        "triggers": [
            {
                "indicator": one.condition.indicator,
                "scale": one.condition.scale,
                "at_least": one.condition.at_least,
                "at_most": one.condition.at_most,
                "value": number(one.value),
                "percentile": number(one.percentile),
                "supports_only": one.supports_only,
                "areas": one.areas,
                "sentence": tell_trigger(atlas, one, asked=suggestion.asked),
            }
            for one in suggestion.triggers
        ],
        "sources": [
            {"document": one.document, "heading": one.heading, "note": one.note}
            for one in action.sources
        ],
    }
