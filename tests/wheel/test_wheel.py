"""A wheel, installed where no checkout is, has all that the atlas needs."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import venv
import zipfile

import httpx
import pytest

from atlas import paths

# All that the atlas stands on is fetched and unpacked.
pytestmark = [pytest.mark.wheel, pytest.mark.timeout(1200)]

LONGEST_START = 120
MOST_BYTES = 6_000_000


def run(command, **options):
    """Run a command to its end; what it wrote is told where it fails."""
    ended = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert ended.returncode == 0, f"{command}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from what git would put into a fresh checkout."""
    copy, built = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("built")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in run(listed, cwd=paths.ROOT).split("\0"):
        if name and (paths.ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(paths.ROOT / name, copy / name)
    run([sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", str(built), str(copy)])
    return next(built.glob("cohesion_atlas-*.whl"))


class Installed:
    """The atlas in an environment of its own, run from an empty folder by somebody new here."""

    def __init__(self, folder, wheel):
        self.scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        self.empty = folder / "empty"
        self.empty.mkdir()
        # Only what finds programs and packages: nothing that points to the checkout.
        kept = {
            name: value
            for name, value in os.environ.items()
            if name.startswith(("PIP_", "SSL_", "LANG", "LC_", "OPENBLAS_"))
            or name in {"PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "HOME"}
        }
        venv.create(folder / "venv", with_pip=True)
        # The pins choose releases; what is installed is only what the wheel itself asks for.
        pins = str(paths.ROOT / "requirements.txt")
        pip = [self.scripts / "python", "-m", "pip", "install", "--quiet", "--no-compile"]
        run([*pip, "--constraint", pins, str(wheel)], env=kept, cwd=self.empty)
        home = folder / "home"
        self.settings = {**kept, "HOME": str(home), "XDG_DATA_HOME": str(home / "data")}

    def run(self, program, *words):
        """Return what a program of this environment says."""
        return run([self.scripts / program, *words], env=self.settings, cwd=self.empty)


@pytest.fixture(scope="module")
def installed(tmp_path_factory, wheel):
    """The wheel, installed with what it asks for and nothing else."""
    return Installed(tmp_path_factory.mktemp("installed"), wheel)


def test_a_wheel_holds_what_runs_and_no_more(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    parts = {name.removeprefix("atlas/shipped/").partition("/")[0] for name in names}
    top = {name.partition("/")[0] for name in names}

    assert {one for one in top if not one.endswith(".dist-info")} == {"atlas"}
    assert not parts & {"tests", "docs", "benchmarks", "requirements.txt"}
    assert "atlas/py.typed" in names
    for path in paths.LAYERS.rglob("*.toml"):
        assert f"atlas/shipped/layers/{path.relative_to(paths.LAYERS).as_posix()}" in names
    packs = {name.split("/")[4] for name in names if name.startswith("atlas/shipped/data/packs/")}
    assert packs == {"luton", "england-wales.authority"}
    assert wheel.stat().st_size < MOST_BYTES


def test_the_command_line_answers_as_in_a_checkout(installed):
    asked = ["show", "mig_moved_1yr", "--area", "E01015701"]
    here = run([sys.executable, "-m", "atlas", *asked], cwd=paths.ROOT)

    assert installed.run("python", "-m", "atlas", *asked) == here
    assert installed.run("cohesion-atlas", *asked) == here
    assert "Usage: cohesion-atlas" in installed.run("cohesion-atlas", "--help")


def test_the_package_is_the_installed_one_and_finds_its_own_folders(installed):
    told = installed.run("python", "-c", "from atlas import paths; print(paths.ROOT)")

    assert told.startswith(str(installed.scripts.parent))


def test_every_module_finds_what_it_imports(installed):
    walk = (
        "import importlib, pkgutil, atlas\n"
        "for one in pkgutil.walk_packages(atlas.__path__, 'atlas.'):\n"
        "    if '.shipped' not in one.name and '__main__' not in one.name:\n"
        "        importlib.import_module(one.name)\n"
    )
    installed.run("python", "-c", walk)


@pytest.fixture(scope="module")
def served(installed):
    """The address of the app that `cohesion-atlas` opens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    own = {"STREAMLIT_SERVER_PORT": port, "STREAMLIT_SERVER_HEADLESS": "true"}
    log = installed.empty.parent / "log.txt"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [installed.scripts / "cohesion-atlas"],
            env={**installed.settings, **own},
            cwd=installed.empty,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    base = f"http://127.0.0.1:{port}"
    until = time.monotonic() + LONGEST_START
    while process.poll() is None and time.monotonic() < until:
        try:
            httpx.get(f"{base}/_stcore/health", timeout=5).raise_for_status()
            break
        except httpx.HTTPError:
            time.sleep(0.1)
    else:
        process.kill()
        pytest.fail(f"The app was not opened:\n{log.read_text()}", pytrace=False)
    yield base
    process.terminate()
    process.wait(20)
    assert "Traceback" not in log.read_text()


def fetch(address):
    """Return the body of an address, which is answered with 200."""
    answer = httpx.get(address, timeout=60)
    assert answer.status_code == 200, f"{address} answers {answer.status_code}."
    return answer.text


def test_the_app_opens_luton_with_all_its_files(served):
    page = fetch(f"{served}/")
    ours = set(re.findall(r'(?:href|src|data-outlines)="(?:\./)?(atlas/[^"]+)"', page))

    assert json.loads(fetch(f"{served}/atlas/health")) == {"ready": True, "damaged": []}
    for part in ("style/atlas.css", "style/links.js", "map/map.js", "legend/", "maplibre-gl.js"):
        assert any(part in one for one in ours), f"The page names no {part}."
    for one in ours:
        assert fetch(f"{served}/{one}")
    outlines = next(one for one in ours if one.startswith("atlas/outlines/luton/"))
    assert len(json.loads(fetch(f"{served}/{outlines}"))["features"]) == 125


def test_the_app_has_the_settings_of_the_checkout(served):
    # Without our settings Streamlit would tell pages where to send statistics of use.
    assert json.loads(fetch(f"{served}/_stcore/host-config"))["metricsUrl"] == ""


def test_nothing_is_written_where_it_was_started(served, installed):
    fetch(f"{served}/")

    assert not list(installed.empty.iterdir())
