"""What is not suggested and why, what cannot be judged, who holds the power, what is for all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from atlas.actions.circumstances import Circumstances
from atlas.definitions.action import Means, Trigger
from atlas.prose.reach import find_reached
from atlas.prose.reasons import (
    describe_start,
    describe_unfired,
    describe_worth,
    list_unfired,
    list_unjudged,
)
from atlas.text import speaking
from atlas.views.cards import (
    WAYS,
    describe_actions,
    describe_facts,
    describe_means,
    describe_power,
    name_certainty,
    name_cost,
    name_way,
)
from atlas.views.panel import render_panel

MOVED = Trigger(indicator="mig_moved_1yr", scale="town", at_least=80)


@dataclass(frozen=True)
class Missed:
    """What the matcher gives of an action that is not suggested."""

    action: str
    why: Any
    condition: Trigger | None = MOVED
    people: float | None = None
    floor: int | None = None
    requires: tuple[str, ...] = ()
    kind: str = "area"
    missing: tuple[str, ...] = ()


class Told:
    """An atlas whose council is of some tiers, or whose matcher tells what is not suggested."""

    def __init__(self, atlas, **more):
        self._atlas, self._more = atlas, more
        self.cache = {}

    def __getattr__(self, name):
        return self._more[name] if name in self._more else getattr(self._atlas, name)


def test_too_few_people_are_told_with_the_floor(tiny_atlas):
    one = Missed("TINY-1", "few", people=19.0, floor=30)
    told = describe_unfired(tiny_atlas, one)
    assert told == (
        "Welcome new neighbours: 19 people or homes (“Moved in the past year”); at least 30 are "
        "needed"
    )


def test_whom_to_ask_is_told_where_another_council_holds_the_power(luton):
    def tell(*tiers):
        name = "ACT-32"
        action = luton.definitions.actions[name].model_copy(update={"tier": list(tiers)})
        actions = {**luton.definitions.actions, name: action}
        atlas = Told(luton, definitions=replace(luton.definitions, actions=actions))
        return describe_unfired(atlas, Missed(name, "few", people=19.0, floor=30))

    assert tell("police").endswith("; ask the police")
    assert "ask" not in tell("unitary", "police")
    # Where it is not known who holds a power, nobody is sent anywhere.
    assert "ask" not in tell()


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (Missed("TINY-1", "usual"), "“Moved in the past year” is not unusual here"),
        (
            Missed("TINY-1", "usual", missing=("dem_pop",)),
            "“Moved in the past year” is not unusual here; there is no figure here for: ",
        ),
        (Missed("TINY-1", "usual", condition=None), "its figures are not unusual here"),
        (
            Missed("TINY-1", "requires", requires=("moving",)),
            "it also needs this in the same area: Moving, invented",
        ),
        (
            Missed("TINY-1", "requires", requires=("moving",), kind="place"),
            "it also needs this here: Moving, invented",
        ),
        (
            Missed("TINY-1", "requires", requires=("moving", "poverty"), kind="place"),
            "it also needs one of these here: Moving, invented or ",
        ),
        (
            Missed("TINY-1", "requires", requires=("moving", "poverty")),
            "it also needs one of these in the same area: Moving, invented or ",
        ),
        (Missed("TINY-1", "missing"), "there is no figure for “Moved in the past year”"),
        (Missed("TINY-1", "missing", condition=None), "there is no figure for it here"),
        (Missed("TINY-1", "few"), "is not unusual here"),
    ],
)
def test_every_reason_has_its_words(tiny_atlas, one, told):
    assert told in describe_unfired(tiny_atlas, one)


def test_what_nearly_fired_comes_first_and_each_action_once(tiny_atlas):
    unfired = [
        Missed("TINY-3", "usual"),
        Missed("TINY-2", "missing"),
        Missed("TINY-1", "few", people=4.0, floor=30),
        Missed("TINY-1", "usual"),
    ]
    lines = list_unfired(tiny_atlas, unfired)
    assert [line.split(":")[0] for line in lines] == [
        "Welcome new neighbours",
        "Visit the next street",
    ]
    assert "4 people" in lines[0]
    assert [line.split(":")[0] for line in list_unjudged(tiny_atlas, unfired)] == [
        "Advice under one roof"
    ]


def test_the_panel_folds_what_did_not_fire_and_what_cannot_be_judged(tiny_atlas):
    unfired = [Missed("TINY-2", "missing"), Missed("TINY-1", "few", people=4.0, floor=30)]
    atlas = Told(tiny_atlas, not_suggested=lambda areas, **_: unfired if areas else [])
    _, below = render_panel.__wrapped__(
        atlas, ("E01990011",), "england", "cohesion_types", "england"
    )
    assert "<summary>1 action is not suggested, and why</summary>" in below
    assert "<summary>1 action cannot be judged here</summary>" in below
    # An area for which little speaks shows at once what is for the whole place.
    assert "No figure here stands out enough" in below
    assert '<details class="ap-more" open>' in below
    assert "For the whole of Tinyville" in below


def test_little_speaks_for_more_where_fewer_than_three_actions_fit(tiny_atlas):
    few = describe_actions(tiny_atlas, ("E01990009",))
    assert 0 < few["count"] < 3
    assert few["few"].startswith("There is little reason to suggest more here.")
    everything = describe_actions(tiny_atlas, tuple(tiny_atlas.measures.areas))
    assert everything["few"] == ""


def test_an_area_with_enough_actions_says_nothing_of_the_kind(luton):
    area = max(luton.measures.areas, key=lambda one: len(luton.suggest([one])))
    cards = describe_actions(luton, (area,))
    assert cards["count"] >= 3
    assert cards["few"] == ""


def test_a_card_says_who_can_do_it_where_a_file_does(luton):
    action = luton.definitions.actions["ACT-32"]

    def tell(*tiers):
        return describe_power(luton, action.model_copy(update={"tier": list(tiers)}))

    assert tell() == ""
    assert tell("county", "unitary") == "Who can do it: the council."
    assert tell("police") == "Who can do it: ask the police."


def test_a_card_names_partners_means_and_needs_where_a_file_does(tiny_atlas):
    means = Means(kind="money", name="A fund", date="April 2026", note="For districts.")
    assert describe_means(means) == "Money: A fund (April 2026). For districts."
    action = tiny_atlas.definitions.actions["TINY-1"].model_copy(
        update={"partners": ["schools", "residents"], "means": [means], "needs": "A room."}
    )
    facts = describe_facts(tiny_atlas, action)
    assert facts["partners"] == "schools, residents"
    assert facts["means"] == ["Money: A fund (April 2026). For districts."]
    assert facts["needs"] == "A room."


def test_it_is_told_for_how_many_by_which_figure_and_in_how_many_areas(luton):
    here = [str(area) for area in luton.measures.areas]
    one = next(one for one in luton.suggest(here) if one.action == "ACT-25")
    fired = next(each for each in one.triggers if each.people is not None)
    # The figure of all Luton is of more people: those of the areas in which it stands out.
    assert 0 < fired.areas < 125
    assert describe_worth(luton, one) == (
        f"Relevant to {one.people:,} people or homes in {fired.areas} of 125 areas "
        "(“In the UK for less than five years”)."
    )
    area = find_reached(luton, "ACT-25").areas[0]
    alone = next(one for one in luton.suggest([area]) if one.action == "ACT-25")
    assert describe_worth(luton, alone).startswith(
        f"Relevant to {alone.people} people or homes here (“"
    )
    whole = next(one for one in luton.suggest(()) if one.action == "ACT-31")
    assert describe_worth(luton, whole) == (
        "Worth doing here: 11,962 people or homes (“Speaks little or no English”)."
    )
    assert describe_worth(luton, replace(whole, triggers=(), people=None)) == ""


def test_areas_to_start_in_are_parted_by_what_their_names_do_not_hold(tiny_atlas):
    told = describe_start(tiny_atlas, ("E01990003", "E01990004"))
    assert told.startswith("Start in these areas: East End, Tinyville 002A; ")
    assert describe_start(tiny_atlas, ()) == ""


def test_a_card_says_what_of_the_plan_speaks_for_it(luton):
    now = Circumstances(frozenset({"incident"}), (("communication.rumours", 0),))
    cards = {one["id"]: one for one in describe_actions(luton, (), now=now)["town"]}
    assert cards["ACT-59"]["raised"] == (
        "Supported by the plan: “A serious incident”; a low answer in the self-check, "
        "“Communication and conflict management”."
    )
    assert cards["ACT-31"]["raised"] == cards["ACT-59"]["unspoken"] == ""
    assert (
        cards["ACT-68"]["unspoken"]
        == "It does not depend on any figure: it is an idea for every place."
    )


def test_no_card_of_the_place_is_silent_on_why_it_is_there(luton):
    told = describe_actions(luton, ())
    for card in (*told["best"], *told["more"], *told["town"]):
        assert any(card[key] for key in ("because", "also", "worth", "unspoken")), card["id"]


def test_sureness_cost_and_the_way_it_works_stand_apart(luton):
    for action in luton.definitions.actions.values():
        sure = name_certainty(action)
        assert name_way(action) in {*WAYS.values(), "not looked into"}
        assert sure is None or sure == (action.evidence.strength, f"{sure[0]} of 5")
        assert (name_way(action) in ("not proven", "not looked into")) == (sure is None)
    costs = [name_cost(one) for one in luton.definitions.actions.values() if one.cost]
    assert len({words for _, words in costs}) == len({rank for rank, _ in costs}) > 1


def test_what_did_not_fire_is_told_in_german(luton):
    action = next(iter(luton.definitions.actions))
    german = luton.in_language("de")
    with speaking(german.speech):
        told = describe_unfired(german, Missed(action, "few", people=19.0, floor=30))
    assert told.endswith("nötig sind mindestens 30")
    assert "19 Menschen oder Haushalte („" in told
