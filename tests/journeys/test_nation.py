"""All of England and Wales, from the publishers' own files."""

from __future__ import annotations

import io
import json

import geopandas as gpd
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas import paths
from atlas.errors import ExportError
from atlas.export import write_export
from atlas.export.drawing.parts import MOST, find_parts
from atlas.export.make_extract import make_extract
from atlas.facade import Atlas
from atlas.layer.layer import make_layer
from atlas.opening import places
from atlas.opening.places import NATION
from atlas.opening.search import find_target, search_places
from atlas.prose.types.audit import audit_claims
from atlas.prose.types.describe import describe_area_type
from atlas.selection.address import Selection
from atlas.text import speaking
from atlas.typology.by_shares import count_residents
from atlas.views.choropleth import draw_map_data, make_outlines, make_texts
from atlas.views.panel import render_panel
from atlas.views.table import make_table
from tests.properties.test_shown_areas import check_files, check_screen, selections

pytestmark = [pytest.mark.official, pytest.mark.usefixtures("nation")]
LONDON, WALES, ANGLESEY, SCILLY = "E12000007", "W92000004", "W06000001", "E06000053"


@pytest.mark.parametrize(
    ("level", "areas"), [("area", 35_672), ("neighbourhood", 7_264), ("authority", 318)]
)
def test_every_level_holds_all_residents(level, areas):
    atlas = places.open_part(places.NATION, level)
    assert len(atlas.measures.areas) == areas
    assert atlas.measures.residents.sum() == 59_597_601
    assert atlas.count_areas(2) in ("2 areas", "2 neighbourhoods", "2 authorities")


@pytest.fixture(scope="module")
def part():
    """Luton as the country's packs hold it, which is opened where its own pack is not there."""
    definitions = places.read_definitions()
    return Atlas(definitions, places._cut(places.open_pack(NATION), "luton", definitions))


def test_luton_is_the_same_from_the_national_files(luton, part):
    # The indices of 2019 stand on areas of 2011; the town's own pack carries them over.
    town = luton
    assert list(part.measures.areas) == list(town.measures.areas)
    for name in ("mig_moved_1yr", "div_entropy", "dep_imd", "hou_private_rent"):
        found, wanted = part.measures.values(name), town.measures.values(name)
        assert (found - wanted).abs().max() < 1e-9
    same = part.types("cohesion_types").types == town.types("cohesion_types").types
    assert same.all()
    assert (part.store.place, part.name) == (town.store.place, town.name)


def test_luton_is_recommended_the_same_from_the_national_files(luton, part):
    # No trigger asks for distances or points, which outlines of another fineness change.
    for areas in ((), *([area] for area in luton.measures.areas)):
        told = [[one.action for one in atlas.suggest(areas)] for atlas in (luton, part)]
        assert told[0] == told[1]


# Where people go to town: mostly the town hall, to the nearest hundred metres.
TOWNS = {
    "E08000016": (434_500, 406_400),  # Barnsley
    "E06000052": (165_500, 41_000),  # Camborne and Redruth, the largest town of Cornwall
    "E07000106": (614_900, 157_900),  # Canterbury
    "E09000025": (542_600, 183_200),  # Newham, at East Ham
    "E08000025": (406_800, 286_800),  # Birmingham
    "E06000017": (486_000, 308_900),  # Rutland, at Oakham
    "W06000006": (333_500, 350_400),  # Wrexham
}


def test_every_authority_has_a_centre_where_its_town_is(luton):
    nation = places.open_part(NATION)
    centres = nation.store.centres
    assert set(centres.index) == set(nation.store.areas["authority_code"])
    assert centres.index[centres["given"]].tolist() == ["E06000032"]
    for code, (east, north) in TOWNS.items():
        row = centres.loc[code]
        assert np.hypot(row["easting"] - east, row["northing"] - north) < 3000
    both = [store.centres.loc["E06000032"] for store in (nation.store, luton.store)]
    for column in ("easting", "northing"):
        assert abs(both[0][column] - both[1][column]) <= 1
    far = nation.measures.values("acc_dist_centre")
    # From Alston to Barrow: one authority since 2023.
    assert far.between(0, 100).all()
    for place in (LONDON, WALES, f"E07000106{places.JOIN}E07000114"):
        found = places.open_part(place).measures.values("acc_dist_centre")
        assert found.equals(far[found.index])


