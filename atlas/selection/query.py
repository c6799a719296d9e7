"""Parse the query string of an address, joining repeated lists."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from atlas.errors import Fault
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Settings that may hold several values, separated by commas; conditions must all hold.
LISTS = ("type", "ward", "near", "where", "area", "compare", "off", "overlays", "double", "without")
# Joins the values of any other setting given more than once; no value contains it.
AGAIN = "\n"


def parse_query(text: str) -> dict[str, str]:
    """Return the settings in the query string of an address, a link or a story's step.

    Examples
    --------
    >>> parse_query("?layer=dem_pop&where=mig_churn.town.80~&where=dem_density.town.~20")
    {'layer': 'dem_pop', 'where': 'mig_churn.town.80~,dem_density.town.~20'}
    """
    return join_settings(parse_qsl(text.strip().lstrip("?"), keep_blank_values=True))


def join_settings(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return every setting with all its values.

    The values of lists are joined, so that ``where=a&where=b`` means the same as
    ``where=a,b``. Repeated values of other settings are kept for `find_repeated`.

    Examples
    --------
    >>> join_settings([("ward", "E05014736"), ("ward", "E05014739"), ("show", "map")])
    {'ward': 'E05014736,E05014739', 'show': 'map'}
    >>> join_settings([("layer", "dem_pop"), ("layer", "dem_pop"), ("show", "map")])
    {'layer': 'dem_pop', 'show': 'map'}
    """
    found: dict[str, dict[str, None]] = {}
    for key, text in pairs:
        found.setdefault(key, {})[text] = None
    return {key: ("," if key in LISTS else AGAIN).join(values) for key, values in found.items()}


def find_repeated(key: str, text: str) -> Fault | None:
    """Return a fault for a setting that is given more than once; None otherwise.

    Examples
    --------
    >>> print(find_repeated("layer", parse_query("layer=dem_pop&layer=dem_density")["layer"]).what)
    "layer" is given more than once, as dem_pop and dem_density, but can have only one value.
    """
    if AGAIN not in text:
        return None
    values = text.split(AGAIN)
    what = say(
        '"{key}" is given more than once, as {first} and {last}, but can have only one value.',
        key=key,
        first=", ".join(values[:-1]),
        last=values[-1],
    )
    remedy = say("It was left out; give it only once.")
    return Fault(f"address, {key}", what, remedy=remedy)


def parse_zoom(parameters: Mapping[str, str]) -> float | None:
    """Return the zoom of the map in an address; None where there is none.

    Examples
    --------
    >>> parse_zoom({"view": "-0.42,51.88,12.5"}), parse_zoom({"view": "far"}), parse_zoom({})
    (12.5, None, None)
    """
    parts = parameters.get("view", "").split(",")
    try:
        return float(parts[-1]) if len(parts) == 3 else None
    except ValueError:
        return None
