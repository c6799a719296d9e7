"""An own layer does what any layer does, and is nobody else's."""

from __future__ import annotations

import gc
import io
import sqlite3
import weakref
import zipfile
from contextlib import closing
from xml.etree import ElementTree as ET

import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.definitions.model import Condition
from atlas.export import find_formats, write_export
from atlas.export.make_extract import make_extract
from atlas.export.provenance import format_dates
from atlas.facade import Atlas
from atlas.layer.layer import make_layer
from atlas.layer.shown import find_shown
from atlas.prose.sentences import describe_subject
from atlas.prose.subject import make_subject
from atlas.selection.address import Selection
from atlas.text import speaking
from atlas.uploads.lay_out import has_any_area
from atlas.uploads.meaning import Meaning
from atlas.uploads.own_atlas import OwnAtlas
from atlas.uploads.own_layer import define_indicator
from atlas.views.about import render_about
from atlas.views.legend import make_legend
from atlas.views.panel import render_panel
from atlas.views.profile import draw_profile
from atlas.views.spread import draw_spread
from atlas.views.table import make_table
from tests.atlas.uploads.conftest import WICKED, count_of, draw_own, lay
from tests.atlas.uploads.test_match import HERE
from tests.conftest import make_speech

PROMISED = "https://atlas.example/?layer=own"
COUNTS = [None, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]


@pytest.fixture(scope="module")
def layer(ground):
    """A layer of counts with one gap."""
    columns = {"code": HERE[1:], "halls": COUNTS[1:]}
    return lay(ground, columns, count_of())


@pytest.fixture(scope="module")
def own(tiny_atlas, ground, layer):
    """The tiny place with that layer."""
    return OwnAtlas(tiny_atlas, [layer], ground)


def test_values_and_positions_in_the_town_are_worked_out(own, layer):
    values = own.measures.values(layer.id)
    ranks = own.measures.percentiles(layer.id, scale="town")
    assert values.tolist()[1:] == COUNTS[1:]
    assert np.isnan(values.iloc[0])
    assert ranks.iloc[-1] == pytest.approx(100 * 10.5 / 11)
    assert own.measures.gap_reason(layer.id, HERE[0]) == "your file has no row for this area"


def test_there_is_no_position_in_england(own, layer):
    assert own.measures.is_local(layer.id)
    assert own.measures.percentiles(layer.id, scale="england").isna().all()
    said = own.parse_address({"where": f"{layer.id}.england.80~"})
    assert "no position in England" in said.notes[0].what


def test_larger_areas_and_selections_add_up(own, layer):
    wards = own.measures.values(layer.id, level="ward")
    groups = own.store.areas["ward_code"]
    expected = (
        pd.Series(COUNTS, groups.index, dtype=float)
        .groupby(groups)
        .agg(lambda part: part.sum(skipna=False))
    )

    pd.testing.assert_series_equal(wards, expected, check_names=False)


def test_the_total_is_a_gap_where_a_part_is(own, ground, tiny_atlas, layer):
    whole = lay(ground, {"code": HERE, "halls": [10] * 12}, count_of())
    both = OwnAtlas(tiny_atlas, [layer, whole], ground)

    assert np.isnan(both.measures.comparators(layer.id)[tiny_atlas.store.place])
    assert both.measures.comparators(whole.id)[tiny_atlas.store.place] == 120
    assert np.isnan(both.measures.comparators(whole.id)["england"])


def test_it_filters(own, layer):
    condition = Condition(indicator=layer.id, at_least=100)

    met = find_shown(own, Selection(conditions=(condition,))).met

    assert list(met.index[met]) == HERE[9:]


def test_published_figures_are_the_shared_ones(own, tiny_atlas):
    name = next(iter(tiny_atlas.definitions.indicators))

    assert own.measures.values(name) is tiny_atlas.measures.values(name)
    assert own.types("cohesion_types") is tiny_atlas.types("cohesion_types")
    assert own.matcher is tiny_atlas.matcher


