"""Format values with their units, counts and positions, rounded for reading."""

from __future__ import annotations

import math

from atlas.text import format_number, say, to_say

MISSING = to_say("no figure")
# Narrow no-break space, between a number and its unit.
THIN = "\u202f"
MINUS = "\u2212"

# Texts of a number with its unit; other units are not written.
UNITS = {
    "percent": to_say("{number}\u202f%"),
    "people": to_say("{number} people"),
    "households": to_say("{number} households"),
    "points": to_say("{number} points"),
    "per_km2": to_say("{number} per km²"),
    "per_1000": to_say("{number} per 1,000"),
    "per_100000": to_say("{number} per 100,000"),
    "per_100": to_say("{number} per 100"),
    "net_per_100": to_say("{number} per 100"),
    "tenths": to_say("{number} tenths"),
    "km": to_say("{number}\u202fkm"),
    "metres": to_say("{number}\u202fm"),
}
# Singular forms of units, for the value 1 only.
ONES = {"tenths": to_say("{number} tenth")}
SIGNED = ("points", "z_sum", "net_per_100", "tenths")
COUNTED = ("people", "households", "decile", "rank", "tenths", "places")


def format_value(value: float, unit: str, *, decimals: int = 1, signed: bool = False) -> str:
    r"""Return a value with its unit, rounded for reading.

    Percentages of ten and more have no decimals. Counts have thousands separators. A gap
    becomes the words "no figure", never a zero.

    Examples
    --------
    >>> format_value(17.31, "percent"), format_value(4.24, "percent"), format_value(2248, "people")
    ('17\u202f%', '4.2\u202f%', '2,248 people')
    >>> format_value(float("nan"), "percent")
    'no figure'
    """
    if math.isnan(value):
        return say(MISSING)
    places = find_places(value, unit, decimals)
    return _write(value, unit, places, signed=signed or unit in SIGNED)


def format_exactly(value: float, unit: str, *, decimals: int = 1) -> str:
    r"""Return a value with its unit and one decimal more than its definition has.

    Examples
    --------
    >>> format_exactly(17.31, "percent"), format_exactly(2248, "people", decimals=0)
    ('17.31\u202f%', '2,248 people')
    """
    if math.isnan(value):
        return say(MISSING)
    return _write(value, unit, 0 if unit in COUNTED else decimals + 1, signed=unit in SIGNED)


def _write(value: float, unit: str, places: int, *, signed: bool) -> str:
    rounded = round(value, places)
    # A small negative number would otherwise be written as -0.
    number = format_number(abs(rounded), places)
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    if unit == "decile":
        return say("decile {number}", number=number)
    if unit in ONES and abs(rounded) == 1:
        return say(ONES[unit], number=f"{sign}{number}")
    return add_unit(f"{sign}{number}", unit)


def add_unit(number: str, unit: str) -> str:
    """Return a number, or a range of numbers, with its unit."""
    return say(UNITS[unit], number=number) if unit in UNITS else number


def format_size(value: float, unit: str, *, decimals: int = 1) -> str:
    r"""Return a value without its sign, where words beside it say "rose" or "fell".

    Examples
    --------
    >>> format_size(-9.81, "points"), format_size(-3.2, "percent"), format_size(-1, "tenths")
    ('9.8 points', '3.2\u202f%', '1 tenth')
    """
    if unit == "net_per_100":
        # The sentence has its own noun.
        return _write(abs(value), "index", decimals, signed=False)
    return _write(abs(value), unit, find_places(value, unit, decimals), signed=False)


def find_places(value: float, unit: str, decimals: int) -> int:
    """Return the number of decimals a value is shown with.

    Examples
    --------
    >>> find_places(17.31, "percent", 1), find_places(4.24, "percent", 1)
    (0, 1)
    """
    whole = unit in COUNTED or (unit == "percent" and abs(value) >= 10)
    return 0 if whole else decimals


def format_in_sentence(value: float, unit: str, *, decimals: int = 1) -> str:
    r"""Return a value for a slot of a sentence that has its own noun.

    Examples
    --------
    >>> format_in_sentence(2248, "people"), format_in_sentence(17.3, "percent")
    ('2,248', '17\u202f%')
    """
    if math.isnan(value):
        return say(MISSING)
    if unit in SIGNED:
        return format_value(value, unit, decimals=decimals)
    if unit in (*COUNTED, "per_km2", "per_1000", "per_100000", "per_100"):
        # The sentence has the noun of counted units; an index has none.
        return _write(value, "index", 0 if unit in COUNTED else decimals, signed=False)
    return format_value(value, unit, decimals=decimals)


def format_count(count: float) -> str:
    """Return a count with thousands separators.

    Examples
    --------
    >>> format_count(225260)
    '225,260'
    """
    return say(MISSING) if math.isnan(count) else _write(count, "index", 0, signed=False)


def format_one_in(percent: float) -> str:
    """Return a percentage as "1 in 6" where that is a close fit, else "".

    Examples
    --------
    >>> format_one_in(17.0), format_one_in(55.0)
    ('about 1 in 6', '')
    """
    if math.isnan(percent) or not 1 <= percent <= 40:
        return ""
    return say("about 1 in {count}", count=round(100 / percent))


def format_position(percentile: float, *, among: str, more: str = "", less: str = "") -> str:
    r"""Return a percentile as a plain comparison.

    Parameters
    ----------
    percentile
        0 to 100, where 100 is the most of what is measured.
    among
        The areas compared with, such as "England's neighbourhoods".
    more, less
        Words for an area with more or less of it, such as "more deprived"; by default "higher"
        and "lower".

    Examples
    --------
    >>> format_position(93.2, among="England's neighbourhoods")
    "higher than in 93\u202f% of England's neighbourhoods"
    >>> format_position(4.0, among="Luton's areas", more="more deprived", less="less deprived")
    "less deprived than 96\u202f% of Luton's areas"
    """
    if math.isnan(percentile):
        return ""
    # Never 0 or 100 after rounding: "higher than in 100 %" would be false.
    above = min(99, max(1, round(percentile)))
    # Compared before rounding: 49.6 would be rounded up to 50.
    is_above = percentile >= 50
    told = {"share": above if is_above else 100 - above, "among": among}
    if more and less:
        end = more if is_above else less
        return say("{end} than {share}\u202f% of {among}", **told, end=end)
    if is_above:
        return say("higher than in {share}\u202f% of {among}", **told)
    return say("lower than in {share}\u202f% of {among}", **told)


def format_list(names: list[str], *, are_choices: bool = False) -> str:
    """Return names as a list in a sentence, joined by "and", or by "or" for choices.

    Examples
    --------
    >>> format_list(["Biscot", "Saints", "Dallow"])
    'Biscot, Saints and Dallow'
    """
    if len(names) <= 1:
        return "".join(names)
    first, last = ", ".join(names[:-1]), names[-1]
    if are_choices:
        return say("{first} or {last}", first=first, last=last)
    return say("{first} and {last}", first=first, last=last)


def format_number_of(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun, which is already in the current language.

    Examples
    --------
    >>> format_number_of(1, "area"), format_number_of(41, "area")
    ('1 area', '41 areas')
    """
    return f"{format_number(count)} {one if count == 1 else many or one + 's'}"
