"""What of the domains a plan covers: every live action once, every figure where it belongs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from atlas.plan.records.coverage import (
    call_action,
    cover_areas,
    cover_domains,
    domain_of_action,
    theme_of_action,
)
from atlas.plan.records.kinds.planned_action import PlannedAction
from tests.atlas.plan.plans_made_up import PLANS


@given(plan=PLANS)
def test_every_live_action_with_a_known_domain_is_counted_once(tiny_definitions, plan):
    covers = cover_domains(tiny_definitions, plan, ["TINY-1", "GONE-9"])
    known = [
        one
        for one in plan
        if one.status != "stopped"
        and domain_of_action(tiny_definitions, one) in tiny_definitions.domains
    ]

    assert [one.domain for one in covers] == ["social"]
    assert sum(len(one.planned) for one in covers) == len(known)
    assert sum(len(one.recommended) for one in covers) == 1
    assert all(set(one.followed) <= set(one.figures) for one in covers)


@given(plan=PLANS)
def test_figures_do_not_depend_on_the_plan(tiny_definitions, plan):
    empty = cover_domains(tiny_definitions, [], [])
    full = cover_domains(tiny_definitions, plan, [])

    assert [one.figures for one in full] == [one.figures for one in empty]


def test_what_is_followed_is_what_live_actions_name(tiny_definitions):
    live = PlannedAction(action="TINY-1", measures=("hou_owned", "Ask them"))
    stopped = PlannedAction(action="TINY-1", measures=("hou_social_rent",), status="stopped")

    [social] = cover_domains(tiny_definitions, [live, stopped], [])

    assert social.followed == ("hou_owned",)
    assert "hou_social_rent" in social.figures


def test_an_action_of_ones_own_says_where_it_belongs(tiny_definitions):
    own = PlannedAction(title="Open evenings", theme="connect", domain="social")
    drawn = PlannedAction(action="TINY-1", theme="services")

    assert theme_of_action(tiny_definitions, own) == "connect"
    assert theme_of_action(tiny_definitions, drawn) == tiny_definitions.actions["TINY-1"].theme
    assert call_action(tiny_definitions, own) == "Open evenings"
    assert call_action(tiny_definitions, drawn) == tiny_definitions.actions["TINY-1"].name
    assert call_action(tiny_definitions, PlannedAction(action="GONE-9")) == "GONE-9"


@given(data=st.data())
def test_every_area_is_named_or_left_out(tiny_atlas, data):
    areas = tiny_atlas.store.areas
    codes = [*areas.index, *areas["ward_code"].unique(), "E01999999"]
    named = st.lists(st.sampled_from(codes), max_size=3, unique=True)
    statuses = st.sampled_from(["idea", "running", "stopped"])
    plan = [
        PlannedAction(title="One", areas=tuple(data.draw(named)), status=data.draw(statuses))
        for _ in range(data.draw(st.integers(0, 3)))
    ]

    cover = cover_areas(areas, plan)

    alive = {code for one in plan if one.status != "stopped" for code in one.areas}
    for code, ward in areas["ward_code"].items():
        assert (code in cover.left_out) == (not alive & {code, ward})
    assert cover.total == len(areas)
    assert cover.everywhere == sum(not one.areas for one in plan if one.status != "stopped")


def test_a_retired_action_keeps_its_name_and_counts_where_it_is_now(luton):
    one = PlannedAction(action="ACT-45")
    now = luton.definitions.actions["ACT-11"]

    assert call_action(luton.definitions, one) == "Early warning of pressure on services"
    assert domain_of_action(luton.definitions, one) == now.domain
    assert theme_of_action(luton.definitions, one) == now.theme
