"""The country's packs, for the journeys through them."""

from __future__ import annotations

import pytest

from atlas import paths
from atlas.opening import candidates, places

FORGET = [
    *(one for one in vars(places).values() if hasattr(one, "cache_clear")),
    candidates.open_stamped,
]


@pytest.fixture(scope="module")
def nation(nation_home):
    """Let places be found in the packs that were built for these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "USER_PACKS", nation_home / "cohesion-atlas" / "packs")
        for cached in FORGET:
            cached.cache_clear()
        yield
    for cached in FORGET:
        cached.cache_clear()
