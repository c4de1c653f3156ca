"""Who is looking at a case right now: a cache entry of a minute, so nobody stays who has left."""

from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.foundation import clock
from welfare.foundation.acting import Acting

STAYS_SECONDS = 60


def _key(case: Case) -> str:
    return f"looking:{case.county}:{case.id}"


def look(case: Case, by: Acting) -> tuple[str, ...]:
    """Say that this person has the case open; the names of the others who have."""
    now = clock.now().timestamp()
    seen: dict[UUID, Any] = cache.get(_key(case)) or {}
    present = {who: (name, at) for who, (name, at) in seen.items() if now - at < STAYS_SECONDS}
    others = tuple(name for who, (name, _at) in present.items() if who != by.officer_id)
    cache.set(_key(case), {**present, by.officer_id: (by.name, now)}, STAYS_SECONDS)
    return others


def words(others: tuple[str, ...]) -> str:
    """只有您在看, or who else."""
    if not others:
        return _("只有您在看")
    return _("%(names)s 正在看這一件") % {"names": "、".join(others)}
