"""A plan as a Word document for a committee: a heading and a table for each record."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, cast

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from atlas.export.format_spec import FormatSpec
from atlas.plan.records.shapes import Shape, list_shapes
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as DocumentObject
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from atlas.plan.exchange.copy_of_plan import Copy
    from atlas.plan.records.versions import Kept

FORMAT = FormatSpec(
    "docx",
    to_say("Word document"),
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "data",
    also_called=("word",),
)
TEXT, FIELD, SOURCE = "Plan text", "Plan field", "Plan source"
HEAD_FILL = "EEF3F4"


def write(copy: Copy) -> bytes:
    """Return a plan as a document.

    A heading for each kind and each record; below it a table of two columns, field and text.
    What explains a record is below its table. Several texts of one field are paragraphs
    of one cell.
    """
    document = Document()
    document.core_properties.title = say("Plan of {place}", place=copy.name)
    document.core_properties.author = "Cohesion atlas"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    _add_styles(document)
    grid = document.styles["Table Grid"]
    document.add_heading(say("Plan of {place}", place=copy.name), level=0)
    document.add_paragraph(
        say("Made on {day}, with {count} entries.", day=copy.made.date(), count=len(copy.kept))
    )
    for kind, records in copy.list_kinds():
        if not records:
            continue
        document.add_heading(say(kind.title), level=1)
        shapes = list_shapes(kind)
        for kept in records:
            told = copy.explain(kept.record)
            document.add_heading(_name_record(kept, shapes, told), level=2)
            table = document.add_table(rows=len(shapes), cols=2)
            table.style = grid
            _fill_table(table, kept, shapes)
            for heading, text in told:
                _add_explained(document, heading, text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _name_record(kept: Kept[Any], shapes: Sequence[Shape], told: Sequence[tuple[str, str]]) -> str:
    """Return a record's heading: its title, else the first explanation of it."""
    title = getattr(kept.record, "title", "") or (told[0][1] if told else "")
    if title:
        return str(title)
    texts = (shape.write(getattr(kept.record, shape.field)) for shape in shapes)
    first = next((text for text in texts if text), kept.id)
    return " ".join(first.split())[:90]


def _add_styles(document: DocumentObject) -> None:
    """Define the styles of a plan once, so that a town can change each in one place."""
    styles = document.styles
    styles["Normal"].font.name = "Calibri"
    styles["Normal"].font.size = Pt(10.5)
    for name, points in ((TEXT, 10.5), (FIELD, 10.5), (SOURCE, 9.5)):
        # A style's identity is its name without spaces.
        style = cast("ParagraphStyle", styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = styles["Normal"]
        style.font.size = Pt(points)
        style.font.bold = name == FIELD
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _add_explained(document: DocumentObject, heading: str, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = document.add_paragraph()
        if number == 0:
            paragraph.paragraph_format.space_before = Pt(4)
            paragraph.add_run(say("{heading}:", heading=heading) + " ").bold = True
        _add_line(paragraph, line, SOURCE)


def _fill_table(table: Table, kept: Kept[Any], shapes: Sequence[Shape]) -> None:
    table.autofit = False
    for shape, row in zip(shapes, table.rows, strict=True):
        left, right = row.cells
        left.width, right.width = Cm(4.4), Cm(12.2)
        shading = OxmlElement("w:shd")
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:fill"), HEAD_FILL)
        left._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001 - python-docx has no fills
        _fill(left, shape.title, FIELD)
        _fill(right, shape.write(getattr(kept.record, shape.field)), TEXT)


def _fill(cell: _Cell, text: str, style: str) -> None:
    """Write a text into a cell, one paragraph for each line."""
    paragraph = cell.paragraphs[0]
    for number, line in enumerate(text.split("\n")):
        _add_line(paragraph if number == 0 else cell.add_paragraph(), line, style)


def _add_line(paragraph: Paragraph, text: str, style: str) -> None:
    # By its name python-docx would search all styles, for each of thousands of paragraphs.
    paragraph._p.style = style.replace(" ", "")  # noqa: SLF001
    paragraph.add_run(text)
