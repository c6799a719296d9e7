"""Larger areas tell which share of their residents lives in small areas of each type."""

from __future__ import annotations

import shutil

import pytest

from atlas.facade import Atlas
from atlas.pack.manifest import read_manifest
from atlas.places.gazetteer import NATION
from atlas.store import open_store
from atlas.store.part import PartStore
from atlas.typology.assign import NO_DATA
from atlas.typology.by_shares import Shares, count_residents

LARGER = ("neighbourhood", "authority")
TYPOLOGY = "cohesion_types"


def open_level(packs, definitions, level):
    name = NATION if level == "area" else f"{NATION}.{level}"
    return Atlas(definitions, open_store(packs / name))


@pytest.fixture(scope="module")
def atlases(tiny_nation, tiny_definitions):
    """The invented country at every level."""
    return {level: open_level(tiny_nation, tiny_definitions, level) for level in ("area", *LARGER)}


@pytest.mark.parametrize("level", LARGER)
def test_residents_of_every_larger_area_are_those_of_its_small_areas(atlases, level):
    small, larger = atlases["area"], atlases[level]
    groups = small.store.areas[f"{level}_code"]
    types = small.types(TYPOLOGY).types
    wanted = small.measures.residents.groupby([groups, types]).sum()
    found = larger.types(TYPOLOGY).residents.stack()
    assert found[found > 0].to_dict() == wanted[wanted > 0].to_dict()


@pytest.mark.parametrize("level", LARGER)
def test_a_place_has_the_same_residents_by_type_at_every_level(atlases, level):
    told = {
        name: count_residents(
            atlas.types(TYPOLOGY), atlas.measures.residents, list(atlas.measures.areas)
        ).to_dict()
        for name, atlas in atlases.items()
    }
    assert told[level] == told["area"]
    assert len(told["area"]) > 1


def test_the_type_of_a_larger_area_is_the_one_most_residents_live_in(atlases):
    assignment = atlases["authority"].types(TYPOLOGY)
    assert isinstance(assignment, Shares)
    assert assignment.types.tolist() == assignment.residents.idxmax(axis=1).tolist()
    most = assignment.residents.max(axis=1) / assignment.residents.sum(axis=1)
    named = assignment.types.isin(assignment.membership.columns)
    assert (assignment.standing[named] == "clear").tolist() == (most[named] > 0.5).tolist()
    assert (assignment.membership.sum(axis=1) <= 1 + 1e-9).all()


def test_what_rests_on_the_place_alone_is_not_told_of_larger_areas(atlases):
    assert "lens" in atlases["area"].definitions.typologies
    for level in LARGER:
        # The most common tenure is true of any area.
        assert set(atlases[level].definitions.typologies) == {TYPOLOGY, "dominant_tenure"}
        assert not isinstance(atlases[level].types("dominant_tenure"), Shares)


def test_a_part_of_the_country_has_its_own_rows(atlases):
    whole = atlases["authority"].store
    code = whole.areas.index[0]
    part = PartStore(
        whole,
        whole.areas.index[:1],
        place=code,
        name="Part",
        total=whole.totals.loc[[code]],
        region=("", ""),
    )
    found = Atlas(atlases["authority"].measures.definitions, part).types(TYPOLOGY)
    assert found.residents.loc[code].to_dict() == (
        atlases["authority"].types(TYPOLOGY).residents.loc[code].to_dict()
    )


@pytest.mark.parametrize("change", ["removed", "defined otherwise"])
def test_a_pack_without_the_table_has_no_types_and_never_guesses(
    tmp_path, tiny_nation, tiny_definitions, change
):
    pack = shutil.copytree(tiny_nation / f"{NATION}.authority", tmp_path / "old.authority")
    manifest = read_manifest(pack)
    definitions = tiny_definitions
    if change == "removed":
        del manifest["tables"]["type_shares"]
    else:
        typology = definitions.typologies[TYPOLOGY].model_copy(update={"unclear_distance": 1.0})
        definitions = type(definitions)(
            **{
                **{name: getattr(definitions, name) for name in definitions.__dataclass_fields__},
                "typologies": {**definitions.typologies, TYPOLOGY: typology},
            }
        )
    store = type(open_store(pack))(pack, manifest)
    assignment = Atlas(definitions, store).types(TYPOLOGY)
    assert not assignment.is_known
    assert set(assignment.types) == {NO_DATA}
    assert set(assignment.standing) == {"no_data"}


def test_only_small_areas_are_tried_for_how_sure_they_are(tiny_nation):
    tables = {
        level: set(read_manifest(tiny_nation / f"{NATION}.{level}")["tables"]) for level in LARGER
    }
    for level in LARGER:
        assert "type_shares" in tables[level]
        assert "sureness" not in tables[level]
    small = set(read_manifest(tiny_nation / NATION)["tables"])
    assert "sureness" in small
    assert "type_shares" not in small
