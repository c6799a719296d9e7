"""Check the slots of sentences, and the words for figures that rise or fall."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import TYPE_CHECKING

from atlas.definitions.method import MethodSpec
from atlas.errors import Fault

if TYPE_CHECKING:
    from atlas.definitions.indicator import Indicator


def check_sentence(sentence: str, where: str, wanted: set[str]) -> list[Fault]:
    """Return a fault where a sentence's slots are not those wanted."""
    try:
        slots = {slot for _, slot, _, _ in Formatter().parse(sentence) if slot is not None}
    except ValueError:
        what = "A brace is opened and not closed, or the other way round."
    else:
        if slots == wanted:
            return []
        what = f"The slots are {sorted(slots) or 'none'}."
    named = " and ".join(f"{{{slot}}}" for slot in sorted(wanted, reverse=True))
    expected = f"the slots {named}, each at least once" if len(wanted) > 1 else f"the slot {named}"
    expected = expected if wanted else "no slot"
    return [Fault(where, what, expected=expected, remedy="Correct the sentence.")]


def check_turns(indicator: Indicator, where: str, methods: Mapping[str, MethodSpec]) -> list[Fault]:
    """Return a fault where words for a figure that may rise or fall are missing or wrong."""
    turns, spot = indicator.text.turns, f"{where}, text.turns"
    method = methods.get(indicator.method)
    may_turn = indicator.unit == "net_per_100" or (method is not None and method.turns)
    if turns is None:
        what = "Its values rise or fall, and no words say which."
        remedy = 'Add "above", "below" and "same", such as "rose by {value}".'
        return [Fault(spot, what, remedy=remedy)] if may_turn else []
    return [
        *check_sentence(turns.above, f"{spot}.above", {"value"}),
        *check_sentence(turns.below, f"{spot}.below", {"value"}),
        *check_sentence(turns.same, f"{spot}.same", set()),
    ]
