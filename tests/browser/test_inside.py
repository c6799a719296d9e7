"""Each part of Streamlit's pages that our styles and scripts name is on one of our pages."""

from __future__ import annotations

import re

import pytest

from atlas import paths
from tests.browser.atlas_page import write_address

pytestmark = pytest.mark.browser

INSIDE = paths.UI / "inside"
PAGES = (
    "",
    write_address(show="table", area="E01015698"),
    write_address(show="chart"),
    "data",
    "places",
    "figures",
    "meet",
    "actions?action=english_conversation",
    "twins",
    "plan",
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
    left = None
    for address in PAGES:
        atlas = visit(address, drawn=address != "figures").wait_still()
        atlas.page.locator("#atlas-main").first.wait_for(state="attached")
        left = set(left or atlas.page.evaluate(SELECTORS, parts))
        left -= set(atlas.page.evaluate(FOUND, sorted(left)))
        print(address, len(left))
    assert left == set(), "\n".join(sorted(left))
