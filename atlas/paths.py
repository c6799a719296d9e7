"""The only file that knows where folders are."""

from __future__ import annotations

from pathlib import Path

import platformdirs

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ROOT / "layers"
DATA = ROOT / "data"
REFERENCE = DATA / "reference"
PACKS = DATA / "packs"
USER_DATA = Path(platformdirs.user_data_dir("cohesion-atlas"))
USER_PACKS = USER_DATA / "packs"
USER_FIGURES = USER_DATA / "figures"
USER_POSTCODES = USER_DATA / "postcodes"
UI = Path(__file__).resolve().parent / "ui"


def find_pack(place: str) -> Path:
    """Return the folder of a place's pack: the one in the repository, else the user's.

    The folder need not exist; whoever opens it says what is missing.
    """
    shipped = PACKS / place
    return shipped if shipped.exists() else USER_PACKS / place
