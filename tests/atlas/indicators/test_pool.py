"""What the areas of a small place are compared with: its county's, the nearest, the country."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.definitions.country import PoolRule
from atlas.facade.figure_names import name_pool
from atlas.indicators.compare import percentiles_within
from atlas.indicators.measures import Measures
from atlas.indicators.pool import POOL, Pool, choose_pool
from atlas.store.part import PartStore
from atlas.store.store import TableStore

RULE = PoolRule(few=6, least=3, nearest=9)
COUNTIES = {"Ashire": ["D0", "D1", "D2"], "Tinyshire": ["D3"]}
# Five districts of five areas, one every kilometre on a line.
CODES = pd.Index([f"A{number:02d}" for number in range(25)])
AREAS = pd.DataFrame({"authority_code": [f"D{number // 5}" for number in range(25)]}, index=CODES)
FIGURES = pd.DataFrame(
    {
        "centroid_easting": [1000.0 * number for number in range(25)],
        "centroid_northing": 0.0,
        "people": 100.0,
    },
    index=CODES,
)


def choose(own, figures=FIGURES):
    return choose_pool(pd.Index(own), AREAS, figures, RULE, together=COUNTIES, residents="people")


def test_a_place_with_areas_enough_is_compared_with_itself():
    assert choose(CODES[:6])[0] == Pool("place", 6)


def test_a_district_is_compared_with_its_county():
    pool, codes = choose(CODES[5:10])
    assert pool == Pool("county", 15, "Ashire")
    assert codes.tolist() == CODES[:15].tolist()


def test_a_county_of_too_few_areas_is_none():
    assert choose(CODES[15:20])[0].kind == "nearest"


def test_a_place_in_no_county_or_in_two_is_compared_with_the_nearest():
    pool, codes = choose(CODES[20:25])
    assert pool == Pool("nearest", 9)
    assert codes.tolist() == CODES[16:25].tolist()
    assert choose(CODES[13:17])[0].kind == "nearest"


def test_very_few_areas_or_unknown_centres_leave_the_country():
    for own, figures in ((CODES[:2], FIGURES), (CODES[20:25], FIGURES[["people"]])):
        pool, codes = choose(own, figures)
        assert pool == Pool("country")
        assert codes.empty


@given(st.sets(st.sampled_from(list(CODES)), min_size=1, max_size=25))
def test_a_pool_holds_the_place_and_is_never_small(own):
    pool, codes = choose(sorted(own))
    if pool.kind == "country":
        assert codes.empty
        assert len(own) < RULE.least
    else:
        assert set(own) <= set(codes)
        assert pool.areas == len(codes) >= RULE.few


def bound(definitions, few, least, nearest):
    """Return definitions with bounds for small places."""
    rule = PoolRule(few=few, least=least, nearest=nearest)
    told = definitions.geographies["lsoa_2021"].model_copy(update={"pool": rule})
    return replace(definitions, geographies={**definitions.geographies, "lsoa_2021": told})


@pytest.fixture
def with_pool(tiny_definitions):
    """The tiny definitions, in which a place of fewer than eight areas is small."""
    return bound(tiny_definitions, 8, 3, 10)


@pytest.fixture
def part(tiny_atlas, with_pool):
    """Four areas of the tiny atlas, opened as a part of it."""
    inside = tiny_atlas.measures.areas[:4]
    total = tiny_atlas.store.totals.loc[["tiny"]]
    store = PartStore(
        tiny_atlas.store, inside, place="part", name="Part", total=total, region=("r", "R")
    )
    return Measures(store, with_pool)


def test_a_part_is_placed_among_the_areas_around_it(part, tiny_atlas):
    assert part.pool == Pool("nearest", 10)
    found = part.pool_percentiles("dem_pop")
    around = tiny_atlas.measures.values("dem_pop")[part.pooled[1].index]
    wanted = percentiles_within(around)[part.areas]
    pd.testing.assert_series_equal(found, wanted, check_names=False)


def test_low_numbers_that_mean_more_come_last_in_a_pool_too(part):
    found, values = part.pool_percentiles("dep_imd_decile"), part.values("dep_imd_decile")
    assert values.min() < values.max()
    assert found[values.idxmin()] > found[values.idxmax()]


def test_what_depends_on_the_place_is_compared_inside_it(part):
    assert part.is_local("div_exposure")
    own = part.percentiles("div_exposure", scale="town")
    assert part.pool_percentiles("div_exposure").equals(own)


def test_a_pack_alone_tells_the_same_as_a_part(part, with_pool):
    names = ("areas", "figures", "totals", "percentiles", "moments", "neighbours")
    whole = part.store.surroundings
    tables = {name: whole._read(name) for name in names}
    tables["areas"] = tables["areas"][tables["areas"]["area"].isin(part.areas)]
    tables["figures"] = tables["figures"][tables["figures"]["area"].isin(part.areas)]
    tables["totals"] = part.store.totals.rename_axis("comparator").reset_index()
    pool, figures = part.pooled
    curves = part.tabulate_pool(figures, with_pool.geographies["lsoa_2021"].pool)
    tables["percentiles"] = pd.concat([tables["percentiles"], curves])
    told = {**part.store.manifest, POOL: {"kind": pool.kind, "areas": pool.areas, "county": ""}}
    alone = Measures(TableStore(tables, told), with_pool)

    assert alone.pool == pool
    for name in curves["indicator"].unique():
        pd.testing.assert_series_equal(
            alone.pool_percentiles(name), part.pool_percentiles(name), check_names=False
        )


def test_a_small_pack_without_a_pool_has_the_country_alone(tiny_atlas, tiny_definitions):
    alone = Measures(tiny_atlas.store, bound(tiny_definitions, 30, 10, 150))
    assert alone.pool == Pool("country")
    assert alone.pool_percentiles("mig_moved_1yr") is None


def test_a_place_with_areas_enough_has_no_words_for_a_pool(luton):
    assert luton.measures.pool == Pool("place", 125)
    assert luton.pool_name == ""
    same = luton.measures.percentiles("mig_moved_1yr", scale="town")
    assert luton.measures.pool_percentiles("mig_moved_1yr") is same


def test_pools_in_words():
    assert name_pool(Pool("county", 40, "Rutland and more")) == "Rutland and more's areas"
    assert name_pool(Pool("country")) == ""