def test_small_places_are_compared_with_the_areas_around_them():
    codes = ("E06000017", SCILLY, "E09000001", "E07000133", LONDON)
    kinds = [places.open_part(code).measures.pool.kind for code in codes]
    assert kinds == ["nearest", "country", "country", "place", "place"]
    rutland = places.open_part("E06000017").measures
    found = rutland.pool_percentiles("lan_cannot_speak")
    assert found.max() < rutland.percentiles("lan_cannot_speak", scale="town").max()
    assert places.open_part(SCILLY).measures.pool_percentiles("lan_cannot_speak") is None


@pytest.mark.parametrize("name", ["luton", "E06000032", "e06000032", " Luton ", "E06000032~luton"])
def test_luton_is_one_place_with_one_row_whichever_way_it_is_named(name):
    listed = places.list_places()
    assert places.identify(name) == "luton"
    assert places.open_part(name).store.folder == paths.PACKS / "luton"
    assert [one for one in listed.values() if one == "Luton"] == ["Luton"]
    assert len(set(listed.values())) == len(listed)


def test_the_nation_knows_what_became_of_the_areas_of_2011():
    atlas = places.open_part(places.NATION)
    every = atlas.store.former_areas
    former = every[every["before"].str.match("^[EW]01")]
    # The publisher's own counts: unchanged, split, merged, and changed in other ways.
    counts = former["change"].value_counts().to_dict()
    assert counts == {"U": 33_647, "S": 1_900, "M": 239, "X": 9}
    assert every["before"].str.match("^[EW]02").sum() == 7_286
    assert (every["after"] == "E06000063").sum() == 3
    assert places.open_part(places.NATION, "authority").store.former_areas is None


@pytest.mark.parametrize("place", [LONDON, ANGLESEY, f"E06000032{places.JOIN}E06000055"])
def test_a_part_is_named_and_has_totals_of_its_own(place):
    atlas = places.open_part(place)
    total = atlas.store.totals.loc[atlas.store.place, "ts001_total"]
    assert total == atlas.measures.residents.sum() == atlas.store.manifest["counts"]["residents"]
    assert atlas.store.manifest["counts"]["areas"] == len(atlas.measures.areas)
    assert atlas.name in ("London", "Isle of Anglesey", "Luton and Bedford")
    assert places.is_place(place)


def test_what_is_no_place_is_not_opened():
    for text in ("nowhere", "", f"luton{places.JOIN}nowhere", f"{LONDON}{places.JOIN}{WALES}"):
        assert not places.is_place(text)


def test_areas_of_wales_say_why_they_have_no_index():
    atlas = places.open_part(ANGLESEY)
    layer = make_layer(atlas, Selection(place=ANGLESEY, layer="dep_imd"))
    assert layer.classing.missing == len(atlas.measures.areas)
    texts = make_texts(atlas, "dep_imd", "england", 0)
    assert set(texts["gaps"].values()) == {"the published figures cover England only"}
    assert set(atlas.types("cohesion_types").standing) <= {
        "clear",
        "nearest",
        "borderline",
        "unclear",
    }


def test_a_change_of_the_whole_country_is_small():
    atlas = places.open_part(places.NATION)
    selection = Selection(place=places.NATION, layer="mig_moved_uk")
    sent = json.dumps(
        draw_map_data(
            atlas, selection, make_layer(atlas, selection), assets={}, fit={"id": 0, "codes": []}
        )
    )
    assert len(sent) < 40_000


@pytest.mark.parametrize("place", [SCILLY, ANGLESEY, "E06000046"], ids=["Scilly", "Mon", "Wight"])
def test_islands_are_drawn_and_exported_whole(place):
    atlas = places.open_part(place)
    drawn = json.loads(make_outlines(atlas))
    assert [one["properties"]["code"] for one in drawn["features"]] == list(atlas.measures.areas)
    extract = make_extract(atlas, Selection(place=place), link="")
    back = gpd.read_file(io.BytesIO(write_export(extract, "geojson")))
    assert list(back["area"]) == list(atlas.measures.areas)
    areas = back.set_index("area").geometry.to_crs(27700).area
    wanted = atlas.store.outlines.geometry.to_crs(27700).area
    assert ((areas / wanted - 1).abs() < 1e-6).all()
    assert (back.geometry.geom_type == "MultiPolygon").any()


