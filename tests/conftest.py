"""The tiny atlas, built by the real build code, and the real atlas of Luton."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from babel.messages import Catalog
from filelock import FileLock
from hypothesis import HealthCheck, settings

from atlas import paths
from atlas.build.country import build_country_place
from atlas.build.named import build_nation
from atlas.build.run import build_place, build_reference
from atlas.definitions import load_definitions
from atlas.facade import Atlas, open_atlas
from atlas.indicators.compute import find_methods
from atlas.sources.read_source import find_readers
from atlas.text import Speech, compile_catalogue

TINY = Path(__file__).parent / "tiny"
SHARED = paths.ROOT.parent / "shared"

# The same examples on every run and every machine: a failure can always be repeated.
settings.register_profile(
    "atlas",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("atlas")


def pytest_ignore_collect(collection_path):
    """Look into tests/atlas/build too: by its usual settings pytest passes over any "build"."""
    return False if collection_path.name == "build" else None


def pytest_collection_modifyitems(items):
    """Skip what needs the publishers' files where they are not there."""
    if SHARED.is_dir():
        return
    reason = "the publishers' files in ../shared are not here"
    for item in items:
        if "official" in item.keywords:
            item.add_marker(pytest.mark.skip(reason=reason))


def read_layers(folder):
    """Return the definitions of a folder, read with everything the code offers."""
    return load_definitions(folder, methods=find_methods(), readers=find_readers())


def make_speech(code, texts):
    """Return a language with a few texts of the program; a plural's key is both English forms."""
    catalogue = Catalog(code)
    for english, said in texts.items():
        catalogue.add(english, said)
    return Speech(code, compile_catalogue(catalogue))


@pytest.fixture(scope="session")
def tiny():
    """The folder of the tiny atlas: layers, data and the publishers' files."""
    return TINY


@pytest.fixture(scope="session")
def tiny_definitions():
    """All definitions of the tiny atlas."""
    return read_layers(TINY / "layers")


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory, tiny_definitions):
    """A data folder of the tiny atlas, with the national summaries made by the real code."""
    data = tmp_path_factory.mktemp("tiny") / "data"
    shutil.copytree(TINY / "data", data)
    build_reference(
        tiny_definitions, TINY / "official", into=data / "reference", report=lambda _: None
    )
    return data


@pytest.fixture(scope="session")
def tiny_pack(tiny_data, tiny_definitions):
    """The folder of the tiny pack, built by the real code."""
    build_place("tiny", tiny_definitions, data=tiny_data)
    return tiny_data / "packs" / "tiny"


@pytest.fixture(scope="session")
def tiny_atlas(tiny_pack):
    """The tiny atlas, opened as the app would open it."""
    return open_atlas("tiny", layers=TINY / "layers", pack=tiny_pack)


@pytest.fixture
def pack_copy(tiny_pack, tmp_path):
    """A copy of the tiny pack that a test may damage."""
    return Path(shutil.copytree(tiny_pack, tmp_path / "tiny"))


@pytest.fixture
def data_copy(tiny_data, tmp_path):
    """A copy of the tiny data folder that a test may damage; it holds no pack."""
    ignored = shutil.ignore_patterns("packs")
    return Path(shutil.copytree(tiny_data, tmp_path / "data", ignore=ignored))


@pytest.fixture
def layers_copy(tmp_path):
    """A copy of the tiny layers that a test may damage."""
    return Path(shutil.copytree(TINY / "layers", tmp_path / "layers"))


@pytest.fixture(scope="session")
def luton() -> Atlas:
    """The real atlas of Luton, from the pack and the layers of the repository."""
    return open_atlas("luton")


@pytest.fixture(scope="session")
def official():
    """The folder of the publishers' files."""
    return SHARED / "official"


@pytest.fixture(scope="session")
def nation_home(tmp_path_factory, worker_id, official):
    """A folder for a user's data with the packs of England and Wales, built once.

    Tests side by side share it, and so do runs that name one folder in ``ATLAS_TESTS_SHARE``.
    """
    own = tmp_path_factory.getbasetemp()
    alone = own if worker_id == "master" else own.parent
    home = Path(os.environ.get("ATLAS_TESTS_SHARE", alone)) / "nation"
    packs, ready = home / "cohesion-atlas" / "packs", home / "ready"
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / "lock"):
        if not ready.exists():
            layers = read_layers(paths.LAYERS)
            target = packs / "england-wales"
            build_nation("england-wales", layers, official, target=target, report=lambda _: None)
            ready.touch()
    return home


@pytest.fixture(scope="session")
def abroad(tmp_path_factory, official):
    """A function that opens a place of Scotland or Berlin, each built once."""
    folder, found = tmp_path_factory.mktemp("abroad"), {}
    definitions = read_layers(paths.LAYERS)

    def open_place(place):
        if place not in found:
            pack = folder / place
            build_country_place(place, definitions, official, target=pack, report=lambda _: None)
            found[place] = open_atlas(place, pack=pack)
        return found[place]

    return open_place


@pytest.fixture(scope="session")
def seeds():
    """The folder of the documents that the project grew from."""
    return SHARED / "seeds"
