"""Write an extract in every format, and report which cannot be written."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from atlas.errors import AtlasError, ExportError, Fault
from atlas.export import find_formats, write_companions, write_export
from atlas.export.make_extract import make_extract

if TYPE_CHECKING:
    from atlas.facade import Atlas
    from atlas.selection.address import Selection

LOG = logging.getLogger(__name__)


def check_formats(atlas: Atlas, selection: Selection) -> tuple[list[str], list[Fault], list[Fault]]:
    """Return the formats that were written, why others are refused, and what went wrong.

    A format is refused where its files hold fewer areas; that is not the pack's fault.
    """
    written: list[str] = []
    refused: list[Fault] = []
    faults: list[Fault] = []
    extract = None
    for word, spec in find_formats().items():
        try:
            extract = extract or make_extract(atlas, selection, link="")
            write_export(extract, word)
            write_companions(extract, word, file_name=f"{extract.place}{spec.ending}")
            written.append(word)
        except AtlasError as error:
            (refused if isinstance(error, ExportError) else faults).extend(error.faults)
        except Exception as error:
            LOG.debug("The format %s failed", word, exc_info=True)
            faults.append(
                Fault(
                    f"export, format {word}",
                    f"{atlas.name} cannot be written: {type(error).__name__}: {error}.",
                    expected="every format of every pack",
                    remedy="This is a fault of the program or of a definition: please report it.",
                )
            )
    return written, refused, faults
