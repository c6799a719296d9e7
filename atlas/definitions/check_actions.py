"""Check actions, subjects and the rule: each action can be suggested, and floors are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions.subject import RULE
from atlas.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.definitions.action import Action
    from atlas.definitions.defined import Defined

PROTECTED = ("ethnicity", "faith")
# The input of a figure that counts the people it applies to.
PART = "part"


def check_actions(definitions: Defined) -> Iterator[Fault]:
    """Yield the faults of all actions, the subjects and the rule, beside references."""
    for action in definitions.actions.values():
        yield from _check_action(action, definitions)
    yield from _check_subjects(definitions)
    if list(definitions.rules) != [RULE]:
        yield Fault(
            "layers/rules",
            "The rule that lets figures suggest actions is missing, or is not the only file there.",
            expected=f"one file, {RULE}.toml",
            remedy="Restore that file, and remove the others.",
        )


def _check_action(action: Action, definitions: Defined) -> Iterator[Fault]:
    where = f"layers/actions/{action.id}.toml"
    floors = [("least", name) for name in action.least]
    floors += [
        (f"triggers.{number}.{key}", trigger.indicator)
        for number, trigger in enumerate(action.triggers)
        for key in ("people", "place_people")
        if getattr(trigger, key)
    ]
    for key, name in floors:
        yield from _check_floor(name, f"{where}, {key}", definitions)
    if action.after_event and (not action.events or action.triggers):
        yield Fault(
            f"{where}, after_event",
            "This action is to be suggested only after an event.",
            expected="one event or more, and no triggers",
            remedy="Name the events, remove the triggers, or leave after_event out.",
        )
    yield from _check_reasons(action, where, definitions)


def _check_floor(indicator: str, where: str, definitions: Defined) -> Iterator[Fault]:
    """Yield a fault for a floor of a figure that does not count the people it applies to."""
    known = definitions.indicators.get(indicator)
    if known is not None and PART not in known.inputs:
        yield Fault(
            where,
            f'"{indicator}" does not count the people it applies to, so it cannot have a floor.',
            expected=f'a figure with the input "{PART}"',
            remedy="Remove the floor, or choose another figure.",
        )


def _check_reasons(action: Action, where: str, definitions: Defined) -> Iterator[Fault]:
    """Yield a fault where only ethnicity, faith or context would suggest an action."""
    known = [trigger for trigger in action.triggers if trigger.indicator in definitions.indicators]
    # Unknown indicators are reported elsewhere.
    if action.scope != "area" or len(known) < len(action.triggers):
        return
    others = [
        trigger
        for trigger in known
        if definitions.indicators[trigger.indicator].about not in PROTECTED
    ]
    if all(trigger.context for trigger in others):
        what = (
            "Only context would trigger this action."
            if others
            else "Only ethnicity or faith would trigger this action."
            if known
            else "An action for areas has no trigger."
        )
        yield Fault(
            f"{where}, triggers",
            what,
            expected='at least one trigger on another figure, or scope = "place"',
            remedy="Add such a trigger, or make it an action for the whole place.",
        )


def _check_subjects(definitions: Defined) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for subject in definitions.subjects.values():
        for number, figure in enumerate(subject.figures):
            name, where = figure.indicator, f"layers/subjects/{subject.id}.toml, figures.{number}"
            if name in owner:
                what = f'"{name}" is also a figure of "{owner[name]}".'
                yield Fault(f"{where}.indicator", what, remedy="Keep it in one of the two.")
            owner[name] = subject.id
            if figure.people or figure.place_people:
                yield from _check_floor(name, where, definitions)
