"""No link of this machine alone is printed, on anything that leaves it."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from atlas.cli import app
from atlas.deck.from_selection import make_selection_deck
from atlas.deck.from_story import make_story_deck
from atlas.deck.to_pptx import write_deck
from atlas.export import find_formats, write_export
from atlas.export.make_extract import make_extract
from atlas.opening import candidates
from atlas.opening.candidates import find_asked, find_found
from atlas.selection.address import Selection
from atlas.selection.public_address import SETTING, find_public, is_public, keep_portable
from atlas.sheets.bundle import write_sheets
from atlas.sheets.content import make_sheet
from atlas.sheets.pairing import make_pairing, make_pairing_text, write_pairing
from atlas.sheets.paragraph import make_paragraph

AREA = "E01015693"
PUBLIC = "https://atlas.example/"
OWN = ["http://localhost:8501/", "http://127.0.0.1:8622/", "http://[::1]:8501/", "http://0.0.0.0/"]
FOUND = re.compile(rb"localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0")


@pytest.mark.parametrize(
    "address",
    [
        *OWN,
        "http://LOCALHOST./",
        "http://atlas.localhost/",
        "http://localhost.localdomain:8501/",
        "http://127.1/",
        "http://2130706433",
        "http://0x7f.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.1.1/",
        "https://user:word@127.0.0.1/",
        "http://ip6-localhost",
        "ftp://atlas.example/",
        "javascript:alert(1)",
        "atlas.example",
        "http://",
        "http://[::1",
        "",
        "?place=luton",
    ],
)
def test_what_leads_nowhere_from_another_machine_is_not_public(address):
    assert not is_public(address)
    assert find_public(address) == ""
    assert find_public(address, PUBLIC) == PUBLIC


@pytest.mark.parametrize(
    "address",
    [PUBLIC, "http://192.168.1.20:8501/", "http://10.0.0.5/", "http://[2001:db8::1]/",
     "http://atlas-server:8501", "https://localhosts.example/", "https://127.example/"],
)  # fmt: skip
def test_what_others_can_open_is_public(address):
    assert is_public(address)
    assert keep_portable(f"{address}?place=luton") == f"{address}?place=luton"


@given(st.integers(1, 2**24 - 1), st.integers(1, 65535), st.text("?=&abc", max_size=8))
def test_no_number_of_the_machine_itself_is_public(number, port, end):
    parts = (127, number >> 16, number >> 8 & 255, number & 255)
    assert not is_public(f"http://{'.'.join(map(str, parts))}:{port}/{end}")


def read(file):
    """Return the bytes of all parts of a file, unpacked."""
    if file.startswith(b"%PDF"):
        command = ["pdftotext", "-raw", "-", "-"]
        told = subprocess.run(command, input=file, capture_output=True, check=True).stdout
        # Where a link leads stands beside the packed pages.
        return told + file
    if file.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(file))
        return b" ".join(packed.read(name) for name in packed.namelist())
    return file


@pytest.fixture(scope="module")
def twin(luton):
    """A place of Luton and its nearest twin."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "has_nation", lambda *_: False)
        asked = find_asked(luton, (AREA,))
    return asked, find_found(asked.atlas, asked.code, (), "").twins[0]


@pytest.fixture(scope="module")
def made(luton, twin):
    """A function that makes everything that carries a link, by name."""

    def make(link):
        sheet = make_sheet(luton, AREA, link=link)
        card = make_pairing(*twin, link=f"{link}?place=luton" if link else "?place=luton")
        story = next(iter(luton.definitions.stories.values()))
        chosen = Selection(areas=(AREA,))
        return {
            "sheet.pdf": write_sheets([sheet], "pdf"),
            "sheet.html": write_sheets([sheet], "html"),
            "paragraph": make_paragraph(sheet).encode(),
            "card.pdf": write_pairing(card),
            "card": make_pairing_text(card).encode(),
            "story": write_deck(make_story_deck(story, lambda _: luton, link=link)),
            "slides": write_deck(make_selection_deck(luton, chosen, link=link)),
        }

    return make


@pytest.fixture(scope="module")
def without(made):
    """All of that where no address is known."""
    return made("")


@pytest.mark.parametrize("link", OWN)
def test_hand_outs_and_slides_print_no_address_of_this_machine(made, without, link):
    for name, file in made(link).items():
        assert not FOUND.search(read(file)), name
        # What cannot be followed is left out whole, with its code and its words.
        assert read(file) == read(without[name]), name
        assert b"See more" not in read(file), name


def test_hand_outs_and_slides_print_a_public_address_with_its_code(made, without):
    for name, file in made(PUBLIC).items():
        assert PUBLIC.encode() in read(file), name
        assert PUBLIC.encode() not in read(without[name]), name
    assert made(PUBLIC)["sheet.html"].count(b"<svg") == without["sheet.html"].count(b"<svg") + 1


@pytest.mark.parametrize("word", find_formats())
def test_files_keep_what_follows_the_address_and_no_host_of_this_machine(luton, word):
    link = "http://127.0.0.1:8622/?place=luton&layer=hou_owned"
    selection = Selection(layer="hou_owned", areas=(AREA,))

    file = read(write_export(make_extract(luton, selection, link=link), word))

    assert not FOUND.search(file)
    assert make_extract(luton, selection, link=link).link == "?place=luton&layer=hou_owned"


@pytest.fixture
def run(tiny, tiny_pack, monkeypatch):
    """A function that runs a command on the tiny pack and returns what it writes."""
    monkeypatch.setattr("atlas.paths.LAYERS", tiny / "layers")

    def run_command(*words):
        done = CliRunner().invoke(app, [*map(str, words), "--pack", str(tiny_pack)])
        assert done.exit_code == 0, done.output
        return " ".join(done.output.split())

    return run_command


COMMANDS = {
    "sheet": ("sheet", "E01990003", "--out", "one.html"),
    "paragraph": ("paragraph", "E01990003"),
    "deck": ("deck", "E01990003", "--out", "one.pptx"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_say_why_there_is_no_link_and_how_to_give_one(run, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    why = "There is no link and no QR code without the atlas's public address."

    assert why in run(*COMMANDS[name])
    told = run(*COMMANDS[name], "--link", "http://localhost:8501/")
    assert f"http://localhost:8501/ does not work from another computer. {why}" in told
    assert "--link ADDRESS, or set COHESION_ATLAS_PUBLIC_ADDRESS" in told
    assert why not in run(*COMMANDS[name], "--link", PUBLIC)
    monkeypatch.setenv(SETTING, PUBLIC)
    told = run(*COMMANDS[name])
    assert why not in told
    files = [read(path.read_bytes()) for path in tmp_path.iterdir()] or [told.encode()]
    assert f"{PUBLIC}?place=tiny".encode() in files[0].replace(b"&amp;", b"&")
