"""Reads of intake."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from welfare.case.models import Case
from welfare.case.services import find_duplicate
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.identifiers import BadIdentifier
from welfare.foundation.roc_calendar import roc_year
from welfare.intake.identification import read_national_id, sentence_of
from welfare.intake.models import ApplicationForm, PayeeAccount, SupplementItem, SupplementRequest

_WHOLE = 10


def application(case: Case) -> ApplicationForm:
    """The case's application. Raises ApplicationForm.DoesNotExist."""
    return ApplicationForm.objects.get(case=case)


def answers(case: Case) -> dict[str, Any]:
    """Every answer by question code, without its origin; empty when nothing was said yet."""
    form = ApplicationForm.objects.filter(case=case).first()
    return {} if form is None else {code: answer["value"] for code, answer in form.answers.items()}


def answer(case: Case, code: str, default: Any = None) -> Any:
    """One answer; `default` when the question was not answered."""
    return answers(case).get(code, default)


def account_in_use(case: Case) -> PayeeAccount | None:
    return PayeeAccount.objects.filter(case=case, replaced_at__isnull=True).first()


def open_request(case: Case) -> SupplementRequest | None:
    return SupplementRequest.objects.filter(case=case, closed_on__isnull=True).first()


def supplement_requests(case: Case) -> QuerySet[SupplementRequest]:
    return (
        SupplementRequest.objects.filter(case=case)
        .select_related("letter")
        .prefetch_related("items__answered_by")
        .order_by("-requested_on", "-id")
    )


def overdue_requests(on: date) -> QuerySet[SupplementRequest]:
    """Open requests whose last day has passed, in the acting county."""
    return SupplementRequest.objects.filter(closed_on__isnull=True, due_on__lt=on).select_related("case")


def waiting_items(request: SupplementRequest) -> QuerySet[SupplementItem]:
    return SupplementItem.objects.filter(request=request, mandatory=True, accepted_on__isnull=True)


def unjudged_answers() -> QuerySet[SupplementItem]:
    """Items of open requests whose paper has come and waits to be accepted or refused."""
    return SupplementItem.objects.filter(
        request__closed_on__isnull=True, answered_by__isnull=False, accepted_on__isnull=True
    )


@dataclass(frozen=True, slots=True)
class IdCheck:
    """What can be said about a national ID while it is typed: nothing, a sentence, or an earlier case."""

    sentence: str = ""
    duplicate: Case | None = None


def check_typed_id(*, by: Acting, typed: str, program: str) -> IdCheck:
    """Judge what was typed so far; silent until it is whole. Knows only cases the officer may see."""
    if len(typed.strip()) < _WHOLE:
        return IdCheck()
    try:
        national_id = read_national_id(typed)
    except BadIdentifier as error:
        return IdCheck(sentence=sentence_of(error))
    found = find_duplicate(
        by=by, person_key=keyed_hash(national_id), program=program, period=roc_year(clock.today())
    )
    return IdCheck(duplicate=found)
