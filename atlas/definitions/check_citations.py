"""Check citations: headings are complete, and documents carry no internal labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atlas.errors import Fault

if TYPE_CHECKING:
    from atlas.definitions.defined import Defined

# A heading that ends in one of these words was cut off at a line break.
GOES_ON = """
a an the and or but nor of to in on at by for from with without within into onto over
under about as than that which who whose whom where when while if because is are was
were be been being has have had can could will would may might must should do does not
its their our your his her this these those such more most less least very long local
large small new between including through
"""
PAIRS = (("(", ")"), ("\u2018", "\u2019"), ("\u201c", "\u201d"), ("[", "]"))
# A publisher's internal label for a group of places: a letter and words, hyphenated.
LABEL = re.compile(r"(?<![\w-])[a-z]-[a-z]+(?:-[a-z]+)+(?![\w-])", re.IGNORECASE)


def check_citations(definitions: Defined) -> list[Fault]:
    """Return a fault for each internal label in a document."""
    return [
        Fault(
            f"layers/documents/{document.id}.toml, {key}",
            f'It shows readers a label for a kind of people: "{label[0]}".',
            expected="publisher, title and year",
            remedy="Name the document, and keep the label in a comment.",
        )
        for document in definitions.documents.values()
        for key in ("title", "publisher", "page")
        if (label := LABEL.search(str(getattr(document, key))))
    ]


def find_break(heading: str) -> str:
    """Return how a heading is cut off; empty where it is complete."""
    words = re.findall(r"[\w\u2019'-]+", heading)
    if heading.endswith((",", ":", ";", "-", "\u2013", "(")):
        return "ends with a mark after which text is missing"
    if words and heading.endswith(words[-1]) and words[-1].lower() in GOES_ON.split():
        return f'ends with "{words[-1]}", after which text is missing'
    for opened, closed in PAIRS:
        # An apostrophe is also a closing quote, so there may be more closing than opening ones.
        if heading.count(opened) > heading.count(closed):
            return f'opens "{opened}" but does not close it'
    return ""
