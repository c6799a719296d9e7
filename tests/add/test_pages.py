"""Every worked example of docs/add that is data does what its page says."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from atlas import paths
from atlas.facade import Atlas
from atlas.prose.sentences import describe_value
from atlas.sources.read_source import read_source
from atlas.store import open_store
from atlas.text import say_counted, speaking
from tests.add.conftest import PAGES, find_blocks


def test_an_invented_country_needs_only_files(country):
    atlas = country.open("vestfold")

    assert set(atlas.definitions.indicators) == {"nor_newcomers_share"}
    assert atlas.definitions.typologies == {}
    assert list(atlas.measures.areas) == ["0201", "0202"]
    assert [one.name for one in atlas.comparators.values()][:1] == ["Nordland"]
    assert atlas.measures.comparators("nor_newcomers_share").round(2).to_dict() == {
        "vestfold": 14.67,
        "nordland": 10.86,
    }


def test_the_sentence_of_the_country_page_is_what_comes_out(country):
    atlas = country.open("vestfold")
    indicator = atlas.definitions.indicators["nor_newcomers_share"]
    value = atlas.measures.values(indicator.id)["0201"]
    said = describe_value(indicator, value, place=atlas.name_of("0201")).replace("\u202f", " ")

    assert value == pytest.approx(indicator.check.value, abs=indicator.check.near)
    assert said in (PAGES / "country.md").read_text(encoding="utf-8")


def test_the_former_places_are_as_they_were(country, tiny_pack, tiny_atlas):
    beside = Atlas(country.read(), open_store(tiny_pack))

    assert set(beside.definitions.indicators) == set(tiny_atlas.definitions.indicators)
    for name in beside.definitions.indicators:
        pd.testing.assert_series_equal(
            beside.measures.values(name), tiny_atlas.measures.values(name)
        )
    for name in beside.definitions.typologies:
        assert beside.types(name).types.equals(tiny_atlas.types(name).types)


def test_a_table_of_quarters_becomes_figures_of_parishes(country):
    assert country.add("geography.md") == 4
    atlas = country.open("nordland")
    check = atlas.definitions.indicators["nor_without_work_rate"].check
    values = atlas.measures.values("nor_without_work_rate")

    assert values[check.area] == pytest.approx(check.value, abs=check.near)
    assert values.to_dict() == pytest.approx({"0101": 5, "0102": 2.5, "0201": 6, "0202": 1})


def test_the_indicator_page_checks_on_luton(real_example, luton):
    assert real_example.add("indicator.md") == 1
    page = (PAGES / "indicator.md").read_text(encoding="utf-8")
    german = next(one for one in find_blocks(page, "toml") if one.startswith("[eco_train]"))
    with (real_example.layers / "languages/de/indicators.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{german}")
    definitions = real_example.read()
    atlas = Atlas(definitions, luton.store)
    check = definitions.indicators["eco_train"].check

    assert atlas.measures.values("eco_train")[check.area] == pytest.approx(
        check.value, abs=check.near
    )


def test_the_source_page_can_be_read(real_example):
    assert real_example.add("source.md") == 1
    source = real_example.read().sources["census2021_ts039"]
    row = {source.area_column: "E01000001"} | dict.fromkeys(source.columns.values(), 7)
    path = real_example.folder / source.file
    path.parent.mkdir(parents=True)
    pd.DataFrame([row]).to_csv(path, index=False)

    table = read_source(source, real_example.folder)

    assert table.loc["E01000001"].to_dict() == dict.fromkeys(source.columns, 7.0)


@pytest.mark.parametrize("page", ["action.md", "typology.md"])
def test_the_other_pages_of_data_pass_the_check(real_example, page):
    assert real_example.add(page) == 1
    assert real_example.read()


def test_the_language_page_speaks(real_example, luton):
    assert real_example.add("language.md") == 6
    atlas = Atlas(real_example.read(), luton.store)
    told = atlas.in_language("nl")
    indicator = told.definitions.indicators["dem_age_65plus"]

    with speaking(told.speech):
        sentence = describe_value(indicator, 12345.6, place="Luton")
        assert say_counted("{count} area", "{count} areas", 1250) == "1.250 gebieden"
    assert sentence.startswith("12.346\u202f% van de bewoners van Luton was")
    assert told.type_name("cohesion_types", "diverse_suburb") == "Gemengde buitenwijk"
    assert told.definitions.actions["ACT-01"].partners[0] == "bewoners"
    # What the page does not give stays English, and so does the atlas it was made from.
    assert told.definitions.actions["ACT-03"].name == atlas.definitions.actions["ACT-03"].name
    assert atlas.definitions.indicators["dem_age_65plus"].name == "People aged 65 and over"


def test_the_page_on_layers_names_every_place_that_the_type_checker_does():
    text = (PAGES / "layer.md").read_text(encoding="utf-8").partition("\n3. ")[0]
    listed = set(re.findall(r"^\| `(atlas/\S+)` \|", text, re.MULTILINE))
    asked = {
        path.relative_to(paths.ROOT).as_posix()
        for path in (paths.ROOT / "atlas").rglob("*.py")
        if "atlas.layer.content" in (code := path.read_text(encoding="utf-8"))
        and "assert_never(" in code
    }
    assert listed == asked