def test_the_shared_atlas_knows_nothing_of_it(own, tiny_atlas, layer):
    assert layer.id not in tiny_atlas.definitions.indicators
    assert not any(name.startswith("own_") for name in tiny_atlas.store.figures)
    assert not any("own_" in source for source in tiny_atlas.definitions.sources)
    note = tiny_atlas.parse_address({"layer": layer.id}).notes[0]
    assert "somebody uploaded" in note.what
    assert layer.name not in note.what


def test_identities_cannot_be_guessed(ground):
    names = {lay(ground, {"code": HERE, "halls": [10] * 12}, count_of()).id for _ in range(9)}

    assert len(names) == 9
    assert all("halls" not in name for name in names)


def test_what_views_keep_goes_with_the_visitor(tiny_atlas, ground, layer):
    own = OwnAtlas(tiny_atlas, [layer], ground)
    selection = Selection(layer=layer.id, typology="cohesion_types")
    make_layer(own, selection)
    render_panel(own, (), ("england",), "cohesion_types", "england")
    draw_profile(own, (), ("england",))
    render_about(own)
    left = weakref.ref(own)

    del own
    gc.collect()

    assert left() is None


@given(st.sampled_from(["neighbourhood", "ward", "authority"]), st.sampled_from(["count", "score"]))
def test_figures_of_larger_areas_show_in_each_of_their_parts(tiny_atlas, ground, kind, means):
    codes = list(ground.codes(kind))
    numbers = list(range(10, 10 + len(codes)))
    layer = lay(ground, {"code": codes, "n": numbers}, Meaning(means, "n", "", "n", "2024"))
    own = OwnAtlas(tiny_atlas, [layer], ground)

    values = own.measures.values(layer.id)

    expected = ground.column(kind).map(dict(zip(codes, numbers, strict=True)))
    assert values.tolist() == expected.tolist()
    total = own.measures.comparators(layer.id)[tiny_atlas.store.place]
    assert (total == sum(numbers)) if means == "count" else np.isnan(total)
    assert own.measures.roll_up(pd.Series("all", index=HERE))[f"{layer.id}_{means}"].isna().all()
    assert own.definitions.indicators[layer.id].text.sentence.endswith(": {value} for {place}.")
    assert own.definitions.indicators[layer.id].name == f"n, by {layer.larger}"
    assert "every area in it shows the same" in own.definitions.indicators[layer.id].text.caution


NAMED = {
    "ward": "{ward} ward",
    "neighbourhood": "the neighbourhood {neighbourhood} ({short})",
    "authority": "{authority}",
}


@pytest.mark.parametrize("kind", ["neighbourhood", "ward", "authority"])
def test_a_figure_of_a_larger_area_is_told_of_that_area(tiny_atlas, ground, kind):
    codes = list(ground.codes(kind))
    columns = {"code": codes, "parcels": range(79, 79 + len(codes))}
    layer = lay(ground, columns, count_of("parcels"))
    own = OwnAtlas(tiny_atlas, [layer], ground)
    row = ground.store.areas.loc[HERE[0]]
    named = NAMED[kind].format(**row, short=row["name"][:-1])
    value = int(own.measures.values(layer.id)[HERE[0]])

    told = describe_subject(own, make_subject(own, (HERE[0],)), layer.id)

    assert told == f"parcels, by {layer.larger}: {value} for {named}."
    around = make_layer(own, Selection(layer=layer.id)).texts.sentence
    assert (
        around == f"parcels, by {layer.larger}: {{value}} for the {layer.larger} around {{place}}."
    )
    whole = describe_subject(own, make_subject(own, ()), layer.id)
    assert whole.endswith(f" for {named if kind == 'authority' else tiny_atlas.name}.")


def test_a_figure_of_the_area_itself_is_told_of_it(own, layer):
    told = describe_subject(own, make_subject(own, (HERE[1],)), layer.id)

    assert told == f"halls: 20 in {own.name_of(HERE[1])}."
    assert own.definitions.indicators[layer.id].name == "halls"
    assert make_layer(own, Selection(layer=layer.id)).texts.sentence == "halls: {value} in {place}."


