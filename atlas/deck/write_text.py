"""Write paragraphs into the frames of a slide, and text alternatives."""

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
    for position, part in enumerate(words):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        paragraph.line_spacing = Pt(part.size * LEADING)
        paragraph.space_before = Pt(part.gap if position else 0)
        if part.is_listed:
            _add_bullet(paragraph)
        run = paragraph.add_run()
        run.text = part.text
        run.font.size, run.font.bold = Pt(part.size), part.bold
        paint(run.font.color, part.colour)
        # So that screen readers use the right voice.
        # python-pptx accepts only the languages of its own list.
        run.font._rPr.set("lang", spoken().tag)  # noqa: SLF001 - it has no other way
        if part.link:
            run.hyperlink.address = part.link


def paint(colour: Any, wanted: str) -> None:  # noqa: ANN401 - of letters, or of a fill
    """Set one of our colours, by its name in the theme where it has one."""
    if wanted in THEME:
        colour.theme_color = THEME[wanted]
    else:
        colour.rgb = RGBColor.from_string(wanted.removeprefix("#").upper())


def _add_bullet(paragraph: _Paragraph) -> None:
    """Make a paragraph a list item, which screen readers announce."""
    about = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - there is no public way
    about.set("marL", str(Pt(INDENT)))
    about.set("indent", str(-Pt(INDENT)))
    about.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
    about.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def describe(shape: BaseShape, text: str) -> None:
    """Set the text alternative of a picture, chart, table or group; python-pptx cannot."""
    shape.element.xpath(".//p:cNvPr")[0].set("descr", text)
