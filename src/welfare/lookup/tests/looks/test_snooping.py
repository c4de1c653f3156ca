"""Eight kinds of snooping put into a month of ordinary work: every kind is found, few others are bothered."""

from collections import Counter

import pytest

from welfare.foundation.acting import Acting
from welfare.foundation.models import Promise
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks.alarms.raising import PROMISE, scan
from welfare.lookup.looks.alarms.rules import RULES
from welfare.lookup.looks.models import Look, LookAlarm
from welfare.lookup.tests.looks.month import HUALIEN, Month

pytestmark = pytest.mark.django_db
#: the bar of the trust baseline: at most five alarms per 1,000 officer-days beside the real ones
MOST_FALSE = 5


@pytest.mark.proves("P10-8")
def test_every_kind_of_snooping_in_a_month_is_found_and_few_others_are_bothered(record_property):
    month = Month(seed=115)
    with acting_as(Acting.system(HUALIEN)) as system:
        for day in month.days():
            scan(by=system, day=day)
        alarms = list(LookAlarm.objects.all())
        looks = Look.objects.count()
    found = {(a.rule, a.officer_id, a.case_id, a.day) for a in alarms}
    missed = [
        put for put in month.injected
        if not any(rule == put[0] and (officer == put[1] or put[1] is None) and put[2] in (case, None)
                   and day <= put[3] for rule, officer, case, day in found)
    ]  # fmt: skip
    assert missed == []
    assert {rule for rule, *_ in month.injected} == RULES.keys()
    snoopers = {(officer, day) for _r, officer, _c, day in month.injected}
    cases = {case for _r, _o, case, _d in month.injected if case}
    false = [a for a in alarms if (a.officer_id, a.day) not in snoopers and a.case_id not in cases]
    per_thousand = 1000 * len(false) / month.officer_days
    print(f"{looks} looks, {month.officer_days} officer-days, {len(alarms)} alarms, {len(false)} false "
          f"({per_thousand:.1f} per 1,000 officer-days): {Counter(a.rule for a in false)}")  # fmt: skip
    assert per_thousand <= MOST_FALSE
    with acting_as(Acting.system(HUALIEN)) as system:
        owners = Promise.objects.filter(kind=PROMISE).values_list("owner_role", flat=True)
        assert list(owners) == ["auditor"] * len(alarms)
        again = [scan(by=system, day=day) for _o, day in sorted(snoopers, key=str)[:3]]
        assert set(again) == {0}
