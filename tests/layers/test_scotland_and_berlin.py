"""Scotland, Glasgow and Berlin from the publishers' files: checks, and published figures."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from atlas.export import write_export
from atlas.export.make_extract import make_extract
from atlas.quantities import format_in_sentence

pytestmark = pytest.mark.official
PLACES = ("scotland", "glasgow", "berlin", "berlin-2021")
# Council areas and their data zones, as the Scottish Government counts them.
DATA_ZONES = {"S12000049": 746, "S12000036": 597, "S12000047": 494, "S12000027": 30}


@pytest.mark.parametrize(
    ("place", "variable", "published"),
    [
        ("berlin", "ber20_people", 3_769_962),
        ("berlin", "ber20_migration", 1_344_612),
        ("berlin", "ber20_foreigners", 789_076),
        ("berlin", "ber20_turkey", 182_406),
        ("berlin", "ber20_age_above_65", 724_745),
        ("berlin-2021", "ber24_people", 3_897_145),
        ("berlin-2021", "mss21_people", 3_769_962),
    ],
)
def test_figures_of_berlin_are_the_published_ones(abroad, place, variable, published):
    assert abroad(place).store.totals.loc[place, variable] == published


@pytest.mark.parametrize(
    ("indicator", "published"),
    [
        ("sco_no_religion_share", 51.1),
        ("sco_church_of_scotland_share", 20.4),
        ("sco_catholic_share", 13.3),
        ("sco_muslim_share", 2.2),
        ("sco_share_white_scottish", 77.7),
        ("sco_share_minority", 7.1),
    ],
)
def test_shares_of_scotland_are_those_of_the_census(abroad, indicator, published):
    value = abroad("scotland").measures.comparators(indicator)["scotland"]
    assert round(float(value), 1) == published


def test_the_context_indicators_of_berlin_are_of_the_register_of_2020(official):
    """K05 is the share with migration background: averaged, it is that of the register."""
    file = official / "germany_berlin" / "mss_2021_kontext-indikatoren_anteile_plr.csv"
    table = pd.read_csv(file, sep=";", encoding="utf-8-sig")
    known = table.dropna(subset="K05")
    mean = (known["K05"] * known["EW 31.12.2020"]).sum() / known["EW 31.12.2020"].sum()
    assert mean == pytest.approx(100 * 1_344_612 / 3_769_962, abs=0.05)
    # The file says nothing of what its letters mean, and has no index.
    assert [one for one in table.columns if "index" in one.lower()] == []


def test_ranks_of_scotland_are_whole_and_each_is_there_once(abroad):
    ranks = abroad("scotland").measures.values("sco_simd_rank")
    assert sorted(ranks) == list(range(1, 6_977))
    deciles = abroad("scotland").measures.values("sco_simd_imd")
    assert ((ranks - 1) * 10 // 6_976 + 1).sub(deciles).abs().max() <= 1


def test_data_zones_of_the_council_areas_are_as_many_as_published(abroad):
    counts = abroad("scotland").store.areas["ward_code"].value_counts()
    assert len(counts) == 32
    assert {code: int(counts[code]) for code in DATA_ZONES} == DATA_ZONES
    assert len(abroad("glasgow").measures.areas) == 746


def test_runs_of_codes_agree_with_outlines_of_council_areas(abroad, official):
    import geopandas as gpd  # noqa: PLC0415 - loads slowly, and only this test needs it

    councils = gpd.read_file(f"/vsigzip/{official}/boundaries/ltla24_uk_wgs84.geojson.gz")
    middles = abroad("scotland").store.outlines.copy()
    middles["geometry"] = middles.representative_point()
    inside = gpd.sjoin(middles, councils, how="left")["ltla24_code"]
    inside = inside[~inside.index.duplicated()].dropna()
    told = abroad("scotland").store.areas.loc[inside.index, "ward_code"]
    assert len(inside) > 6_700
    assert (inside == told).mean() > 0.99


def test_every_tenth_of_the_simd_is_a_tenth_of_scotland(abroad):
    counts = abroad("scotland").measures.values("sco_simd_imd").value_counts()
    assert sorted(counts.index) == list(range(1, 11))
    assert counts.between(697, 698).all()


def test_the_doubled_outline_is_put_right(abroad):
    areas = abroad("berlin").store.areas
    both = areas[areas["name"] == "Schloßstraße"]["ward"].to_dict()
    assert both == {"04030417": "Charlottenburg-Wilmersdorf", "06010102": "Steglitz-Zehlendorf"}


@pytest.mark.parametrize("place", ["scotland", "berlin", "berlin-2021"])
def test_every_check_figure_holds(abroad, place):
    atlas = abroad(place)
    assert len(atlas.definitions.indicators) > 15
    for name, indicator in atlas.definitions.indicators.items():
        value = atlas.measures.values(name)[indicator.check.area]
        assert value == pytest.approx(indicator.check.value, abs=indicator.check.near), name


@pytest.mark.parametrize("place", ["scotland", "berlin", "berlin-2021"])
def test_sentences_tell_figure_place_and_date(abroad, place):
    atlas = abroad(place)
    for name, indicator in atlas.definitions.indicators.items():
        value = format_in_sentence(
            indicator.check.value, indicator.unit, decimals=indicator.decimals
        )
        sentence = indicator.text.sentence.format(value=value, place="Hier")
        assert value in sentence, name
        assert set(re.findall(r"20\d\d", indicator.year)) & set(re.findall(r"20\d\d", sentence))


@pytest.mark.parametrize("place", PLACES)
def test_who_people_are_is_neutral_and_only_need_is_blue(abroad, place):
    for name, indicator in abroad(place).definitions.indicators.items():
        if indicator.about or indicator.group in ("diversity", "faith", "migration", "moving"):
            assert indicator.direction == "neutral", name
        assert (indicator.palette == "blue") == (indicator.direction == "need"), name


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_england_is_told(abroad, place):
    atlas = abroad(place)
    assert atlas.definitions.typologies == {}
    assert {one.geography for one in atlas.definitions.sources.values()}.isdisjoint(
        {"lsoa_2021", "lsoa_2011"}
    )
    assert all(one.kind == "place" for one in atlas.suggest(list(atlas.measures.areas[:3])))


def test_areas_of_glasgow_are_placed_in_scotland(abroad):
    part, whole = abroad("glasgow"), abroad("scotland")
    for name in ("sco_share_minority", "sco_simd_imd"):
        placed = part.measures.percentiles(name, scale="scotland")
        pd.testing.assert_series_equal(
            placed, whole.measures.percentiles(name, scale="scotland").loc[placed.index]
        )
    assert part.peers == "Scotland's data zones"


@pytest.mark.parametrize("word", ["csv", "xlsx", "geojson", "gpkg", "html", "svg"])
def test_an_export_tells_the_terms_of_its_publishers(abroad, word):
    atlas = abroad("berlin")
    selection = atlas.parse_address({"ward": "08"}).selection
    extract = make_extract(atlas, selection, link="?place=berlin")
    assert write_export(extract, word)
    assert {one.name for one in extract.licences} >= {"CC BY 3.0 DE"}
    assert any("Amt für Statistik" in line for line in extract.attributions)
    assert extract.count_words == "40 of 448 Planungsräume"
