"""Compare sentences with the figures they speak of, by arithmetic of our own."""

from __future__ import annotations

import math
import re

from atlas.quantities import MINUS
from tests.claims.told import NUMBER

UNITS = r"(?:\u202f%| points?| tenths?|\u202fkm|\u202fm)?"
POSITION = re.compile(r"(higher|lower) than in (\d+)\u202f% of ([^.,;\n]+)")
COMPARED = re.compile(rf"in ([A-Z][\w ,'&.-]*?) \(({NUMBER}){UNITS}\)")


def read_number(text):
    """Return the first number of a text."""
    found = re.search(NUMBER, text)
    return float(found[0].replace(",", "").replace(MINUS, "-"))


def agrees(said, value, indicator):
    """Return whether a number as told is the value as it is rounded for people."""
    if math.isnan(value):
        return False
    whole = indicator.unit in ("people", "households", "decile", "rank", "tenths", "places")
    places = (
        0 if whole or (indicator.unit == "percent" and abs(value) >= 10) else indicator.decimals
    )
    return abs(said - value) <= 0.5 * 10**-places + 1e-9


def match_sentence(indicator):
    """Return a pattern that finds an indicator's own sentence, with its value."""
    turns, value = indicator.text.turns, r"[^\n]{1,90}?"
    if turns is not None:
        value = "|".join(match_turn(one) for one in (turns.above, turns.below, turns.same))
    # A slot that comes again is the same value again.
    parts = re.split(r"(\{value\}|\{place\})", indicator.text.sentence)
    held = {"{place}": r"[^\n]{1,90}?", "{value}": f"(?P<value>{value})"}
    written = ""
    for part in parts:
        written += held.get(part, re.escape(part))
        if part == "{value}":
            held[part] = "(?P=value)"
    return re.compile(f"^{written}$", re.MULTILINE)


def match_turn(words):
    """Return a pattern for what is said of a figure that rose, fell or stayed."""
    return re.escape(words).replace(r"\{value\}", f"{NUMBER}{UNITS}")


def check_value(indicator, said, value):
    """Return what is wrong with the value in an indicator's own sentence; nothing if it holds."""
    turns = indicator.text.turns
    if turns is None:
        right = agrees(read_number(said), value, indicator)
        return "" if right else f"{indicator.id}: told {said}, is {value}"
    kinds = {"above": turns.above, "below": turns.below}
    size = abs(value)
    if said == turns.same:
        # At most half a unit of the last decimal away from where it turns.
        right = agrees(turns.at, value, indicator)
    else:
        fits = [key for key, one in kinds.items() if re.fullmatch(match_turn(one), said)]
        side = "above" if value > turns.at else "below"
        right = side in fits and agrees(read_number(said), size, indicator)
    return "" if right else f"{indicator.id}: told {said!r}, is {value}"


def check_position(side, share, percentile, less):
    """Return whether "higher than in N %" is what a percentile says, rounded and never all."""
    above = min(99.0, max(1.0, percentile))
    is_higher = (side == "higher") != less
    wanted = above if is_higher else 100 - above
    return abs(float(share) - wanted) <= 0.5 + 1e-6


def check_compared(indicator, value, compared, others):
    """Return what is wrong with "higher than in X (v)": each place's side and value."""
    faults = []
    told = dict(COMPARED.findall(compared))
    # A side holds for all places after it until the next.
    for match in re.finditer(
        r"(higher than|lower than|about the same as) ((?:(?!higher|lower|about).)+)", compared
    ):
        side, listed = match[1], match[2]
        for name, number in COMPARED.findall(listed):
            other = others[name]
            if not agrees(read_number(number), other, indicator):
                faults.append(f"{indicator.id}: told {number} for {name}, is {other}")
            right = {"higher than": value > other, "lower than": value < other}.get(side, True)
            if not right:
                faults.append(f"{indicator.id}: told {side} {name}: {value}, {other}")
    if set(told) != set(others):
        faults.append(f"{indicator.id}: compared with {sorted(told)}, not {sorted(others)}")
    return faults
