"""Files read together: every reference resolves, every rule of the kinds holds."""

from __future__ import annotations

import pytest

from atlas.errors import DefinitionError
from tests.conftest import read_layers

MEANS = '[[means]]\nkind = "money"\nname = "A grant"\ndate = "2025"\ndocument = "doc_z"\n\n'
TWO_SOURCES = 'people_per_km2 = "People per km2"'
TRIGGER = '[[triggers]]\nindicator = "mig_moved_1yr"\nscale = "town"\nat_least = 70\n'


@pytest.fixture
def broken(layers_copy):
    """A way to break one file and be told every fault."""

    def break_it(file, old, new):
        path = layers_copy / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(DefinitionError) as caught:
            read_layers(layers_copy)
        return caught.value.faults

    return break_it


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what", "closest"),
    [
        ("sources/people.toml", 'licence = "open"', 'licence = "opan"',
         ", licence", 'no licence "opan"', "open"),
        ("sources/people.toml", 'reader = "nomis_bulk"', 'reader = "nomis_bulky"',
         ", reader", 'no reader "nomis_bulky"', "nomis_bulk"),
        ("files/change.toml", 'licence     = "open"', 'licence     = "opan"',
         ", licence", 'no licence "opan"', "open"),
        ("geographies/lsoa_2021.toml", '"change.csv"', '"changes.csv"',
         ", change_file", 'no description in layers/files of "changes.csv"', "change.csv"),
        ("indicators/dem_pop.toml", 'group = "people"', 'group = "peopel"',
         ", group", 'no group "peopel"', "people"),
        ("indicators/dem_pop.toml", 'palette = "teal"', 'palette = "teel"',
         ", palette", 'no palette "teel"', "teal"),
        ("indicators/dep_imd_decile.toml", 'least = "least deprived"\n', "",
         ", order.least", "no word for this end", None),
        ("indicators/dep_tenth_change.toml", '[order]\nmore_is = "high"\n', "",
         ", order", "does not say whether low or high numbers mean more", None),
        ("indicators/dem_pop.toml", 'method = "total"', 'method = "totall"',
         ", method", 'no method "totall"', "total"),
        ("indicators/dem_pop.toml", '["ts001_total"]', '["ts001_totals"]',
         ", inputs.count", 'no variable "ts001_totals"', "ts001_total"),
        ("indicators/div_minority_share.toml", '"-groups_a"', '"-groups_aa"',
         ", inputs.part", 'no variable "groups_aa"', "groups_a"),
        ("indicators/soc_fragmentation.toml", '"mig_moved_1yr"', '"mig_moved_2yr"',
         ", inputs.indicators", 'no indicator "mig_moved_2yr"', "mig_moved_1yr"),
        ("indicators/dem_pop.toml", "count = ", "counts = ",
         ", inputs.counts", 'no input of this method "counts"', "count"),
        ("typologies/cohesion_types.toml", 'documents = ["doc_a"]', 'documents = ["doc_b"]',
         ", documents", 'no document "doc_b"', "doc_a"),
        ("typologies/cohesion_types.toml", "mig_moved_1yr = {", "mig_moved = {",
         ", types.0 (many_origins).profile.mig_moved", 'no indicator "mig_moved"', "mig_moved_1yr"),
        ("typologies/dominant_tenure.toml", '"hou_owned"', '"hou_own"',
         ", types.0 (mostly_owned).indicator", 'no indicator "hou_own"', "hou_owned"),
        ("typologies/lens.toml", '"dep_imd"', '"dep_imdd"',
         ", types.2 (low_need).all.0.indicator", 'no indicator "dep_imdd"', "dep_imd"),
        ("actions/TINY-1.toml", '"cohesion_types.many_origins"', '"cohesion_types.many"',
         ", suits", 'no type "cohesion_types.many"', ""),
        ("actions/TINY-1.toml", 'theme = "connect"', 'theme = "conect"',
         ", theme", 'no theme "conect"', "connect"),
        ("actions/TINY-1.toml", 'domain = "social"', 'domain = "sociall"',
         ", domain", 'no domain "sociall"', "social"),
        ("actions/TINY-1.toml", 'document = "doc_a"', 'document = "doc_aa"',
         ", sources.0.document", 'no document "doc_aa"', "doc_a"),
        ("actions/TINY-1.toml", '"mig_moved_1yr"', '"mig_moved"',
         ", triggers.0.indicator", 'no indicator "mig_moved"', "mig_moved_1yr"),
        ("actions/TINY-1.toml", 'effort = "low"', 'effort = "low"\nanswers = ["meeting.place"]',
         ", answers", 'no question of the self-check "meeting.place"', None),
        ("actions/TINY-1.toml", "[[sources]]", f"{MEANS}[[sources]]",
         ", means.0.document", 'no document "doc_z"', None),
        ("themes/connect.toml", 'document = "doc_a"', 'document = "doc_c"',
         ", document", 'no document "doc_c"', "doc_a"),
        ("domains/social.toml", 'document = "doc_a"', 'document = "doc_c"',
         ", document", 'no document "doc_c"', "doc_a"),
        ("principles/share.toml", 'document = "doc_a"', 'document = "doc_c"',
         ", document", 'no document "doc_c"', "doc_a"),
        ("standard/access.toml", 'document = "doc_a"', 'document = "doc_c"',
         ", document", 'no document "doc_c"', "doc_a"),
        ("outcomes/ties.toml", '"dep_imd"', '"dep_imdd"',
         ", follows", 'no indicator "dep_imdd"', "dep_imd"),
        ("actions/TINY-1.toml", '"ties"', '"tees"',
         ", outcomes", 'no outcome "tees"', "ties"),
        ("actions/TINY-1.toml", 'scope = "area"', 'scope = "area"\nevents = ["tenshun"]',
         ", events", 'no event "tenshun"', "tension"),
        ("actions/TINY-1.toml", 'scope = "area"', 'scope = "area"\nanswers = ["meeting.hal"]',
         ", answers", 'no question of the self-check "meeting.hal"', "meeting.hall"),
        ("groups/homes.toml", 'domain = "social"', 'domain = "sociall"',
         ", domain", 'no domain "sociall"', "social"),
        ("indicators/dem_pop.toml", 'group = "people"', 'group = "people"\ndomain = "socail"',
         ", domain", 'no domain "socail"', "social"),
    ],
)  # fmt: skip
def test_missing_reference_names_file_key_and_what_comes_closest(
    broken, file, old, new, where, what, closest
):
    found = [fault for fault in broken(file, old, new) if fault.where == f"layers/{file}{where}"]
    assert len(found) == 1
    assert what in found[0].what
    assert found[0].remedy
    if closest:
        assert closest in found[0].closest


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what"),
    [
        ("indicators/dem_pop.toml", 'unit = "people"', 'unit = "percent"',
         ", unit", 'method "total" does not return "percent"'),
        ("indicators/hou_owned.toml", 'whole = ["homes_total"]\n', "",
         ", inputs.whole", 'needs the input "whole"'),
        ("indicators/dem_pop.toml", "{place} had {value}", "It had {value}",
         ", text.sentence", "The slots are ['value']"),
        ("indicators/dem_pop.toml", "{place} had {value}", "It had some",
         ", text.sentence", "The slots are none"),
        ("indicators/dem_pop.toml", "{place} had {value}", "{place} had {value} {number}",
         ", text.sentence", "number"),
        ("indicators/dem_pop.toml", "{place} had {value}", "{place} had {value} {}",
         ", text.sentence", "The slots are"),
        ("indicators/dem_pop.toml", "{place} had {value}", "{place had {value}",
         ", text.sentence", "brace"),
        ("indicators/dem_pop.toml", "{place} had {value}", "{place} had {value",
         ", text.sentence", "brace"),
        ("indicators/dem_pop.toml", 'area = "E01990001"', 'area = "Hill"',
         ", check.area", '"Hill" is not the code of a Small area'),
        ("indicators/soc_fragmentation.toml", '"mig_moved_1yr"', '"soc_fragmentation"',
         ", inputs.indicators", "worked out from itself"),
        ("sources/homes.toml", 'homes_total = "All"', f'homes_total = "All"\n{TWO_SOURCES}',
         ", columns.people_per_km2", "also in density"),
        ("typologies/cohesion_types.toml", 'id = "settled"', 'id = "many_origins"',
         ", types.1 (many_origins)", "listed twice"),
        ("typologies/lens.toml", 'method = "rules"', 'method = "largest"',
         ", types.0 (mixed_and_moving)", 'needs "indicator"'),
        ("typologies/lens.toml", 'method = "rules"', 'method = "profiles"',
         ", types.0 (mixed_and_moving)", 'needs "profile"'),
        ("typologies/dominant_tenure.toml", 'method = "largest"', 'method = "rules"',
         ", types.0 (mostly_owned)", 'needs "all"'),
        ("typologies/lens.toml", 'id = "rest"',
         'id = "rest"\nall = [{ indicator = "dep_imd", at_most = 40 }]',
         ", types", "some areas might have no type"),
        ("typologies/lens.toml", ", at_most = 40", "",
         ", types.2 (low_need).all.0", "no bound"),
        ("typologies/lens.toml", "at_most = 40", "at_least = 50, at_most = 40",
         ", types.2 (low_need).all.0", "nothing can meet it"),
        ("typologies/lens.toml", "at_most = 40", "at_most = 140",
         ", types.2 (low_need).all.0", "outside 0 to 100"),
        ("actions/TINY-2.toml", "at_least = 75", "at_least = -1",
         ", triggers.0", "outside 0 to 100"),
        ("typologies/lens.toml", "borderline_margin = 3.0",
         '[larger]\nquestion = "Who?"\nabout = "So."\ncaution = "None."',
         ", larger", "from place to place"),
        ("typologies/lens.toml", '"dep_imd", scale', '"div_mix_gap", scale',
         ", types.2 (low_need).all.0.scale", "no position in a country"),
        ("actions/TINY-1.toml", 'scale = "town"', 'scale = "village"',
         ", triggers.0.scale", 'no scale "village"'),
        ("sources/people.toml", 'coverage = "england_wales"', 'coverage = "wales"',
         ", coverage", 'no whole "wales"'),
        ("sources/people.toml", 'geography = "lsoa_2021"', 'geography = "lsoa_2031"',
         ", geography", 'no geography "lsoa_2031"'),
        ("places/tiny.toml", 'country = "england_wales"', 'country = "engand_wales"',
         ", country", 'no country "engand_wales"'),
        ("countries/england_wales.toml", 'geography = "lsoa_2021"', 'geography = "lsoa"',
         ", geography", 'no geography "lsoa"'),
        ("geographies/lsoa_2011.toml", 'becomes      = "lsoa_2021"', 'becomes = "lsoa"',
         ", becomes", 'no geography "lsoa"'),
        ("actions/TINY-1.toml", TRIGGER, "",
         ", triggers", "Only ethnicity or faith"),
        ("actions/TINY-3.toml", 'indicator = "mig_moved_1yr"', 'indicator = "faith_any"',
         ", triggers", "Only ethnicity or faith"),
        ("actions/TINY-4.toml", 'scope = "place"', 'scope = "area"',
         ", triggers", "has no trigger"),
    ],
)  # fmt: skip
def test_broken_rule_names_file_key_and_remedy(broken, file, old, new, where, what):
    found = [fault for fault in broken(file, old, new) if fault.where == f"layers/{file}{where}"]
    assert len(found) == 1
    assert what in found[0].what
    assert found[0].remedy


