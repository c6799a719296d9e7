"""Any number of authorities side by side is opened: no name of theirs is too long for a file."""

from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest

from atlas import paths
from atlas.errors import PlanError
from atlas.opening import places
from atlas.pack.manifest import checksum
from atlas.places.gazetteer import JOIN
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.plans import open_plans
from atlas.plan.records.tables import LONGEST_PLACE
from atlas.ui.serve import head_lines
from atlas.ui.shell import find_pages
from atlas.uploads.saved import list_saved, remove_layer, save_layer
from tests.pages.test_read_only import make_own_layer

FORGET = [one for one in vars(places).values() if hasattr(one, "cache_clear")]
# 26 codes joined make a name that file systems refuse; 40 are as good as any number.
MANY = 40


@pytest.fixture
def many(tmp_path, monkeypatch):
    """Forty authorities: the wards of Luton's areas, called so in packs of a country."""
    packs = tmp_path / "packs"
    monkeypatch.setattr(paths, "USER_PACKS", packs)
    monkeypatch.setattr(paths, "USER_FIGURES", tmp_path / "figures")
    codes = [f"E06{number:06}" for number in range(900, 900 + MANY)]
    for end, level in {"": "area", ".authority": "authority"}.items():
        folder = shutil.copytree(paths.PACKS / "luton", packs / f"england-wales{end}")
        areas = pd.read_parquet(folder / "areas.parquet")
        own = [codes[number % MANY] for number in range(len(areas))]
        areas = areas.assign(region_code="E12000006", region="East", authority_code=own)
        areas["authority"] = [f"Town {code[-2:]}" for code in own]
        if level == "authority":
            areas = areas.iloc[:MANY].assign(area=codes)
        areas.to_parquet(folder / "areas.parquet")
        told = json.loads((folder / "manifest.json").read_text()) | {"level": level}
        told["place"] = "england-wales"
        told["tables"]["areas"]["checksum"] = checksum((folder / "areas.parquet").read_bytes())
        (folder / "manifest.json").write_text(json.dumps(told))
    for cached in FORGET:
        cached.cache_clear()
    yield JOIN.join(codes)
    for cached in FORGET:
        cached.cache_clear()


@pytest.mark.parametrize("word", [one for one in find_pages() if one != "twins"])
def test_forty_authorities_are_opened_on_every_page(draw, many, word):
    page = draw(word, place=many)

    assert [one.value for one in page.test.error] == []
    assert not any("has not been built" in one for one in page.notices())
    assert page.address()["place"] == many


def test_the_whole_page_and_its_head_come(draw, many):
    page = draw(place=many)

    assert "<span>Town 00 and 39 more</span>" in page.words()
    first, _ = head_lines({"path": "/", "query_string": f"place={many}".encode()})
    assert f"/outlines/{many}/area/" in first


def test_a_layer_is_saved_for_forty_authorities_and_removed(many):
    save_layer(make_own_layer(), many)
    assert [one.id for one in list_saved(many)] == [make_own_layer().id]
    assert list_saved(many.removesuffix(f"{JOIN}E06000939")) == ()

    remove_layer(make_own_layer().id, many)

    assert list_saved(many) == ()


def test_a_plan_for_more_than_can_be_named_is_refused_with_a_word(tmp_path):
    plans = open_plans(f"sqlite:///{tmp_path / 'plans.db'}")
    longest = JOIN.join(f"E06{number:06d}" for number in range(400))
    assert len(longest) > LONGEST_PLACE
    with pytest.raises(PlanError, match="characters"):
        plans.add(longest, PlannedAction(action="ACT-31"))
    assert plans.list(longest, PlannedAction) == []
    plans.close()


def test_what_is_taken_away_has_a_name_that_every_system_takes(many):
    assert len(paths.name_in_files(many).encode()) < 60
    assert paths.name_in_files(many) != paths.name_in_files(many.replace("E06000901", "E06000900"))
