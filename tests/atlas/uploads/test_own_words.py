"""What is said of an own layer is whole sentences, and calls nothing published that is not."""

from __future__ import annotations

import pytest

from atlas.export import write_export
from atlas.export.make_extract import make_extract
from atlas.export.provenance import describe_indicator, format_dates
from atlas.layer.layer import make_layer
from atlas.selection.address import Selection
from atlas.uploads.meaning import Meaning
from atlas.uploads.own_atlas import OwnAtlas
from atlas.views.spread import describe_spread
from atlas.views.table import make_table
from tests.atlas.uploads.conftest import lay
from tests.atlas.uploads.test_match import HERE


@pytest.fixture(scope="module", params=["count", "score", "share"])
def told(request, tiny_atlas, ground):
    """The tiny place with a layer of each sort, and the layer's indicator."""
    columns = {"code": HERE, "parcels": range(20, 32), "homes": 50}
    base = "homes" if request.param == "share" else ""
    layer = lay(ground, columns, Meaning(request.param, "parcels", base, "Food parcels", "2024"))
    atlas = OwnAtlas(tiny_atlas, [layer], ground)
    return atlas, atlas.definitions.indicators[layer.id]


def test_its_name_does_not_run_into_what_follows(told):
    atlas, indicator = told
    selection = Selection(layer=indicator.id)
    layer = make_layer(atlas, selection)

    assert layer.texts.title == "Food parcels"
    assert make_table(atlas, selection, layer)["caption"] == "Food parcels. Tinyville, 12 areas"
    assert describe_spread(atlas, layer).startswith("Food parcels. 12 areas of")
    page = write_export(make_extract(atlas, selection, link="http://localhost/"), "html")
    assert b"<title>Food parcels. Tinyville" in page


def test_a_question_keeps_its_own_mark(tiny_atlas, ground):
    columns = {"code": HERE, "halls": range(20, 32)}
    asked = Meaning("count", "halls", "", "Where are the halls?", "2024")
    atlas = OwnAtlas(tiny_atlas, [layer := lay(ground, columns, asked)], ground)
    selection = Selection(layer=layer.id)

    caption = make_table(atlas, selection, make_layer(atlas, selection))["caption"]

    assert caption.startswith("Where are the halls? Tinyville,")


def test_its_date_of_publication_is_that_there_is_none(told):
    atlas, indicator = told

    assert format_dates(atlas.definitions.sources_of(indicator)) == "Uploaded, not published."


def test_the_data_dictionary_tells_that_it_is_from_a_file(told):
    atlas, indicator = told

    entry = describe_indicator(indicator, atlas.definitions)

    assert "published" not in entry["method"] + entry["base"]
    computed = "as in the uploaded file" if indicator.unit == "score" else indicator.method
    assert entry["method"] == computed
    base = 'figures.csv "homes"' if indicator.unit == "percent" else "as in the uploaded file"
    assert entry["base"] == base


def test_the_data_dictionary_tells_of_others_what_it_told(tiny_atlas):
    definitions = tiny_atlas.definitions
    one = next(one for one in definitions.indicators.values() if one.method == "published")

    assert describe_indicator(one, definitions)["method"] == "published"
