"""Caches whose results are worked out once, however many visitors ask at the same moment."""

from __future__ import annotations

import weakref
from functools import lru_cache, wraps
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable


class HasCache(Protocol):
    """An object that results can be cached on."""

    cache: dict[str, Callable[..., Any]]


Function = TypeVar("Function", bound="Callable[..., Any]")


class _Once:
    """One result: whoever asks while it is being worked out waits for it."""

    __slots__ = ("_is_known", "_lock", "_value")

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_known = False
        self._value: object = None

    def find(self, function: Callable[..., Any], given: Any, named: Any) -> object:  # noqa: ANN401 - as called
        if not self._is_known:
            with self._lock:
                if not self._is_known:
                    # After an error the next who asks tries again.
                    self._value = function(*given, **named)
                    self._is_known = True
        return self._value


def cache_once(most: int) -> Callable[[Function], Function]:
    """Return a decorator that caches results by arguments, as `functools.lru_cache` does.

    Of visitors who come to a fresh server in the same second, one works a result out and the
    others wait; `lru_cache` has each of them do it, and hold a copy meanwhile.

    Parameters
    ----------
    most
        Number of results to keep, the most recently used.

    Examples
    --------
    >>> @cache_once(2)
    ... def double(number):
    ...     return 2 * number
    >>> double(4)
    8
    """

    def decorate(function: Function) -> Function:
        lock = Lock()

        @lru_cache(maxsize=most)
        def find(*given: object, **named: object) -> _Once:  # noqa: ARG001 - what the cache goes by
            return _Once()

        @wraps(function)
        def call(*given: object, **named: object) -> object:
            with lock:
                once = find(*given, **named)
            return once.find(function, given, named)

        # As lru_cache has them.
        call.cache_clear, call.cache_info = find.cache_clear, find.cache_info  # type: ignore[attr-defined]
        return cast("Function", call)

    return decorate


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

                found = atlas.cache.setdefault(name, cache_once(most)(work_out))
            return found(*given, **named)

        return cast("Function", call)

    return decorate