def test_a_name_that_says_the_kind_of_area_does_not_say_it_twice(tiny_atlas, ground):
    columns = {"code": list(ground.codes("ward")), "n": 20}
    layer = lay(ground, columns, Meaning("count", "n", "", "Parcels by Ward", "2024"))

    assert define_indicator(layer, "any").name == "Parcels by Ward"


def test_a_place_without_any_of_its_areas_does_not_offer_it(layer, ground, luton_ground):
    assert has_any_area(layer, ground)
    assert not has_any_area(layer, luton_ground)


@pytest.fixture(scope="module")
def wicked(luton, luton_ground):
    """Luton with a layer whose name means ill, from a file whose name does too."""
    codes = list(luton_ground.codes("area"))
    columns = {"code": codes, WICKED: range(len(codes))}
    layer = lay(luton_ground, columns, Meaning("count", WICKED, "", WICKED, WICKED[:60]))
    return OwnAtlas(luton, [layer], luton_ground), layer


def test_a_name_of_markup_is_text_on_screen(wicked):
    atlas, layer = wicked
    selection = Selection(layer=layer.id)
    shown = make_layer(atlas, selection)
    above, below = render_panel(atlas, ("E01015693",), ("england",), "cohesion_types", "england")

    assert "<script>alert" not in above + below + render_about(atlas)
    assert "&lt;script&gt;alert" in above
    assert shown.texts.title == WICKED
    assert make_legend(atlas, selection, shown)["classes"]
    assert make_table(atlas, selection, shown)["rows"]
    axis = draw_spread(atlas, selection, shown).layout.xaxis.title.text
    notes = " ".join(note.text for note in draw_profile(atlas, (), ("england",)).layout.annotations)
    assert "<script>" not in axis + notes
    assert "&lt;script&gt;" in axis
    assert "&lt;script&gt;" in notes


def test_slots_in_a_name_are_not_filled(wicked):
    atlas, layer = wicked
    data = draw_own(atlas, Selection(layer=layer.id))

    assert data["sentence"].count("{value}") == 1
    assert data["sentence"].count("{place}") == 1


@pytest.mark.parametrize("word", list(find_formats()))
def test_every_export_takes_the_layer_with_where_it_is_from(wicked, word):
    atlas, layer = wicked
    extract = make_extract(atlas, Selection(layer=layer.id), link="http://localhost/")

    content = write_export(extract, word)

    assert len(content) > 1000
    if word in ("html", "svg"):
        assert b"<script>alert" not in content
        assert b"not published" in content or b"uploaded" in content
    if word == "csv":
        assert layer.id in content.decode().splitlines()[0]
        assert "<script>" not in content.decode()
    if word == "csv-metadata":
        assert "Your own figures" in content.decode()


@pytest.mark.parametrize("word", ["html", "svg", "csv-metadata", "geojson"])
def test_files_of_own_figures_promise_no_link(own, layer, word):
    for selection in (
        Selection(layer=layer.id),
        Selection(conditions=(Condition(indicator=layer.id, scale="value", at_least=40),)),
    ):
        content = write_export(make_extract(own, selection, link=PROMISED), word)
        assert PROMISED.encode() not in content
        assert b"same view" not in content
        # The code that draws a page has links of its own.
        assert word == "html" or b'"link"' not in content
        assert b"dc:relation" not in content
    published = write_export(make_extract(own, Selection(), link=PROMISED), word)
    assert PROMISED.encode() in published


def test_books_and_geopackages_of_own_figures_promise_no_link(own, layer):
    extract = make_extract(own, Selection(layer=layer.id), link=PROMISED)

    book = openpyxl.load_workbook(io.BytesIO(write_export(extract, "xlsx")), read_only=True)
    names = [str(row[0]) for row in book["Read me"].iter_rows(values_only=True)]
    assert "Title" in names
    assert "Link" not in names
    assert PROMISED.encode() not in write_export(extract, "gpkg")
    info = pyogrio.read_info(write_export(extract, "gpkg"), layer=f"tiny_{layer.id}")
    assert "TITLE" in info["layer_metadata"]
    assert "LINK" not in info["layer_metadata"]


