"""A story on a big screen: keys, black, a question and back, a reload, and a second window."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pptx import Presentation

from tests.browser.atlas_page import FIND_SPOT, LAPTOP, PATIENCE, PHONE

pytestmark = pytest.mark.browser

STORY = "meet?story=luton_who_moves"
LEAST = 24
# The smallest type of all text that can be seen, through every shadow root.
SMALLEST = """() => { const found = [];
  const look = root => { for (const e of root.querySelectorAll("*")) {
    if (e.shadowRoot) look(e.shadowRoot);
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || ["STYLE", "SCRIPT"].includes(e.tagName)) continue;
    const box = e.getBoundingClientRect();
    if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (box.width < 2 || box.height < 2) continue;
    found.push([parseFloat(getComputedStyle(e).fontSize), e.textContent.slice(0, 40)]); } };
  look(document); return found.sort((a, b) => a[0] - b[0]); }"""
OVERFLOW = """() => { const s = document.querySelector("#atlas-meeting").shadowRoot
  .querySelector(".am-screen");
  return [s.scrollWidth - s.clientWidth, s.scrollHeight - s.clientHeight]; }"""


def wait_for_step(page, number):
    expect(page.locator(".am-screen, .as-screen")).to_have_attribute("data-step", str(number))


@pytest.fixture
def tell(visit):
    """A function that opens a story at a step, in the middle of its telling."""

    def open_story(step=1, size=LAPTOP, **options):
        page = visit(f"{STORY}&step={step}", size, drawn=False, **options).page
        wait_for_step(page, step)
        return page

    return open_story


def test_keys_and_clicker_lead_through_the_story(tell):
    page = tell()
    screen = page.locator(".am-screen")
    for key, step in (
        ("ArrowRight", 2), ("PageDown", 3), ("Space", 4), ("PageUp", 3), ("ArrowLeft", 2),
        ("End", 5), ("ArrowRight", 5), ("Home", 1), ("4", 1), ("Enter", 4),
    ):  # fmt: skip
        page.keyboard.press(key)
        wait_for_step(page, step)
    assert "step=4" in page.url
    page.keyboard.press("b")
    expect(page.locator(".am-black")).to_be_visible()
    page.keyboard.press(".")
    expect(page.locator(".am-black")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(screen).to_have_count(0)
    expect(page.get_by_role("button", name="Start the story")).to_be_visible()
    assert "step" not in page.url


def test_a_question_is_answered_on_the_map_and_the_story_goes_on(tell):
    page = tell(2)
    box = page.locator(".am-map .atlas-map")
    expect(box).to_have_attribute("data-ready", "true")
    title = page.locator(".am-screen header > h1")
    expect(title).to_have_text("Some people are new each year")
    spot = box.evaluate(FIND_SPOT, "E01015693")

    box.locator("canvas").click(position=spot)
    asked = page.locator(".am-asked")
    expect(asked.get_by_role("heading")).to_have_text("Barnfield")
    expect(asked).to_contain_text("residents of this part of Barnfield aged one and over")
    expect(box).to_have_attribute("data-selected", "E01015693")
    page.keyboard.press("r")
    expect(asked).to_be_hidden()
    expect(box).to_have_attribute("data-selected", "")
    wait_for_step(page, 2)

    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(asked).to_be_visible()
    page.keyboard.press("PageDown")
    wait_for_step(page, 3)
    expect(asked).to_be_hidden()


def test_a_reload_goes_on_where_the_story_was_even_without_the_server(tell, watch):
    page = tell(1)
    page.keyboard.press("PageDown")
    wait_for_step(page, 2)

    page.reload()
    wait_for_step(page, 2)
    expect(page.locator(".am-map .atlas-map")).to_have_attribute("data-ready", "true")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    try:
        for step in (3, 4, 5):
            page.keyboard.press("PageDown")
            wait_for_step(page, step)
            expect(page.locator(".am-legend li").first).to_be_visible()
        box = page.locator(".am-map .atlas-map")
        box.locator("canvas").click(position=box.evaluate(FIND_SPOT, "E01015693"))
        expect(page.locator(".am-asked")).to_contain_text("rented privately")
    finally:
        page.context.set_offline(False)
    # What the pointer passes over is asked for, and the browser says that there is no network.
    watch.found = [one for one in watch.found if "ERR_INTERNET_DISCONNECTED" not in one]


def test_a_window_that_was_closed_in_mid_story_is_opened_again_where_it_was(visit):
    first = visit(f"{STORY}&step=2", LAPTOP, drawn=False, fresh=True)
    page, again = first.page, first.page.context
    wait_for_step(page, 2)
    page.keyboard.press("PageDown")
    wait_for_step(page, 3)
    with page.expect_popup() as opening:
        page.keyboard.press("s")
    speaker = opening.value
    wait_for_step(speaker, 3)

    page.close()
    page = again.new_page()
    page.goto(f"{first.base}/{STORY}")
    page.get_by_role("button", name="Continue at step 3").click()

    wait_for_step(page, 3)
    speaker.get_by_role("button", name="Next →").click()
    wait_for_step(page, 4)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Start the story")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Start the story")).to_be_visible()
    expect(page.get_by_role("button", name="Continue at step")).to_have_count(0)


def test_a_story_is_taken_away_as_slides(visit):
    page = visit("meet?story=luton_together", LAPTOP).page

    with page.expect_download() as started:
        page.get_by_role("button", name="Slides (PowerPoint)").click()

    assert started.value.suggested_filename == "luton_together.pptx"
    slides = Presentation(started.value.path()).slides
    assert [one.shapes.title.text_frame.text for one in slides][1] == "Families live all over town"
    # What people could do fills two, with whether it works.
    assert len(slides) == 8


def test_the_speakers_window_and_the_screen_follow_each_other(visit, watch):
    page = visit(STORY, LAPTOP, drawn=False).page
    page.get_by_role("button", name="Start the story").click()
    wait_for_step(page, 1)
    with page.expect_popup() as opening:
        page.keyboard.press("s")
    speaker = opening.value
    watch.follow(speaker)
    wait_for_step(speaker, 1)
    expect(speaker.locator(".as-notes")).to_contain_text("Babies under one are not counted")
    expect(speaker.locator(".as-after h2")).to_have_text("Some people are new each year")

    page.keyboard.press("ArrowRight")
    wait_for_step(speaker, 2)
    speaker.get_by_role("button", name="Next →").click()
    wait_for_step(page, 3)
    speaker.keyboard.press("b")
    expect(page.locator(".am-black")).to_be_visible()
    page.keyboard.press("b")
    expect(speaker.get_by_role("button", name="Black screen")).to_be_visible()
    speaker.reload()
    wait_for_step(speaker, 3)
    assert [one for one in Axe().run(speaker).response["violations"] if is_severe(one)] == []
    speaker.close()
    page.keyboard.press("PageDown")
    wait_for_step(page, 4)


def test_a_blocked_window_leaves_a_link_to_open_by_hand(visit):
    page = visit(
        STORY,
        LAPTOP,
        drawn=False,
        before=lambda one: one.add_init_script("window.open = () => null"),
    ).page
    page.get_by_role("button", name="Open the speaker").click()

    link = page.get_by_role("link", name="The speaker")
    expect(link).to_have_attribute("href", re.compile("window=speaker"))


def is_severe(one):
    return one["impact"] in {"serious", "critical"}


@pytest.mark.parametrize(
    ("story", "size"),
    [
        ("luton_who_lives_here", LAPTOP),
        ("luton_together", LAPTOP),
        ("luton_who_moves", (1920, 1080)),
    ],
)
def test_every_step_is_read_from_the_back_row(visit, story, size):
    page = visit(f"meet?story={story}&step=1", size, drawn=False).page
    for step in range(1, 6):
        wait_for_step(page, step)
        if page.locator(".am-screen").get_attribute("data-what") == "map":
            expect(page.locator(".am-map .atlas-map")).to_have_attribute("data-ready", "true")
            expect(page.locator(".am-map .atlas-name").first).to_be_visible()
        size, text = page.evaluate(SMALLEST)[0]
        assert size >= LEAST, text
        assert page.evaluate(OVERFLOW) == [0, 0]
        severe = [one for one in Axe().run(page).response["violations"] if is_severe(one)]
        assert severe == []
        page.keyboard.press("PageDown")


@pytest.mark.parametrize("size", [PHONE, (640, 360)], ids=["phone", "zoomed"])
def test_a_small_or_zoomed_window_needs_no_scrolling_sideways(tell, size):
    page = tell(2, size)
    expect(page.locator(".am-map .atlas-map")).to_have_attribute("data-ready", "true")
    page.set_viewport_size({"width": size[0] + 40, "height": size[1]})
    page.set_viewport_size({"width": size[0], "height": size[1]})

    for _ in range(3):
        assert page.evaluate(OVERFLOW)[0] == 0
        assert page.evaluate(SMALLEST)[0][0] >= 18
        page.keyboard.press("PageDown")


def test_a_view_is_added_in_explore_and_kept_by_the_browser(visit):
    atlas = visit("?layer=mig_out", LAPTOP, fresh=True)
    atlas.open_popover("Share")
    atlas.button("Add this view to my story").click()
    expect(atlas.popover).to_contain_text("has 1 step now")
    page = atlas.page

    page.goto(f"{atlas.base}/meet?story=own")

    expect(page.get_by_role("button", name="Start at step 1")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("textbox", name="Name of the story")).to_have_value("My story")
    # A figure of an MSOA is told as one, of the place and of an area that is asked about.
    page.get_by_role("button", name="Start the story").click()
    wait_for_step(page, 1)
    expect(page.locator(".am-screen")).to_contain_text("an average neighbourhood of Luton")
    box = page.locator(".am-map .atlas-map")
    expect(box).to_have_attribute("data-ready", "true")
    box.locator("canvas").click(position=box.evaluate(FIND_SPOT, "E01015739"))
    expect(page.locator(".am-asked")).to_contain_text("the neighbourhood High Town (Luton 022)")


def test_an_own_story_goes_on_after_a_reload_and_in_the_second_window(visit):
    page = visit("meet?story=luton_together", LAPTOP, fresh=True).page
    page.get_by_role("button", name="Copy this story").click()
    expect(page.get_by_role("textbox", name="Name of the story")).to_be_visible()
    page.wait_for_function("localStorage.getItem('atlas-own-story')")
    expect(page).to_have_url(re.compile("story=own"))
    page.get_by_role("button", name="Start the story").click()
    wait_for_step(page, 1)
    page.keyboard.press("PageDown")
    wait_for_step(page, 2)

    page.reload()

    wait_for_step(page, 2)
    with page.expect_popup() as opening:
        page.keyboard.press("s")
    wait_for_step(opening.value, 2)
    opening.value.keyboard.press("PageDown")
    wait_for_step(page, 3)
    opening.value.close()