def test_indicators_made_of_each_other_in_a_circle_are_refused(broken, layers_copy):
    first = layers_copy / "indicators" / "soc_fragmentation.toml"
    text = first.read_text(encoding="utf-8")
    second = first.with_name("soc_other.toml")
    second.write_text(text.replace('"mig_moved_1yr"', '"soc_fragmentation"'), encoding="utf-8")
    told = broken("indicators/soc_fragmentation.toml", '"mig_moved_1yr"', '"soc_other"')
    assert any("itself" in fault.what for fault in told)


def test_a_profile_on_a_figure_without_a_position_in_england_is_refused(broken):
    file = "typologies/cohesion_types.toml"
    told = broken(file, "dep_imd = {", "div_mix_gap = {")
    assert any("no position in a country" in fault.what for fault in told)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('core = ["need"]', "core = []", "no core claim"),
        ('core = ["need"]', 'core = ["needs"]', 'no claim "needs"'),
        ('id = "few_others"', 'id = "fewer_others"', 'no claim "few_others"'),
        ('scale = "england", at_least = 51 }', 'scale = "town", at_least = 51 }', "on the town"),
        ('denied = "{value} of people are of other groups, more than half."\n', "", "both"),
        ("no more than half.", "no more than {half}.", 'a slot "{half}"'),
        ("less than 42", "less than {most}", 'a slot "{most}"'),
        ('mig_moved_1yr = "{value} of people moved in, {position}."\n', "", "no sentence for it"),
        ('"dep_imd", scale = "value"', '"dep_income", scale = "value"', "on another"),
        ('"dep_imd", scale = "value"', '"dep_im", scale = "value"', 'no indicator "dep_im"'),
    ],
)  # fmt: skip
def test_what_a_type_says_is_tied_to_a_condition(broken, old, new, what):
    told = broken("typologies/cohesion_types.toml", old, new)
    assert any(what in fault.what for fault in told), told