@pytest.mark.parametrize(
    ("typed", "name", "detail", "place"),
    [
        ("Dallow", "Dallow", "ward · Luton", "luton"),
        ("bury prak", "Bury Park", "neighbourhood · Luton", "luton"),
        ("Barnsly", "Barnsley", "authority · Yorkshire and The Humber", "E08000016"),
        ("e01015693", "Barnfield, Luton 007A", "small area · Luton", "luton"),
    ],
)
def test_one_search_finds_anything_in_the_country(typed, name, detail, place):
    hits, _ = search_places(typed, NATION)
    assert (hits[0].name, hits[0].detail) == (name, detail)
    assert find_target(hits[0].id, NATION).place == place


def test_the_page_without_a_network_holds_a_large_place_too():
    extract = make_extract(places.open_part(LONDON), Selection(place=LONDON), link="")
    page = write_export(extract, "html").decode()
    assert page.count("createDeck(") >= 1
    assert "E01000001" in page


def test_a_position_is_told_among_areas_of_the_same_level():
    for level, peers in (("area", "neighbourhoods"), ("authority", "authorities")):
        atlas = places.open_part(places.NATION, level)
        above, _ = render_panel(
            atlas, (str(atlas.measures.areas[0]),), ("england",), "cohesion_types", "england"
        )
        others = {"neighbourhoods", "authorities"} - {peers}
        assert f"England&#39;s {peers}" in above
        assert not any(f"England&#39;s {other}" in above for other in others)


@pytest.mark.parametrize(
    ("place", "part"), [("england-wales", "Yorkshire and The Humber"), (LONDON, "Westminster")]
)
def test_a_large_place_is_drawn_with_names_of_parts_it_has_room_for(place, part):
    atlas = places.open_part(place)
    extract = make_extract(atlas, Selection(place=place), link="")
    drawn = write_export(extract, "svg").decode()
    assert part in drawn
    names = find_parts(extract.store, extract.store.outlines).labels
    assert len(names) <= MOST


def test_what_no_program_could_open_is_refused_for_the_whole_country():
    extract = make_extract(places.open_part(NATION), Selection(place=NATION), link="")
    with pytest.raises(ExportError, match="35,672 areas"):
        write_export(extract, "xlsx")


def test_moves_of_an_authority_are_those_across_its_border(part):
    authorities = places.open_part(places.NATION, "authority")
    row = authorities.store.figures.loc["E06000032"]
    assert row[["mig002_in_near", "mig002_in_uk", "mig002_in_abroad"]].tolist() == [
        2381,
        4697,
        3757,
    ]
    assert authorities.store.totals.loc["E06000032", "mig002_in_within"] == 11_971
    together = part.store.totals.loc["luton"]
    assert abs(together[["mig002_in_within", "mig002_in_near"]].sum() - 11_971) <= 24


def test_disabled_movers_of_england_and_wales_count_every_msoa_once():
    """Published: 758,714 disabled people of 5,724,867 who came to an MSOA, 724,848 who left one."""
    levels = [places.open_part(places.NATION, level) for level in ("area", "neighbourhood")]
    for atlas in levels:
        counts = atlas.measures.counts("mig_in_disabled", atlas.store.totals)
        assert counts.loc["england_wales"].tolist() == [758_714, 5_724_867]
        counts = atlas.measures.counts("mig_out_disabled", atlas.store.totals)
        assert counts.loc["england_wales"].tolist() == [724_848, 5_144_382]


def test_authority_that_was_formed_later_has_no_moves_and_says_why():
    measures = places.open_part(places.NATION, "authority").measures
    missing = measures.values("mig_turnover").isna()
    assert sorted(missing.index[missing]) == ["E06000063", "E06000064", "E06000065", "E06000066"]
    assert "formed later" in measures.gap_reason("mig_turnover", "E06000065")


def test_moves_of_england_and_wales_count_every_msoa_once():
    levels = [places.open_part(places.NATION, level) for level in ("area", "neighbourhood")]
    totals = [atlas.store.totals.loc["england_wales", "mig002_in_near"] for atlas in levels]
    assert totals == [2_392_020, 2_392_020]
    assert levels[1].store.figures["mig002_in_near"].sum() == 2_392_020


def test_tenths_of_2019_are_tenths_and_never_sums_of_them():
    small = places.open_part(places.NATION)
    deciles = small.store.figures["iod2019_imd_decile"]
    assert set(deciles.dropna()) == set(range(1, 11))
    change = small.store.areas["change"]
    english = change.index.str.startswith("E")
    assert deciles[english & change.isin(["U", "S"])].notna().all()
    assert deciles[change.isin(["M", "X"])].isna().all()
    merged = change.index[english & change.eq("M")]
    reasons = small.measures.gap_reasons("dep_tenth_change_imd")
    assert reasons[merged].str.startswith("formed from several areas").all()


