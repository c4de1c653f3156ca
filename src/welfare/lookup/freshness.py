"""How old a register's word is: fresh, getting old, too old, by the rule of its register (sources.yaml)."""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from welfare.foundation import clock
from welfare.lookup.models import Fact
from welfare.lookup.purposes import freshness_rule


class Age(StrEnum):
    FRESH = "fresh"
    AGING = "aging"
    STALE = "stale"


AGE_LABELS = {
    Age.FRESH: _("資料還新"),
    Age.AGING: _("資料快過時"),
    Age.STALE: _("資料太舊，請再查一次"),
}


def age_of(fact: Fact, today: date | None = None) -> Age | None:
    """None where no register speaks: evidence and statements do not age by this rule."""
    rule = freshness_rule(fact.source)
    if rule is None or fact.recorded_by is not None:
        return None
    today = today or clock.today()
    if rule.unit == "tax_year":
        old = today.year - fact.data_year if fact.data_year else None
    else:
        old = (today - fact.as_of).days
    if old is None:
        return None
    if old <= rule.fresh:
        return Age.FRESH
    return Age.AGING if old <= rule.usable else Age.STALE
