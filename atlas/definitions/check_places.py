"""Check countries, geographies, places and the files that tie them together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atlas.definitions.check_reference import refer
from atlas.errors import Fault

if TYPE_CHECKING:
    from atlas.definitions.defined import Defined
    from atlas.definitions.indicator import Indicator
    from atlas.definitions.published_file import Fetched


def whole_names(definitions: Defined) -> list[str]:
    """Return the wholes that positions and averages can be told against, of all countries."""
    countries = definitions.countries.values()
    return list(dict.fromkeys(whole.id for country in countries for whole in country.wholes))


def check_countries(definitions: Defined) -> list[Fault]:
    """Return the names that countries, geographies and places give and nothing has."""
    faults: list[Fault] = []
    known = definitions.geographies
    for country in definitions.countries.values():
        where = f"layers/countries/{country.id}.toml, geography"
        refer(where, country.geography, known, "geography", faults)
    for geography in known.values():
        where = f"layers/geographies/{geography.id}.toml"
        if geography.becomes:
            refer(f"{where}, becomes", geography.becomes, known, "geography", faults)
        for word, base in geography.bases.items():
            for name in base.variables:
                told = f"{where}, bases.{word}"
                refer(told, name, definitions.variables, "variable", faults)
    for place in definitions.places.values():
        where = f"layers/places/{place.id}.toml"
        refer(f"{where}, country", place.country, definitions.countries, "country", faults)
        if place.geography:
            refer(f"{where}, geography", place.geography, known, "geography", faults)
    return faults


def check_files(definitions: Defined, *, complete: bool) -> list[Fault]:
    """Return the faults of the publishers' files.

    Where they are to be `complete`, that is also what a build would read and nobody describes,
    and members of what is no ZIP.
    """
    faults: list[Fault] = []
    for file in definitions.files.values():
        where = f"layers/files/{file.id}.toml, licence"
        refer(where, file.licence, definitions.licences, "licence", faults)
    if not complete:
        return faults
    described = [one.file for one in definitions.files.values()]
    for geography in definitions.geographies.values():
        for key, path in geography.files.items():
            where = f"layers/geographies/{geography.id}.toml, {key}"
            refer(where, path, described, "description in layers/files of", faults)
    for kind in ("sources", "files"):
        faults.extend(
            Fault(
                f"layers/{kind}/{one.id}.toml, member",
                "A member is named, and neither the address nor the file is a ZIP.",
                remedy="Remove the member, or correct the address.",
            )
            for one in getattr(definitions, kind).values()
            # An address that asks an interface need not end like the file that it gives.
            if one.member and not (one.download.partition("?")[1] or _is_zip(one))
        )
    return faults


def _is_zip(described: Fetched) -> bool:
    return (described.download or described.file).endswith(".zip")


def check_area(indicator: Indicator, definitions: Defined) -> list[Fault]:
    """Return faults where figures are of several geographies, or the check is of none of them."""
    used = _geographies_of(indicator, definitions)
    if not used <= set(definitions.geographies):
        return []
    shown = sorted({definitions.shown_by(name) for name in used} & set(definitions.geographies))
    where = f"layers/indicators/{indicator.id}.toml"
    if len(shown) > 1:
        what = f"The inputs are of different geographies: {', '.join(shown)}."
        remedy = "Take inputs of one geography; define a second indicator for the other."
        return [Fault(f"{where}, inputs", what, remedy=remedy)]
    area = indicator.check.area
    if not shown or re.match(definitions.geographies[shown[0]].code_pattern, area):
        return []
    geography = definitions.geographies[shown[0]]
    return [
        Fault(
            f"{where}, check.area",
            f'"{area}" is not the code of a {geography.name}.',
            expected=f"a code of the form {geography.code_pattern}",
            remedy="Correct the code.",
        )
    ]


def _geographies_of(indicator: Indicator, definitions: Defined) -> set[str]:
    """Return the geographies of an indicator's tables, also where it is defined in a circle."""
    waiting, seen, found = [indicator.id], set(), set()
    while waiting:
        one = waiting.pop().removeprefix("-")
        if one in definitions.variables:
            found.add(definitions.variables[one].geography)
        elif one in definitions.indicators and one not in seen:
            seen.add(one)
            entries = definitions.indicators[one].inputs.values()
            waiting.extend(entry for names in entries for entry in names)
    return found
