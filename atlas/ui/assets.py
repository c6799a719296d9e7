"""Version the browser's files by their content, and write the short scripts that load them."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SUFFIXES = frozenset({".css", ".js"})


@cache
def asset_version() -> str:
    """Return a short hash over every script and style sheet of the user interface.

    It is part of their addresses, so browsers may cache the files indefinitely.
    """
    digest = sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix in SUFFIXES:
            digest.update(path.relative_to(FOLDER).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def make_loader(module: str, *, failing: str = "", spoken: str = "") -> str:
    """Return the script that Streamlit sends with every change of a component: a mere import.

    Parameters
    ----------
    module
        Path of the module below `atlas/ui`, such as ``map/map.js``. It exports `render`.
    failing
        A statement to run if the module does not load; the component is called ``c``.
    spoken
        The language code; empty for English.
    """
    said = f',"{spoken}"' if spoken else ""
    address = f"atlas/assets/{asset_version()}/{module}"
    return f"""let m;
export default c=>(m??=import(new URL("{address}",new URL(".",document.baseURI)))).then(
m=>m.render(c{said}),e=>{{m=undefined;console.warn(e);
c.parentElement.querySelector("[data-atlas]").dataset.failed="script";{failing}}})"""


TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')


def find_texts(words: str) -> list[str]:
    """Return the quoted strings of a file of words, such as ``map/words.js``."""
    return TEXT.findall(words.split("export const WORDS", 1)[-1])


@cache
def list_texts() -> list[str]:
    """Return every text of the browser's files."""
    files = sorted(FOLDER.rglob("words.js"))
    found = (text for path in files for text in find_texts(path.read_text(encoding="utf-8")))
    return list(dict.fromkeys(found))
