"""Paths of the atlas's folders and files; the only module that defines them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import platformdirs

from atlas.settings import find_settings

PACKAGE = Path(__file__).resolve().parent
# A wheel has inside the package what is beside it in a checkout.
SHIPPED = PACKAGE / "shipped"
ROOT = SHIPPED if SHIPPED.is_dir() else PACKAGE.parent
LAYERS = ROOT / "layers"
DATA = ROOT / "data"
REFERENCE = DATA / "reference"
PACKS = DATA / "packs"
USER = Path(platformdirs.user_data_dir("cohesion-atlas"))
USER_PACKS = USER / "packs"
# The publishers' files on this machine, from which packs are built.
FILES = find_settings().files or USER / "files"
# A council's own point lists, shown beside those that ship.
USER_OVERLAYS = USER / "overlays"
USER_BASEMAPS = USER / "basemap"
# Figures uploaded for all visitors, and files of postcodes to locate them by.
USER_FIGURES = USER / "figures"
USER_POSTCODES = USER / "postcodes"
# The default database of plans.
USER_PLANS = USER / "plans.db"
UI = PACKAGE / "ui"
# Lengths of file names: most systems take 255 bytes, and affixes are added.
LONGEST_NAME, LONGEST_START = 190, 40


def find_pack(place: str, level: str = "area") -> Path:
    """Return the folder of a place's pack: in the user's folder, else in the repository.

    What was built here comes before what ships. The folder need not exist; opening it reports
    what is missing.
    """
    folder = name_in_files(place if level == "area" else f"{place}.{level}")
    shipped, own = PACKS / folder, USER_PACKS / folder
    return shipped if shipped.exists() and not own.exists() else own


def name_in_files(place: str) -> str:
    """Return a place's name in files and folders: its identity, shortened if too long.

    The joined codes of many authorities exceed the limit of file systems.

    Examples
    --------
    >>> name_in_files("luton"), name_in_files("~".join(["E06000032"] * 40))
    ('luton', 'E06000032~and-more-1130601b80e0')
    """
    if len(place) <= LONGEST_NAME:
        return place
    mark = hashlib.sha256(place.encode()).hexdigest()[:12]
    return f"{place[:LONGEST_START].partition('~')[0]}~and-more-{mark}"
