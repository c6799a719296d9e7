"""Give the tests, and every process they start, a user folder of their own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

# What whoever runs the tests has set for an atlas of their own.
SETTINGS = ("ATLAS_DATABASE_URL", "COHESION_ATLAS_")

# Folders are found when `atlas` is imported, so this comes before: fixtures would be too late.
home = Path(tempfile.mkdtemp(prefix="atlas-tests-"))
owner = os.getpid()
os.environ["XDG_DATA_HOME"] = str(home)
for name in [one for one in os.environ if one.startswith(SETTINGS)]:
    del os.environ[name]


@atexit.register
def _remove_home() -> None:
    # A process that a test forks ends too, and must leave the folder.
    if os.getpid() == owner:
        shutil.rmtree(home, ignore_errors=True)


def pytest_configure() -> None:
    """Refuse to run where a test would read or write what somebody built and planned."""
    from atlas import paths  # noqa: PLC0415 - see above

    kept = (paths.USER, paths.FILES, paths.USER_PACKS, paths.USER_PLANS)
    if not all(one.is_relative_to(home) for one in kept):
        told = f"The tests would use the user folder {paths.USER} and not one of their own."
        raise pytest.UsageError(told)
