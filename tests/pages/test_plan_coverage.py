"""What the plan leaves out, by domain and by area: the place's, whatever is selected."""

from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest

from atlas import paths
from atlas.opening import places
from atlas.pack.manifest import checksum
from atlas.plan.records.kinds.planned_action import PlannedAction
from atlas.plan.records.plans import open_plans

FORGET = [one for one in vars(places).values() if hasattr(one, "cache_clear")]
AREA, OTHER = "E01015693", "E01015694"
ENGLISH = "ACT-31"


@pytest.fixture
def plans(plans_file):
    """The database that the pages of this test open too."""
    opened = open_plans(f"sqlite:///{plans_file}")
    yield opened
    opened.close()


def test_the_wheel_tells_what_is_left_out(draw, plans):
    plans.add("luton", PlannedAction(action=ENGLISH))
    page = draw("plan", part="coverage")

    assert "The plan has no action in the domain “Identity and mutual belonging”." in page.words()
    assert (
        "The plan has actions in “Structural” but tracks none of the figures there." in page.words()
    )
    assert len(page.test.get("plotly_chart")) == 1


def left_out(page):
    """Return what a page says that the plan leaves out, and the counts of the wheel's table."""
    words = page.words()
    section = words.split("What the plan leaves out")[1].split("</section>")[0]
    return section, words.split('<table class="pl-table">')[1].split("</table>")[0]


def test_what_the_plan_leaves_out_is_the_same_wherever_somebody_looked(draw, plans):
    plans.add("luton", PlannedAction(action=ENGLISH, areas=(AREA,)))
    plans.add("luton", PlannedAction(title="For everybody"))
    whole, counts = left_out(draw("plan", part="coverage"))

    for area in (AREA, "E01015733", f"{AREA},{OTHER}"):
        assert left_out(draw("plan", part="coverage", area=area)) == (whole, counts)
    assert "124 of the 125 areas of Luton are not named in any action." in whole
    assert "1 action is for all of Luton and names no area." in whole
    link = whole.split('href="')[1].split('"')[0]
    assert link.startswith("./?place=luton&amp;area=")
    assert f"{OTHER}," in link
    assert AREA not in link


@pytest.fixture
def larger(tmp_path, monkeypatch):
    """A pack of Luton's neighbourhoods beside that of its small areas."""
    monkeypatch.setattr(paths, "USER_PACKS", tmp_path / "packs")
    folder = shutil.copytree(paths.PACKS / "luton", tmp_path / "packs" / "luton.neighbourhood")
    areas = pd.read_parquet(folder / "areas.parquet").drop_duplicates("neighbourhood_code")
    called = areas.set_index("area")["neighbourhood_code"]
    told = json.loads((folder / "manifest.json").read_text()) | {"level": "neighbourhood"}
    for name in ("areas", "figures", "outlines"):
        file = folder / told["tables"][name]["file"]
        table = pd.read_parquet(file)
        table = table[table["area"].isin(called.index)]
        table.assign(area=table["area"].map(called)).to_parquet(file)
        told["tables"][name]["checksum"] = checksum(file.read_bytes())
    (folder / "manifest.json").write_text(json.dumps(told))
    for cached in FORGET:
        cached.cache_clear()
    yield folder
    for cached in FORGET:
        cached.cache_clear()


@pytest.mark.usefixtures("larger")
def test_small_areas_are_told_of_at_every_zoom(draw, plans):
    plans.add("luton", PlannedAction(action=ENGLISH, areas=(AREA,)))
    plans.add("luton", PlannedAction(title="For a neighbourhood", areas=("E02003259",)))
    small, _ = left_out(draw("plan", part="coverage"))

    page = draw("plan", part="coverage", level="neighbourhood")

    assert page.address()["level"] == "neighbourhood"
    assert "of the 125 areas of Luton are not named in any action." in small
    assert left_out(page)[0].split("<h3>Areas</h3>")[1] == small.split("<h3>Areas</h3>")[1]
