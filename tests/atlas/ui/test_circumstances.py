"""The panel asks whoever keeps a plan, and a map without one hears of nothing."""

from __future__ import annotations

import pytest

from atlas.actions.circumstances import NO_CIRCUMSTANCES, Circumstances
from atlas.ui.components import side_panel as circumstances


@pytest.fixture(autouse=True)
def nobody(monkeypatch):
    """Let nobody keep a plan."""
    monkeypatch.setattr(circumstances, "_tellers", [])


def test_a_map_without_a_plan_hears_of_nothing(tiny_atlas):
    assert circumstances.find_circumstances(tiny_atlas, "tiny") == NO_CIRCUMSTANCES


def test_who_keeps_a_plan_is_asked_of_the_place(tiny_atlas):
    asked = []

    def tell(atlas, place):
        asked.append((atlas, place))
        return Circumstances(frozenset({"closure"}))

    circumstances.draw_circumstances_by(tell)
    assert circumstances.find_circumstances(tiny_atlas, "tiny").events == {"closure"}
    assert asked == [(tiny_atlas, "tiny")]
