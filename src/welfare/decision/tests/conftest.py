"""Fixtures of decision tests: somebody decides, the worker issues."""

from collections.abc import Callable

import pytest

from welfare.case.models import Case
from welfare.decision import services
from welfare.decision.models import Decision, Notice
from welfare.decision.tasks import issue_notice
from welfare.decision.tests.factories import unconfirmed_names
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as


@pytest.fixture
def decided(as_) -> Callable[..., Decision]:
    """`decided(case, "approved")`: the approver of the demo county decides."""

    def decide(case: Case, outcome: str, *, who: str = "approver", **given) -> Decision:
        with as_(who) as by:
            mine = Case.objects.get(pk=case.pk)
            given = {"confirmed": unconfirmed_names(case), "seen_version": mine.version} | given
            return services.decide(by=by, case=mine, outcome=outcome, key=f"decide-{case.pk}", **given)

    return decide


@pytest.fixture
def issued() -> Callable[[Case], Notice]:
    """The letter as the worker issues it."""

    def issue(case: Case) -> Notice:
        with acting_as(Acting.system(case.county)) as by:
            issue_notice(by, {"case_id": str(case.pk)})
            return Notice.objects.select_related("letter__file", "case", "decision").get(case=case)

    return issue
