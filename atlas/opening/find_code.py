"""Find the place that a code or name of an area belongs to."""

from __future__ import annotations

from atlas.opening.places import has_nation, identify, is_place, open_pack
from atlas.places.gazetteer import NATION


def find_code(text: str, place: str = NATION) -> tuple[str, str, list[str]] | None:
    """Return the place of a code or name, searched in the whole country or else in one place.

    Parameters
    ----------
    text
        The text typed: code or name of a small area or an MSOA, or the name people use for it.
    place
        The place to search where there are no national packs.

    Returns
    -------
    tuple or None
        The place to open, the name found, and the codes of its small areas; None where nothing
        matches.
    """
    areas = open_pack(NATION if has_nation() else place).areas
    wanted = text.strip().casefold()
    for column in ("area", "name", "neighbourhood_code", "neighbourhood"):
        values = areas.index.to_series() if column == "area" else areas[column]
        found = areas[values.str.casefold().eq(wanted).to_numpy()]
        if len(found):
            authority = str(found["authority_code"].iloc[0])
            here = found[found["authority_code"] == authority]
            shown = authority if is_place(authority) else place
            return identify(shown), str(values.loc[here.index[0]]), [str(one) for one in here.index]
    return None
