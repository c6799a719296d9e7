"""A plan as a Word document for a committee: a table per record, edited and read back."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, cast

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from atlas.errors import Fault, PlanError
from atlas.export.format_spec import FormatSpec
from atlas.plan.exchange.columns import IDENTITY, STAMP
from atlas.plan.exchange.copy_of_plan import Entry, refuse_file
from atlas.plan.exchange.packed import open_packed
from atlas.plan.exchange.shapes import Shape, list_shapes, shorten
from atlas.plan.records.record import find_kinds
from atlas.text import say, to_say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from docx.document import Document as DocumentObject
    from docx.oxml.table import CT_Row, CT_Tc
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from atlas.plan.exchange.copy_of_plan import Copy
    from atlas.plan.records.kept import Kept
    from atlas.plan.records.record import KindSpec

FORMAT = FormatSpec(
    "docx",
    to_say("Word document"),
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "data",
    also_called=("word",),
)
TEXT, FIELD, QUIET, SOURCE = "Plan text", "Plan field", "Plan quiet", "Plan source"
GREY = RGBColor(0x55, 0x55, 0x55)
HEAD_FILL = "EEF3F4"
# The table's title, which Word keeps and does not print, says what kind of record it is.
MARK = "atlas plan: "
# A record has about seven hundred.
MOST_TAGS = 2_000_000
WRITTEN = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}


def write(copy: Copy) -> bytes:
    """Return a plan as a document.

    A heading for each kind and each record; below it a table of two columns, field and text,
    whose last rows are the identity and the version. What explains a record stands below its
    table and is not read back. Several texts of one field are paragraphs of one cell.
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
    how = say(
        "The right-hand cells can be edited and brought back into the atlas, which shows "
        "first what would change. To add an entry, copy a table and empty identity and "
        "version in the copy."
    )
    _add_line(document.add_paragraph(), how, SOURCE)
    for kind, records in copy.list_kinds():
        if not records:
            continue
        document.add_heading(say(kind.title), level=1)
        shapes = list_shapes(kind)
        for kept in records:
            told = copy.explain(kept.record)
            document.add_heading(_name_record(kept, shapes, told), level=2)
            table = document.add_table(rows=len(shapes) + 2, cols=2)
            table.style = grid
            _fill_table(table, kind, kept, shapes)
            for heading, text in told:
                _add_explained(document, heading, text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _name_record(kept: Kept[Any], shapes: Sequence[Shape], told: Sequence[tuple[str, str]]) -> str:
    """Return a record's heading: its title, else the first thing that is said of it."""
    title = getattr(kept.record, "title", "") or (told[0][1] if told else "")
    if title:
        return str(title)
    texts = (shape.write(getattr(kept.record, shape.field)) for shape in shapes)
    first = next((text for text in texts if text), kept.id)
    return " ".join(first.split())[:90]


def _add_styles(document: DocumentObject) -> None:
    """Define how the parts of a plan look, once, so that a town can change it in one place."""
    styles = document.styles
    styles["Normal"].font.name = "Calibri"
    styles["Normal"].font.size = Pt(10.5)
    for name, points in ((TEXT, 10.5), (FIELD, 10.5), (QUIET, 8), (SOURCE, 9.5)):
        # A style's identity is its name without blanks.
        style = cast("ParagraphStyle", styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = styles["Normal"]
        style.font.size = Pt(points)
        style.font.bold = name == FIELD
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
        if name == QUIET:
            style.font.color.rgb = GREY


def _add_explained(document: DocumentObject, heading: str, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = document.add_paragraph()
        if number == 0:
            paragraph.paragraph_format.space_before = Pt(4)
            paragraph.add_run(say("{heading}:", heading=heading) + " ").bold = True
        _add_line(paragraph, line, SOURCE)


def _fill_table(table: Table, kind: KindSpec, kept: Kept[Any], shapes: Sequence[Shape]) -> None:
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no name for a table's title
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), f"{MARK}{kind.word}")
    properties.append(caption)
    rows = [row.cells for row in table.rows]
    for left, right in rows:
        left.width, right.width = Cm(4.4), Cm(12.2)
        _shade(left)
    for shape, (left, right) in zip(shapes, rows, strict=False):
        text = shape.write(getattr(kept.record, shape.field))
        _fill(left, shape.title, FIELD)
        if hint := _say_how(shape):
            _add_line(left.add_paragraph(), hint, QUIET)
        if shape.form == "choice" and text:
            _offer(right, shape, text)
        else:
            _fill(right, text, TEXT)
    marks = [(say("Identity"), kept.id), (say("Version"), kept.stamp)]
    for (title, text), (left, right) in zip(marks, rows[len(shapes) :], strict=True):
        _fill(left, title, QUIET)
        _fill(right, text, QUIET)


def _say_how(shape: Shape) -> str:
    """Return what a person may write into a cell, where that is not plain."""
    if shape.form == "choices":
        return say("On a line each: {choices}", choices=", ".join(shape.choices.values()))
    if shape.form == "lines":
        return say("One on each line")
    return say("A day, such as {day}", day="2030-12-31") if shape.form == "day" else ""


def _offer(cell: _Cell, shape: Shape, text: str) -> None:
    """Put a list into a cell from which Word lets people choose."""
    control, settings, content = (
        OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent")
    )
    offered = OxmlElement("w:dropDownList")
    for choice, words in shape.choices.items():
        item = OxmlElement("w:listItem")
        item.set(qn("w:displayText"), words)
        item.set(qn("w:value"), choice)
        offered.append(item)
    settings.append(offered)
    control.extend((settings, content))
    paragraph = cell.paragraphs[0]
    _add_line(paragraph, text, TEXT)
    content.append(paragraph.runs[0]._r)  # noqa: SLF001 - python-docx has no lists to choose from
    paragraph._p.append(control)  # noqa: SLF001 - as above


def _fill(cell: _Cell, text: str, style: str) -> None:
    """Put a text into a cell, one paragraph for each line."""
    paragraph = cell.paragraphs[0]
    for number, line in enumerate(text.split("\n")):
        _add_line(paragraph if number == 0 else cell.add_paragraph(), line, style)


def _add_line(paragraph: Paragraph, text: str, style: str) -> None:
    # By its name a style is looked for among all, for each of thousands of paragraphs.
    paragraph._p.style = style.replace(" ", "")  # noqa: SLF001
    paragraph.add_run(text)


def _shade(cell: _Cell) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), HEAD_FILL)
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001 - python-docx has no fills


