"""Pack an Office file so that the same content always gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

# The earliest date a ZIP can hold, not the day of writing.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
ABOUT = "docProps/core.xml"
WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def settle(content: bytes) -> bytes:
    """Return an Office file without times of writing, neither its parts' nor its own.

    Parameters
    ----------
    content
        A ZIP, such as a presentation or a workbook.
    """
    packed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            if name == ABOUT:
                part = WHEN.sub(rb"\g<1>2021-03-21T00:00:00Z", part)
            entry = zipfile.ZipInfo(name, ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, part)
    return packed.getvalue()
