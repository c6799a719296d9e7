"""Pack an Office file so that the same content always gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def settle(content: bytes, *, packed: int, written: str) -> bytes:
    """Return an Office file with fixed times of writing, its parts' and its own.

    `packed` is the year given for its parts, `written` the day given for itself, such as
    "2021-03-21".
    """
    settled = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            if name == "docProps/core.xml":
                part = WHEN.sub(rb"\g<1>" + f"{written}T00:00:00Z".encode(), part)
            entry = zipfile.ZipInfo(name, (packed, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, part)
    return settled.getvalue()
