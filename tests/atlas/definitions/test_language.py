"""A language: what it translates, what it leaves, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.definitions.translate import Coverage, find_slots, lay_flat, measure_coverage
from atlas.errors import DefinitionError
from tests.conftest import read_layers


@pytest.fixture
def speak(layers_copy):
    """A function that writes a language file and returns the definitions with it."""

    def write(text):
        (layers_copy / "languages" / "de.toml").write_text(text, encoding="utf-8")
        return read_layers(layers_copy)

    return write


def first_of(definitions, kind):
    """Return the first definition of a kind."""
    return next(iter(getattr(definitions, kind).values()))


def test_texts_are_translated_by_identity_and_the_rest_stays(speak):
    one = first_of(speak('name = "Deutsch"'), "indicators")
    definitions = speak(
        f'name = "Deutsch"\n[indicators.{one.id}]\nname = "Auf Deutsch"\n'
        'text.sentence = "In {place}: {value}."'
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
    action = first_of(speak('name = "Deutsch"'), "actions")
    told = speak(
        f'name = "Deutsch"\n[phrases]\n"{action.lead[0]}" = "alle"\n'
        f'"{action.time}" = "lange"\n[actions.{action.id}]\ntime = "kurz"'
    ).in_language("de")

    assert told.actions[action.id].lead == ["alle", *action.lead[1:]]
    assert told.actions[action.id].time == "kurz"


def test_parts_of_lists_go_by_identity_or_number(speak):
    before = speak('name = "Deutsch"')
    typology = first_of(before, "typologies")
    sheet = first_of(before, "sheets")
    shown = sheet.figures[-1].indicator
    last = typology.types[-1].id
    told = speak(
        f'name = "Deutsch"\n[typologies.{typology.id}]\ntypes.{last}.name = "Art"\n'
        f'[sheets.{sheet.id}]\nfigures.{shown}.sentence = "Hier: {{value}}."'
    ).in_language("de")

    assert [one.name for one in told.typologies[typology.id].types][-1] == "Art"
    assert told.typologies[typology.id].types[0] == typology.types[0]
    assert told.sheets[sheet.id].figures[-1].sentence == "Hier: {value}."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[indicators.nobody]\nname = 'x'", '"nobody"'),
        ("[indicators.{indicator}]\nnames = 'x'", '"names"'),
        ("[indicators.{indicator}]\nunit = 'x'", '"unit"'),
        ("[indicators.{indicator}]\ntext.sentence = 'no slots'", "slots"),
        ("[indicators.{indicator}]\nname = 3", "Found 3."),
        ("[actions.{action}]\nlead = ['one', 'two', 'three', 'four', 'five', 'six']", "Found ["),
        ("[actions]\n{action} = 'x'", "Found 'x'."),
        ("[phrases]\n'nobody says this' = 'x'", '"nobody says this"'),
        ("[words]\n'{{count}} areas' = '{{number}} Gebiete'", "slots"),
        ("[words]\n'{{count}} areas' = {{ one = 'ein Gebiet' }}", "forms one"),
        ("[words]\n'{{count}} areas' = {{ other = '{{count}} x', teens = 'x' }}", "forms"),
        ("[licences.ogl]\nname = 'x'", '"licences"'),
    ],
)
def test_what_does_not_exist_or_fit_is_refused(speak, text, said):
    before = speak('name = "Deutsch"')
    filled = text.format(
        indicator=first_of(before, "indicators").id, action=first_of(before, "actions").id
    )

    with pytest.raises(DefinitionError) as caught:
        speak(f'name = "Deutsch"\n{filled}')

    fault = caught.value.faults[0]
    assert "layers/languages/de.toml" in fault.where
    assert said in fault.what
    assert fault.remedy


def test_a_form_for_one_may_leave_out_its_number(speak):
    text = '[words]\n"{count} areas" = { one = "ein Gebiet", other = "{count} Gebiete" }'

    assert speak(f'name = "Deutsch"\n{text}').languages["de"].words


def test_a_file_that_is_called_by_no_language_is_refused(layers_copy):
    (layers_copy / "languages" / "qqq.toml").write_text('name = "Q"', encoding="utf-8")

    with pytest.raises(DefinitionError, match="qqq"):
        read_layers(layers_copy)


def test_the_share_that_is_translated_grows_with_what_is_given(speak):
    before = speak('name = "Deutsch"')
    one = first_of(before, "indicators")
    after = speak(f'name = "Deutsch"\n[indicators.{one.id}]\nname = "x"\nquestion = "y"')
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
