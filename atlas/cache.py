"""A per-atlas cache: results are stored on their atlas and freed with it."""

from __future__ import annotations

import weakref
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable


class HasCache(Protocol):
    """An object that results can be cached on."""

    cache: dict[str, Callable[..., Any]]


Function = TypeVar("Function", bound="Callable[..., Any]")


def cache_per_atlas(most: int) -> Callable[[Function], Function]:
    """Return a decorator that caches results by atlas and arguments.

    A cache on the function would keep the atlases of visitors who left, with the figures they
    uploaded, and would share one visitor's results with others.

    Parameters
    ----------
    most
        Number of results to keep for each atlas, the most recently used.

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

    def decorate(function: Function) -> Function:
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def call(atlas: HasCache, *given: object, **named: object) -> object:
            found = atlas.cache.get(name)
            if found is None:
                # A weak reference, or the cache would keep its own atlas alive.
                own = weakref.ref(atlas)

                def work_out(*args: object, **more: object) -> object:
                    return function(own(), *args, **more)

                found = atlas.cache.setdefault(name, lru_cache(maxsize=most)(work_out))
            return found(*given, **named)

        return cast("Function", call)

    return decorate
