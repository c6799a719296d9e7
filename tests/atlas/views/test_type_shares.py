"""At a level of larger areas every view, file and command tells shares of residents by type."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from atlas.actions.fit import find_means
from atlas.cli import app
from atlas.definitions import Step
from atlas.export import write_export
from atlas.export.columns import describe_type_columns
from atlas.export.make_extract import make_extract
from atlas.facade import Atlas
from atlas.facade.suggesting import read_means
from atlas.layer.layer import make_layer
from atlas.layer.shown import find_shown
from atlas.pack.schema import MANIFEST
from atlas.places.gazetteer import NATION
from atlas.prose.types.audit import audit_claims
from atlas.prose.types.describe import describe_area_type, describe_type, name_states
from atlas.prose.types.plain import describe_plain_type
from atlas.selection.address import Selection
from atlas.sheets.content import make_joint_sheet
from atlas.sheets.paragraph import make_paragraph
from atlas.store import open_store
from atlas.typology.assign import NO_DATA
from atlas.views.choropleth import draw_map_data, make_texts
from atlas.views.hand_sheet import write_hand_sheet
from atlas.views.legend import make_legend
from atlas.views.new_step import make_step
from atlas.views.panel import render_panel
from atlas.views.slides import make_slide
from atlas.views.table import make_table

TYPOLOGY = "cohesion_types"
SHARED = Selection(place=NATION, layer=TYPOLOGY, typology=TYPOLOGY)
BARS = re.compile(r'<td class="ap-num">(\d+) %</td>')


@pytest.fixture(scope="module")
def atlases(tiny_nation, tiny_definitions):
    """The invented country at every level."""
    names = {"area": NATION, **{one: f"{NATION}.{one}" for one in ("neighbourhood", "authority")}}
    return {
        level: Atlas(tiny_definitions, open_store(tiny_nation / name))
        for level, name in names.items()
    }


@pytest.fixture(scope="module", params=["neighbourhood", "authority"])
def larger(request, atlases):
    """The invented country by larger areas."""
    return atlases[request.param]


@pytest.fixture
def old(tmp_path, tiny_nation, tiny_definitions):
    """The authorities of a pack that was built before shares were."""
    pack = shutil.copytree(tiny_nation / f"{NATION}.authority", tmp_path / f"{NATION}.authority")
    manifest = json.loads((pack / MANIFEST).read_text(encoding="utf-8"))
    del manifest["tables"]["type_shares"]
    (pack / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return Atlas(tiny_definitions, open_store(pack))


def find_bars(atlas, areas):
    above, _ = render_panel(atlas, areas, (), TYPOLOGY, "england")
    return above, [int(one) for one in BARS.findall(above)]


def test_a_place_has_the_same_bars_at_every_zoom(atlases):
    shown = {level: find_bars(atlas, ())[1] for level, atlas in atlases.items()}
    assert shown["area"] == shown["neighbourhood"] == shown["authority"]
    assert len(shown["area"]) > 1
    assert sum(shown["area"]) in (99, 100, 101)


def test_one_larger_area_is_told_by_its_shares_and_never_by_its_own_figures(larger):
    assignment = larger.types(TYPOLOGY)
    for area in larger.measures.areas:
        above, bars = find_bars(larger, (area,))
        shares = assignment.residents.loc[area] / assignment.residents.loc[area].sum()
        assert sorted(bars) == sorted(round(100 * one) for one in shares[shares > 0])
        assert "What supports" not in above
        assert "Does this fit" not in above
        words = describe_area_type(larger, TYPOLOGY, area)
        assert (words.fits, words.against, words.steady, words.word) == ((), (), "", "")
        assert larger.find_reasons(TYPOLOGY, area) == []


def test_a_heading_names_the_type_of_more_than_half_or_the_first_two(larger):
    assignment = larger.types(TYPOLOGY)
    areas = list(larger.measures.areas)
    for area, told in zip(areas, name_states(larger, assignment, areas), strict=True):
        shares = assignment.residents.loc[area].sort_values(ascending=False)
        shares = shares / shares.sum()
        assert told.startswith("Most residents (") == (shares.iloc[0] > 0.5)
        named = [larger.type_name(TYPOLOGY, one) for one in shares.index[shares > 0]]
        assert any(name in told for name in named)
        assert "Nearest to" not in told


def test_the_layer_asks_how_many_live_there(larger):
    layer = make_layer(larger, SHARED)
    legend = make_legend(larger, SHARED, layer)
    assert layer.texts.title == "In which kind of place do most people live?"
    assert layer.texts.caution == "Invented, and shared out."
    doubtful = larger.types(TYPOLOGY).standing.eq("nearest").sum()
    row = next(one for one in legend["others"] if one["kind"] == "doubtful")
    assert row["count"] == doubtful
    assert "half of residents" in row["label"]
    assert json.dumps(draw_map_data(larger, SHARED, layer, assets={}, fit={}))
    counts = larger.types(TYPOLOGY).types.value_counts()
    assert {one["count"] for one in legend["classes"]} == set(counts.drop(NO_DATA, errors="ignore"))


def test_the_question_of_small_areas_is_as_it_was(atlases):
    layer = make_layer(atlases["area"], SHARED)
    assert layer.texts.title == "What kind of place is this?"
    others = make_legend(atlases["area"], SHARED, layer)["others"]
    assert not any("residents" in one["label"] for one in others)


def test_hover_table_and_files_say_the_same(larger):
    areas = list(larger.measures.areas)
    told = name_states(larger, larger.types(TYPOLOGY), areas)
    assert make_texts(larger, TYPOLOGY, "england", 0)["values"] == told
    rows = make_table(larger, SHARED, make_layer(larger, SHARED))["rows"]
    assert [row[4] for row in rows] == told
    extract = make_extract(larger, SHARED, link="")
    assert extract.words.tolist() == told


def test_a_filter_by_type_keeps_where_most_residents_live_and_says_so(larger):
    assignment = larger.types(TYPOLOGY)
    wanted = assignment.types.iloc[0]
    selection = Selection(place=NATION, types=(f"{TYPOLOGY}.{wanted}",))
    filtered = find_shown(larger, selection)
    assert filtered.met.tolist() == assignment.types.eq(wanted).tolist()
    assert filtered.steps[0][0].startswith("Type most residents live in: ")


def test_a_lens_on_the_place_is_left_out_of_an_address(larger):
    reading = larger.parse_address({"layer": "lens", "typology": "lens", "type": "lens.mixed"})
    assert reading.notes
    assert reading.selection.typology == TYPOLOGY
    assert reading.selection.types == ()


def test_every_share_is_in_the_files_and_described(larger):
    extract = make_extract(larger, SHARED, link="")
    shares = extract.type_details.filter(like=f"{TYPOLOGY}_share_")
    assert shares.sum(axis=1).round(9).eq(1).all()
    assert f"{TYPOLOGY}_membership" not in extract.type_details
    typology = larger.definitions.typologies[TYPOLOGY]
    assert set(shares) <= set(describe_type_columns(typology))
    assert "small areas" in extract.reading
    for word in ("csv", "geojson", "xlsx", "gpkg", "svg", "html"):
        assert write_export(extract, word)


def test_the_sheet_to_add_up_by_hand_holds_all_residents(larger):
    book = openpyxl.load_workbook(io.BytesIO(write_hand_sheet(larger, TYPOLOGY, reading="")))
    assert book.sheetnames == ["Read me", "Results"]
    rows = pd.DataFrame(book["Results"].values)
    rows = rows.set_axis(rows.iloc[0], axis=1).iloc[1:]
    summed = rows.filter(like="residents_").astype(float).sum(axis=1)
    assert summed.tolist() == larger.measures.residents.tolist()


def test_a_hand_out_gives_shares_and_no_reasons(larger):
    words = next(iter(larger.definitions.sheets.values()))
    areas = tuple(larger.measures.areas)
    one = describe_plain_type(larger, words, areas[:1])
    assert one.reasons == ()
    assert one.name == name_states(larger, larger.types(TYPOLOGY), areas[:1])[0]
    assert "of residents live in areas of the type" in one.lines[0]
    several = describe_plain_type(larger, words, areas)
    assert several.reasons == ()
    assert all("of residents live in areas of the type" in line for line in several.lines)


def test_a_paragraph_and_a_step_give_larger_areas_no_type(larger):
    areas = tuple(str(area) for area in larger.measures.areas)
    for few in (areas[:1], areas[:2]):
        sheet = make_joint_sheet(larger, few, link="")
        assert sheet.type.counts == ()
        told = [
            make_paragraph(sheet),
            make_step(larger, replace(SHARED, areas=few)).sentence,
            make_step(larger, SHARED).sentence,
        ]
        for text in told:
            assert "of residents live in areas of the type" in text.replace("\u00a0", " ")
            assert "nearest" not in text
            assert "in the atlas" not in text


def test_a_pack_of_before_says_so_on_paper_and_in_a_step(old):
    areas = tuple(str(area) for area in old.measures.areas)
    for few in (areas[:1], areas[:2]):
        assert "build it again" in make_paragraph(make_joint_sheet(old, few, link=""))
    assert "build it again" in make_step(old, SHARED).sentence


def test_actions_are_matched_by_the_share_who_live_in_suited_types(larger):
    membership = larger.types(TYPOLOGY).membership.fillna(0.0)
    usual = find_means(read_means(), larger.measures)
    for area in larger.measures.areas:
        for one in larger.matcher.suggest([area]):
            if one.kind == "place":
                continue
            action = larger.definitions.actions[one.action]
            suited = [name for name in action.suits if name.startswith(f"{TYPOLOGY}.")]
            own = membership.loc[area, [name.split(".")[1] for name in suited]].sum()
            mean = sum(
                usual.get(name, float(membership[name.split(".")[1]].mean())) for name in suited
            )
            fit = max(0.0, (own - mean) / (1 - mean)) if len(suited) < membership.shape[1] else 0.0
            assert one.fit == pytest.approx(fit)


def test_a_type_describes_small_areas_at_every_level(atlases):
    for one in atlases["area"].definitions.typologies[TYPOLOGY].types:
        told = {describe_type(atlas, TYPOLOGY, one.id) for atlas in atlases.values()}
        assert len(told) == 1


def test_nothing_is_claimed_of_larger_areas(larger):
    audit = audit_claims(larger)
    assert (audit.claims, audit.reasons, audit.clear) == ([], 0, 0)


def test_a_pack_from_before_has_no_types_and_says_how_to_get_them(old):
    layer = make_layer(old, SHARED)
    assert layer.classing.missing == len(old.measures.areas)
    again = f"python -m atlas build {NATION}"
    assert any(again in reason for reason in layer.reasons)
    texts = make_texts(old, TYPOLOGY, "england", 0)
    assert all(again in reason for reason in texts["gaps"].values())
    assert len(texts["gaps"]) == len(old.measures.areas)
    for areas in ((), (str(old.measures.areas[0]),)):
        above, _ = render_panel(old, areas, (), TYPOLOGY, "england")
        assert "Not enough data" in above
    extract = make_extract(old, SHARED, link="")
    assert any(again in row.note for row in extract.layer.rows if row.kind == "missing")
    assert write_export(extract, "csv")
    assert write_hand_sheet(old, TYPOLOGY, reading="")
    assert again in describe_area_type(old, TYPOLOGY, str(old.measures.areas[0])).fit[0]
    assert old.suggest([])


@pytest.mark.parametrize("ending", ["", ".authority"])
def test_the_command_line_tells_shares_of_a_larger_area(nation, atlases, ending):
    code = str(atlases["authority"].measures.areas[0])
    wanted = atlases["authority"].types(TYPOLOGY).residents.loc[code]
    ward = atlases["area"].store.areas
    code_small = ward["neighbourhood_code"].iloc[0]
    asked = code if ending else code_small
    if not ending:
        wanted = atlases["neighbourhood"].types(TYPOLOGY).residents.loc[code_small]
    pack = nation / "packs" / f"{NATION}{ending}"
    words = ["types", asked, "--pack", str(pack), "--json"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert told["residents"] == {name: int(one) for name, one in wanted[wanted > 0].items()}
    plain = CliRunner().invoke(app, words[:-1])
    assert plain.exit_code == 0
    assert "has no type of its own" in plain.output


def test_bars_for_a_hall_are_the_same_at_every_zoom(atlases):
    step = Step(address="", what="chart")
    told = {}
    for level, atlas in atlases.items():
        bars = make_slide(atlas, step, SHARED, assets={})["bars"]
        told[level] = [(bar["name"], bar["text"]) for bar in bars]
    assert told["area"] == told["neighbourhood"] == told["authority"]
    assert len(told["area"]) > 1
