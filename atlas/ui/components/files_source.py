"""Choose where the publishers' files come from, and say what would be fetched and from whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from atlas import paths
from atlas.markup import fill_html
from atlas.opening.places import read_definitions
from atlas.places.published import find_absent_lists, list_named, list_national_files
from atlas.places.to_fetch import count_begun, find_near, find_to_fetch, sum_up
from atlas.quantities import format_list
from atlas.text import format_number, say, say_counted, spoken, to_say
from atlas.ui.building import Step
from atlas.ui.html import draw_html, draw_markup, fold_table
from atlas.ui.messages import draw_notices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atlas.definitions.published_file import Fetched
    from atlas.places.to_fetch import Portion, ToFetch

# Streamlit drops a control's value when its page is left; the choice holds for the visit.
MODE, MODE_KEPT = "atlas_files_mode", "atlas_files_mode_kept"
TYPED, TYPED_KEPT = "atlas_files_folder", "atlas_files_folder_kept"
OWN, FOLDER = "own", "folder"
MODES = {
    OWN: to_say("The publishers: this server keeps what it fetches"),
    FOLDER: to_say("A folder on this server that has them"),
}
MOST_NAMED = 5


def find_folder() -> Path | None:
    """Return the folder chosen for this visit; None for the server's own."""
    typed = _read_typed()
    if st.session_state.get(MODE_KEPT) != FOLDER or not typed:
        return None
    try:
        return Path(typed).expanduser().resolve()
    except (OSError, RuntimeError, ValueError):
        # Somebody's home that is not there, a circle of links, or a letter that no path has.
        return Path(typed)


def draw_source(*, are_names_known: bool) -> tuple[bool, Step]:
    """Draw the choice and what follows from it.

    Parameters
    ----------
    are_names_known
        Whether places can be named without a fetch; else their names are fetched first.

    Returns
    -------
    tuple
        Whether a place can be built from it, and what a build begins with.
    """
    for key, kept, usual in ((MODE, MODE_KEPT, OWN), (TYPED, TYPED_KEPT, "")):
        if key not in st.session_state:
            st.session_state[key] = st.session_state.get(kept, usual)
    st.radio(
        say("Where the publishers' files come from"),
        list(MODES),
        format_func=lambda mode: say(MODES[mode]),
        key=MODE,
        on_change=_keep,
    )
    if st.session_state[MODE] == FOLDER:
        label = say("Path of the folder on this server")
        st.text_input(label, key=TYPED, on_change=_keep, autocomplete="off")
        folder = find_folder()
        return (_draw_folder(folder) if folder else False), _name_first_read()
    to_fetch = find_to_fetch(read_definitions(), paths.FILES)
    _draw_to_fetch(to_fetch)
    files = to_fetch.files
    if not are_names_known:
        files = tuple(one for one in list_named(read_definitions()) if one in files) or files
    return True, _name_first_fetched(files) if files else _name_first_read()


def _read_typed() -> str:
    return str(st.session_state.get(TYPED_KEPT, "")).strip().strip("\"'")


def _keep() -> None:
    st.session_state[MODE_KEPT] = st.session_state.get(MODE, OWN)
    if TYPED in st.session_state:
        st.session_state[TYPED_KEPT] = st.session_state[TYPED]


def _choose(folder: str) -> None:
    st.session_state[TYPED] = st.session_state[TYPED_KEPT] = folder


def _draw_folder(folder: Path) -> bool:
    """Say what a folder has and lacks; return whether a place can be built from it."""
    try:
        is_there = folder.is_dir()
        lacks = find_to_fetch(read_definitions(), folder)
        near = find_near(read_definitions(), folder) if lacks.files else []
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or error
        told = say("{folder} cannot be read: {reason}.", folder=folder, reason=reason)
        draw_notices([told])
        return False
    if not lacks.files:
        _draw_complete(folder)
        return True
    if not is_there:
        told = say("There is no folder {folder} on this server.", folder=folder)
    elif len(lacks.files) == lacks.needed:
        told = say(
            "{folder} has none of the {count} files that a place is built from.",
            folder=folder,
            count=lacks.needed,
        )
    else:
        named = [one.file for one in lacks.files[:MOST_NAMED]]
        if more := len(lacks.files) - len(named):
            named.append(say("{count} more", count=more))
        told = say(
            "{folder} lacks {missing} of the {count} files that a place is built from: {files}.",
            folder=folder,
            missing=len(lacks.files),
            count=lacks.needed,
            files=format_list(named),
        )
    draw_notices([told])
    if near:
        with st.container(key="atlas_files_near", horizontal=True):
            for number, other in enumerate(near):
                st.button(
                    say("Take {folder}", folder=other),
                    key=f"atlas_files_near_{number}",
                    on_click=_choose,
                    args=(str(other),),
                )
    return False


