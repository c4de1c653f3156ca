"""Cases planted with known days, papers and answers, so that every figure can be counted by hand."""

from datetime import date, datetime, timedelta

from welfare.case.models import Case, TimelineEntry
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.decision.models import Notice
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.intake.models import ApplicationForm
from welfare.lookup.models import LookupRequest
from welfare.payment.tests.factories import an_approved_case


def a_letter(*, days: int, issued_on: date, **given: object) -> Case:
    """A case whose letter was issued `days` after the application."""
    case, decision = an_approved_case(since=issued_on.replace(day=1), **given)
    with acting_as(Acting.system(case.county)):
        Case.objects.filter(pk=case.pk).update(submitted_on=issued_on - timedelta(days=days))
        Notice.objects.filter(decision=decision).update(issued_on=issued_on)
    return case


def stays(case: Case, *moves: tuple[datetime, Status]) -> None:
    """The moments a case entered each state."""
    with acting_as(Acting.system(case.county)):
        TimelineEntry.objects.bulk_create(
            [
                TimelineEntry(county=case.county, case=case, at=at, kind="decision", message="", to_status=to)
                for at, to in moves
            ]
        )


def a_paper(case: Case, source: str, papers: int, *, status: str = "answered", person: str = "p1") -> None:
    """One answered question that spared the person some papers."""
    with acting_as(Acting.system(case.county)):
        LookupRequest.objects.bulk_create(
            [
                LookupRequest(
                    county=case.county, case=case, source=source, subject_key=person, purpose="057",
                    legal_basis="社會救助法第44條之3", asked_by=case.opened_by, asked_by_name="system",
                    status=status, answered_at=clock.now(), replaces_documents=papers,
                )
            ]
        )  # fmt: skip


def a_pending_case(*, at: Status, waited: int, due_in: int | None = None, **given: object) -> Case:
    """An undecided case, submitted so many days ago, due in so many."""
    case = a_case(at=at, **given)
    today = clock.today()
    with acting_as(Acting.system(case.county)):
        Case.objects.filter(pk=case.pk).update(
            submitted_on=today - timedelta(days=waited),
            due_on=None if due_in is None else today + timedelta(days=due_in),
        )
    return case


def a_form(case: Case, **origins: str) -> None:
    """An application whose answers came as said: question code → prefilled | tapped | typed."""
    with acting_as(Acting.system(case.county)):
        ApplicationForm.objects.create(
            county=case.county,
            case=case,
            channel="counter",
            answers={code: {"value": "x", "origin": origin} for code, origin in origins.items()},
            submitted_at=clock.now(),
        )
