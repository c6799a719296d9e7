"""HTML, in one way: whatever is put into it is escaped, unless it is HTML already.

A line or two is a text with slots, `fill_html`; what is longer or repeats is a template of Jinja
beside the code that uses it, `render_template`. Both return `Markup`, which goes into other HTML
as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup, escape

from atlas.text import say, say_counted

if TYPE_CHECKING:
    from collections.abc import Iterable


def say_markup(english: str, /, **slots: object) -> Markup:
    """Return a text as HTML with its slots filled: what goes into them is escaped."""
    return Markup(say(english)).format(**slots)  # noqa: S704 - the text is ours or a translator's


TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("atlas", ""),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)
TEMPLATES.globals["say"] = say_markup
TEMPLATES.globals["say_counted"] = say_counted


def render_template(template: str, /, **content: object) -> Markup:
    """Return a template as HTML.

    Parameters
    ----------
    template
        Its file, under the folder of the package.
    **content
        What it is filled with; what is not HTML is escaped.
    """
    return Markup(TEMPLATES.get_template(template).render(content))  # noqa: S704 - escaped by Jinja


def fill_html(html: str, /, *slots: object, **named: object) -> Markup:
    """Return a short piece of HTML with its slots filled: what goes into them is escaped.

    Parameters
    ----------
    html
        Written in the code as it stands, never put together: tests/house/test_html.py sees to it.
    *slots, **named
        As of `str.format`.

    Examples
    --------
    >>> fill_html("<b>{}</b>", "Bed & breakfast")
    Markup('<b>Bed &amp; breakfast</b>')
    >>> fill_html('<p title="{title}">{}</p>', fill_html("<i>{}</i>", "x"), title='"')
    Markup('<p title="&#34;"><i>x</i></p>')
    """
    return Markup(html).format(*slots, **named)  # noqa: S704 - written in the code


def repeat_html(html: str, /, rows: Iterable[object], *, between: str = "") -> Markup:
    """Return a short piece of HTML once for each row, filled as by `fill_html`.

    Parameters
    ----------
    html
        As of `fill_html`.
    rows
        What each is filled with: a tuple for several slots, anything else for one.
    between
        What stands between them.

    Examples
    --------
    >>> repeat_html("<li>{}</li>", ["a", "b < c"])
    Markup('<li>a</li><li>b &lt; c</li>')
    >>> repeat_html("<dt>{}</dt><dd>{}</dd>", [("a", 1)])
    Markup('<dt>a</dt><dd>1</dd>')
    """
    return join_html(
        (fill_html(html, *(row if isinstance(row, tuple) else (row,))) for row in rows), between
    )


def join_html(pieces: Iterable[object], between: str = "") -> Markup:
    """Return pieces of HTML one after another: what is not HTML is escaped.

    Examples
    --------
    >>> join_html([fill_html("<b>{}</b>", "a"), "b < c"], " ")
    Markup('<b>a</b> b &lt; c')
    """
    return escape(between).join(escape(piece) for piece in pieces)
