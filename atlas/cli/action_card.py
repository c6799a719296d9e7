"""Print one action by its identity, or what became of a retired one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from atlas.cli.output import SCREEN, print_json

if TYPE_CHECKING:
    from atlas.definitions import Definitions


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
