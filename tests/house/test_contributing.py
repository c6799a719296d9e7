"""What CONTRIBUTING promises: its table names folders, files and pages that are there."""

from __future__ import annotations

import re

import pytest

from atlas import paths
from atlas.definitions import KINDS

TEXT = (paths.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TABLE = TEXT.partition("| To add |")[2].partition("\n\n")[0]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.splitlines()[2:]]
PATTERN = re.compile(r"`((?:atlas|layers|data)/[^`]*)`")
LINK = re.compile(r"\]\((docs/[^)#]*)(?:#([^)]*))?\)")
# Kinds that are added as a part of something else in the table, or are lists that others name.
WITHIN = {
    "councils", "documents", "domains", "events", "files", "groups", "licences", "outcomes",
    "principles", "refused", "respondents", "roles", "rules", "sheets", "standard", "subjects",
    "themes",
    "town_types", "places", "matching", "names", "reorganisations",
}  # fmt: skip


def find_patterns(row):
    """Return the paths that a row names, each part in angle brackets as any name."""
    return [re.sub(r"<\w+>", "*", one) for one in PATTERN.findall(row[1])]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_row_names_is_there(row):
    found = {one: list(paths.ROOT.glob(one)) for one in find_patterns(row)}

    assert found
    assert [one for one, files in found.items() if not files] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_its_page_is_there(row):
    for page, anchor in LINK.findall(row[3]):
        heads = (paths.ROOT / page).read_text(encoding="utf-8").splitlines()
        assert not anchor or f"## {anchor.replace('layers', 'layers/', 1)}" in heads
    assert LINK.search(row[3]) or row[3] == "as the modules beside it"


def test_every_page_on_adding_is_in_the_table():
    linked = {page for row in ROWS for page, _ in LINK.findall(row[3])}

    assert {f"docs/add/{path.name}" for path in (paths.ROOT / "docs/add").glob("*.md")} <= linked


def test_every_kind_of_definition_is_in_the_table_or_part_of_another():
    named = {one.split("/")[1] for row in ROWS for one in find_patterns(row) if "layers" in one}

    assert {*KINDS} - named == WITHIN & {*KINDS}