def test_complex_change_is_a_gap_with_its_reason_at_every_level():
    for level, count in (("area", 6), ("neighbourhood", 6), ("authority", 6)):
        atlas = places.open_part(places.NATION, level)
        values = atlas.measures.values("hh_change")
        assert values.isna().sum() == count
        reasons = atlas.measures.gap_reasons("hh_change")[values.isna()]
        assert reasons.str.startswith("borders changed").all()


@pytest.mark.parametrize("place", [places.NATION, LONDON, WALES])
@pytest.mark.parametrize("typology", ["cohesion_types", "imd_decile"])
def test_residents_by_type_are_the_same_at_every_zoom(place, typology):
    told = []
    for level in ("area", "neighbourhood", "authority"):
        atlas = places.open_part(place, level)
        areas = list(atlas.measures.areas)
        told.append(count_residents(atlas.types(typology), atlas.measures.residents, areas))
    assert told[0].to_dict() == told[1].to_dict() == told[2].to_dict()
    assert told[0].sum() == places.open_part(place).measures.residents.sum()


@pytest.mark.parametrize("level", ["neighbourhood", "authority"])
def test_residents_by_type_of_every_larger_area_are_those_of_its_small_areas(level):
    small, larger = places.open_part(places.NATION), places.open_part(places.NATION, level)
    groups = [small.store.areas[f"{level}_code"], small.types("cohesion_types").types]
    wanted = small.measures.residents.groupby(groups).sum()
    found = larger.types("cohesion_types").residents.stack()
    assert found[found > 0].to_dict() == wanted.to_dict()


@pytest.mark.parametrize("language", ["en", "de"])
def test_barnet_is_no_type_of_neighbourhood(language):
    authorities = places.open_part(places.NATION, "authority").in_language(language)
    with speaking(authorities.speech):
        told = describe_area_type(authorities, "cohesion_types", "E09000003")
        above, _ = render_panel(
            authorities, ("E09000003",), ("england",), "cohesion_types", "england"
        )
        layer = make_layer(authorities, Selection(place=places.NATION, layer="cohesion_types"))
    assert "%" in told.heading
    assert (told.fits, told.against) == ((), ())
    question = authorities.definitions.typologies["cohesion_types"].larger.question
    assert layer.texts.title == question
    assert "luton_lens" not in authorities.definitions.typologies
    assert told.heading in above
    spoken = {"en": "residents", "de": "Menschen"}
    assert spoken[language] in told.fit[0]


@pytest.mark.timeout(900)
def test_nothing_is_said_of_a_type_that_a_figure_of_the_country_denies():
    country = places.open_part(places.NATION, "area")
    audit = audit_claims(country)
    assert audit.areas == 35_672
    assert [one for one in audit.claims if one.fails] == []
    assert (audit.wrong_side, audit.not_clear) == (0, 0)
    # Every statement holds for nine in ten of the areas that its type takes.
    assert audit.unusual == []
    assert audit.is_true


def test_a_tenth_of_the_country_is_not_clear_at_most_a_fifth_has_no_type():
    country = places.open_part(places.NATION, "area")
    standing = country.types("cohesion_types").standing.value_counts(normalize=True)
    assert standing["borderline"] + standing["unclear"] < 0.2
    assert standing["clear"] > 0.5


@pytest.mark.parametrize(
    ("level", "examples"), [("area", 2), ("neighbourhood", 4), ("authority", 10)]
)
def test_every_count_of_the_country_is_the_same(level, examples):
    atlas = places.open_part(places.NATION, level)

    @settings(max_examples=examples)
    @given(data=st.data())
    def check(data):
        selection = data.draw(selections(atlas))
        shown = check_screen(atlas, selection)
        # A file of all small areas takes long; which rows it has, its extract decides.
        check_files(atlas, selection, shown, ["geoparquet"] if level == "authority" else [])

    check()


def test_no_heading_calls_a_region_a_ward():
    headings = {
        level: make_table(atlas, Selection(), make_layer(atlas, Selection()))["columns"][1]["label"]
        for level in ("area", "neighbourhood", "authority")
        for atlas in [places.open_part(places.NATION, level)]
    }
    assert headings == {"area": "Ward", "neighbourhood": "Authority", "authority": "Region"}
