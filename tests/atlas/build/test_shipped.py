"""What ships of England and Wales is what the code makes of the publishers' files."""

from __future__ import annotations

import numpy as np
import pytest

from atlas import paths
from atlas.build.shipped import CODED_LEVELS, ship_nation
from atlas.neighbours.coded import decode
from atlas.neighbours.find import measure_distances
from atlas.opening import candidates
from atlas.opening.places import read_definitions
from atlas.pack.manifest import find_damage
from atlas.pack.schema import MANIFEST
from atlas.places.gazetteer import NATION
from atlas.store import open_store

MOST_BYTES = 8_000_000
MOST_CODED = 3_000_000
SHIPPED = paths.PACKS / f"{NATION}.authority"


def test_what_ships_is_whole_small_and_attributed():
    store = open_store(SHIPPED)
    assert not find_damage(SHIPPED)
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < MOST_BYTES
    sizes = {name: told["bytes"] for name, told in store.manifest["tables"].items()}
    assert sum(size for name, size in sizes.items() if name.startswith("coded")) < MOST_CODED
    assert "points" not in sizes
    assert any("Open Government Licence" in told for told in store.manifest["attributions"])
    assert all(source["licence"] for source in store.manifest["sources"])
    assert len(store.areas) == 318
    assert {level: len(store.find_coded(level)) for level in CODED_LEVELS} == {
        "area": 35_672,
        "neighbourhood": 7_264,
    }


@pytest.mark.parametrize("level", CODED_LEVELS)
def test_the_codes_are_of_the_figures_that_are_defined(level, luton):
    likeness = candidates.find_likeness(luton.definitions, level)
    keys = [feature.key for feature in likeness.features]
    assert set(keys) <= set(open_store(SHIPPED).find_coded(level))


@pytest.mark.official
def test_it_is_made_again_from_the_same_files(nation_home, tmp_path):
    definitions = read_definitions()
    definitions = definitions.covering(definitions.geography_of(NATION))
    pack = nation_home / "cohesion-atlas" / "packs" / NATION
    made = ship_nation(pack, definitions, folder=tmp_path)
    shipped = open_store(SHIPPED).manifest
    assert made["tables"] == shipped["tables"]
    assert made["built_from"] == shipped["built_from"]
    assert (tmp_path / SHIPPED.name / MANIFEST).is_file()


@pytest.mark.official
@pytest.mark.parametrize("level", CODED_LEVELS)
def test_twins_from_codes_agree_with_those_from_exact_figures(level, nation_home, monkeypatch):
    monkeypatch.setattr(paths, "USER_PACKS", nation_home / "cohesion-atlas" / "packs")
    candidates.open_stamped.cache_clear()
    features = candidates.find_features(candidates.open_national(level))
    coded = open_store(SHIPPED).find_coded(level)
    assert list(coded.index) == list(features.places)
    keys = [feature.key for feature in features.likeness.features]
    rough = decode(coded[keys].to_numpy(), limit=features.likeness.limit)
    weights, most = features.weigh({}), features.likeness.most
    same, apart = [], []
    for row in np.random.default_rng(14).choice(len(rough), 300, replace=False):
        exact, near = (
            measure_distances(one, row, weights)[0] for one in (features.standard, rough)
        )
        exact[row] = near[row] = np.inf
        twins, found = np.argsort(exact)[:most], np.argsort(near)[:most]
        same.append(len(set(twins) & set(found)) / most)
        apart.append(np.abs(exact[twins] - near[twins]).mean())
    assert np.mean(same) > 0.95
    assert np.mean(apart) < 0.004
    candidates.open_stamped.cache_clear()
