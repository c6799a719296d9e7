"""The packs of a whole country, from the files of an invented one."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.build import reference
from atlas.build.named import build_nation
from atlas.errors import BuildError
from atlas.facade import Atlas
from atlas.store import open_store

LEVELS = {"area": "", "neighbourhood": ".neighbourhood", "authority": ".authority"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, tiny, tiny_definitions):
    """The folder with the packs of the invented country."""
    target = tmp_path_factory.mktemp("packs") / "england-wales"
    build_nation("england-wales", tiny_definitions, tiny / "official", target=target, report=len)
    return target


@pytest.fixture(scope="module")
def atlases(folder, tiny_definitions):
    """The country at every level."""
    return {
        level: Atlas(tiny_definitions, open_store(folder.with_name(folder.name + ending)))
        for level, ending in LEVELS.items()
    }


def test_every_level_has_all_residents(atlases):
    residents = {level: atlas.measures.residents.sum() for level, atlas in atlases.items()}
    assert len(set(residents.values())) == 1
    assert {level: len(atlas.measures.areas) for level, atlas in atlases.items()} == {
        "area": 34,
        "neighbourhood": 6,
        "authority": 3,
    }


def test_small_areas_know_what_they_were_in_2011(atlases, tiny):
    former = atlases["area"].store.former_areas
    published = pd.read_csv(tiny / "official" / "change.csv")

    assert list(former.columns) == ["before", "after", "change"]
    assert len(former) == len(published)
    assert atlases["neighbourhood"].store.former_areas is None


def test_rates_of_larger_areas_are_worked_out_from_counts(atlases):
    small = atlases["area"]
    counts = small.store.figures[["moved_here", "moved_total"]]
    summed = counts.groupby(small.store.areas["authority_code"]).sum()
    wanted = 100 * summed["moved_here"] / summed["moved_total"]
    found = atlases["authority"].measures.values("mig_moved_1yr")
    pd.testing.assert_series_equal(found, wanted, check_names=False)


def test_moves_are_those_of_the_level(atlases):
    flows = ["flow_in_within", "flow_in_near", "flow_in_uk", "flow_out_far"]
    told = {level: atlas.store.totals.loc["E06990001", flows] for level, atlas in atlases.items()}
    assert told["area"].tolist() == told["neighbourhood"].tolist() == [30, 70, 110, 150]
    assert told["authority"].tolist() == [100, 60, 50, 50]
    assert atlases["authority"].store.totals.loc["england-wales", "flow_in_near"] == 120
    assert atlases["area"].store.totals.loc["england-wales", "flow_in_near"] == 130


def test_authority_without_a_row_of_moves_says_why(atlases):
    measures = atlases["authority"].measures
    assert measures.values("mig_turnover").notna().tolist() == [True, True, False]
    assert "formed later" in measures.gap_reason("mig_turnover", "W06990001")
    assert atlases["neighbourhood"].measures.values("mig_turnover").notna().all()


def test_a_pack_from_before_a_table_of_moves_does_not_blame_the_authorities(
    folder, tiny_definitions, monkeypatch
):
    store = open_store(folder.with_name(folder.name + LEVELS["authority"]))
    monkeypatch.setattr(store, "figures", store.figures.drop(columns="flow_out_far"))
    measures = Atlas(tiny_definitions, store).measures
    assert measures.values("mig_turnover").isna().all()
    assert measures.gap_reason("mig_turnover", "E06990001") == "not known for this place"


def test_ranks_are_carried_over_and_never_added_up(atlases):
    ranks = atlases["area"].store.figures["rank_before"]
    assert ranks["E01990007"] == ranks["E01990008"] == 28
    assert ranks[["E01990009", "E01990010"]].isna().all()


def test_complex_change_is_known_at_every_level(atlases):
    areas = atlases["neighbourhood"].store.areas
    assert areas.loc["E02990001", "change"] == "X"
    assert areas.loc["E02990002", "change"] == ""
    assert "borders changed" in atlases["neighbourhood"].measures.gap_reason(
        "dem_popchange", "E02990001"
    )


def test_outlines_of_larger_areas_cover_those_of_small_ones(atlases):
    small = atlases["area"]
    for level, column in (("neighbourhood", "neighbourhood_code"), ("authority", "authority_code")):
        for area, shape in small.store.outlines.geometry.items():
            larger = atlases[level].store.outlines.geometry[small.store.areas.loc[area, column]]
            assert larger.buffer(1e-6).contains(shape)


def test_wales_says_why_it_has_no_index(atlases):
    small = atlases["area"]
    welsh = [area for area in small.measures.areas if area.startswith("W")]
    reasons = small.measures.gap_reasons("dep_imd").loc[welsh]
    assert set(reasons) == {"the published figures cover England only"}
    assert small.store.areas.loc[welsh, "region"].eq("Wales").all()


def test_how_sure_types_are_is_what_would_be_worked_out(atlases):
    small = atlases["area"]
    kept = small.types("cohesion_types").robustness
    without = {**small.store.manifest, "tables": {**small.store.manifest["tables"]}}
    del without["tables"]["sureness"]
    fresh = Atlas(small.definitions, type(small.store)(small.store.folder, without))
    pd.testing.assert_series_equal(fresh.types("cohesion_types").robustness, kept)


def test_a_changed_definition_is_not_answered_from_what_was_kept(atlases):
    small = atlases["area"]
    assert small.store.find_sureness("cohesion_types", "another basis") is None


def test_a_stopped_build_goes_on_from_what_was_read(tmp_path, tiny, tiny_definitions, monkeypatch):
    target = tmp_path / "england-wales"
    read, calls = reference.read_source, []

    def stop_late(source, folder):
        calls.append(source.id)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return read(source, folder)

    monkeypatch.setattr(reference, "read_source", stop_late)
    build = lambda: build_nation(  # noqa: E731 - the same call twice
        "england-wales", tiny_definitions, tiny / "official", target=target, report=len
    )
    with pytest.raises(KeyboardInterrupt):
        build()
    assert not target.exists()
    build()
    assert len(calls) == len(tiny_definitions.sources) + 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_same_files_give_the_same_bytes(tmp_path, folder, tiny, tiny_definitions):
    again = tmp_path / "england-wales"
    build_nation("england-wales", tiny_definitions, tiny / "official", target=again, report=len)
    for path in folder.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes()


def test_all_files_that_are_missing_are_named_at_once(tmp_path, tiny_definitions):
    with pytest.raises(BuildError) as caught:
        build_nation("england-wales", tiny_definitions, tmp_path, target=tmp_path / "x", report=len)
    assert len(caught.value.faults) == 7 + len(tiny_definitions.sources)
    assert all("--from" in fault.remedy for fault in caught.value.faults)
