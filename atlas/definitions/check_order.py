"""Check that every rank or decile says which end means more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.definitions.indicator import NAMED_ENDS, ORDERED
from atlas.errors import Fault

if TYPE_CHECKING:
    from atlas.definitions.indicator import Indicator


def check_order(indicator: Indicator, where: str) -> list[Fault]:
    """Return a fault where an indicator in ranks or tenths gives no direction."""
    order = indicator.order
    if indicator.unit not in ORDERED:
        return []
    if order is None:
        return [
            Fault(
                f"{where}, order",
                f'A figure in "{indicator.unit}" does not say which numbers mean more of it.',
                expected='[order] with more_is = "low" or "high"',
                remedy="Add it, with the words for both ends.",
            )
        ]
    if indicator.unit not in NAMED_ENDS:
        return []
    return [
        Fault(
            f"{where}, order.{name}",
            f'A figure in "{indicator.unit}" has no word for this end.',
            expected='such as "most deprived"',
            remedy="Add it.",
        )
        for name in ("most", "least", "more", "less")
        if not getattr(order, name)
    ]