def read(content: bytes) -> list[Entry]:
    """Return the entries of a document: its tables that are of a plan.

    Raises
    ------
    PlanError
        If it is no document, or none of a plan.
    """
    kind_of_file = say("Word document (.docx)")
    tables = open_packed(content, _take_tables, kind=kind_of_file, most_tags=MOST_TAGS)
    entries = []
    for number, (word, rows) in enumerate(tables, 1):
        kind = _find_kind(word, rows)
        if kind is not None:
            entries.append(_read_table(f"Table {number}", kind, rows))
    if not entries:
        raise refuse_file(say("This document has no table of a plan."))
    return entries


def _take_tables(packed: BinaryIO) -> list[tuple[str, list[list[str]]]]:
    """Return each table's title and the texts of its rows, as they are written.

    python-docx would give a cell once for each column that it claims to span.
    """
    tables = []
    for table in Document(packed).tables:
        element = table._tbl  # noqa: SLF001 - as above
        caption = element.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
        word = "" if caption is None else str(caption.get(qn("w:val")))
        tables.append((word, [_read_cells(row) for row in element.tr_lst]))
    return tables


def _read_cells(row: CT_Row) -> list[str]:
    """Return the texts of a row's first two cells, without those that go on from above."""
    texts = []
    for cell in row.tc_lst[:2]:
        merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merged is None or merged.get(qn("w:val")) == "restart":
            texts.append(_read_cell(cell))
    return texts


def _read_cell(cell: CT_Tc) -> str:
    """Return the text of a cell, a line for each paragraph, tracked insertions too."""
    lines: list[list[str]] = []
    for node in cell.iter(*map(qn, ("w:p", "w:t", *WRITTEN))):
        if node.tag == qn("w:p"):
            lines.append([])
        elif node.tag == qn("w:t"):
            lines[-1].append(node.text or "")
        elif node.getparent().tag == qn("w:r"):
            lines[-1].append(next(text for tag, text in WRITTEN.items() if qn(tag) == node.tag))
    return "\n".join("".join(parts) for parts in lines)


def _find_kind(caption: str, rows: Sequence[Sequence[str]]) -> KindSpec | None:
    kinds = find_kinds()
    if caption.startswith(MARK):
        return kinds.get(caption.removeprefix(MARK))
    # Some programs forget a table's title; its rows then tell.
    titles = {_plain(title) for title, _ in _list_pairs(rows)}
    if _plain(say("Identity")) not in titles:
        return None
    fitting = {
        kind.word: len(titles & {_plain(shape.title) for shape in list_shapes(kind)})
        for kind in kinds.values()
    }
    best = max(fitting, key=lambda word: fitting[word])
    return kinds[best] if fitting[best] > 1 else None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().rstrip(":").casefold()


def _read_table(where: str, kind: KindSpec, rows: Sequence[Sequence[str]]) -> Entry:
    values: dict[str, Any] = {}
    marks = {IDENTITY: "", STAMP: ""}
    faults: list[Fault] = []
    known: dict[str, Shape] = {_plain(shape.title): shape for shape in list_shapes(kind)}
    named = {_plain(say("Identity")): IDENTITY, _plain(say("Version")): STAMP}
    pairs = list(_list_pairs(rows))
    is_new = not any(text.strip() for title, text in pairs if named.get(_plain(title)) == IDENTITY)
    for title, text in pairs:
        word = _plain(title)
        if is_new and word in known and not text.strip():
            # What a new record does not say is as its kind has it.
            continue
        if word in named:
            marks[named[word]] = text.strip()
        elif word in known and known[word].field not in values:
            shape = known[word]
            try:
                values[shape.field] = shape.read(text, where=f"{where}, {shape.title}")
            except PlanError as error:
                faults += error.faults
        elif word in known:
            faults.append(Fault(f"{where}, {title.strip()}", say("This row is there twice.")))
        elif word or text.strip():
            what = say('This table has no row called "{title}".', title=shorten(title))
            remedy = say("Correct its left-hand cell, or delete it.")
            faults.append(Fault(where, what, remedy=remedy))
    return Entry(where, kind.word, marks[IDENTITY], marks[STAMP], values, tuple(faults))


def _list_pairs(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    for row in rows:
        if len(row) > 1:
            # Below the title the cell may say what can be written.
            yield row[0].strip().partition("\n")[0], row[1]
