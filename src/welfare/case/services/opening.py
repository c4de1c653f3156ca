"""Opening a case: a number of its own, and never two standing cases of one person, program and period."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case.models import Case, CaseCounter
from welfare.case.procedure import procedure_for
from welfare.case.services.story import tell_story
from welfare.case.states import OCCUPYING, Status
from welfare.foundation import clock, regions
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roc_calendar import roc_year


class DuplicateApplication(Exception):
    """The person already has a case of this program and period. `case_id` is None when it is not yours."""

    def __init__(self, message: str, case_id: UUID | None) -> None:
        super().__init__(message)
        self.case_id = case_id


def _next_number(county: str, town: str, period: int) -> str:
    """Case number (案號) '115-玉里-000123'. The counter row is locked until the case is committed."""
    CaseCounter.objects.bulk_create(
        [CaseCounter(county=county, town=town, period=period)], ignore_conflicts=True
    )
    counter = CaseCounter.objects.select_for_update().get(county=county, town=town, period=period)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{period}-{regions.town(town).name[:-1]}-{counter.last:06d}"


def find_duplicate(*, by: Acting, person_key: str, program: str, period: int) -> Case | None:
    """The standing case of this person, program and ROC year in the acting county, if it is ours to see."""
    return Case.objects.filter(
        county=by.county,
        applicant_key=person_key,
        program=program,
        period=period,
        status__in=sorted(OCCUPYING),
    ).first()


def _refuse_duplicate(by: Acting, person_key: str, program: str, period: int) -> None:
    case = find_duplicate(by=by, person_key=person_key, program=program, period=period)
    if case is not None:
        raise DuplicateApplication(
            _("這位民眾今年已經申請過這一項（案號 %(number)s）。請打開那一件，不必重新申請。")
            % {"number": case.number},
            case.id,
        )


@through_the_door("case.open")
def open_case(
    act: Act, *, by: Acting, program: str, national_id: str, town: str, village: str, on: date | None = None
) -> Case:
    """Open a draft (暫存中) for one person and program; the draft carries the right to ask the registers.

    town, village: codes of 8 and 11 digits. Raises DuplicateApplication (社會救助法第16條之2、
    中低收入老人生活津貼發給辦法第12條：不得重複領取) and LookupError when the county has no procedure.
    """
    today = on or clock.today()
    key = keyed_hash(national_id)
    period = roc_year(today)
    _refuse_duplicate(by, key, program, period)
    case = Case(
        county=by.county,
        town=town,
        village=village,
        number=_next_number(by.county, town, period),
        program=program,
        procedure=procedure_for(county=by.county, program=program, on=today).code,
        period=period,
        applicant_key=key,
        id_last_four=national_id[-4:],
        status=Status.DRAFT,
        opened_by=by.officer_id,
        changed_by_name=by.name,
    )
    try:
        with transaction.atomic():
            Case.objects.bulk_create([case])
    except IntegrityError as error:
        # a case of another office stands: say what to do, not whose it is
        raise DuplicateApplication(
            _("這位民眾今年在本縣已經有這一項的申請。請向縣府社會處查詢，不必重新申請。"), None
        ) from error
    act.audit(Event.CASE_OPENED, case_id=case.id, program=program)
    tell_story(case, by=by, kind="edit", message=gettext_noop("開始申請"))
    return case
