"""Format and parse conditions in an address, with notes on unknown names."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from atlas.definitions.model import Condition
from atlas.definitions.roles import read_roles
from atlas.errors import Fault, find_closest
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Collection

    from atlas.definitions import Definitions

# Prefix of the identities of uploaded layers only.
OWN_PREFIX = "own_"
LEFT_OUT = to_say("It was left out; the rest of the view is as in the link.")
WHERE = re.compile(
    r"^(?P<indicator>[a-z0-9_]+)\.(?P<scale>[a-z][a-z_]*)\."
    r"(?P<low>-?\d+(?:\.\d+)?)?~(?P<high>-?\d+(?:\.\d+)?)?$"
)


def format_condition(condition: Condition) -> str:
    """Return a condition in the form used in an address.

    Examples
    --------
    >>> format_condition(Condition(indicator="mig_moved_1yr", scale="town", at_least=80))
    'mig_moved_1yr.town.80~'
    """
    low = "" if condition.at_least is None else format_digits(condition.at_least)
    high = "" if condition.at_most is None else format_digits(condition.at_most)
    return f"{condition.indicator}.{condition.scale}.{low}~{high}"


def format_digits(number: float) -> str:
    """Return a number with all its digits and without an exponent."""
    text = format(Decimal(repr(float(number))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def make_unknown_fault(key: str, what: str, name: str, choices: list[str]) -> Fault:
    """Return the note on an unknown name in an address, with the closest names."""
    if name.removeprefix("-").startswith(OWN_PREFIX):
        return Fault(
            f"address, {key}",
            say(
                "This link shows figures that somebody uploaded. They were kept only for that "
                "visit and are not part of the link, so they cannot be shown here."
            ),
            remedy=say(
                "Published figures are shown instead. To see the uploaded ones, upload the file "
                "again under Your figures."
            ),
        )
    return Fault(
        f"address, {key}",
        what,
        remedy=say(LEFT_OUT),
        closest=find_closest(name, choices),
    )


def parse_condition(
    text: str,
    definitions: Definitions,
    notes: list[Fault],
    *,
    local: Collection[str] = (),
    scales: Collection[str] = ("value", "town", read_roles().whole),
) -> Condition | None:
    """Return a condition from an address, or None with a note on its fault.

    `local` names the indicators that depend on the place and have no percentile in a country;
    `scales` are those allowed for bounds.
    """
    match = WHERE.match(text)
    bounds = [] if match is None else [float(match[key]) for key in ("low", "high") if match[key]]
    known_scale = match is not None and match["scale"] in scales
    if match is None or not known_scale or not _are_bounds(bounds, match["scale"]):
        what = say('"{text}" is not a condition.', text=text)
        expected = "such as mig_moved_1yr.town.80~100 or dep_imd_decile.value.1~3"
        notes.append(Fault("address, where", what, expected, say(LEFT_OUT)))
        return None
    if match["indicator"] not in definitions.indicators:
        what = say('There is no indicator "{name}".', name=match["indicator"])
        known = list(definitions.indicators)
        notes.append(make_unknown_fault("where", what, match["indicator"], known))
        return None
    if match["scale"] not in ("value", "town") and match["indicator"] in local:
        whole = match["scale"].capitalize()
        what = say('"{name}" has no position in {whole}.', name=match["indicator"], whole=whole)
        notes.append(make_unknown_fault("where", what, "", []))
        return None
    return Condition(
        indicator=match["indicator"],
        scale=match["scale"],
        at_least=None if match["low"] is None else float(match["low"]),
        at_most=None if match["high"] is None else float(match["high"]),
    )


def _are_bounds(bounds: list[float], scale: str) -> bool:
    """Return whether bounds are possible: percentiles lie between 0 and 100."""
    lowest, highest = (-math.inf, math.inf) if scale == "value" else (0.0, 100.0)
    within = all(math.isfinite(bound) and lowest <= bound <= highest for bound in bounds)
    return bool(bounds) and bounds == sorted(bounds) and within