def test_an_action_on_ethnicity_and_faith_together_is_refused(broken, layers_copy):
    path = layers_copy / "actions" / "TINY-1.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("mig_moved_1yr", "faith_any"))
    told = broken("actions/TINY-1.toml", "at_least = 70", "at_least = 71")
    assert any("Only ethnicity or faith" in fault.what for fault in told)


def test_faults_of_all_kinds_are_told_at_once(broken, layers_copy):
    path = layers_copy / "actions" / "TINY-2.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"services"', '"servises"'))
    path = layers_copy / "sources" / "homes.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"open"', '"closed"'))
    told = {fault.where for fault in broken("indicators/dem_pop.toml", '"teal"', '"teel"')}
    assert told == {
        "layers/actions/TINY-2.toml, theme",
        "layers/sources/homes.toml, licence",
        "layers/indicators/dem_pop.toml, palette",
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("principles/share.toml", 'looks_at = "partnership"\n', "", "nothing in the plan answers"),
        ("principles/own_voice.toml", "order = 1", 'order = 1\nlooks_at = "figures"',
         "ticked for each action"),
    ],
)  # fmt: skip
def test_a_question_to_the_plan_says_what_answers_it(broken, file, old, new, what):
    found = broken(file, old, new)
    assert [fault.where for fault in found] == [f"layers/{file}, looks_at"]
    assert what in found[0].what
    assert found[0].remedy


def test_an_indicator_has_the_domain_of_its_group_unless_it_says_otherwise(
    tiny_definitions, layers_copy
):
    of = {
        name: tiny_definitions.domain_of(one) for name, one in tiny_definitions.indicators.items()
    }
    assert of["hou_owned"] == "social"
    assert of["dem_pop"] == ""
    path = layers_copy / "indicators" / "hou_owned.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("group =", 'domain = "none"\ngroup =', 1), encoding="utf-8")
    changed = read_layers(layers_copy)
    assert changed.domain_of(changed.indicators["hou_owned"]) == ""
