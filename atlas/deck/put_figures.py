"""Put charts and tables on a slide that PowerPoint can edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from atlas.deck.fit_text import CELL_ACROSS, CELL_DOWN, find_columns, find_row_heights
from atlas.deck.slide import ACCENT, CENSUS_DAY, HALL, INK, PAPER, Words
from atlas.deck.write_text import describe, paint, write
from atlas.export.same_bytes import settle
from atlas.quantities import COUNTED, SIGNED, UNITS
from atlas.text import say

if TYPE_CHECKING:
    from pptx.table import _Cell

    from atlas.deck.slide import Bars, Table

Box = tuple[float, float, float, float]
# "No Style": our cells are coloured one by one.
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
BANDS = (PAPER, "F1EFEA")
# The gap between two bars, in per cent of a bar's width.
BETWEEN = 45
HIGHEST = 88.0


def make_number_format(unit: str, *, decimals: int) -> str:
    r"""Return a spreadsheet's number format that matches `atlas.quantities.format_value`.

    Examples
    --------
    >>> make_number_format("percent", decimals=1)
    '[>=10]#,##0"\u202f%";[<=-10]\u2212#,##0"\u202f%";#,##0.0"\u202f%"'
    >>> make_number_format("points", decimals=1)
    '+#,##0.0" points";\u2212#,##0.0" points";#,##0.0" points"'
    """
    places = 0 if unit in COUNTED else decimals
    unit_told = say(UNITS.get(unit, "{number}"), number="")
    suffix = f'"{unit_told}"' if unit_told else ""
    fraction = f".{'0' * places}" if places else ""
    number = f"#,##0{fraction}{suffix}"
    if unit == "percent":
        whole = f"#,##0{suffix}"
        return f"[>=10]{whole};[<=-10]\u2212{whole};{number}"
    return f"{'+' if unit in SIGNED else ''}{number};\u2212{number};{number}"


def put_chart(holder: Any, bars: Bars, box: Box) -> None:  # noqa: ANN401 - its class is known when a file is open
    """Put a bar chart into a placeholder: bars from zero, named and labelled, no axes."""
    left, top, width, height = box
    high = min(height, HIGHEST * len(bars.rows))
    holder.left, holder.top, holder.width, holder.height = map(Pt, (left, top, width, high))
    # python-pptx writes a series' format into XML unescaped, and ours has special characters.
    data = CategoryChartData()
    data.categories = [row.name for row in bars.rows]
    data.add_series(bars.heading, [row.value for row in bars.rows])
    frame = holder.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, data)
    describe(frame, bars.description)
    chart = frame.chart
    chart.has_title = chart.has_legend = False
    chart.font.size = Pt(HALL)
    paint(chart.font.color, INK)
    names = chart.category_axis
    names.reverse_order = True
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.fill.background()
    lengths = chart.value_axis
    lengths.visible = lengths.has_major_gridlines = False
    values = [row.value for row in bars.rows]
    # Space for the label of the longest bar.
    lengths.minimum_scale = min(0.0, *values) * 1.25
    lengths.maximum_scale = max(0.0, *values) * 1.25 or None
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = BETWEEN, False
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = bars.number_format, False
    labels.position, labels.format_figure = XL_LABEL_POSITION.OUTSIDE_END, True
    labels.font.size, labels.font.bold = Pt(HALL), True
    series = plot.series[0]
    series.invert_if_negative = False
    for position, row in enumerate(bars.rows):
        fill = series.points[position].format.fill
        fill.solid()
        paint(fill.fore_color, row.colour)
    book = chart.part.chart_workbook
    settled = settle(book.xlsx_part.blob, packed=1980, written=CENSUS_DAY)
    book.update_from_xlsx_blob(settled)


def put_table(holder: Any, table: Table, box: Box) -> None:  # noqa: ANN401 - its class is known when a file is open
    """Put a table into a placeholder: a heading, and a row for each figure."""
    heights = find_row_heights(table)
    left, top, width, room = box
    # Where there is space to spare, rows are set slightly apart.
    more = min(14.0, max(0.0, (room - sum(heights)) / len(heights)))
    heights = [high + more for high in heights]
    holder.left, holder.top, holder.width, holder.height = map(Pt, (left, top, width, sum(heights)))
    frame = holder.insert_table(len(table.rows), len(table.rows[0]))
    describe(frame, table.description)
    placed = frame.table
    frame.element.xpath(".//a:tableStyleId")[0].text = PLAIN_STYLE
    placed.first_row = placed.first_col = True
    placed.horz_banding = False
    for position, wide in enumerate(find_columns(table)):
        placed.columns[position].width = Pt(wide)
    for row, (cells, high) in enumerate(zip(table.rows, heights, strict=True)):
        placed.rows[row].height = Pt(high)
        for column, text in enumerate(cells):
            _fill(placed.cell(row, column), text, row, column)


def _fill(cell: _Cell, text: str, row: int, column: int) -> None:
    cell.margin_left = cell.margin_right = Pt(CELL_ACROSS)
    cell.margin_top = cell.margin_bottom = Pt(CELL_DOWN)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    paint(cell.fill.fore_color, ACCENT if row == 0 else BANDS[row % 2])
    colour = PAPER if row == 0 else INK
    write(cell.text_frame, [Words(text, bold=row == 0 or column == 1, colour=colour)])
    if column:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
