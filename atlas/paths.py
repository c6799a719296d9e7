"""The only file that knows where folders are."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent
# A wheel holds inside the package what lies beside it in a checkout.
SHIPPED = PACKAGE / "shipped"
ROOT = SHIPPED if SHIPPED.is_dir() else PACKAGE.parent
LAYERS = ROOT / "layers"
DATA = ROOT / "data"
REFERENCE = DATA / "reference"
PACKS = DATA / "packs"
USER = Path(platformdirs.user_data_dir("cohesion-atlas"))
USER_PACKS = USER / "packs"
# The publishers' files that this machine holds: packs are built from them.
FILES = Path(os.environ.get("COHESION_ATLAS_FILES") or USER / "files")
# What a council puts here is shown beside what is shipped.
USER_OVERLAYS = USER / "overlays"
USER_BASEMAPS = USER / "basemap"
# What people brought for everyone who opens this atlas, and postcodes to place it by.
USER_FIGURES = USER / "figures"
USER_POSTCODES = USER / "postcodes"
# Plans that people make here, where no other database is named.
USER_PLANS = USER / "plans.db"
UI = PACKAGE / "ui"
# Of a file or folder: most systems take 255 bytes, and words are put before and after it.
LONGEST_NAME, LONGEST_START = 190, 40


def find_pack(place: str) -> Path:
    """Return the folder of a place's pack: the one in the repository, else the user's.

    The folder need not exist; whoever opens it says what is missing.
    """
    folder = name_in_files(place)
    shipped = PACKS / folder
    return shipped if shipped.exists() else USER_PACKS / folder


def name_in_files(place: str) -> str:
    """Return what files and folders of a place are called: the place, unless that is too long.

    Many authorities side by side have a name that no file system takes.

    Examples
    --------
    >>> name_in_files("luton"), name_in_files("~".join(["E06000032"] * 40))
    ('luton', 'E06000032~and-more-1130601b80e0')
    """
    if len(place) <= LONGEST_NAME:
        return place
    mark = hashlib.sha256(place.encode()).hexdigest()[:12]
    return f"{place[:LONGEST_START].partition('~')[0]}~and-more-{mark}"
