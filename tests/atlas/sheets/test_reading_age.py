"""Sheets can be read at about twelve: Flesch-Kincaid grade, on every sheet of Luton.

What is measured is `Sheet.body`: sentences on the type and why, all figures with their
comparisons, strengths, ideas and why they are suggested, questions and caution. Types' own names
as headings are left out.
"""

from __future__ import annotations

import pytest

from tests.reading_age import MOST_GRADE, MOST_WORDS, WORD, count_syllables, grade, split_sentences


def test_grade_is_that_of_the_formula():
    # 12 words, 2 sentences, 16 syllables: 0.39 x 6 + 11.8 x 16 / 12 - 15.59.
    text = "The cat sat on the mat. Its neighbours were very happy indeed."
    assert [count_syllables(word) for word in ("neighbours", "happy", "46")] == [2, 2, 2]
    assert grade(text) == pytest.approx(0.39 * 6 + 11.8 * 16 / 12 - 15.59)


def test_formula_refuses_officials_language():
    assert grade("Residential overcrowding disproportionately characterises neighbourhoods.") > 20


def test_every_sheet_reads_at_about_twelve(sheets):
    grades = {sheet.code: grade(" ".join(sheet.body)) for sheet in sheets}
    assert {code: one for code, one in grades.items() if one > MOST_GRADE} == {}


def test_no_sentence_is_long(sheets):
    sentences = {one for sheet in sheets for text in sheet.body for one in split_sentences(text)}
    assert [one for one in sentences if len(WORD.findall(one)) > MOST_WORDS] == []
