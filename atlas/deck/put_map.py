"""Put a map on a slide as a picture, and its legend beside it as shapes and text."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from atlas.deck.fit_text import COLUMN, LABEL_WIDTH, LEADING, SWATCH, SWATCH_GAP, find_height
from atlas.deck.slide import HALL, INK, SOFT, Words
from atlas.deck.write_text import describe, paint, write

if TYPE_CHECKING:
    from pptx.shapes.group import GroupShape
    from pptx.slide import Slide as Page

    from atlas.deck.slide import MapView, Outline
    from atlas.layer.legend import LegendRow

SWATCH_HEIGHT = 22.0
Box = tuple[float, float, float, float]


def put_map(
    page: Page,
    holder: Any,  # noqa: ANN401 - its class is known when a file is open
    shown: MapView,
    box: Box,
    legend: tuple[float, float],
) -> None:
    """Draw the map into a placeholder, and its legend where there is room."""
    # Matplotlib takes half a second to load; only drawing needs it.
    from atlas.export.drawing.slide_map import draw_slide_map  # noqa: PLC0415

    picture = draw_slide_map(shown.store, shown.layer, width=box[2], height=box[3], view=shown.view)
    _put_picture(holder, picture, shown.description, box)
    _put_legend(page, shown, *legend)


def put_outline(holder: Any, shown: Outline) -> None:  # noqa: ANN401 - as above
    """Draw the shape of the place into a placeholder."""
    from atlas.export.drawing.slide_map import draw_place  # noqa: PLC0415 - as in put_map

    box = tuple(side.pt for side in (holder.left, holder.top, holder.width, holder.height))
    picture = draw_place(shown.store, shown.areas, width=box[2], height=box[3])
    _put_picture(holder, picture, shown.description, box)


def _put_picture(holder: Any, picture: bytes, description: str, box: Box) -> None:  # noqa: ANN401 - as above
    """Put a picture with its text alternative into a placeholder."""
    placed = holder.insert_picture(BytesIO(picture))
    placed.left, placed.top, placed.width, placed.height = map(Pt, box)
    # A pixel more or less would be cropped to fill the placeholder of the layout.
    placed.crop_left = placed.crop_right = placed.crop_top = placed.crop_bottom = 0
    describe(placed, description)


def _put_legend(page: Page, shown: MapView, left: float, top: float) -> None:
    group = page.shapes.add_group_shape()
    group.name = "Legend"
    heading = [Words(shown.layer.texts.name, bold=True)]
    height = find_height(heading, COLUMN)
    _put_text(group, heading, (left, top, COLUMN, height))
    top += height + 4
    for row in shown.legend:
        words = [Words(row.label)]
        height = find_height(words, LABEL_WIDTH)
        _put_swatch(group, row, left, top + (HALL * LEADING - SWATCH_HEIGHT) / 2)
        _put_text(group, words, (left + SWATCH + SWATCH_GAP, top, LABEL_WIDTH, height))
        top += height + 4
    told = ", ".join(row.label for row in shown.legend)
    describe(group, f"{shown.layer.texts.name}: {told}")


def _put_text(group: GroupShape, words: list[Words], box: Box) -> None:
    shape = group.shapes.add_textbox(*map(Pt, box))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    write(frame, words)


def _put_swatch(group: GroupShape, row: LegendRow, left: float, top: float) -> None:
    box = tuple(map(Pt, (left, top, SWATCH, SWATCH_HEIGHT)))
    if row.pattern:
        # PowerPoint's own patterns look different in every other program.
        from atlas.export.drawing.slide_map import draw_swatch  # noqa: PLC0415 - as in put_map

        drawn = draw_swatch(row, width=SWATCH, height=SWATCH_HEIGHT)
        picture = group.shapes.add_picture(BytesIO(drawn), *box)
        describe(picture, row.label)
        return
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
    shape.name = row.label
    # A new shape's style has a shadow and a blue edge.
    shape.element.remove(shape.element.find(qn("p:style")))
    shape.fill.solid()
    paint(shape.fill.fore_color, row.colour)
    paint(shape.line.color, INK if row.line else SOFT)
    shape.line.width = Pt(3 if row.line else 0.5)
