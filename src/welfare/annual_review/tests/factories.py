"""Demo households that are being paid: determined, decided, entitled. Synthetic people."""

from datetime import date

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.decision.models import Decision, Notice
from welfare.determination.tests.factories import a_determined_case
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.payment import services as payment
from welfare.project.demo.staff import officer_id


def a_paid_case(code: str = "tier-one-widow", *, amount: int | None = None) -> Case:
    """A demo household entitled this year to what the rules gave, or to `amount`."""
    case, determination = a_determined_case(code, at=Status.APPROVED)
    first = clock.today().replace(day=1)
    with acting_as(Acting.system(case.county)) as by:
        decision = Decision(
            county=case.county,
            case=case,
            determination=determination,
            outcome="approved",
            grade=determination.grade,
            monthly_amount=amount or determination.monthly_amount,
            grant_from=first,
            grant_until=date(first.year, 12, 31),
            decided_by=officer_id("approver"),
            decided_by_name="approver",
        )
        Decision.objects.bulk_create([decision])
        Notice.objects.bulk_create(
            [Notice(county=case.county, case=case, decision=decision, issued_on=clock.today())]
        )
        payment.entitle(by=by, decision=decision)
    return case
