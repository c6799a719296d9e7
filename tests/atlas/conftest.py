"""A machine of its own: the invented definitions, packs and files; and Debian's programs."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from atlas import paths
from atlas.build.named import build_nation
from atlas.opening import candidates, places


@pytest.fixture
def machine(tmp_path, tiny):
    """Let all that is opened, built and removed be in a folder of the test's own."""
    home = tmp_path / "machine"
    forget = [one for one in vars(places).values() if hasattr(one, "cache_clear")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "LAYERS", tiny / "layers")
        patch.setattr(paths, "PACKS", home / "shipped")
        patch.setattr(paths, "USER_PACKS", home / "packs")
        patch.setattr(paths, "FILES", home / "files")
        patch.setattr(paths, "DATA", home / "data")
        for cached in forget:
            cached.cache_clear()
        yield home
    # Once the usual folders are back: what is asked while a test ends is not kept either.
    for cached in forget:
        cached.cache_clear()


@pytest.fixture
def files(machine, tiny):
    """The publishers' files, where the machine looks for them."""
    return shutil.copytree(tiny / "official", machine / "files")


@pytest.fixture(scope="session")
def tiny_nation(tmp_path_factory, tiny, tiny_definitions):
    """The folder with the packs of the invented country, built once by the real code."""
    folder = tmp_path_factory.mktemp("nation") / "packs"
    target = folder / "england-wales"
    build_nation("england-wales", tiny_definitions, tiny / "official", target=target, report=len)
    return folder


@pytest.fixture
def nation(machine, tiny_nation):
    """A machine on which the invented country was built."""
    shutil.copytree(tiny_nation, machine / "packs")
    candidates.open_stamped.cache_clear()
    yield machine
    candidates.open_stamped.cache_clear()


@pytest.fixture(scope="session")
def ask():
    """A function that runs one of Debian's programs and returns what it writes."""

    def run(*command):
        if shutil.which(command[0]) is None:
            pytest.fail(
                f"There is no {command[0]}, and these tests are never skipped. "
                "Install it: apt-get install poppler-utils zbar-tools libreoffice-impress "
                "fonts-liberation (Debian).",
                pytrace=False,
            )
        done = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, check=True
        )
        return done.stdout

    return run
