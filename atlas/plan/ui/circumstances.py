"""Tell the pages what the plan says of the moment, read again only when a plan was changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from atlas import paths
from atlas.actions.circumstances import NO_CIRCUMSTANCES, Circumstances
from atlas.cache import cache_per_atlas
from atlas.errors import PlanError
from atlas.plan.ui.opened import plans
from atlas.settings import find_settings

if TYPE_CHECKING:
    from datetime import date

    from atlas.facade import Atlas
    from atlas.plan.records.plans import Plans


def find_circumstances(atlas: Atlas, place: str) -> Circumstances:
    """Return the events in force and the answers of the self-check that a place's plan holds.

    A plan that cannot be read tells nothing here; the page Plan says what is wrong with it.
    """
    # Where nobody keeps a plan its library is not loaded.
    if not (find_settings().database_url or paths.USER_PLANS.exists()):
        return NO_CIRCUMSTANCES
    try:
        kept = plans()
        return _read(atlas, kept, place, kept.last_change(), datetime.now(UTC).date())
    except PlanError:
        return NO_CIRCUMSTANCES


@cache_per_atlas(16)
def _read(
    atlas: Atlas,
    kept: Plans,
    place: str,
    number: int,  # noqa: ARG001 - a plan that was changed is read again
    today: date,
) -> Circumstances:
    from atlas.plan.records.circumstances import circumstances_on  # noqa: PLC0415 - with the database

    return circumstances_on(kept, place, atlas.definitions, today)
