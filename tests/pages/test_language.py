"""The whole app can be said in another language: nothing English is left that is ours."""

from __future__ import annotations

import re
from html import unescape

import pytest

from atlas.definitions import Language
from atlas.facade import open_atlas
from atlas.places import read_definitions
from atlas.sheets.bundle import write_sheets
from atlas.sheets.content import make_sheet
from atlas.sheets.paragraph import write_paragraph
from atlas.text import Speech, speaking

AREA = "E01015693"
CODE = "eo"
OPEN, SHUT = "\u27e6", "\u27e7"
MARKED = re.compile(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}")
SPOKEN = re.compile(r'(?:aria-label|title|placeholder)="([^"]*)"')
UNSEEN = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{3,}")


class Marks(dict):
    """Whatever is asked for, in brackets: what has none was not said."""

    def get(self, english, default=None):  # noqa: ARG002 - a text is never missing
        return f"{OPEN}{english}{SHUT}"


@pytest.fixture
def marked(monkeypatch):
    """A language in which every text of ours stands in brackets."""
    language = Language.model_construct(
        **{name: {} for name in Language.model_fields},
    ).model_copy(update={"id": CODE, "name": "Marked", "phrases": Marks()})
    vars(language)["speech"] = Speech(CODE, Marks())
    monkeypatch.setitem(read_definitions().languages, CODE, language)
    return language


def find_unsaid(texts, known):
    """Return what is neither in brackets nor a name or a title that others gave."""
    left = []
    for text in texts:
        before = None
        while before != text:
            before, text = text, MARKED.sub("\n", text)
        for part in re.split(r"[\n\u00b7;:()|]|, |\. | \u2013 ", text):
            said = part.strip(" .,*\u201c\u201d\"'\u2019s")
            if WORD.search(said) and said.casefold() not in known:
                left.append(said)
    return sorted(set(left))


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
            texts += [str(one) for one in getattr(part.proto, "options", ())]
    return texts


def list_known(atlas):
    """Return all that stays as others wrote it: names, titles, headings and identities."""
    texts = [str(one) for one in atlas.store.areas.to_numpy(dtype=object).ravel()]
    texts += list(atlas.store.areas.index)

    def gather(value):
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, dict):
            for key, one in value.items():
                gather(key)
                gather(one)
        elif isinstance(value, (list, tuple)):
            for one in value:
                gather(one)

    gather(atlas.store.manifest)
    definitions = atlas.definitions
    for kind in ("documents", "licences", "places", "languages"):
        for one in getattr(definitions, kind).values():
            gather(
                one.model_dump(mode="json", exclude={"phrases", "words"})
                if kind != "languages"
                else one.name
            )
    for kind in ("sources", "overlays"):
        for one in getattr(definitions, kind).values():
            gather([one.publisher, one.table, one.columns, one.attribution])
    for action in definitions.actions.values():
        gather([action.id, *(one.heading for one in action.sources)])
    gather(list(definitions.indicators))
    return "\n".join(["english", "cohesion atlas", *texts]).casefold()


@pytest.fixture(scope="module")
def known():
    """What may stand without brackets."""
    return list_known(open_atlas("luton"))


@pytest.mark.parametrize("word", ["explore", "data", "meet", "figures", "places", None])
@pytest.mark.parametrize("area", ["", AREA])
def test_nothing_on_a_page_is_left_in_english(draw, marked, known, word, area):
    page = draw(word, lang=CODE, **({"area": area} if area else {}))

    assert not page.test.error
    assert find_unsaid(read_page(page.test), known) == []


@pytest.mark.parametrize("show", ["table", "chart"])
@pytest.mark.parametrize("layer", ["mig_moved_1yr", "cohesion_types", "dem_popchange"])
def test_nothing_of_a_layer_is_left_in_english(draw, marked, known, show, layer):
    page = draw("explore", lang=CODE, show=show, layer=layer, where="dep_imd.town.80~")

    assert find_unsaid(read_page(page.test), known) == []


@pytest.mark.parametrize("code", [AREA, "E05014736"])
def test_nothing_on_a_sheet_is_left_in_english(marked, known, code):
    atlas = open_atlas("luton")
    told = open_marked(atlas, marked)
    with speaking(marked.speech):
        sheet = make_sheet(told, code, link="http://localhost/")
        page = write_sheets([sheet], "html").decode()
        paragraph = write_paragraph(sheet)

    texts = [*read_html(page), paragraph.replace(sheet.link, "")]
    assert sheet.link.endswith(f"&lang={CODE}")
    assert find_unsaid([text.replace(sheet.link, "") for text in texts], known) == []


def open_marked(atlas, language):
    """Return an atlas in the language of brackets."""
    definitions = atlas._defined  # noqa: SLF001 - what the facade itself translates
    definitions.languages[CODE] = language
    return atlas.in_language(CODE)
