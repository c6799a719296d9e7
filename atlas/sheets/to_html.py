"""Write sheets as one HTML page to print from a browser: A4, no network, fonts embedded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from atlas.markup import render_template
from atlas.sheets.link_code import draw_link_code
from atlas.sheets.to_pdf import find_scale
from atlas.sheets.typeface import BOLD, REGULAR, pack_letters
from atlas.sheets.whereabouts import HEIGHT, WIDTH
from atlas.text import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.sheets.content import Sheet


def write_html(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """Return one sheet or several as a page that prints each on one side of A4.

    The same sheets give the same bytes.
    """
    content = {
        "language": str(spoken().locale).replace("_", "-"),
        "title": title,
        "regular": Markup(pack_letters(REGULAR)),  # noqa: S704 - base64 of our own font
        "bold": Markup(pack_letters(BOLD)),  # noqa: S704 - as above
        "width": WIDTH,
        "height": HEIGHT,
        "pages": [
            {
                "sheet": sheet,
                "scale": find_scale(sheet),
                "map": Markup(sheet.map.svg),  # noqa: S704 - numbers, drawn by us
                "code": Markup(draw_link_code(sheet.link) if sheet.link else ""),  # noqa: S704 - as above
            }
            for sheet in sheets
        ],
    }
    return render_template("sheets/templates/sheets.html", **content).encode()
