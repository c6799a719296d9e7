"""Check actions, subjects and the rule: each action can be suggested, and floors are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions.subject import RULE
from atlas.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.definitions.action import Action
    from atlas.definitions.defined import Defined
    from atlas.definitions.subject import Subject

PROTECTED = ("ethnicity", "faith")
# The input of a figure that counts the people it applies to.
PART = "part"


def check_actions(definitions: Defined) -> list[Fault]:
    """Return the faults of all actions, the subjects and the rule, beside references."""
    faults = [
        fault
        for action in definitions.actions.values()
        for fault in _check_action(action, definitions)
    ]
    owner: dict[str, str] = {}
    for subject in definitions.subjects.values():
        faults.extend(_check_subject(subject, definitions, owner))
    if list(definitions.rules) != [RULE]:
        faults.append(
            Fault(
                "layers/rules",
                "The rule by which figures suggest actions is not there, or not alone.",
                expected=f"one file, {RULE}.toml",
                remedy="Restore that file, and remove the others.",
            )
        )
    return faults


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
        if not _is_counted(name, definitions):
            yield _uncounted(f"{where}, {key}", name)
    if action.after_event and (not action.events or action.triggers):
        yield Fault(
            f"{where}, after_event",
            "Nothing but an event is to bring this action.",
            expected="one event or more, and no triggers",
            remedy="Name the events, remove the triggers, or leave after_event out.",
        )
    yield from _check_reasons(action, where, definitions)


def _is_counted(indicator: str, definitions: Defined) -> bool:
    """Return whether a figure counts the people it applies to; True for an unknown figure."""
    known = definitions.indicators.get(indicator)
    return known is None or PART in known.inputs


def _uncounted(where: str, indicator: str) -> Fault:
    return Fault(
        where,
        f'Of "{indicator}" it is not known of how many it is true, so it can have no floor.',
        expected=f'a figure with the input "{PART}"',
        remedy="Remove the floor, or choose another figure.",
    )


def _check_reasons(action: Action, where: str, definitions: Defined) -> list[Fault]:
    """Return a fault where only ethnicity, faith or context would suggest an action."""
    if action.scope != "area":
        return []
    known = [trigger for trigger in action.triggers if trigger.indicator in definitions.indicators]
    # Unknown indicators are reported elsewhere.
    if len(known) < len(action.triggers):
        return []
    others = [
        trigger
        for trigger in known
        if definitions.indicators[trigger.indicator].about not in PROTECTED
    ]
    if any(not trigger.context for trigger in others):
        return []
    if others:
        what = "Nothing but context would trigger this action."
    elif known:
        what = "Nothing but ethnicity or faith would trigger this action."
    else:
        what = "An action for areas has no trigger."
    return [
        Fault(
            f"{where}, triggers",
            what,
            expected='at least one trigger on another figure, or scope = "place"',
            remedy="Add such a trigger, or make it an action for the whole place.",
        )
    ]


def _check_subject(subject: Subject, definitions: Defined, owner: dict[str, str]) -> list[Fault]:
    faults: list[Fault] = []
    for number, figure in enumerate(subject.figures):
        where = f"layers/subjects/{subject.id}.toml, figures.{number}"
        if figure.indicator in owner:
            faults.append(
                Fault(
                    f"{where}.indicator",
                    f'"{figure.indicator}" is also a figure of "{owner[figure.indicator]}".',
                    remedy="Keep it in one of the two.",
                )
            )
        owner[figure.indicator] = subject.id
        if (figure.people or figure.place_people) and not _is_counted(
            figure.indicator, definitions
        ):
            faults.append(_uncounted(where, figure.indicator))
    return faults
