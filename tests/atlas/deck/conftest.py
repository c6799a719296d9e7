"""Decks of Luton, made once, read back and printed."""

from __future__ import annotations

from io import BytesIO

import pytest
from pptx import Presentation

from atlas.deck.from_selection import make_selection_deck
from atlas.deck.from_story import make_story_deck
from atlas.deck.to_pptx import write_deck
from atlas.selection.address import Selection

LINK = "https://atlas.example/"
BEECH_HILL = "E05014736"
SELECTIONS = {
    "area": {"areas": ("E01015693",)},
    "two_areas": {"areas": ("E01015693", "E01015694"), "layer": "dem_popchange"},
    "types": {"layer": "cohesion_types"},
    "ward": {"layer": "imd_decile", "wards": (BEECH_HILL,)},
    "place": {"layer": "hou_private_rent", "classes": 9},
}


@pytest.fixture(scope="session")
def decks(luton):
    """The deck of each story that ships, and of some selections, by name."""
    stories = luton.definitions.stories.values()
    made = {one.id: make_story_deck(one, lambda _: luton, link=LINK) for one in stories}
    for name, chosen in SELECTIONS.items():
        made[name] = make_selection_deck(luton, Selection(**chosen), link=LINK)
    return made


@pytest.fixture(scope="session")
def written(decks):
    """The files of these decks."""
    return {name: write_deck(deck) for name, deck in decks.items()}


@pytest.fixture(scope="session")
def opened(written):
    """These decks as python-pptx reads them."""
    return {name: Presentation(BytesIO(content)) for name, content in written.items()}


@pytest.fixture(scope="session")
def printed(written, ask, tmp_path_factory):
    """These decks as LibreOffice Impress prints them: a PDF for each."""
    folder = tmp_path_factory.mktemp("decks")
    files = []
    for name, content in written.items():
        files.append(folder / f"{name}.pptx")
        files[-1].write_bytes(content)
    # A profile of its own: one that is open elsewhere would take the work and print nothing.
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    ask("soffice", own, "--headless", "--convert-to", "pdf", "--outdir", folder, *files)
    return {name: folder / f"{name}.pdf" for name in written}
