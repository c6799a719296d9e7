"""The whole app can be said in another language: nothing English is left that is ours."""

from __future__ import annotations

import re
from gettext import NullTranslations
from html import unescape

import numpy as np
import pytest
from babel import Locale
from babel.messages import Catalog

from atlas.definitions import Language, Step
from atlas.definitions.language import LanguageSettings
from atlas.facade import open_atlas
from atlas.layer.layer import make_layer
from atlas.opening.places import list_built, list_places, read_definitions
from atlas.selection.address import Selection
from atlas.sheets.bundle import write_sheets
from atlas.sheets.content import make_sheet
from atlas.sheets.paragraph import make_paragraph
from atlas.text import Speech, speaking
from atlas.ui import cache
from atlas.views.choropleth import NAMES, draw_map_data, make_texts
from atlas.views.legend import make_legend
from atlas.views.slides import make_slide
from atlas.views.table import make_table

AREA = "E01015693"
CODE = "eo"
OPEN, SHUT = "\u27e6", "\u27e7"
MARKED = re.compile(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}")
SLOT = re.compile(r"\{\w+\}")
SPOKEN = re.compile(r'(?:aria-label|title|placeholder)="([^"]*)"')
UNSEEN = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)
APART = re.compile(r"[\n\u00b7;:()|]|, |\. | \u2013 ")
WORD = re.compile(r"[^\W\d_]{3,}")


class Marks(dict, NullTranslations):
    """Whatever is asked for, in brackets: what has none was not said."""

    def get(self, english, default=None):  # noqa: ARG002 - a text is never missing
        """Return the text in brackets."""
        return f"{OPEN}{english}{SHUT}"

    gettext = get

    def ngettext(self, one, many, count):
        """Return the form for the number in brackets."""
        return self.get(one if count == 1 else many)


@pytest.fixture(scope="module", autouse=True)
def opened_anew():
    """Let the app open places with the definitions that are read now, whatever ran before."""
    cache._open_stamped.clear()


@pytest.fixture
def marked(monkeypatch):
    """A language in which every text of ours stands in brackets."""
    settings = LanguageSettings(id=CODE, name="Marked")
    language = Language(settings, Locale(CODE), Marks(), {}, Catalog(CODE))
    vars(language)["speech"] = Speech(CODE, Marks())
    monkeypatch.setitem(read_definitions().languages, CODE, language)
    return language


def strip_said(text):
    """Return a text without what stands in brackets, however deep."""
    before = ""
    while before != text:
        before, text = text, MARKED.sub("\n", text)
    # Of some texts only the beginning is shown; it was said too.
    return SLOT.sub("", re.sub(f"{OPEN}[^{SHUT}]*$", "", text))


def find_unsaid(texts, known):
    """Return what is neither in brackets nor a name or a title that others gave."""
    left = set()
    for part in (part for text in texts for part in APART.split(strip_said(text))):
        said = part.strip(" .,*\u201c\u201d\"'\u2019s")
        if WORD.search(said) and said.casefold() not in known:
            left.add(said)
    return sorted(left)


def read_html(body):
    """Return the texts that a piece of HTML shows or tells a screen reader."""
    body = UNSEEN.sub("", body)
    told = [unescape(text) for text in SPOKEN.findall(body)]
    return [*told, *(unescape(text) for text in re.split(r"<[^>]*>", body) if text.strip())]


def read_page(test):
    """Return every text on a page: HTML, Markdown, and the words of controls."""
    texts = []
    for kind in ("html", "markdown"):
        for part in test.get(kind):
            texts += read_html(str(part.proto.body))
    for kind in ("selectbox", "multiselect", "button", "radio", "pills", "text_input", "caption"):
        for part in test.get(kind):
            texts.append(str(getattr(part.proto, "label", "")))
            texts += [
                str(getattr(one, "content", one)) for one in getattr(part.proto, "options", ())
            ]
    return texts


def gather(value):
    """Return every text in lists and tables of any depth."""
    if isinstance(value, dict):
        return gather([*value.keys(), *value.values()])
    if isinstance(value, str):
        return [value]
    if isinstance(value, (list, tuple, set, np.ndarray)):
        return [text for one in value for text in gather(one)]
    return []


