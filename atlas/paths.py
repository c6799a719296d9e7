"""The only file that knows where folders are."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

ROOT = Path(__file__).resolve().parent.parent
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
UI = Path(__file__).resolve().parent / "ui"


def find_pack(place: str) -> Path:
    """Return the folder of a place's pack: the one in the repository, else the user's.

    The folder need not exist; whoever opens it says what is missing.
    """
    shipped = PACKS / place
    return shipped if shipped.exists() else USER_PACKS / place
