"""Another language in a real browser: one press, and the page, the address and the talk have it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

AREA = "E01015693"


def test_one_press_tells_everything_in_german_and_another_in_english(visit):
    page = visit(f"?area={AREA}").page
    page.get_by_role("button", name="Deutsch", exact=True).click()

    expect(page.get_by_role("heading", name="Wer zog im letzten Jahr hierher?")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page).to_have_url(re.compile(f"area={AREA}.*lang=de"))
    expect(page.locator(".atlas-legend")).to_contain_text("oder mehr")
    expect(page.get_by_role("button", name="Vergrößern")).to_be_visible()
    # The browser keeps the words of a choice: they are set again.
    expect(page.locator(".st-key-atlas_topic input")).to_have_value("Umzüge und Fluktuation")

    page.get_by_role("link", name="Vorführen").click()
    expect(page.get_by_role("button", name="Geschichte beginnen")).to_be_visible()
    expect(page).to_have_url(re.compile("lang=de"))

    page.get_by_role("button", name="English", exact=True).click()
    expect(page.get_by_role("button", name="Start the story")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_change_in_german_fetches_no_words_again(visit):
    page = visit("?lang=de").page
    expect(page.locator(".atlas-legend")).to_contain_text("oder mehr")
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.get_by_text("Tabelle", exact=True).click()
    expect(page.locator(".atlas-table")).to_contain_text("Gebiet")

    assert not [url for url in asked if url.endswith("/de.json")]


def test_what_was_said_to_be_german_from_the_start_is(visit):
    page = visit("?lang=de").page

    assert page.evaluate("document.documentElement.lang") == "de"
    expect(page).to_have_title("Atlas des Zusammenhalts")


@pytest.mark.parametrize("width", [1045, 1280])
def test_the_bar_and_the_button_of_a_file_fit_long_words(visit, width):
    page = visit("figures?lang=de", (width, 720), drawn=False).page
    button = page.locator("[data-testid=stFileUploaderDropzone] button")

    expect(button).to_have_accessible_name(re.compile("Datei auswählen$"))
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
