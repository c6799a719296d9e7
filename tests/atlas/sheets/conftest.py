"""All sheets of Luton, made once, and the programs that look at paper."""

from __future__ import annotations

import shutil
import subprocess

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


@pytest.fixture(scope="session")
def ask():
    """A function that runs one of Debian's programs and returns what it writes."""

    def run(*command):
        if shutil.which(command[0]) is None:
            pytest.fail(
                f"There is no {command[0]}, and these tests are never skipped. "
                "Install it: apt-get install poppler-utils zbar-tools (Debian).",
                pytrace=False,
            )
        done = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, check=True
        )
        return done.stdout

    return run
