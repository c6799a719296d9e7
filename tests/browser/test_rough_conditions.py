"""No network, no WebGL, a lost file, a first visit: what is seen then."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import AREAS, LAPTOP, LARGE, PHONE

pytestmark = pytest.mark.browser

NO_WEBGL = """const own = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : own.call(this, kind, ...rest); };"""
# Every jump with the parts of the page that jumped, from where to where.
SHIFTS = """globalThis.shifted = [];
const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
const name = node => node?.className ?? node?.textContent;
const tell = one => `${name(one.node)}: ${place(one.previousRect)} -> ${place(one.currentRect)}`;
new PerformanceObserver(list => {
  for (const { value, hadRecentInput, sources } of list.getEntries())
    if (!hadRecentInput) shifted.push([value, ...sources.map(tell)]);
}).observe({ type: "layout-shift", buffered: true });"""
OUTLINES = "**/atlas/outlines/**"


def cut_off(page):
    """Let a page reach this machine and nothing else."""
    page.route(
        lambda address: urlsplit(address).hostname not in {"127.0.0.1", "localhost", None},
        lambda route: route.abort(),
    )


def test_everything_works_without_a_network(visit):
    atlas = visit(before=cut_off, fresh=True)
    failed = []
    atlas.page.on("requestfailed", lambda request: failed.append(request.url))

    atlas.choose("Topic", "Homes")
    expect(atlas.title).not_to_have_text("Who moved here in the past year?")
    for name in ("About this layer", "Download", "Share"):
        atlas.open_popover(name)
        atlas.page.keyboard.press("Escape")
        expect(atlas.popover).to_be_hidden()
    atlas.show_as("Table")
    expect(atlas.table.locator("tbody tr").first).to_be_visible()
    atlas.show_as("Chart")
    expect(atlas.page.locator(".st-key-atlas_spread .main-svg").first).to_be_visible()
    atlas.page.get_by_role("link", name="About the data").click()
    expect(atlas.page.get_by_role("heading", name="About the data")).to_be_visible()

    assert failed == []


@pytest.mark.parametrize("address", ["", "?show=table", "data"], ids=["map", "table", "data"])
def test_every_page_comes_with_its_style_when_opened_by_its_own_address(visit, address):
    atlas = visit(address, fresh=True)

    skip = atlas.page.get_by_role("link", name="Skip to the map and figures")
    expect(skip).not_to_be_in_viewport()


def test_without_webgl_the_table_is_named_and_works(visit):
    atlas = visit(before=lambda page: page.add_init_script(NO_WEBGL), fresh=True, drawn=False)
    expect(atlas.map).to_have_attribute("data-failed", "webgl")
    expect(atlas.map.get_by_text("WebGL")).to_be_visible()

    atlas.show_as("Table")

    expect(atlas.table.locator("tbody tr").first).to_be_visible()


def test_outlines_that_do_not_arrive_can_be_asked_for_again(visit, watch):
    def lose(page):
        page.route(OUTLINES, lambda route: route.abort())

    atlas = visit(before=lose, fresh=True, drawn=False)
    again = atlas.map.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    # What the browser writes of a lost file is not ours.
    watch.found.clear()

    atlas.page.unroute(OUTLINES)
    again.click()

    expect(atlas.map).to_have_attribute("data-ready", "true")


@pytest.mark.parametrize("size", [LARGE, LAPTOP, PHONE], ids=["large", "laptop", "phone"])
def test_nothing_jumps_while_the_page_is_drawn_for_the_first_time(visit, size):
    atlas = visit("", size, before=lambda page: page.add_init_script(SHIFTS), fresh=True)

    jumps = atlas.page.evaluate("shifted")
    assert sum(jump[0] for jump in jumps) < 0.1, "\n".join(map(str, jumps))


def test_two_visitors_do_not_see_each_others_choices(visit):
    mine, theirs = visit(), visit()

    mine.chip("Diverse suburb").click()
    mine.expect_address(type="cohesion_types.diverse_suburb")
    first = theirs.classes.first
    theirs.expect_count(AREAS)
    held = int(first.locator(".atlas-class-count").inner_text())
    first.click()
    theirs.expect_address(off="0", type=None)

    theirs.expect_count(AREAS - held)
    assert mine.counted(after=AREAS) not in {AREAS, AREAS - held}
