"""What happens when two people press at once: everything is committed for real here."""

import threading

import pytest
from django.db import connection

from welfare.case import policies, services
from welfare.case.models import Case, StepDone
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.project.demo.staff import HUALIEN


@pytest.mark.proves("R18")
def test_two_people_who_decide_at_once_leave_one_decision(own_database) -> None:
    case = a_case(at=Status.AWAITING_DECISION)
    results: list[str] = []
    barrier = threading.Barrier(2)

    def decide(to: Status) -> None:
        from welfare.foundation.appointments import acting_for
        from welfare.foundation.models import Officer

        try:
            by = acting_for(Officer.objects.get(username="approver"))
            barrier.wait()
            with acting_as(by):
                mine = Case.objects.get(pk=case.pk)
                services.move(by=by, case=mine, to=to, because="核定", did="decide", seen_version=1)
            results.append("done")
        except (policies.NotNow, services.ChangedMeanwhile):
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(to,)) for to in (Status.APPROVED, Status.REJECTED)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["done", "refused"]
    with acting_as(Acting.system(HUALIEN)):
        assert StepDone.objects.filter(case=case, act="decide").count() == 1
