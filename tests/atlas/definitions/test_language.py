"""A language: what it translates, what it leaves, and what is refused."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.definitions.check_parts import find_slots
from atlas.definitions.language import lay_flat
from atlas.definitions.translate import (
    Coverage,
    measure_catalogue,
    measure_coverage,
)
from atlas.errors import DefinitionError
from atlas.text import say, say_counted, speaking
from tests.conftest import read_layers

AREAS = 'msgid "{count} area"\nmsgid_plural "{count} areas"\n'


@pytest.fixture
def speak(layers_copy):
    """A function that writes files of German and returns the definitions with them."""

    def write(**files):
        for name, text in files.items():
            path = layers_copy / "languages" / "de" / f"{name}.toml"
            if name == "program":
                path = path.parent / "LC_MESSAGES" / "program.po"
                path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return read_layers(layers_copy)

    return write


def first_of(definitions, kind):
    """Return the first definition of a kind."""
    return next(iter(getattr(definitions, kind).values()))


def test_texts_are_translated_by_identity_and_the_rest_stays(speak):
    one = first_of(speak(), "indicators")
    definitions = speak(
        indicators=f'[{one.id}]\nname = "Auf Deutsch"\ntext.sentence = "In {{place}}: {{value}}."'
    )
    told = definitions.in_language("de")

    assert told.indicators[one.id].name == "Auf Deutsch"
    assert told.indicators[one.id].text.sentence == "In {place}: {value}."
    assert told.indicators[one.id].text.caution == one.text.caution
    assert told.indicators[one.id].inputs == one.inputs
    assert definitions.indicators[one.id] == one
    assert told.speech.code == "de"
    assert definitions.in_language("de") is told
    assert definitions.in_language("fr") is definitions


def test_phrases_serve_every_definition_and_identity_goes_before(speak):
    action = first_of(speak(), "actions")
    told = speak(
        phrases=f'"{action.lead[0]}" = "alle"\n"{action.time}" = "lange"',
        actions=f'[{action.id}]\ntime = "kurz"',
    ).in_language("de")

    assert told.actions[action.id].lead == ["alle", *action.lead[1:]]
    assert told.actions[action.id].time == "kurz"


def test_parts_of_lists_go_by_identity_or_number(speak):
    before = speak()
    typology = first_of(before, "typologies")
    sheet = first_of(before, "sheets")
    likeness = first_of(before, "likeness")
    shown = sheet.figures[-1].indicator
    last = typology.types[-1].id
    told = speak(
        typologies=f'[{typology.id}]\ntypes.{last}.name = "Art"',
        sheets=f'[{sheet.id}]\nfigures.{shown}.sentence = "Hier: {{value}}."',
        likeness=f'[{likeness.id}]\nfeatures.2.name = "Merkmal"',
    ).in_language("de")

    assert [one.name for one in told.typologies[typology.id].types][-1] == "Art"
    assert told.typologies[typology.id].types[0] == typology.types[0]
    assert told.sheets[sheet.id].figures[-1].sentence == "Hier: {value}."
    assert told.likeness[likeness.id].features[1].name == "Merkmal"
    assert told.likeness[likeness.id].features[0] == likeness.features[0]


def test_pairs_of_texts_stay_pairs(speak):
    geography = first_of(speak(), "geographies")
    told = speak(
        geographies=f'[{geography.id}]\nwords.area = ["Gebiet", "Gebiete"]\n'
        'words.called = "{name} in {ward}"'
    ).in_language("de")

    assert told.geographies[geography.id].words.area == ("Gebiet", "Gebiete")
    assert told.geographies[geography.id].words.called == "{name} in {ward}"


@pytest.mark.parametrize(
    ("file", "text", "where", "said"),
    [
        ("indicators", "[nobody]\nname = 'x'", "indicators.toml", '"nobody"'),
        ("indicators", "[{indicator}]\nnames = 'x'", "{indicator}.names", '"names"'),
        ("indicators", "[{indicator}]\nunit = 'x'", "{indicator}.unit", '"unit"'),
        ("indicators", "[{indicator}]\ntext.sentence = 'x'", "{indicator}.text.sentence", "slots"),
        ("indicators", "[{indicator}]\nname = 3", "{indicator}.name", "Found 3."),
        ("actions", "[{action}]\nlead = ['a', 'b', 'c', 'd', 'e', 'f']", ".lead", "Found ["),
        ("actions", "{action} = 'x'", "actions.toml, {action}", "Found 'x'."),
        ("geographies", "[{geography}]\nwords.called = '{{x}}'", "words.called", "slots"),
        ("phrases", "'nobody says this' = 'x'", "phrases.toml", '"nobody says this"'),
        ("phrases", "'nobody says this' = [", "phrases.toml", "not TOML"),
        ("licences", "[ogl]\nname = 'x'", "licences.toml", '"licences"'),
        ("language", "name = 'Deutsch'\nnames = 'x'", "language.toml, names", '"names"'),
    ],
)
def test_what_does_not_exist_or_fit_is_refused(speak, file, text, where, said):
    before = speak()
    names = {
        "indicator": first_of(before, "indicators").id,
        "action": first_of(before, "actions").id,
        "geography": first_of(before, "geographies").id,
    }

    with pytest.raises(DefinitionError) as caught:
        speak(**{file: text.format(**names)})

    fault = caught.value.faults[0]
    assert "layers/languages/de/" in fault.where
    assert where.format(**names) in fault.where
    assert said in fault.what
    assert fault.remedy


def test_a_name_that_is_nearly_right_is_told(speak):
    with pytest.raises(DefinitionError) as caught:
        speak(indicatorss="")

    assert caught.value.faults[0].closest == ("indicators",)


@pytest.mark.parametrize(
    ("message", "line", "said"),
    [
        ('msgid "{count} areas"\nmsgstr "{number} Gebiete"', 1, "slots"),
        (f'{AREAS}msgstr[0] "{{count}} x"\nmsgstr[1] "{{number}} x"', 1, "slots"),
        (f'{AREAS}msgstr[0] "{{number}} x"\nmsgstr[1] "{{count}} x"', 1, "slots"),
        ('msgid "Download"\nmsgstr "x"\nneither of them', 3, "no catalogue"),
        (f'{AREAS}msgstr[7] "{{count}} x"', 1, "no catalogue"),
    ],
)
def test_a_faulty_catalogue_is_refused_with_the_line(speak, message, line, said):
    with pytest.raises(DefinitionError) as caught:
        speak(program=message)

    fault = caught.value.faults[0]
    assert fault.where == f"layers/languages/de/LC_MESSAGES/program.po, line {line}"
    assert said in fault.what
    assert fault.remedy


def test_the_program_speaks_by_the_catalogue(speak):
    german = speak(
        program=f'{AREAS}msgstr[0] "ein Gebiet"\nmsgstr[1] "{{count}} Gebiete"\n\n'
        'msgid "Download"\nmsgstr "Herunterladen"\n\nmsgid "Table"\nmsgstr ""\n'
    ).languages["de"]

    with speaking(german.speech):
        said = [say_counted("{count} area", "{count} areas", count) for count in (1, 1250)]
        assert [*said, say("Download"), say("Table")] == [
            "ein Gebiet",
            "1.250 Gebiete",
            "Herunterladen",
            "Table",
        ]
    assert measure_catalogue(german) == Coverage(3, ("Table",))


@pytest.mark.parametrize(
    ("name", "said"), [("qqq/language.toml", "qqq"), ("nl.toml", "no language")]
)
def test_what_is_called_by_no_language_is_refused(layers_copy, name, said):
    path = layers_copy / "languages" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('name = "Q"', encoding="utf-8")

    with pytest.raises(DefinitionError, match=said):
        read_layers(layers_copy)


def test_a_folder_may_have_no_languages(layers_copy):
    shutil.rmtree(layers_copy / "languages")

    assert read_layers(layers_copy).languages == {}


def test_the_share_that_is_translated_grows_with_what_is_given(speak):
    before = speak()
    one = first_of(before, "indicators")
    after = speak(indicators=f'[{one.id}]\nname = "x"\nquestion = "y"')
    few = measure_coverage(before, before.languages["de"])
    more = measure_coverage(after, after.languages["de"])

    assert few.texts == more.texts
    assert set(few.missing) - set(more.missing) == {
        f"indicators.{one.id}.name",
        f"indicators.{one.id}.question",
    }
    assert more.percent > few.percent


@given(st.integers(1, 10**6), st.data())
def test_the_share_is_whole_only_where_nothing_is_missing(texts, data):
    missing = data.draw(st.integers(0, min(texts, 50)))
    share = Coverage(texts, ("x",) * missing).percent

    assert (share == 100) == (missing == 0)
    assert share <= 100 * (texts - missing) / texts


@given(st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz")))
def test_a_flat_table_is_flat_already(table):
    assert lay_flat(table) == table


@given(st.lists(st.sampled_from(["a", "value:x@england", "b_c"]), unique=True))
def test_slots_are_found_in_any_order(names):
    assert find_slots(" and ".join(f"{{{name}}}" for name in names)) == set(names)
