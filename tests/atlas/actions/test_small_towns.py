"""A small authority has the same surroundings alone and as a part of more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from atlas.actions.town_scale import TownScale, pool_small_towns
from atlas.definitions.country import PoolRule
from atlas.facade.figure_names import name_pool
from atlas.indicators.measures import Measures
from atlas.quantities import format_position
from atlas.store.part import PartStore


@pytest.fixture
def definitions(tiny_definitions):
    """The tiny definitions, in which an authority of fewer than eight areas is small."""
    rule = PoolRule(few=8, least=3, nearest=10)
    told = tiny_definitions.geographies["lsoa_2021"].model_copy(update={"pool": rule})
    known = {**tiny_definitions.geographies, "lsoa_2021": told}
    return replace(tiny_definitions, geographies=known)


@pytest.fixture
def alone(tiny_atlas, definitions):
    """Four areas of the tiny atlas, opened as a part of it."""
    total = tiny_atlas.store.totals.loc[["tiny"]]
    inside = tiny_atlas.measures.areas[:4]
    store = PartStore(
        tiny_atlas.store, inside, place="part", name="Part", total=total, region=("r", "R")
    )
    return Measures(store, definitions)


@pytest.fixture
def among_others(tiny_atlas, definitions, monkeypatch):
    """All areas of the tiny atlas, of which the first four are an authority of their own."""
    areas = tiny_atlas.store.areas.copy()
    areas["authority_code"] = np.where(np.arange(len(areas)) < 4, "E06000001", "E06000002")
    monkeypatch.setattr(tiny_atlas.store, "areas", areas)
    return Measures(tiny_atlas.store, definitions)


@pytest.mark.parametrize("name", ["dem_pop", "mig_moved_1yr", "dep_imd_decile"])
def test_a_small_authority_is_placed_alike_whatever_is_open(alone, among_others, name):
    wanted = TownScale(alone, alone.pool_percentiles)
    pool = pool_small_towns(among_others, among_others.store)
    found = TownScale(among_others, pool)
    np.testing.assert_allclose(found.percentiles(name)[:4], wanted.percentiles(name))
    assert (found.compared[:4] == "pool").all()
    assert (found.compared[4:] == "town").all()


def test_a_position_in_a_pool_is_a_sentence(alone):
    told = format_position(92.0, among=name_pool(alone.pool))
    assert told == "higher than in 92\u202f% of the 10 nearest areas"
