"""A cache per atlas: results are kept with the atlas they are of, and go with it."""

from __future__ import annotations

import weakref
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable


class HasCache(Protocol):
    """What results can be cached with."""

    cache: dict[str, Callable[..., Any]]


Owner = TypeVar("Owner", bound=HasCache)
Given = ParamSpec("Given")
Result = TypeVar("Result")


def cache_per_atlas(
    most: int,
) -> Callable[
    [Callable[Concatenate[Owner, Given], Result]], Callable[Concatenate[Owner, Given], Result]
]:
    """Return a decorator that works a result out once for each atlas and all that is given.

    A cache of the function's own would keep the atlases of visitors who left, and with them
    the figures they uploaded; it would also be one that a visitor's results can be found in.

    Parameters
    ----------
    most
        How many results to keep with each atlas: those asked for last.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> calls = []
    >>> @cache_per_atlas(2)
    ... def double(atlas, number):
    ...     calls.append(number)
    ...     return 2 * number
    >>> class Place(SimpleNamespace): pass
    >>> place = Place(cache={})
    >>> double(place, 4), double(place, 4), calls
    (8, 8, [4])
    """

    def decorate(
        function: Callable[Concatenate[Owner, Given], Result],
    ) -> Callable[Concatenate[Owner, Given], Result]:
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def call(atlas: Owner, *given: Given.args, **named: Given.kwargs) -> Result:
            found = atlas.cache.get(name)
            if found is None:
                # What an atlas keeps must not keep the atlas.
                own = weakref.ref(atlas)

                def work_out(*args: Any, **more: Any) -> Result:  # noqa: ANN401 - as the function's
                    return function(cast("Owner", own()), *args, **more)

                found = atlas.cache.setdefault(name, lru_cache(maxsize=most)(work_out))
            return cast("Result", found(*given, **named))

        return cast("Callable[Concatenate[Owner, Given], Result]", call)

    return decorate