def list_known(atlas):
    """Return all that stays as others wrote it: names, titles, headings and identities."""
    definitions = atlas.definitions
    found = [list(atlas.store.areas.index), atlas.store.areas.to_numpy(dtype=object)]
    found += [atlas.store.manifest, list_places(), [one.manifest for one in list_built()]]
    for kind in ("documents", "licences", "places"):
        found += [one.model_dump() for one in getattr(definitions, kind).values()]
    for one in [*definitions.sources.values(), *definitions.overlays.values()]:
        found.append([one.publisher, one.table, one.columns, one.attribution])
    for action in definitions.actions.values():
        found.append([action.id, *(one.heading for one in action.sources)])
    found += [list(definitions.indicators), [one.name for one in definitions.languages.values()]]
    return "\n".join(["english", *gather(found)]).casefold()


@pytest.fixture(scope="module")
def known():
    """What may stand without brackets."""
    return list_known(open_atlas("luton"))


@pytest.mark.parametrize("word", ["explore", "data", "meet", "figures", "places", None])
@pytest.mark.parametrize("area", ["", AREA])
def test_nothing_on_a_page_is_left_in_english(draw, marked, known, word, area):
    page = draw(word, lang=CODE, **({"area": area} if area else {}))

    assert not page.test.error
    left = find_unsaid(read_page(page.test), known)
    assert left == [], left


@pytest.mark.parametrize("show", ["table", "chart"])
@pytest.mark.parametrize("layer", ["mig_moved_1yr", "cohesion_types", "dem_popchange"])
def test_nothing_of_a_layer_is_left_in_english(draw, marked, known, show, layer):
    page = draw("explore", lang=CODE, show=show, layer=layer, where="dep_imd.town.80~")

    left = find_unsaid(read_page(page.test), known)
    assert left == [], left


@pytest.mark.parametrize("code", [AREA, "E05014736"])
def test_nothing_on_a_sheet_is_left_in_english(marked, known, code):
    atlas = open_atlas("luton")
    told = open_marked(atlas, marked)
    with speaking(marked.speech):
        sheet = make_sheet(told, code, link="https://atlas.example/")
        page = write_sheets([sheet], "html").decode()
        paragraph = make_paragraph(sheet)

    texts = [*read_html(page), paragraph.replace(sheet.link, "")]
    assert sheet.link.endswith(f"&lang={CODE}")
    assert find_unsaid([text.replace(sheet.link, "") for text in texts], known) == []


def list_words(value):
    """Return the texts that a browser's part is handed, without codes, colours and addresses."""
    unsaid = {
        "assets",
        "map",
        "classes",
        "colours",
        "state",
        "layer",
        "note",
        "colour",
        "id",
        "sort",
        "selected",
        "kind",
        "pattern",
    }
    if isinstance(value, dict):
        return [text for key, one in value.items() if key not in unsaid for text in list_words(one)]
    if isinstance(value, (list, tuple)):
        return [text for one in value for text in list_words(one)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize(
    "layer", ["mig_moved_1yr", "cohesion_types", "hou_owned", "div_change_minority"]
)
def test_nothing_the_browser_is_handed_is_left_in_english(marked, known, layer):
    atlas = open_marked(open_atlas("luton"), marked)
    selection = Selection(layer=layer, areas=(AREA,), classes=4, language=CODE)
    with speaking(marked.speech):
        drawn = make_layer(atlas, selection)
        parts = [
            make_legend(atlas, selection, drawn),
            make_table(atlas, selection, drawn),
            draw_map_data(atlas, selection, drawn, assets={}, fit={}),
            make_texts(atlas, layer, "england", 0),
            make_texts(atlas, NAMES, "any", 0),
            make_slide(atlas, Step(address=f"layer={layer}"), selection, assets={}),
        ]

    left = find_unsaid(list_words(parts), known)
    assert left == [], left


def open_marked(atlas, language):
    """Return an atlas in the language of brackets."""
    definitions = atlas._defined
    definitions.languages[CODE] = language
    return atlas.in_language(CODE)
