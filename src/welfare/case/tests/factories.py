"""Cases "already at" a state, with the rows a real run would leave. All people are synthetic."""

from datetime import date
from itertools import count
from uuid import uuid4

from welfare.case.models import Assignment, Case, Member, StepDone, TimelineEntry
from welfare.case.procedure import procedure_for
from welfare.case.states import Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.roc_calendar import roc_year
from welfare.foundation.row_access import acting_as
from welfare.project.demo.staff import HUALIEN, YULI, officer_id

_serial = count(1)

#: who did the four-eyes acts a case at this state has behind it
_ACTS_BEHIND = {
    Status.SECOND_REVIEW: (("first_review", "caseworker"),),
    Status.VISITING: (("first_review", "caseworker"), ("second_review", "reviewer")),
    Status.AWAITING_DECISION: (("first_review", "caseworker"), ("second_review", "reviewer")),
    Status.APPROVED: (("first_review", "caseworker"), ("second_review", "reviewer"), ("decide", "approver")),
    Status.REJECTED: (("first_review", "caseworker"), ("second_review", "reviewer"), ("decide", "approver")),
}


def synthetic_id(serial: int) -> str:
    """A valid synthetic national ID of the U9 series."""
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1)
    body = f"29{serial:06d}"
    digits = [2, 8, *(int(c) for c in body)]
    check = -sum(d * w for d, w in zip(digits, weights, strict=True)) % 10
    return f"U{body}{check}"


def a_case(
    *,
    at: Status = Status.DRAFT,
    county: str = HUALIEN,
    town: str = YULI,
    village: str = "10015030001",
    program: str = "senior_living_allowance",
    name: str = "測試測",
    born_on: date = date(1950, 1, 2),
    assigned_to: str | None = None,
    documents_complete_on: date | None = None,
) -> Case:
    """A case of one applicant living alone, written as the system in the given county."""
    national_id = synthetic_id(next(_serial))
    today = clock.today()
    with acting_as(Acting.system(county)):
        case = Case(
            county=county,
            town=town,
            village=village,
            number=f"{roc_year(today)}-測-{next(_serial):06d}",
            program=program,
            procedure=procedure_for(county=county, program=program, on=today).code,
            period=roc_year(today),
            applicant_key=keyed_hash(national_id),
            applicant_name=name,
            applicant_born_on=born_on,
            id_last_four=national_id[-4:],
            status=at,
            opened_by=officer_id("clerk"),
            submitted_on=None if at is Status.DRAFT else today,
            documents_complete_on=documents_complete_on or (None if at is Status.DRAFT else today),
        )
        Case.objects.bulk_create([case])
        Member.objects.bulk_create(
            [
                Member(
                    county=county,
                    case=case,
                    relation="self",
                    is_applicant=True,
                    is_listed=True,
                    national_id=national_id,
                    person_key=case.applicant_key,
                    name=name,
                    sex="female",
                    born_on=born_on,
                )
            ]
        )
        TimelineEntry.objects.bulk_create(
            [TimelineEntry(county=county, case=case, at=clock.now(), kind="edit", message="開始申請")]
        )
        for act, username in _ACTS_BEHIND.get(at, ()):
            StepDone.objects.bulk_create(
                [
                    StepDone(
                        id=uuid4(),
                        county=county,
                        case=case,
                        act=act,
                        officer_id=officer_id(username),
                        officer_name=username,
                    )
                ]
            )
        if assigned_to:
            Assignment.objects.bulk_create(
                [
                    Assignment(
                        county=county,
                        case=case,
                        officer_id=officer_id(assigned_to),
                        officer_name=assigned_to,
                        role="social_worker",
                    )
                ]
            )
    return case
