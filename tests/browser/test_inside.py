"""Each part of Streamlit's pages that our styles and scripts name is on one of our pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from atlas import paths
from tests.browser.atlas_page import write_address

pytestmark = pytest.mark.browser

INSIDE = paths.UI / "inside"
TABLE = write_address(show="table", area="E01015698")
# Each page with what of it is drawn last.
PAGES = {
    "": ".st-key-atlas_panel .js-plotly-plot",
    TABLE: ".st-key-atlas_table [data-ready=true]",
    "?compare=nothing_known": ".st-key-atlas_head [data-testid=stAlert]",
    "places": ".at-place h3",
    "figures?lang=de": "[data-testid=stFileUploaderDropzone] button",
    "actions?action=ACT-01": ".st-key-atlas_reach_map [data-ready=true]",
    "twins": ".st-key-atlas_twins h1",
    "plan": ".st-key-atlas_plan [role=radio]",
    "plan?part=nothing": ".st-key-atlas_read [data-testid=stAlert]",
}
# What a visit sees only once it has done more: opened a box, answered, put the panel away, built
# the country, lost a download. Tests of those journeys stand beside this one, and tests/inside
# looks for these names in Streamlit's script.
ELSEWHERE = (
    *("at-panel-shut", "atlas_check_", "atlas_extras", "atlas_plan", "atlas_points", "data-stale"),
    *(
        "atlas_seats",
        "atlas_twins_",
        "stDownloadButton",
        "stPopoverBody",
        "stSkeleton",
        "stStatusWidget",
        "stToolbar",
    ),
)
# Every selector of our style sheet by what it stands under, and the parts that dom.js names.
SELECTORS = """parts => {
  const part = text => {
    const found = []; let depth = 0, from = 0;
    [...text, ","].forEach((sign, at) => {
      depth += "([".includes(sign) - ")]".includes(sign);
      if (sign === "," && !depth) { found.push(text.slice(from, at).trim()); from = at + 1; }
    });
    return found;
  };
  const list = (rules, above) => [...rules].flatMap(rule => {
    if (!rule.selectorText) return list(rule.cssRules, above);
    const own = part(rule.selectorText).map(one => `${above} ${one.replace(/^& /, "")}`.trim());
    return [...(rule.style.length ? own : []), ...own.flatMap(one => list(rule.cssRules, one))];
  });
  const sheet = [...document.styleSheets].find(one => one.href?.endsWith("/streamlit.css"));
  return [...new Set([...list(sheet.cssRules, ""), ...parts])];
}"""
FOUND = """selectors => selectors.filter(one =>
  document.querySelector(one.replace(/::[a-z-]+|:(hover|focus-visible|focus-within)/g, "")))"""


def test_every_part_that_we_name_is_on_a_page(visit):
    parts = re.findall(r'export const [A-Z_]+ = "(.+)";', (INSIDE / "dom.js").read_text())
    found, named = set(), set()
    for address, last in PAGES.items():
        page = visit(address, drawn=False).page
        expect(page.locator(last).first).to_be_visible()
        expect(page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning"
        )
        expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
        named |= set(page.evaluate(SELECTORS, parts))
        found |= set(page.evaluate(FOUND, sorted(named - found)))

    missing = {one for one in named - found if not any(word in one for word in ELSEWHERE)}
    assert len(found) > len(named) / 2
    assert sorted(missing) == [], (
        "Streamlit calls these parts otherwise, or no page of ours has them."
    )
