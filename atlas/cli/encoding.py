"""Print every text in whatever encoding the output has, with simpler characters if needed."""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata

PLAIN = "cohesion_atlas_plain"
# Characters without a simpler form in Unicode.
SIGNS = {
    "\u2212": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2010": "-",
    "\u2192": "->",
    "\u2190": "<-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u2022": "*",
    "\u00d7": "x",
    "\u00b7": "-",
    "\u00df": "ss",
    "\u2044": "/",
}


def write_plainly() -> None:
    """Let no character stop a command: outputs replace those they cannot encode.

    A Windows code page or the locale C has no thin space and no arrow. Files are not
    affected: they are UTF-8 everywhere.
    """
    codecs.register_error(PLAIN, _replace)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=PLAIN)


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_find_plain(sign) for sign in lost), error.end


def _find_plain(sign: str) -> str:
    r"""Return a character in ASCII.

    Examples
    --------
    >>> [_find_plain(sign) for sign in "\u202f\u2192\u00e9\u4e2d"]
    [' ', '->', 'e', '?']
    """
    if sign in SIGNS:
        return SIGNS[sign]
    apart = [SIGNS.get(part, part) for part in unicodedata.normalize("NFKD", sign)]
    return "".join(apart).encode("ascii", "ignore").decode() or "?"
