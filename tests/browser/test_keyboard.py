"""Without a mouse: to the map, from area to area, and out again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.atlas_page import LAPTOP, SETTLED, SETTLED_FOR

pytestmark = pytest.mark.browser

IN_FOCUS = """() => { let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  return e?.className?.baseVal ?? e?.className ?? ""; }"""
# Whether what has the focus can be seen to have it: by its own looks or those of what holds it.
SHOWS_FOCUS = """async () => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  const looks = (one, pseudo) => {
    const s = getComputedStyle(one, pseudo);
    const ring = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 ? s.outline : "";
    return [ring, s.boxShadow, s.borderColor, s.backgroundColor, s.content, s.top].join();
  };
  const chain = [];
  for (let one = e, k = 0; one && k < 4; one = one.parentElement, k += 1)
    chain.push([one, null], [one, "::after"]);
  const read = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>
    done(chain.map(([one, pseudo]) => looks(one, pseudo)).join("|")))));
  const on = await read();
  e.blur();
  const off = await read();
  e.focus({ focusVisible: true });
  return [on !== off, e.outerHTML.slice(0, 200)];
}"""
STILL = "* { transition: none !important; animation: none !important }"


def tab_to(page, wanted, most=80):
    """Press Tab until the focus is on something of this class."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted in page.evaluate(IN_FOCUS):
            return
    pytest.fail(f"Tab does not reach {wanted}")


def test_tab_arrows_and_enter_select_areas_and_the_keys_are_told(visit):
    atlas = visit()
    keys = atlas.page.keyboard
    tab_to(atlas.page, "atlas-stage")
    live = atlas.map.locator("[aria-live]")
    expect(live).not_to_be_empty()
    first = live.inner_text()

    keys.press("ArrowLeft")
    expect(live).not_to_have_text(first)
    keys.press("Enter")
    atlas.page.wait_for_function("new URL(location).searchParams.has('area')")
    one = atlas.parameters()["area"]
    atlas.expect_selected(one)
    expect(atlas.panel.locator(".ap-facts").first).to_contain_text(one)

    keys.press("ArrowUp")
    keys.press("Control+Enter")
    atlas.page.wait_for_function("new URL(location).searchParams.get('area').includes(',')")
    expect(atlas.panel_name).to_have_text("2 areas together")

    keys.press("Escape")
    keys.press("Escape")
    atlas.expect_address(area=None)
    atlas.expect_selected()

    told = atlas.map.get_by_text("to the next area in that direction")
    keys.press("?")
    expect(told).to_be_visible()
    keys.press("Escape")
    expect(told).to_be_hidden()
    assert "atlas-stage" in atlas.page.evaluate(IN_FOCUS)


def test_tab_order_follows_the_page_and_focus_can_be_seen(visit):
    atlas = visit(size=LAPTOP)
    page = atlas.page
    page.add_style_tag(content=STILL)
    seen, unseen = [], []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(IN_FOCUS))
        shown, what = page.evaluate(SHOWS_FOCUS)
        # Streamlit makes the whole page a stop of its own.
        if not shown and 'id="stMain"' not in what:
            unseen.append(what)
        if "atlas-tool-keys" in seen[-1]:
            break
    assert not unseen, "\n".join(unseen)
    order = [
        next(place for place, name in enumerate(seen) if wanted in name)
        for wanted in ("at-skip", "atlas-class", "atlas-stage", "atlas-tool-zoom_in")
    ]
    assert order == sorted(order)


def test_the_skip_link_leads_past_the_controls(visit):
    atlas = visit()
    tab_to(atlas.page, "at-skip")
    skip = atlas.page.get_by_role("link", name="Skip to the map and figures")
    expect(skip).to_be_in_viewport()

    atlas.page.keyboard.press("Enter")
    tab_to(atlas.page, "atlas-stage", most=12)


IN_BOX = "!!document.activeElement.closest('[data-testid=stPopoverBody]')"


@pytest.mark.parametrize("name", ["Download", "Share", "About this layer"])
def test_a_box_opened_with_the_keys_has_the_focus_and_gives_it_back(visit, name):
    atlas = visit(size=LAPTOP)
    page, button = atlas.page, atlas.button(name)
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(IN_BOX)
    atlas.wait_still()
    page.wait_for_function(SETTLED, arg=SETTLED_FOR, polling=100)

    page.keyboard.press("Escape")
    expect(atlas.popover).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    # Closing it has the tools drawn again, which begins a moment later.
    page.wait_for_timeout(SETTLED_FOR)
    atlas.wait_still()

    # Past its end the box is put away, and the keys go on after its button.
    page.keyboard.press("Enter")
    page.wait_for_function(IN_BOX)
    atlas.wait_still()
    page.wait_for_function(SETTLED, arg=SETTLED_FOR, polling=100)
    for _ in range(20):
        page.keyboard.press("Tab")
        if not page.evaluate(IN_BOX) and page.evaluate("document.activeElement.tagName") != "BODY":
            break
    expect(atlas.popover).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    expect(button).to_be_focused()


def test_a_box_opened_with_the_mouse_leaves_the_focus_where_it_is(visit):
    atlas = visit(size=LAPTOP)
    atlas.open_popover("Download")

    expect(atlas.button("Download")).to_be_focused()
