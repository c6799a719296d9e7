"""Write paragraphs into the frames of a slide, and texts for those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from atlas.deck.fit_text import INDENT, LEADING
from atlas.deck.slide import ACCENT, INK, PAPER, SOFT
from atlas.text import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.shapes.base import BaseShape
    from pptx.text.text import TextFrame, _Paragraph

    from atlas.deck.slide import Words

THEME = {
    INK: MSO_THEME_COLOR.TEXT_1,
    SOFT: MSO_THEME_COLOR.TEXT_2,
    ACCENT: MSO_THEME_COLOR.ACCENT_1,
    PAPER: MSO_THEME_COLOR.BACKGROUND_1,
}


def write(frame: TextFrame, words: Sequence[Words]) -> None:
    """Write paragraphs into an empty frame."""
    for place, one in enumerate(words):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.line_spacing = Pt(one.size * LEADING)
        paragraph.space_before = Pt(one.gap if place else 0)
        if one.is_listed:
            _add_bullet(paragraph)
        run = paragraph.add_run()
        run.text = one.text
        run.font.size, run.font.bold = Pt(one.size), one.bold
        paint(run.font.color, one.colour)
        # So that it is read out by the right voice.
        # python-pptx takes languages of a list of its own alone.
        run.font._rPr.set("lang", spoken().tag)  # noqa: SLF001 - it has no other way
        if one.link:
            run.hyperlink.address = one.link


def paint(colour: Any, wanted: str) -> None:  # noqa: ANN401 - of letters, or of a fill
    """Give something one of our colours, by its name in the theme where it has one."""
    if wanted in THEME:
        colour.theme_color = THEME[wanted]
    else:
        colour.rgb = RGBColor.from_string(wanted.removeprefix("#").upper())


def _add_bullet(paragraph: _Paragraph) -> None:
    """Make a paragraph one of a list, as a screen reader tells it."""
    about = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - there is no public way
    about.set("marL", str(Pt(INDENT)))
    about.set("indent", str(-Pt(INDENT)))
    about.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
    about.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def describe(shape: BaseShape, text: str) -> None:
    """Say what a picture, a chart, a table or a group shows; python-pptx has no name for it."""
    shape.element.xpath(".//p:cNvPr")[0].set("descr", text)
