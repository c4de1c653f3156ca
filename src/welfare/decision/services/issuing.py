"""Issuing the letter (發文): number, paper, copy to the other office, promise of service."""

from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.services import mark, tell_story
from welfare.decision import offices
from welfare.decision.letters import build_letter, check_complete, pdf_of
from welfare.decision.letters.official import copy_for
from welfare.decision.models import Decision, Notice
from welfare.decision.services.deciding import ISSUED
from welfare.documents.models import OfficialDocument
from welfare.documents.ports import ReferenceNumber
from welfare.documents.services import next_reference, reference_text, send_official, store_generated
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.office_calendar import OfficeCalendar, Span, Unit, count_period
from welfare.foundation.roles import Role

SERVED = "notice_served"
KIND = "decision_letter"


@through_the_door("decision.issue")
def issue(act: Act, *, by: Acting, decision: Decision) -> Notice:
    """Print, number and keep the letter of a decision, send the copy, promise its service. Once.

    Raises letters.LetterIncomplete and letters.MissingGlyphs; nothing is numbered then.
    """
    case = Case.objects.select_for_update().get(pk=decision.case_id)
    notice = Notice.objects.filter(decision=decision).first()
    if notice is not None and notice.issued_on is not None:
        act.audit(Event.DECISION_NOTICE_ISSUED, case_id=case.id, notice=str(notice.id), again=True)
        return notice
    today = clock.today()
    issuer = offices.issuer_of(case, decision.outcome)
    reference = next_reference(by=by, word=issuer.word)
    number = reference_text(reference)
    letter = build_letter(decision, reference=number, issued_on=today)
    check_complete(letter)
    pdf = pdf_of(letter)
    document = store_generated(
        by=by,
        case=case,
        town=case.town,
        kind=KIND,
        title=letter.title[:120],
        file_name=f"{case.number}-{number}.pdf",
        content=pdf,
        media_type="application/pdf",
        amount=decision.monthly_amount,
    )
    notice = notice or Notice(county=case.county, case=case, decision=decision)
    notice.letter, notice.reference_number, notice.issued_on = document, number, today
    notice.content, notice.held_back = letter.as_json(), ""
    notice.official_document = _copy(by=by, case=case, issuer=issuer, reference=reference, pdf=pdf)
    notice.save()
    mark(case, has_letter_to_serve=True)
    act.keep(ISSUED, str(decision.id))
    _promise_service(act, notice)
    act.audit(
        Event.DECISION_NOTICE_ISSUED,
        case_id=case.id,
        notice=str(notice.id),
        sha256=document.file.sha256,
        amount=decision.monthly_amount,
    )
    tell_story(
        case,
        by=by,
        kind="document",
        message=gettext_noop("發文：%(number)s"),
        params={"number": number},
        law="行政程序法第96條",
    )
    return notice


def _copy(
    *, by: Acting, case: Case, issuer: offices.Issuer, reference: ReferenceNumber, pdf: bytes
) -> OfficialDocument | None:
    office = offices.other_office(case, issuer)
    if office is None:
        return None
    letter = copy_for(office, case=case, issuer=issuer, reference=reference, issued_on=clock.today(), pdf=pdf)
    return send_official(by=by, town=issuer.town, letter=letter)


def _promise_service(act: Act, notice: Notice) -> None:
    assert notice.issued_on is not None
    span = Span(offices.service_target_days(), Unit.OFFICE_DAY)
    act.promise(
        SERVED,
        str(notice.id),
        due_at=count_period(notice.issued_on, span, OfficeCalendar(notice.county)).expires_at,
        owner_role=str(Role.TOWNSHIP_CASEWORKER),
        case_id=notice.case_id,
    )


@through_the_door("decision.hold_back")
def hold_back(act: Act, *, by: Acting, decision: Decision, because: str) -> Notice:
    """The letter cannot be issued as it is: say why on the case, until somebody has mended it."""
    notice, _made = Notice.objects.get_or_create(
        decision=decision, defaults={"county": decision.county, "case_id": decision.case_id}
    )
    notice.held_back = because[:300]
    notice.save(update_fields=["held_back"])
    act.audit(Event.DECISION_NOTICE_HELD_BACK, case_id=decision.case_id, notice=str(notice.id))
    tell_story(
        decision.case,
        by=by,
        kind="document",
        message=gettext_noop("信還不能發：%(because)s"),
        params={"because": notice.held_back},
    )
    return notice
