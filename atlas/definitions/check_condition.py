"""Check a condition: its indicator, its bounds and its scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions.check_places import whole_names
from atlas.definitions.check_reference import refer
from atlas.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.definitions.defined import Defined
    from atlas.definitions.method import MethodSpec
    from atlas.definitions.model import Condition


def check_condition(
    condition: Condition,
    where: str,
    definitions: Defined,
    methods: Mapping[str, MethodSpec],
) -> list[Fault]:
    """Return a condition's faults: unknown indicator, no bound, a bound out of range."""
    faults: list[Fault] = []
    known = refer(
        f"{where}.indicator", condition.indicator, definitions.indicators, "indicator", faults
    )
    bounds = [bound for bound in (condition.at_least, condition.at_most) if bound is not None]
    if not bounds:
        faults.append(
            Fault(
                where,
                "The condition has no bound.",
                expected="at_least, at_most, or both",
                remedy="Add a bound.",
            )
        )
    if len(bounds) == 2 and bounds[0] > bounds[1]:
        faults.append(
            Fault(
                where,
                f"at_least {bounds[0]:g} is above at_most {bounds[1]:g}, so nothing can meet it.",
                remedy="Exchange or correct the bounds.",
            )
        )
    if condition.scale != "value" and any(not 0 <= bound <= 100 for bound in bounds):
        faults.append(
            Fault(
                where,
                f'On the scale "{condition.scale}" a bound lies outside 0 to 100.',
                expected="percentiles from 0 to 100",
                remedy="Correct the bound, or use the scale value.",
            )
        )
    scales = ["value", "town", *whole_names(definitions)]
    refer(f"{where}.scale", condition.scale, scales, "scale", faults)
    if known and condition.scale not in ("value", "town"):
        faults.extend(check_placed(condition.indicator, f"{where}.scale", definitions, methods))
    return faults


def check_placed(
    name: str, where: str, definitions: Defined, methods: Mapping[str, MethodSpec]
) -> list[Fault]:
    """Return a fault where an indicator has no percentile among a country's areas."""
    indicator = definitions.indicators.get(name)
    method = methods.get(indicator.method) if indicator else None
    if method is None or not method.local:
        return []
    what = f'"{name}" depends on the place and has no position in a country.'
    expected = "the scale value or town, or another indicator"
    return [Fault(where, what, expected=expected, remedy="Choose another scale or indicator.")]
