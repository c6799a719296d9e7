"""All sheets of Luton, made once."""

from __future__ import annotations

import pytest

from atlas.sheets.bundle import write_sheets
from atlas.sheets.content import make_sheet

LINK = "https://atlas.example/"


@pytest.fixture(scope="session")
def sheets(luton):
    """The sheet of every area of Luton, in order of code."""
    return [make_sheet(luton, str(area), link=LINK) for area in luton.measures.areas]


@pytest.fixture(scope="session")
def printed(sheets, tmp_path_factory):
    """All sheets of Luton as one PDF."""
    file = tmp_path_factory.mktemp("sheets") / "luton.pdf"
    file.write_bytes(write_sheets(sheets, "pdf"))
    return file
