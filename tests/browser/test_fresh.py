"""A fresh machine without a network: what README's first command opens, with nothing built."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

BOLSOVER, AREA = "E07000033", "E01015739"


def test_any_authority_opens_with_its_twins_and_town_type(visit):
    atlas = visit(f"?place={BOLSOVER}")
    expect(atlas.panel_name).to_have_text("Bolsover")
    expect(atlas.count).to_have_text("318 of 318 authorities")
    expect(atlas.panel).to_contain_text("Shown as one of 318 authorities")
    add = atlas.panel.get_by_role("link", name="Add the small areas of Bolsover")
    expect(add).to_have_attribute("href", f"./places?add={BOLSOVER}")

    atlas.panel.get_by_role("link", name="Places like this one").click()
    atlas.wait_drawn()
    expect(atlas.page.locator("#twin-A")).to_contain_text("East Midlands")
    expect(atlas.page.locator("#town")).to_be_visible()
    expect(atlas.page.get_by_text("The town type of Bolsover is")).to_be_visible()


def test_an_area_of_luton_finds_its_twins_in_the_country(visit):
    atlas = visit(f"twins?area={AREA}")
    twin = atlas.page.locator("#twin-A")
    expect(twin).to_be_visible()
    expect(twin).not_to_contain_text("Luton")
    expect(atlas.page.get_by_text("The median of all 35,672 areas")).to_be_visible()
    add = twin.get_by_role("link", name=re.compile("^Add "))
    name = add.inner_text().removeprefix("Add ")
    add.click()
    atlas.wait_drawn()
    # The name is filled in, understood, and can be built.
    expect(atlas.page.get_by_role("button", name=f"Build {name}")).to_be_visible()
