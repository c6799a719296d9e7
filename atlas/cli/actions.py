"""The command actions: those recommended, all, or one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from atlas.actions.listing import list_all
from atlas.cli import options
from atlas.cli.opening import find_area, open_named
from atlas.cli.output import (
    SCREEN,
    STANDARD,
    check_folder,
    choose_format,
    number,
    print_json,
    print_written,
    working,
    write_out,
)
from atlas.errors import AtlasError, Fault
from atlas.facade import Atlas
from atlas.prose.evidence import describe_evidence
from atlas.prose.reasons import describe_ground, find_grounds, is_whole
from atlas.prose.sentences import describe_trigger

if TYPE_CHECKING:
    from atlas.actions.match import Suggestion
    from atlas.definitions import Definitions

# What JSON tells of an action, and of a condition, as it stands in the definition.
FACTS = ("theme", "domain", "lead", "effort", "time", "progress")
BOUNDS = ("indicator", "scale", "at_least", "at_most")
ALL_FORMATS = {"csv": ("csv",), "json": ("json",)}


def actions(
    area: Annotated[
        str,
        typer.Argument(
            help="Code or name of an area, ward or MSOA, or the place; or the ID of an action."
        ),
    ] = "",
    place: options.Place = options.PLACE,
    pack: options.Pack = None,
    as_json: options.Json = False,
    every: Annotated[
        bool, typer.Option("--all", help="Write one row per area and action to the file --out.")
    ] = False,
    out: Annotated[
        Path, typer.Option("--out", help="The file for --all, or - for standard output.")
    ] = Path(STANDARD),
    form: options.Format = "",
) -> None:
    """Show the recommended actions, ranked, each with what triggered it; or one action."""
    if every:
        _write_all(area, place, pack, out, form)
        return
    if not area:
        what = "No area is given."
        remedy = "Give an area, ward, MSOA or the place, or write all with --all."
        raise AtlasError([Fault("actions", what, remedy=remedy)])
    atlas = open_named(place, pack)
    named = find_action_named(atlas.definitions, area)
    if named:
        print_action(atlas.definitions, named, as_json=as_json)
        return
    area = find_area(atlas, area)
    codes = atlas.areas_of(area)
    with working("Matching actions"):
        suggestions = atlas.suggest(codes)
    if as_json:
        rows = [_describe_suggestion(atlas, *row) for row in enumerate(suggestions, 1)]
        print_json({"area": area, "areas": len(codes), "actions": rows})
        return
    for rank, suggestion in enumerate(suggestions, 1):
        action = atlas.definitions.actions[suggestion.action]
        scope = "" if suggestion.kind == "area" else " (whole town)"
        SCREEN.print(f"{rank}. {action.name}{scope} [{suggestion.action}]")
        grounds = find_grounds(atlas, suggestion, codes)
        for ground in grounds:
            SCREEN.print(f"   {describe_ground(atlas, ground, suggestion)}")
        line = describe_evidence(action)
        if line is not None:
            SCREEN.print(f"   does it work? {line.plain}")
        told = [ground.trigger for ground in grounds]
        for trigger in () if is_whole(atlas, suggestion) else suggestion.triggers:
            if trigger not in told:
                said = describe_trigger(atlas, trigger, asked=suggestion.asked)
                SCREEN.print(f"   also: {said}")


def _write_all(area: str, place: str, pack: Path | None, out: Path, form: str) -> None:
    """Write the suggestions for every area of a place, and for every authority in it."""
    if area:
        what = f"--all is for all areas, but {area} is one area."
        raise AtlasError([Fault("--all", what, remedy="Remove one of the two.")])
    word = choose_format(out, form, ALL_FORMATS, usual="csv")
    check_folder(out)
    atlas = open_named(place, pack)
    with working("Matching actions with all areas"):
        found = list_all(atlas.matcher)
    text = (
        found.to_csv(index=False)
        if word == "csv"
        else found.to_json(orient="records", force_ascii=False) + "\n"
    )
    write_out(out, text.encode())
    print_written(out, f"{len(found):,} rows for {atlas.name}")


def _describe_suggestion(atlas: Atlas, rank: int, suggestion: Suggestion) -> dict[str, Any]:
    action = atlas.definitions.actions[suggestion.action]
    line = describe_evidence(action)
    return {
        "rank": rank,
        "id": suggestion.action,
        "name": action.name,
        "scope": suggestion.kind,
        "score": round(suggestion.score, 4),
        "band": suggestion.band,
        "fit": round(suggestion.fit, 4),
        "people": suggestion.people,
        **{key: getattr(action, key) for key in FACTS},
        "sureness": action.evidence.strength if action.evidence else None,
        "direction": action.evidence.direction if action.evidence else None,
        "works": line.plain if line else "",
        "before": suggestion.before,
        "areas": suggestion.areas,
        "start": list(suggestion.start),
        "triggers": [
            {
                **{key: getattr(trigger.condition, key) for key in BOUNDS},
                "value": number(trigger.value),
                "percentile": number(trigger.percentile),
                "told_on": trigger.scale,
                "people": trigger.people,
                "supports_only": trigger.supports_only,
                "areas": trigger.areas,
                "sentence": describe_trigger(atlas, trigger, asked=suggestion.asked),
            }
            for trigger in suggestion.triggers
        ],
        "sources": [source.model_dump() for source in action.sources],
    }


def find_action_named(definitions: Definitions, text: str) -> str:
    """Return the identity of the listed or retired action that a text gives; empty for none."""
    name = text.strip().upper()
    return name if name in {**definitions.actions, **definitions.retired} else ""


def print_action(definitions: Definitions, name: str, *, as_json: bool) -> None:
    """Print an action; for a retired one, what became of it and its successors.

    Parameters
    ----------
    definitions
        The definitions that apply in the place.
    name
        Identity of an action, on the list or retired.
    as_json
        Whether to print JSON.
    """
    told = _describe(definitions, name)
    if as_json:
        print_json(told)
        return
    if told["retired"]:
        SCREEN.print(f"{told['name']} [{name}] is no longer on the list.")
        SCREEN.print(told["says"])
    for action in told["actions"]:
        SCREEN.print(f"{action['name']} [{action['id']}]")
        for line in (action["summary"], f"Led by: {', '.join(action['lead'])}", action["needs"]):
            if line:
                SCREEN.print(f"   {line}")


def _describe(definitions: Definitions, name: str) -> dict[str, Any]:
    retired = definitions.retired.get(name)
    held = retired.successors if retired else [name]
    return {
        "id": name,
        "name": definitions.call_action(name),
        "retired": retired is not None,
        "says": retired.says if retired else "",
        "successors": list(retired.successors) if retired else [],
        "actions": [
            definitions.actions[identity].model_dump(
                include={"id", "name", "summary", "why", "lead", "partners", "tier", "needs"}
            )
            for identity in held
            if identity in definitions.actions
        ],
    }
