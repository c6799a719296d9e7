"""One open page of the atlas: where things are, and how long to wait for them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import TimeoutError, expect  # noqa: A004 - Playwright's own

LARGE, LAPTOP, PHONE = (1440, 900), (1280, 720), (390, 844)
PATIENCE = 30_000
AREAS = 125

# Where an area can be clicked: the point of a fine grid that lies deepest inside it.
FIND_SPOT = """(box, code) => {
  const map = box.__atlasMap;
  const { clientWidth: wide, clientHeight: high } = map.getCanvas();
  const covered = parseFloat(getComputedStyle(box).getPropertyValue("--atlas-map-right")) || 0;
  const codeAt = (x, y) =>
    map.queryRenderedFeatures([x, y], { layers: ["fill"] })[0]?.properties.code;
  for (const room of [8, 5, 2])
    for (let y = 12; y < high - 70; y += 5)
      for (let x = 12; x < wide - covered - 12; x += 5)
        if ([[0, 0], [room, 0], [-room, 0], [0, room], [0, -room]]
            .every(([dx, dy]) => codeAt(x + dx, y + dy) === code)) return { x, y };
  return null;
}"""

# Whether the words in a box have stayed the same for so many milliseconds.
SETTLED_FOR = 700
SETTLED = """patience => {
  const text = document.querySelector("[data-testid=stPopoverBody]")?.innerText;
  if (!text?.trim() || text !== globalThis.seenInBox) {
    globalThis.seenInBox = text;
    globalThis.seenSince = performance.now();
    return false;
  }
  return performance.now() - globalThis.seenSince >= patience;
}"""

# How many areas are painted in the colour of their class, once it is the number hoped for.
COUNT_LIT = """(box, [areas, hoped, patience]) => new Promise(done => {
  const until = performance.now() + patience;
  const look = () => {
    const state = id => box.__atlasMap.getFeatureState({ source: "areas", id });
    const lit = Array.from({ length: areas }, (_, id) => state(id)).filter(s => !s.faint).length;
    if (lit === hoped || performance.now() > until) done(lit);
    else setTimeout(look, 50);
  };
  look();
})"""


class AtlasPage:
    """What the tests do with a page; every wait is for something that can be seen.

    Parameters
    ----------
    page
        Playwright's page.
    base
        Address of the server, without a slash at its end.
    """

    def __init__(self, page, base):
        self.page = page
        self.base = base
        self.app = page.locator("[data-testid=stApp]")
        self.map = page.locator(".atlas-map")
        self.stage = page.locator(".atlas-map .atlas-stage")
        self.count = page.locator(".at-count b")
        self.title = page.locator("h1.at-title")
        self.panel = page.locator(".st-key-atlas_panel")
        # While a part above it comes or goes, the panel's old name stands beside the new one.
        self.panel_name = self.panel.locator("h2.ap-name").last
        self.legend = page.locator(".atlas-legend")
        self.classes = self.legend.locator("button.atlas-class")
        self.table = page.locator(".atlas-table")
        self.popover = page.locator("[data-testid=stPopoverBody]")
        self.notices = page.locator("[data-testid=stAlert]")

    def open(self, address="", *, drawn=True):
        """Go to an address below the server and wait until it is drawn."""
        self.page.goto(f"{self.base}/{address}")
        return self.wait_drawn() if drawn else self

    def wait_drawn(self):
        """Wait until nothing of the page is outstanding."""
        if urlsplit(self.page.url).path.rstrip("/").endswith("/data"):
            expect(self.page.locator("article.ab h1")).to_be_visible()
        elif urlsplit(self.page.url).path.rstrip("/").endswith("/places"):
            expect(self.page.locator(".at-place h3").first).to_be_visible()
        elif urlsplit(self.page.url).path.rstrip("/").endswith("/plan"):
            expect(self.page.locator(".pl-summary").first).to_be_visible()
            # The choice of parts comes with a script of its own, which may be later than all else.
            parts = self.page.locator(".st-key-atlas_plan [role=radiogroup]").first
            expect(parts.get_by_role("radio").first).to_be_visible()
        elif urlsplit(self.page.url).path.rstrip("/").endswith("/meet"):
            expect(self.button("Start the story")).to_be_visible()
        elif urlsplit(self.page.url).path.rstrip("/").endswith("/twins"):
            expect(self.page.locator("#signals")).to_be_visible()
        elif urlsplit(self.page.url).path.rstrip("/").endswith("/actions"):
            expect(self.table.first).to_have_attribute("data-ready", "true")
            if "action" in self.parameters() and self.parameters().get("show") != "table":
                expect(self.map).to_have_attribute("data-ready", "true")
        else:
            panel = self.page.locator(".st-key-atlas_panel")
            # Where the filters leave nothing, the panel says so and draws nothing.
            told = panel.get_by_text("No area meets the filters")
            expect(panel.locator(".js-plotly-plot").or_(told).first).to_be_attached()
            expect(self.legend).to_have_attribute("data-ready", "true")
            shown = self.parameters().get("show", "map")
            if shown == "map":
                expect(self.map).to_have_attribute("data-ready", "true")
            elif shown == "table":
                expect(self.table).to_have_attribute("data-ready", "true")
            else:
                expect(self.page.locator(".st-key-atlas_spread .js-plotly-plot")).to_be_attached()
        return self.wait_still()

    def wait_still(self):
        """Wait until Streamlit has finished its run."""
        expect(self.app).to_have_attribute("data-test-script-state", "notRunning")
        return self

    def parameters(self):
        """Return what the address says."""
        found = parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)
        return {key: values[0] for key, values in found.items()}

    def expect_address(self, **wanted):
        """Wait until the address holds these settings; None stands for a setting that is absent."""
        self.page.wait_for_function(
            """wanted => { const has = new URL(location).searchParams;
            return Object.entries(wanted).every(([key, value]) => has.get(key) === value); }""",
            arg=wanted,
        )

    def expect_count(self, number):
        """Wait until the filters leave this many areas, in words and on the map."""
        expect(self.count).to_have_text(f"{number} of {AREAS} areas")

    def counted(self, *, after=None):
        """Return how many areas the count line says are left, once it is another number."""
        if after is not None:
            expect(self.count).not_to_have_text(f"{after} of {AREAS} areas")
        return int(re.match(r"(\d+) of", self.count.inner_text())[1])

    def expect_lit(self, number):
        """Wait until this many areas of the map are neither filtered out nor switched off."""
        found = self.map.evaluate(COUNT_LIT, [AREAS, number, PATIENCE])
        assert found == number

    def expect_selected(self, *codes):
        """Wait until just these areas are outlined on the map."""
        expect(self.map).to_have_attribute("data-selected", " ".join(sorted(codes)))

    def click_area(self, code, *, adding=False):
        """Click an area on the map."""
        spot = self.map.evaluate(FIND_SPOT, code)
        assert spot, f"{code} cannot be seen on the map"
        keys = ["Control"] if adding else []
        self.map.locator("canvas").click(position=spot, modifiers=keys)

    def choose(self, label, typed, option=None):
        """Choose from a list by typing part of an option.

        Streamlit closes a list that is open while its part of the page is drawn anew; a person
        opens it again, and so does this.
        """
        box = self.page.get_by_role("combobox", name=label, exact=True)
        wanted = self.page.get_by_role("option", name=option or typed).first
        for patience in (3_000, 6_000, PATIENCE):
            self.wait_still()
            box.click()
            box.fill(typed)
            try:
                wanted.click(timeout=patience)
            except TimeoutError:
                self.page.keyboard.press("Escape")
            else:
                return
        raise AssertionError(f"{label} does not offer {option or typed}")

    def chip(self, name):
        """Return a type's chip among the filters."""
        chips = self.page.get_by_role("toolbar", name="Keep these types")
        return chips.get_by_role("button", name=name)

    def button(self, name):
        """Return a button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def show_as(self, name):
        """Change between map, table and chart."""
        self.page.get_by_role("radiogroup", name="Show as").get_by_text(name).click()

    def open_popover(self, name):
        """Open one of the boxes that lie behind a button, and wait for what is in it."""
        self.button(name).click()
        expect(self.popover).to_be_visible()
        self.wait_still()
        # Streamlit opens a box again that was closed before what is in it had come.
        self.page.wait_for_function(SETTLED, arg=SETTLED_FOR, polling=100)
        return self.popover

    def open_section(self, name):
        """Open a folded part of the rail, once."""
        summary = self.page.locator("summary").filter(has_text=name)
        summary.click()
        return summary.locator("xpath=..")

    def shared_link(self):
        """Return the link that the page offers to copy."""
        self.open_popover("Share")
        link = self.popover.locator("code")
        expect(link).to_contain_text("http")
        text = link.inner_text()
        self.page.keyboard.press("Escape")
        return text.strip()


def write_address(**parameters):
    """Return the query of an address."""
    return "?" + urlencode(parameters, safe=",~.-")
