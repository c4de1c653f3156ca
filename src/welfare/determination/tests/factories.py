"""Determined cases of demo households, with the rows a real run leaves."""

from datetime import date
from typing import Any

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.determination.models import Determination
from welfare.determination.services import determine
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.intake.models import ApplicationForm
from welfare.lookup.tests.factories import a_household_case, a_looked_up_case, key_of, story

#: what an applicant living where registered says
USUAL_ANSWERS: dict[str, Any] = {"lives_in_registered_county": True, "exclusive_benefits": []}


def said(case: Case, **answers: Any) -> ApplicationForm:
    """The application of a case, with these answers."""
    with acting_as(Acting.system(case.county)):
        form = ApplicationForm(
            county=case.county,
            case=case,
            channel="counter",
            answers={code: {"value": value, "origin": "tapped"} for code, value in answers.items()},
            submitted_at=clock.now(),
        )
        ApplicationForm.objects.bulk_create([form])
    return form


def told(code: str) -> dict[str, Any]:
    """What the application of a demo household says of its people, by person key."""
    return {
        question: [key_of(code, role) for role in roles] for question, roles in story(code).answers.items()
    }


def a_determined_case(
    code: str = "tier-one-widow",
    *,
    at: Status = Status.FIRST_REVIEW,
    submitted_on: date | None = None,
    documents_complete_on: date | None = None,
    **answers: Any,
) -> tuple[Case, Determination]:
    """A demo household looked up and determined, at a state. Needs the `agencies` fixture."""
    case = a_looked_up_case(code, submitted_on=submitted_on, documents_complete_on=documents_complete_on)
    said(case, **(USUAL_ANSWERS | told(code) | answers))
    with acting_as(Acting.system(case.county)) as by:
        made = determine(by=by, case=case, because="查調完成")
        case.status = at
        case.save(update_fields=["status"])
    return case, made


__all__ = ["USUAL_ANSWERS", "a_determined_case", "a_household_case", "said"]
