"""Name the browser's files by their content, and write the few lines that fetch them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SUFFIXES = frozenset({".css", ".js"})


@cache
def asset_version() -> str:
    """Return a short hash over every script and style sheet of the user interface.

    It is part of their addresses, so browsers may keep the files for ever.
    """
    digest = sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix in SUFFIXES:
            digest.update(path.relative_to(FOLDER).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def write_loader(module: str) -> str:
    """Return the script that Streamlit sends with every change of a component: only a pointer.

    Parameters
    ----------
    module
        Path of the module below `atlas/ui`, such as ``map/map.js``. It exports `render`.
    """
    address = f"atlas/assets/{asset_version()}/{module}"
    return f"""let m;
export default c => {{
  const box = c.parentElement.querySelector("[data-atlas]");
  m ??= import(new URL("{address}", new URL(".", document.baseURI)));
  return m.then(
    m => m.render(c),
    e => {{ m = undefined; box.dataset.failed = "script"; console.warn(e); }});
}}"""
