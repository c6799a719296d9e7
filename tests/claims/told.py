"""Read what residents are told: every sentence of sheet, paragraph, panel and story, as text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from atlas.quantities import MINUS
from atlas.sheets.content import make_joint_sheet
from atlas.sheets.paragraph import make_paragraph
from atlas.views.panel import render_panel
from atlas.views.slides import make_slide

LINK = "https://atlas.example/"
TYPES = "cohesion_types"
TAGS = re.compile(r"<[^>]+>")
NUMBER = r"[+\u2212-]?\d[\d,]*(?:\.\d+)?"
# A change of sign is never read out: what rose or fell says so.
WRONG_ENGLISH = [
    r"(?:changed|moved) by",
    rf"was {MINUS}[\d.]",
    r"1\.0 times as",
    r"\b\w-(?:strong-national-identity|competition-for-resources|rapid-change|visible-decline)",
    r"Hopeful Towns cluster",
    r"its type is “\d",
    r"In the authority that",
    r"home to about as many people",
    r"Neighbours often have",
    r"Each type is an ideal profile",
    r"infrastructure for integration and the long(?! distances)",
    r"\b(?:whom|people) look for someone to blame",
    r"newcomers are easily blamed",
    r"feel that someone else is served",
    r"long-settled minority community",
    r"with none of them large",
    r"No one group is much larger",
    r"belong to one group",
    r"would like to (?:learn|meet)",
    r"Many of them came",
    r"more of them than",
    r"Homes stand close together",
    r"fit this type clearly",
    r"close ties",
]
WRONG_GERMAN = [
    r"änderte sich [^.]{0,200} um [\u2212+\d]",
    rf"um {MINUS}\d",
    r"1,0-mal",
    r"nach de[mr] (?:Zensus|Zählung)[^.]{0,40} (?:geboren|zur Welt)",
    r"zu wenig Schlafzimmer",
    r"Ähnlich bei",
    r"zum Reden",
    r"In \d+ Proben",
    r"Volkszählung",
    r"Hopeful Towns cluster",
    r"jemanden, dem sie die Schuld",
    r"möchten Englisch lernen",
    r"Viele von ihnen kamen",
    r"Keine Gruppe ist viel größer",
    r"passen eindeutig zu diesem Typ",
]


@dataclass(frozen=True)
class Told:
    """What is told of some areas: the sheet as made, and all texts by where they stand."""

    areas: tuple[str, ...]
    sheet: object
    texts: dict[str, str]


def strip(markup):
    """Return the text of HTML, its blanks made one, each element's text a line."""
    text = html.unescape(TAGS.sub("\n", markup))
    lines = (re.sub(r"[ \t\r\f\v]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def tell_all(atlas, areas, *, panel=True):
    """Return everything that residents are told of some areas; of none, of the whole place.

    A new claim, such as one of a type, needs no collecting of its own: its sentence is in the
    sheet's `type_lines` and `reasons`, and in the panel's text.
    """
    sheet = make_joint_sheet(atlas, list(areas), link=LINK)
    texts = {
        "sheet": "\n".join(
            [sheet.name, *sheet.facts, *sheet.body, *(i.source for i in sheet.ideas)]
        ),
        "paragraph": make_paragraph(sheet).replace("\u00a0", "\u202f"),
    }
    if panel:
        shown = render_panel(atlas, tuple(areas), (atlas.whole.id,), TYPES, atlas.whole.id)
        texts["panel"] = strip("".join(shown))
    return Told(tuple(areas), sheet, texts)


def tell_stories(atlas):
    """Return the texts of all slides of the stories that ship, by story and step."""
    found = {}
    for story in atlas.definitions.stories.values():
        for number, step in enumerate(story.steps, start=1):
            parameters = dict(part.split("=", 1) for part in step.address.lstrip("?").split("&"))
            selection = atlas.parse_address(parameters).selection
            slide = make_slide(atlas, step, selection, assets={})
            parts = [slide["title"], slide["sentence"], slide["note"], *slide["told"]]
            parts += [text for one in slide["actions"] for text in one.values()]
            found[f"{story.id}, step {number}"] = "\n".join(parts)
    return found


def find_wrong(texts, patterns):
    """Return every forbidden wording that stands in some texts, with where."""
    return [
        (where, match[0])
        for where, text in texts.items()
        for pattern in patterns
        for match in re.finditer(pattern, text)
    ]
