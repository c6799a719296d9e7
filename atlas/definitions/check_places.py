"""Check countries, geographies, places and the publishers' files they name."""

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
    """Return the identities of all countries' comparison areas for positions and averages."""
    countries = definitions.countries.values()
    return list(dict.fromkeys(whole.id for country in countries for whole in country.wholes))


def check_countries(definitions: Defined) -> list[Fault]:
    """Return a fault for each unknown name in countries, geographies and places."""
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

    With `complete`, also files that a build reads and nothing describes, and members of a file
    that is not a ZIP.
    """
    faults: list[Fault] = []
    for file in definitions.files.values():
        where = f"layers/files/{file.id}.toml, licence"
        refer(where, file.licence, definitions.licences, "licence", faults)
    if not complete:
        return faults
    described = [described_file.file for described_file in definitions.files.values()]
    for geography in definitions.geographies.values():
        for key, path in geography.files.items():
            where = f"layers/geographies/{geography.id}.toml, {key}"
            refer(where, path, described, "description in layers/files of", faults)
    for kind in ("sources", "files"):
        faults.extend(
            Fault(
                f"layers/{kind}/{described_file.id}.toml, member",
                "A member is named, and neither the address nor the file is a ZIP.",
                remedy="Remove the member, or correct the address.",
            )
            for described_file in getattr(definitions, kind).values()
            # The address of an API need not end in the file's extension.
            if described_file.member
            and not (described_file.download.partition("?")[1] or _is_zip(described_file))
        )
    return faults


def _is_zip(described: Fetched) -> bool:
    return (described.download or described.file).endswith(".zip")


def check_area(indicator: Indicator, definitions: Defined) -> list[Fault]:
    """Return faults where inputs differ in geography, or the check area is of another one."""
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
    """Return the geographies of an indicator's tables; circular definitions are safe."""
    waiting, seen, found = [indicator.id], set(), set()
    while waiting:
        current = waiting.pop().removeprefix("-")
        if current in definitions.variables:
            found.add(definitions.variables[current].geography)
        elif current in definitions.indicators and current not in seen:
            seen.add(current)
            entries = definitions.indicators[current].inputs.values()
            waiting.extend(entry for names in entries for entry in names)
    return found
