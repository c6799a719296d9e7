"""Letters for street names, read back as MapLibre reads them."""

from __future__ import annotations

import pytest

from atlas.views.glyphs import EDGE, make_glyphs


def read_fields(content):
    """Return the fields of a protocol buffer as pairs of number and value."""
    place, found = 0, []

    def varint():
        nonlocal place
        value = shift = 0
        while True:
            byte = content[place]
            place += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while place < len(content):
        key = varint()
        if key & 7 == 2:
            length = varint()
            found.append((key >> 3, content[place : place + length]))
            place += length
        else:
            found.append((key >> 3, varint()))
    return found


def signed(value):
    return value >> 1 if value % 2 == 0 else -(value + 1) // 2


@pytest.fixture(scope="module")
def latin():
    """The first letters, by code point."""
    ((_, stack),) = read_fields(make_glyphs(0))
    glyphs = [dict(read_fields(value)) for tag, value in read_fields(stack) if tag == 3]
    assert dict(read_fields(stack))[2] == b"0-255"
    return {one[1]: one for one in glyphs}


def test_every_letter_of_a_british_name_is_there(latin):
    assert {ord(sign) for sign in "ABCXYZabcxyz0189 '-&.éÉâŵ"[:-1]} <= set(latin)


def test_a_field_has_the_size_it_says_and_both_ink_and_paper(latin):
    for code in map(ord, "AgI."):
        glyph = latin[code]
        assert len(glyph[2]) == (glyph[3] + 2 * EDGE) * (glyph[4] + 2 * EDGE)
        assert min(glyph[2]) < 192 < max(glyph[2])


def test_a_space_is_wide_and_empty(latin):
    assert 2 not in latin[32]
    assert latin[32][7] > 3


def test_letters_stand_on_one_line(latin):
    bottom = {sign: signed(latin[ord(sign)][6]) - latin[ord(sign)][4] for sign in "AHXg"}
    assert bottom["A"] == bottom["H"] == bottom["X"]
    assert bottom["g"] < bottom["A"]
    assert latin[ord("W")][7] > latin[ord("i")][7]
