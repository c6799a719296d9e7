"""Nothing serious or critical that a bare Streamlit page does not have."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.atlas_page import LAPTOP, LARGE, PHONE

pytestmark = pytest.mark.browser

BARE = """\
import plotly.graph_objects as go
import streamlit as st

st.set_page_config(page_title="Bare", layout="wide")
st.title("Bare")
st.html("<h2>Words</h2><p>Words</p>")
st.page_link("https://example.org", label="Link")
st.selectbox("Topic", ["One", "Two"])
st.selectbox("Search", ["One", "Two"], index=None, placeholder="Find")
st.multiselect("Places", ["One", "Two"], placeholder="Anywhere")
st.pills("Types", ["One", "Two"], selection_mode="multi")
st.segmented_control("Show as", ["Map", "Table"], default="Map")
st.button("Press")
with st.popover("More"):
    st.select_slider("Number", [3, 4, 5])
    st.slider("Range", 0, 100, (20, 80))
    st.code("http://example.org", language=None)
    st.download_button("Save", "text")
    st.radio("One of", ["One", "Two"])
    st.file_uploader("Open")
with st.expander("Section", expanded=True):
    st.selectbox("Within", ["One", "Two"])
    st.slider("Range within", 0, 100, (20, 80))
    st.select_slider("Number within", [3, 4, 5])
st.warning("Careful")
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2], y=[3, 4])))
"""
# What is written by the atlas and not by Streamlit, wherever it stands.
OURS = re.compile(
    r"[\s\"'.](atlas-[a-z]|ap-[a-z]|ab-[a-z]|at-[a-z]|ao-[a-z]|tw-[a-z])|class=\"(ap|ab)\""
)
SEVERE = {"serious", "critical"}
NAMELESS = """() => { const found = [];
  const NAMED = "button, a[href], input, summary, img, [role=img], [role=application]";
  const look = root => { for (const e of root.querySelectorAll("*")) {
    if (e.shadowRoot) look(e.shadowRoot);
    if (!e.matches(NAMED)) continue;
    if (!e.checkVisibility() || e.closest("[aria-hidden=true]")) continue;
    const by = (e.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean)
      .map(id => e.getRootNode().getElementById(id)?.textContent ?? "").join("");
    const name = [e.getAttribute("aria-label"), by, e.title, e.alt, e.textContent,
      ...[...(e.labels ?? [])].map(l => l.textContent)].filter(Boolean).join("").trim();
    if (!name) found.push(e.outerHTML.slice(0, 160)); } };
  look(document); return found; }"""


def find_severe(page, part=None):
    """Return what axe finds serious or critical: per rule, the elements it concerns."""
    answer = Axe().run(page, context=part, options={"resultTypes": ["violations"]})
    return {
        one["id"]: [f"{node['target']} {node['html'][:300]}" for node in one["nodes"]]
        for one in answer.response["violations"]
        if one["impact"] in SEVERE
    }


@pytest.fixture(scope="module")
def excused(run_server, contexts, tmp_path_factory):
    """The rules that a bare Streamlit page with the same kinds of controls breaks."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    bare = run_server("bare.py", folder)
    page = contexts(viewport={"width": LARGE[0], "height": LARGE[1]}).new_page()
    page.goto(bare.base)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    found = set(find_severe(page))
    page.get_by_role("button", name="More").click()
    expect(page.get_by_text("Save")).to_be_visible()
    found |= set(find_severe(page))
    page.close()
    return found


def assert_clean(page, excused, part=None):
    """Fail for what is ours, and for what no bare Streamlit page would have."""
    faults = [
        f"{rule}: {element}"
        for rule, elements in find_severe(page, part).items()
        for element in elements
        if rule not in excused or OURS.search(element)
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("address", "size"),
    [
        ("", LARGE),
        ("?area=E01015693&layer=cohesion_types&type=cohesion_types.diverse_suburb", LARGE),
        ("?area=E01015693,E01015694&where=mig_moved_1yr.value.99~100", LAPTOP),
        ("?show=table&sort=-residents", LARGE),
        ("?overlays=schools", LARGE),
        ("?show=table&overlays=schools", LARGE),
        ("?show=chart", LARGE),
        ("?layer=nonsense", PHONE),
        ("data", LARGE),
        ("places", LARGE),
        ("meet", LARGE),
        ("plan?area=E01015693&action=ACT-31", LARGE),
        ("plan?part=board", LARGE),
        ("plan?part=coverage", PHONE),
        ("plan?part=fit&area=E01015693", LARGE),
        ("twins?area=E01015739", LARGE),
        ("actions?action=ACT-32", LARGE),
        ("actions?action=ACT-32&show=table", PHONE),
    ],
    ids=[
        "town",
        "area",
        "nothing-left",
        "table",
        "points",
        "list-of-places",
        "chart",
        "phone",
        "data",
        "places",
        "meet",
        "plan-form",
        "plan-board",
        "plan-coverage",
        "plan-words",
        "twins",
        "actions",
        "actions-table",
    ],
)
def test_axe_finds_nothing_that_is_ours(visit, excused, address, size):
    atlas = visit(address, size)
    for closed in atlas.page.locator("main details:not([open]) > summary").all()[:6]:
        if closed.is_visible():
            closed.click()
    atlas.wait_still()

    assert_clean(atlas.page, excused)
    assert atlas.page.evaluate(NAMELESS) == []


def test_axe_finds_nothing_in_what_opens(visit, excused):
    atlas = visit("?area=E01015693")
    for name, has in (
        ("On the map", "Streets"),
        ("About this layer", "Caution"),
        ("Download", "CSV"),
        ("Share", "This link"),
    ):
        atlas.open_popover(name)
        expect(atlas.popover).to_contain_text(has)
        atlas.wait_still()
        assert_clean(atlas.page, excused, "[data-testid=stPopoverBody]")
        atlas.page.keyboard.press("Escape")
        expect(atlas.popover).to_be_hidden()
    atlas.map.get_by_role("button", name="Keys and gestures").click()
    for name in ("Add a condition", "Classes and breaks"):
        atlas.open_section(name)
        atlas.wait_still()

    assert_clean(atlas.page, excused, "main")
    assert atlas.page.evaluate(NAMELESS) == []


def test_headings_charts_and_changes_are_told_in_words(visit):
    atlas = visit("?show=chart&area=E01015693")

    for wanted, level in (
        ("Who moved here in the past year?", 1),
        ("Filters", 2),
        ("Barnfield, Luton 007A", 2),
        ("Recommended actions", 3),
    ):
        heading = atlas.page.get_by_role("heading", name=wanted, level=level, exact=True)
        expect(heading).to_have_count(1)
    expect(atlas.page.get_by_text("The table shows the same figures")).to_be_visible()
    expect(atlas.panel.get_by_text("The figures are in the table above")).to_be_visible()
    status = atlas.page.get_by_role("status").filter(has_text="areas")
    expect(status).to_contain_text("125 of 125 areas")
