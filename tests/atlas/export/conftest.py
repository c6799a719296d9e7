"""Luton, all of it and filtered, as extracts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.export.make_extract import make_extract
from atlas.facade import open_atlas

LINK = "https://atlas.example.org/?ward=E05014737"
FILTERED = {
    "layer": "mig_from_abroad",
    "ward": "E05014736,E05014737,E05014741,E05014749",
    "type": "cohesion_types.uni_diverse_district",
    "where": "hou_private_rent.town.20~",
    "area": "E01015706",
}


@pytest.fixture(scope="session")
def luton():
    """Open the atlas of Luton."""
    return open_atlas("luton")


@pytest.fixture(scope="session")
def whole(luton):
    """All areas, with a layer that has gaps."""
    selection = luton.parse_address({"layer": "mig_from_abroad"}).selection
    return make_extract(luton, selection, link=LINK)


@pytest.fixture(scope="session")
def filtered(luton):
    """Keep some areas, by ward, type and condition."""
    reading = luton.parse_address(FILTERED)
    assert not reading.notes
    return make_extract(luton, reading.selection, link=LINK)


@pytest.fixture(scope="session")
def typed(luton):
    """All areas, coloured by type."""
    selection = luton.parse_address({"layer": "cohesion_types"}).selection
    return make_extract(luton, selection, link=LINK)


@pytest.fixture(scope="session")
def hostile(filtered):
    """Names that a spreadsheet takes for formulas and a browser for markup."""
    areas = filtered.areas.copy()
    areas["name"] = "=cmd|' /C calc'!A0"
    areas["ward"] = "+1+1"
    areas["neighbourhood"] = "</script><script>alert(1)</script>"
    areas["authority"] = "\t@SUM(1)"
    types = filtered.types.copy()
    types["luton_lens"] = "-2+3"
    return replace(filtered, areas=areas, types=types)
