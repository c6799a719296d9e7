"""The last slide of a deck: the published tables it uses, and their publishers' attributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.deck.slide import ACCENT, SMALL, Slide, Words
from atlas.export.provenance import format_dates, format_rights, format_tables
from atlas.layer.layer import make_layer
from atlas.selection.public_address import is_public
from atlas.text import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atlas.definitions import Source
    from atlas.facade import Atlas
    from atlas.selection.address import Selection


def make_source_slide(
    layers: Iterable[tuple[Atlas, Selection]], link: str, *, told: Sequence[str] = ()
) -> Slide:
    """Return the last slide of a deck: the sources of its layers, and others in words.

    The address for readers is left out where other machines cannot open it.
    """
    found: dict[str, Source] = {}
    asked: dict[str, None] = {}
    for atlas, selection in layers:
        sources = make_layer(atlas, selection).texts.sources
        found.update({source.id: source for source in sources})
        asked.update(dict.fromkeys(format_rights(atlas.store.manifest["attributions"])))
    tables, dates = format_tables(found.values()), format_dates(list(found.values()))
    figures = say("Figures: {tables}. {dates}", tables=tables, dates=dates)
    if told:
        figures = say("Map: {tables}. {dates}", tables=tables, dates=dates)
    # Attributions are run together: a line for each would push the link to another slide.
    lines = [*([figures] if found else []), *told, " ".join(asked)]
    words = [Words(text, SMALL) for text in dict.fromkeys(lines)]
    if is_public(link):
        words.append(Words(say("The atlas: {link}", link=link), SMALL, colour=ACCENT, link=link))
    return Slide(say("Sources"), words=tuple(words))
