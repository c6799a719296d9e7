"""Every unit that an indicator may have is known wherever units are told."""

from typing import get_args

import pytest

from atlas.deck.put_figures import make_number_format
from atlas.definitions.indicator import Unit
from atlas.prose.figures import UNIT_WORDS
from atlas.quantities import (
    COUNTED,
    ONES,
    SIGNED,
    UNITS,
    format_exactly,
    format_in_sentence,
    format_value,
)

EVERY = get_args(Unit)


def test_exports_have_words_for_every_unit_and_for_no_other():
    assert set(UNIT_WORDS) == set(EVERY)
    assert all(UNIT_WORDS.values())


def test_no_table_of_units_names_one_that_there_is_not():
    assert set(EVERY) >= {*UNITS, *ONES, *SIGNED, *COUNTED}


@pytest.mark.parametrize("unit", EVERY)
def test_a_value_of_every_unit_can_be_said_and_written(unit):
    for said in (format_value(2.0, unit), format_exactly(2.0, unit), format_in_sentence(2.0, unit)):
        assert "2" in said
    assert "#,##0" in make_number_format(unit, decimals=1)
