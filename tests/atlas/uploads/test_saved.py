"""Saved layers stand beside the packs, whole or not at all, and can be taken away."""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from atlas.errors import UploadError
from atlas.tables.headings import clean_cell
from atlas.uploads.own_layer import OwnLayer
from atlas.uploads.saved import list_saved, remove_layer, save_layer
from tests.atlas.uploads.conftest import WICKED, count_of, lay
from tests.atlas.uploads.test_match import HERE


@pytest.fixture
def layer(ground):
    """A layer with a gap."""
    return lay(ground, {"code": HERE[1:], "halls": range(20, 31)}, count_of())


def test_a_saved_layer_reads_back_the_same(layer, tmp_path):
    save_layer(layer, "tiny", folder=tmp_path)

    (found,) = list_saved("tiny", folder=tmp_path)

    assert found == layer.model_copy(update={"saved": True})
    assert found.table.equals(layer.table)
    assert list_saved("luton", folder=tmp_path) == ()


@given(st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9)), min_size=1, max_size=20))
def test_any_numbers_read_back_exactly(values):
    codes = [f"E{place:08}" for place in range(len(values))]
    layer = OwnLayer(
        id="own_0123456789",
        name=WICKED[:100],
        date="2024",
        file="f.csv",
        columns={"score": WICKED},
        kind="area",
        means="score",
        decimals=1,
        hides_small=False,
        place="Tinyville",
        codes=codes,
        figures={"score": values},
        reasons={"a reason": [0]},
    )

    assert OwnLayer.model_validate_json(layer.model_dump_json()) == layer


LETTERS = st.text(
    st.one_of(st.characters(), st.sampled_from("\0\x0b\x1f\x7f\u200b\ufffe\uffff\ud800\udfff ab")),
    min_size=1,
    max_size=60,
)


@given(LETTERS, LETTERS)
def test_a_layer_holds_no_letter_that_a_file_cannot(name, date):
    assume(clean_cell(name) and clean_cell(date))
    layer = OwnLayer(
        id="own_0123456789",
        name=name,
        date=date,
        file=f"{name}.csv",
        columns={"score": name},
        kind="area",
        means="score",
        decimals=1,
        hides_small=False,
        place="Tinyville",
        codes=["a"],
        figures={"score": [1]},
        reasons={},
    )

    for text in (layer.name, layer.date, layer.file, layer.columns["score"]):
        # What XML 1.0 can hold, which workbooks, drawings and projects of QGIS are made of.
        ET.fromstring(f"<a>{escape(text)}</a>".encode())  # noqa: S314 - our own text
        assert text == clean_cell(text)
    assert OwnLayer.model_validate_json(layer.model_dump_json()) == layer


def test_a_name_of_unseen_letters_alone_is_no_name(layer):
    with pytest.raises(ValidationError, match="name"):
        OwnLayer.model_validate({**layer.model_dump(), "name": "\u200b\0"})


def test_a_removed_layer_is_gone(layer, tmp_path):
    save_layer(layer, "tiny", folder=tmp_path)
    remove_layer(layer.id, "tiny", folder=tmp_path)
    remove_layer(layer.id, "tiny", folder=tmp_path)

    assert list_saved("tiny", folder=tmp_path) == ()


@pytest.mark.parametrize("place", ["../x", "", "a/b", "..", "a~", "a\nb"])
def test_no_place_leads_out_of_the_folder(layer, tmp_path, place):
    with pytest.raises(ValueError, match="ID of a place"):
        save_layer(layer, place, folder=tmp_path)


def test_only_saved_layers_can_be_removed(layer, tmp_path):
    (tmp_path / "tiny").mkdir()
    other = tmp_path / "keep.json"
    other.write_text("{}")

    remove_layer("../keep", "tiny", folder=tmp_path)

    assert other.exists()


def test_half_a_file_is_passed_over(layer, tmp_path):
    path = save_layer(layer, "tiny", folder=tmp_path)
    path.write_text(path.read_text()[:50])

    assert list_saved("tiny", folder=tmp_path) == ()


def test_a_folder_that_cannot_be_written_is_told(layer, tmp_path):
    (tmp_path / "tiny").write_text("a file where the folder should be")

    with pytest.raises(UploadError, match="could not be saved"):
        save_layer(layer, "tiny", folder=tmp_path)
