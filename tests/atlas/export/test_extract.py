"""What is exported, and what is refused."""

# `values` is a field of an extract here, not the attribute of a table.
# ruff: noqa: PD011

import numpy as np
import pandas as pd
import pytest

from atlas.definitions.model import Condition
from atlas.errors import ExportError
from atlas.export.make_extract import make_extract
from atlas.layer.shown import find_shown
from atlas.selection.address import Selection


def test_columns_stand_in_one_order_in_every_language(luton):
    english = make_extract(luton, Selection(), link="")
    german = make_extract(luton.in_language("de"), Selection(), link="")
    assert list(english.table.columns) == list(german.table.columns)
    names = len(english.areas.columns)
    assert list(english.table.columns[:names]) == list(english.areas.columns)
    figures = [one.id for one in english.indicators]
    beside = list(english.compared)
    assert list(english.table.columns)[-len(figures + beside) :] == figures + beside


def test_whole_place_has_every_area_indicator_and_typology(luton, whole):
    assert list(whole.areas.index) == list(luton.measures.areas)
    assert set(whole.values.columns) == set(luton.definitions.indicators)
    assert set(whole.types.columns) == set(luton.definitions.typologies)


def test_filtered_extract_holds_the_areas_that_meet_all_filters(luton, filtered):
    selection = luton.parse_address(
        {
            "ward": "E05014736,E05014737,E05014741,E05014749",
            "type": "cohesion_types.uni_diverse_district",
            "where": "hou_private_rent.town.20~",
        }
    ).selection
    met = find_shown(luton, selection).met
    assert 0 < len(filtered.areas) < len(met)
    assert list(filtered.areas.index) == list(met.index[met])


def test_every_table_holds_the_same_areas(filtered):
    for table in (filtered.values, filtered.types, filtered.type_details, filtered.outlines):
        assert table.index.equals(filtered.areas.index)


def test_values_are_those_of_the_atlas_and_not_rounded(luton, filtered):
    for name in ("mig_moved_1yr", "div_entropy", "dem_pop"):
        expected = luton.measures.values(name).loc[filtered.areas.index]
        np.testing.assert_array_equal(filtered.values[name], expected)


def test_every_gap_has_a_reason(whole):
    assert len(whole.gaps) == int(whole.values.isna().sum().sum()) > 0
    assert (whole.gaps["reason"].str.len() > 5).all()


def test_filter_is_told_in_words_with_what_it_leaves(filtered):
    text = " ".join(filtered.filter_words)
    assert "Type: Uni-diverse district" in text
    assert "Ward or neighbourhood: Beech Hill" in text
    assert "Privately rented homes: in the highest 80 % of Luton's areas" in text
    assert f"(leaves {len(filtered.areas)} of 125 areas)" in text


def test_no_filter_is_told_too(whole):
    assert whole.filter_words == ("No filter: all 125 areas of Luton.",)


def test_sources_cover_all_columns(luton, whole):
    for indicator in luton.definitions.indicators.values():
        for source in luton.definitions.sources_of(indicator):
            assert source in whole.sources
    names = {licence.name for licence in whole.licences}
    assert names == {"Open Government Licence v3.0", "Open Parliament Licence v3.0"}


def test_empty_result_names_the_filter_that_left_nothing(luton):
    selection = Selection(
        wards=("E05014737",),
        conditions=(
            Condition(indicator="dem_pop", at_least=1),
            Condition(indicator="mig_moved_1yr", at_least=99),
        ),
    )
    with pytest.raises(ExportError) as refused:
        make_extract(luton, selection, link="")
    text = str(refused.value)
    assert (
        'none of the 5 areas left by the earlier filters meets "Moved in during the '
        'past year: 99\u202f% or more"'
    ) in text
    assert 'Relax or remove "Moved in during the past year: 99\u202f% or more"' in text
    assert "Biscot" not in text


def test_empty_result_of_a_first_filter_speaks_of_the_whole_place(luton):
    selection = Selection(types=("cohesion_types.tight_knit_town",))
    with pytest.raises(ExportError, match="none of Luton's 125 areas meets"):
        make_extract(luton, selection, link="")


def test_wanted_indicators_are_kept_in_their_order(luton):
    wanted = ["div_entropy", "dem_pop", "div_entropy"]
    extract = make_extract(luton, Selection(), link="", indicators=wanted)
    assert list(extract.values.columns) == ["div_entropy", "dem_pop"]


def test_unknown_indicator_is_refused_with_the_closest(luton):
    with pytest.raises(ExportError) as refused:
        make_extract(luton, Selection(), link="", indicators=["dem_popp"])
    assert "dem_pop" in refused.value.faults[0].closest


def test_reading_of_the_address_decides_the_types(luton):
    town = make_extract(luton, Selection(reading="town"), link="")
    expected = luton.types("cohesion_types", reading="town").types
    pd.testing.assert_series_equal(town.types["cohesion_types"], expected.astype(str))
    assert "Luton's own" in town.reading


def test_legend_counts_only_areas_that_meet_the_filter(filtered):
    counted = sum(row.count for row in filtered.layer.classes) + int(filtered.layer.missing.sum())
    assert counted == len(filtered.areas)


def test_base_of_a_share_is_its_whole(luton, whole):
    residents = luton.store.figures["ts001_total"]
    assert (whole.bases["dem_communal"] == residents).all()
    assert "dep_imd" not in whole.bases
