"""Find the coordinate system of an upload, and convert coordinates to degrees."""

from __future__ import annotations

import numpy as np
from pyproj import Transformer
from pyproj.exceptions import ProjError

DEGREES = "EPSG:4326"
NATIONAL_GRID = "EPSG:27700"
# England and Wales with some sea: west, south, east, north.
BOUNDS = {
    DEGREES: (-6.5, 49.8, 2.1, 56.0),
    NATIONAL_GRID: (80_000.0, 5_000.0, 660_000.0, 660_000.0),
}
# Least share of points inside the bounds; not all, as files have rows of zeros and typing errors.
MOST = 0.5


def share_inside(
    across: np.ndarray,
    up: np.ndarray,
    bounds: tuple[float, float, float, float],
    known: np.ndarray | None = None,
) -> float:
    """Return the share of the known coordinates within bounds; by default of all finite ones."""
    known = np.isfinite(across) & np.isfinite(up) if known is None else known
    if not known.any():
        return 0.0
    west, south, east, north = bounds
    inside = (across >= west) & (across <= east) & (up >= south) & (up <= north)
    return float((inside & known).sum() / known.sum())


def find_system(across: np.ndarray, up: np.ndarray) -> str | None:
    """Return the coordinate system in which most points lie in England and Wales.

    Parameters
    ----------
    across, up
        Numbers that may be eastings and northings, or longitudes and latitudes.

    Returns
    -------
    str or None
        The EPSG code; None where neither system fits at least half of the points.

    Examples
    --------
    >>> find_system(np.array([508_000.0]), np.array([221_000.0]))
    'EPSG:27700'
    >>> find_system(np.array([-0.42]), np.array([51.88]))
    'EPSG:4326'
    """
    shares = {system: share_inside(across, up, bounds) for system, bounds in BOUNDS.items()}
    best = max(shares, key=lambda system: shares[system])
    return best if shares[best] >= MOST else None


def to_degrees(across: np.ndarray, up: np.ndarray, system: str) -> tuple[np.ndarray, np.ndarray]:
    """Return longitude and latitude; coordinates invalid in the system become gaps."""
    if system == DEGREES:
        return across.astype(float), up.astype(float)
    try:
        longitude, latitude = Transformer.from_crs(system, DEGREES, always_xy=True).transform(
            across, up
        )
    except ProjError:
        nothing = np.full(len(across), np.nan)
        return nothing, nothing.copy()
    finite = np.isfinite(longitude) & np.isfinite(latitude)
    return np.where(finite, longitude, np.nan), np.where(finite, latitude, np.nan)
