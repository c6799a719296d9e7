"""Authorities side by side, and what larger areas lie in, from the packs of the country."""

from __future__ import annotations

import pytest

from atlas.export.make_extract import make_extract
from atlas.opening import places
from atlas.opening.places import NATION
from atlas.prose.parts import find_value, list_authorities
from atlas.selection.address import Selection

pytestmark = [pytest.mark.official, pytest.mark.usefixtures("nation")]


def test_authorities_side_by_side_have_the_figures_that_each_has_alone():
    together = places.open_part("E06000032~E06000039~E08000016")
    for part in list_authorities(together):
        alone = places.open_part(part.code)
        for name in together.definitions.indicators:
            if not together.measures.is_local(name):
                own = alone.measures.comparators(name)[alone.store.place]
                assert find_value(together, part, name) == pytest.approx(own, nan_ok=True)


@pytest.mark.parametrize(
    ("level", "around"), [("authority", "region"), ("neighbourhood", "authority")]
)
def test_a_file_calls_what_an_area_lies_in_by_its_name(level, around):
    atlas = places.open_part(NATION, level)
    columns = list(make_extract(atlas, Selection(place=NATION, level=level), link="").areas)
    assert around in columns
    assert "ward" not in columns
