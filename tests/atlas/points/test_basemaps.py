"""A council's own file of streets: whole, cut short, and no such file at all."""

from __future__ import annotations

import gzip

import pytest
from pmtiles.tile import Compression, TileType

from atlas.points.basemaps import find_street_files
from tests.street_tiles import LUTON, find_tile, make_tile, write_file, write_streets


def only(folder):
    """Return what one file is read as, or the words on what is wrong with it."""
    found, faults = find_street_files(folder)
    return next(iter(found.values())) if found else faults[0].what


def test_a_tile_is_handed_on_as_it_stands(tmp_path):
    write_streets(tmp_path / "town.pmtiles")
    file = only(tmp_path)
    assert (file.name, file.media_type, file.encoding, file.is_vector) == (
        "town",
        "application/vnd.mapbox-vector-tile",
        "gzip",
        True,
    )
    assert file.layers == ["roads", "places"]
    assert file.zooms == (9, 14)
    assert file.bounds == pytest.approx(LUTON)
    tile = file.read_tile(12, *find_tile(12, -0.42, 51.88))
    assert gzip.decompress(tile) == make_tile("roads", "major_road")


@pytest.mark.parametrize("spot", [(12, 0, 0), (20, 5, 5), (3, 9, 0), (40, 0, 0)])
def test_where_there_is_no_tile_there_is_none(tmp_path, spot):
    write_streets(tmp_path / "town.pmtiles")
    assert only(tmp_path).read_tile(*spot) is None


def test_pictures_are_served_too(tmp_path):
    write_file(tmp_path / "a.pmtiles", b"\x89PNG", TileType.PNG, Compression.NONE)
    file = only(tmp_path)
    assert (file.media_type, file.encoding, file.is_vector) == ("image/png", "", False)
    assert file.layers == []


def test_a_file_cut_anywhere_says_so(tmp_path):
    path = write_streets(tmp_path / "town.pmtiles")
    whole = path.read_bytes()
    for length in (0, 3, 60, 126, 127, 200, len(whole) - 1):
        path.write_bytes(whole[:length])
        said = only(tmp_path)
        assert said.startswith(("The file is incomplete", "This is not a file of streets")), length


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello, I am text", "not a file of streets"),
        (b"PMTiles\x02" + bytes(200), "not a file of streets"),
        (b"PMTiles\x03" + b"\xff" * 200, "not a file of streets"),
    ],
)
def test_another_file_says_so(tmp_path, content, said):
    (tmp_path / "a.pmtiles").write_bytes(content)
    assert said in only(tmp_path)


def test_a_damaged_directory_says_so(tmp_path):
    path = write_streets(tmp_path / "town.pmtiles")
    content = bytearray(path.read_bytes())
    content[127:160] = bytes(33)
    path.write_bytes(content)
    assert "damaged" in only(tmp_path)


def test_a_compression_that_browsers_lack_is_told(tmp_path):
    write_file(tmp_path / "a.pmtiles", b"x", TileType.MVT, Compression.BROTLI)
    assert "cannot read" in only(tmp_path)


def test_a_replaced_file_has_another_version(tmp_path):
    path = write_streets(tmp_path / "town.pmtiles")
    before = only(tmp_path).version
    write_streets(path, zooms=range(9, 12))
    assert only(tmp_path).version != before


def test_no_folder_means_no_streets(tmp_path):
    assert find_street_files(tmp_path / "none") == ({}, [])