def _draw_complete(folder: Path) -> None:
    """Say that a folder has all that is needed, how much that is, and which lists it lacks."""
    definitions = read_definitions()
    files = list_national_files(definitions)
    size = sum((folder / one.file).stat().st_size for one in files)
    told = say(
        "{folder} has all {count} files, {size} MB. Nothing is fetched.",
        folder=folder,
        count=len(files),
        size=format_number(size / 1e6),
    )
    draw_html('<p class="ap-now">{}</p>', told)
    home = definitions.covering(definitions.home.geography).in_language(spoken().code)
    if absent := find_absent_lists(home, folder):
        named = format_list([one.plural for one in absent])
        told = say("Without these lists, whose figures will be gaps: {lists}.", lists=named)
        draw_html('<p class="ap-small">{}</p>', told)


def _draw_to_fetch(to_fetch: ToFetch) -> None:
    """Say what is fetched first and what afterwards, how much that is, and from whom."""
    here = to_fetch.needed - len(to_fetch.files)
    if not to_fetch.files and not to_fetch.lists:
        told = say("All {count} files are on this server. Nothing is fetched.", count=here)
        draw_html('<p class="ap-now">{}</p>', told)
        return
    said = []
    if to_fetch.files:
        portions = sum_up(to_fetch.files)
        said.append(
            say_counted(
                "First {count} file is fetched from {servers}: {size}.",
                "First {count} files are fetched from {servers}: {size}.",
                len(to_fetch.files),
                servers=say_counted("{count} server", "{count} servers", len(portions)),
                size=_format_size(
                    sum(one.size for one in portions), sum(one.unknown for one in portions)
                ),
            )
        )
    else:
        said.append(say("All {count} files that a place needs are on this server.", count=here))
    if to_fetch.lists:
        further = sum_up(to_fetch.lists)
        said.append(
            say_counted(
                "{count} optional file follows, such as a list of points: {size}. The place can "
                "be opened before that.",
                "{count} optional files follow, such as lists of points: {size}. The place can "
                "be opened before that.",
                len(to_fetch.lists),
                size=_format_size(
                    sum(one.size for one in further), sum(one.unknown for one in further)
                ),
            )
        )
    draw_html('<p class="ap-now">{}</p>', " ".join(said))
    asked = dict.fromkeys(one.publisher for one in (*to_fetch.files, *to_fetch.lists))
    draw_html('<p class="ap-small">{}</p>', say("From: {publishers}.", publishers="; ".join(asked)))
    draw_markup(
        fold_table(
            "ap-note ab",
            say("From whom, and how much"),
            (say("Publisher"), say("Server"), say("Files"), say("Size"), say("When")),
            [
                *_list_portions(sum_up(to_fetch.files), say("first")),
                *_list_portions(sum_up(to_fetch.lists), say("afterwards")),
            ],
        )
    )
    _draw_kept(to_fetch, here)


def _draw_kept(to_fetch: ToFetch, here: int) -> None:
    """Say where the files are kept, and what is there of an earlier fetch."""
    kept = [say("They are kept in {folder}, for every place of the country.", folder=paths.FILES)]
    if here and to_fetch.files:
        kept.append(say("{count} are there already.", count=here))
    if begun := count_begun(paths.FILES):
        kept.append(
            say(
                "{size} MB of a file that was begun are there, and it is continued.",
                size=format_number(begun / 1e6, 1),
            )
        )
    draw_html('<p class="ap-small">{}</p>', " ".join(kept))
    rows = [
        (
            fill_html('<a href="{}">{}</a>', one.page, one.title),
            one.file,
            _format_size(one.size or 0, int(one.size is None)),
        )
        for one in (*to_fetch.files, *to_fetch.lists)
    ]
    heads = (say("What"), say("File"), say("Size"))
    draw_markup(fold_table("ap-note ab", say("The files, one by one"), heads, rows))


def _list_portions(portions: list[Portion], when: str) -> Iterator[tuple[str, ...]]:
    for one in portions:
        yield (
            format_list(list(one.publishers)),
            one.host or say("no fixed address"),
            str(one.count),
            _format_size(one.size, one.unknown),
            when,
        )


def _format_size(size: int, unknown: int) -> str:
    """Return bytes as megabytes, and how many downloads are of unknown size."""
    known = say("about {size} MB", size=format_number(size / 1e6, 1 if size < 1e7 else 0))
    if not unknown:
        return known
    if not size:
        return say("size not known")
    return say_counted(
        "{known} and {count} of unknown size",
        "{known} and {count} of unknown size",
        unknown,
        known=known,
    )


def _name_first_fetched(files: Sequence[Fetched]) -> Step:
    """Return the step that fetches the first of some files."""
    title = str(getattr(files[0], "title", files[0].file))
    host = urlsplit(files[0].download).hostname or ""
    return Step("fetch", title, number=1, count=len(files), host=host)


def _name_first_read() -> Step:
    """Return the step that reads the first table."""
    definitions = read_definitions()
    first = next(iter(definitions.covering(definitions.home.geography).sources.values()))
    return Step("build", f"{first.table}: {first.title}")