def test_dates_say_once_that_own_figures_are_not_published(own, layer):
    (uploaded,) = own.definitions.sources_of(own.definitions.indicators[layer.id])
    published = own.definitions.sources_of(own.definitions.indicators["mig_moved_1yr"])

    assert format_dates([uploaded]) == "Uploaded, not published."
    assert format_dates([uploaded, *published]) == format_dates(published)


def test_texts_for_the_hover_travel_with_the_map_and_are_at_no_address(own, layer, tiny_atlas):
    name = next(iter(tiny_atlas.definitions.indicators))

    texts = draw_own(own, Selection(layer=layer.id, typology="cohesion_types"))["own"]

    assert texts["values"][:2] == [0, "20"]
    assert texts["reasons"] == ["your file has no row for this area"]
    published = Selection(layer=name, typology="cohesion_types")
    assert draw_own(own, published)["own"] is None


def test_the_base_class_serves_no_own_layer(tiny_atlas, layer):
    assert isinstance(tiny_atlas, Atlas)
    assert not tiny_atlas.is_own(layer.id)


def test_a_layer_is_told_in_the_language_of_its_visitor(tiny_atlas, ground, layer):
    told = make_speech(
        "de",
        {
            "{name}: {value} in {place}.": "{place}: {value} ({name}).",
            "Your figures": "Eigene Zahlen",
        },
    )

    with speaking(told):
        definitions = OwnAtlas(tiny_atlas, [layer], ground).definitions

    sentence = definitions.indicators[layer.id].text.sentence
    assert sentence == f"{{place}}: {{value}} ({layer.name})."
    assert definitions.groups["own_figures"].name == "Eigene Zahlen"


@pytest.mark.parametrize("word", ["xlsx", "svg", "gpkg"])
def test_a_name_with_unseen_letters_breaks_no_export(luton, luton_ground, word):
    codes = list(luton_ground.codes("area"))
    meaning = Meaning("count", "n", "", "Ha\x0blls\0 \ufffe_x0041_", "20\x0024")
    layer = lay(luton_ground, {"code": codes, "n": range(len(codes))}, meaning)
    atlas = OwnAtlas(luton, [layer], luton_ground)
    extract = make_extract(atlas, Selection(layer=layer.id), link="http://localhost/")

    content = write_export(extract, word)

    assert layer.name == "Ha lls _x0041_"
    texts = [content]
    if word == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            texts = [packed.read(name) for name in packed.namelist()]
    if word == "gpkg":
        with closing(sqlite3.connect(":memory:")) as base:
            base.deserialize(content)
            texts = [text for (text,) in base.execute("SELECT styleQML FROM layer_styles")]
    assert texts
    for text in texts:
        ET.fromstring(text)  # noqa: S314 - our own text


def test_a_figure_that_is_the_same_everywhere_is_one_class_and_breaks_nothing(tiny_atlas, ground):
    table = {"code": HERE, "rate": [12] * len(HERE), "homes": range(536, 536 + len(HERE))}
    same = lay(ground, table, Meaning("percent", "rate", "homes", "Target", "2025"))
    atlas = OwnAtlas(tiny_atlas, [same], ground)
    for breaks in ("quantiles", "natural", "equal", "deciles"):
        selection = Selection(layer=same.id, breaks=breaks)
        shown = make_layer(atlas, selection)
        assert shown.classing.labels == ("12.0\u202f%",)
        assert shown.classing.counts == (len(HERE),)
        assert shown.histogram is None
        assert make_legend(atlas, selection, shown)["histogram"] is None
        assert draw_spread(atlas, selection, shown).data
    assert len(set(atlas.measures.percentiles(same.id, scale="town"))) == 1
    extract = make_extract(atlas, selection, link=PROMISED)
    assert all(write_export(extract, word) for word in find_formats())
