"""Supplements (補件): a written request with a last day, answered by evidence; the clock stands still."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.procedure import procedure
from welfare.case.services import mark, move, set_dates, tell_story
from welfare.case.states import Status
from welfare.documents.models import Evidence
from welfare.documents.policies import check_kind, registered_name
from welfare.documents.services import judge_evidence
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.office_calendar import OfficeCalendar, Span, Unit, count_period
from welfare.foundation.roc_calendar import to_roc
from welfare.foundation.roles import Role
from welfare.intake import permissions, policies
from welfare.intake.models import SupplementItem, SupplementOutcome, SupplementRequest
from welfare.intake.selectors import open_request, unjudged_answers, waiting_items
from welfare.intake.supplement_letter import write_letter

ANSWERED = "supplement_answered"
_RESTARTS_LOOKUP = frozenset({Status.SUBMITTED, Status.LOOKING_UP})


@dataclass(frozen=True, slots=True)
class ItemWanted:
    """One paper to ask for: evidence code, why it is needed, what else would do."""

    evidence_kind: str
    why: str
    alternatives: str = ""
    mandatory: bool = True


@through_the_door("intake.request_supplement")
def request_supplement(
    act: Act, *, by: Acting, case: Case, items: Sequence[ItemWanted], key: str = ""
) -> SupplementRequest:
    """Ask in writing for what is missing, with a last day (law.yaml: `supplement`).

    The number of days is the county's. Raises NotNow without items, in a state that cannot wait, or while
    an earlier request is open.
    """
    permissions.check_request_supplement(by)
    policies.check_no_open_request(case)
    if not items:
        raise NotNow(_("請至少選一項要補的文件，民眾才知道要帶什麼。"))
    for item in items:
        check_kind(case, item.evidence_kind)
    request = SupplementRequest(
        county=case.county,
        case=case,
        requested_on=clock.today(),
        due_on=_last_day(case),
        requested_by=by.officer_id,
        asked_in=case.status,
    )
    SupplementRequest.objects.bulk_create([request])
    rows = [
        SupplementItem(
            county=case.county,
            case=case,
            request=request,
            evidence_kind=item.evidence_kind,
            why=item.why,
            alternatives=item.alternatives,
            mandatory=item.mandatory,
        )
        for item in items
    ]
    SupplementItem.objects.bulk_create(rows)
    request.letter = write_letter(by=by, case=case, request=request, items=rows)
    request.save(update_fields=["letter"])
    papers = "、".join(registered_name(case, item.evidence_kind) for item in items)
    move(
        by=by,
        case=case,
        to=Status.AWAITING_SUPPLEMENT,
        because=gettext_noop("請民眾補：%(papers)s（%(due)s 前）"),
        params={"papers": papers, "due": to_roc(request.due_on)},
        waiting_for=gettext_noop("等民眾補件"),
        due_on=request.due_on,
    )
    mark(case, papers_due_on=request.due_on)
    act.promise(
        ANSWERED,
        str(request.id),
        due_at=clock.start_of_day(request.due_on + timedelta(days=1)),
        owner_role=str(Role.TOWNSHIP_CASEWORKER),
        case_id=case.id,
    )
    act.audit(
        Event.INTAKE_SUPPLEMENT_REQUESTED,
        case_id=case.id,
        request=str(request.id),
        due_on=request.due_on,
        kinds=[item.evidence_kind for item in items],
    )
    return request


@through_the_door("intake.answer_supplement")
def answer_supplement(
    act: Act, *, by: Acting, item: SupplementItem, evidence: Evidence, key: str = ""
) -> SupplementItem:
    """Attach the paper a person brought. Taken by someone who may judge it, it is accepted at once.

    A late paper still counts while nobody decided. The last accepted mandatory item sends the case on.
    """
    permissions.check_receive_supplement(by)
    policies.check_request_open(item.request)
    item.answered_by = evidence
    item.save(update_fields=["answered_by"])
    _mark_papers(item.case)
    act.audit(Event.INTAKE_SUPPLEMENT_RECEIVED, case_id=item.case_id, item=str(item.id))
    if permissions.can_accept_supplement(by):
        accept_supplement(by=by, item=item)
    return item


@through_the_door("intake.accept_supplement")
def accept_supplement(act: Act, *, by: Acting, item: SupplementItem, key: str = "") -> SupplementItem:
    """The paper will do. Raises NotNow when nothing was brought yet."""
    permissions.check_accept_supplement(by)
    policies.check_request_open(item.request)
    if item.answered_by is None:
        raise NotNow(_("這一項還沒有收到文件。請先上傳，再採認。"))
    judge_evidence(by=by, evidence=item.answered_by, accepted=True)
    item.accepted_on = clock.today()
    item.save(update_fields=["accepted_on"])
    _mark_papers(item.case)
    act.audit(Event.INTAKE_SUPPLEMENT_RECEIVED, case_id=item.case_id, item=str(item.id), accepted=True)
    if not waiting_items(item.request).exists():
        _complete(act, by, item.request)
    return item


@through_the_door("intake.refuse_supplement")
def refuse_supplement(
    act: Act, *, by: Acting, item: SupplementItem, reason: str, key: str = ""
) -> SupplementItem:
    """The paper will not do, and why; the item waits again, its last day unchanged."""
    permissions.check_accept_supplement(by)
    if item.answered_by is None or item.accepted_on is not None:
        raise NotNow(_("這一項沒有等待採認的文件。請重新整理頁面。"))
    judge_evidence(by=by, evidence=item.answered_by, accepted=False, reason=reason)
    item.answered_by = None
    item.save(update_fields=["answered_by"])
    _mark_papers(item.case)
    act.audit(Event.INTAKE_SUPPLEMENT_RECEIVED, case_id=item.case_id, item=str(item.id), accepted=False)
    return item


@through_the_door("intake.mark_overdue")
def mark_overdue(act: Act, *, by: Acting, case: Case, key: str = "") -> Case:
    """The last day passed with something still missing (逾期不補件). A person decides what follows.

    Raises NotNow without an open request or before its last day has ended.
    """
    permissions.check_request_supplement(by)
    request = open_request(case)
    if request is None or request.due_on >= clock.today():
        raise NotNow(_("補件期限還沒有過。"))
    _close(act, request, SupplementOutcome.OVERDUE)
    move(
        by=by,
        case=case,
        to=Status.SUPPLEMENT_OVERDUE,
        because=gettext_noop("補件期限 %(due)s 已過，還沒有補齊"),
        params={"due": to_roc(request.due_on)},
    )
    act.audit(Event.INTAKE_SUPPLEMENT_OVERDUE, case_id=case.id, request=str(request.id))
    return case


def _last_day(case: Case) -> date:
    days = procedure(case.procedure).supplement_days
    if days is None:
        raise NotNow(_("本縣市還沒有設定補件期限。請系統管理者先設定，再發補件通知。"))
    return count_period(clock.today(), Span(days, Unit.DAY), OfficeCalendar(case.county)).last_day


def _complete(act: Act, by: Acting, request: SupplementRequest) -> None:
    """Everything is there: the day the last paper came in is the day documents were complete."""
    case = request.case
    _close(act, request, SupplementOutcome.COMPLETE)
    came_in: date = (
        SupplementItem.objects.filter(request=request, mandatory=True).aggregate(
            last=Max("answered_by__received_on")
        )["last"]
        or clock.today()
    )
    if case.documents_complete_on is None:
        set_dates(
            by=by,
            case=case,
            documents_complete_on=max(came_in, case.submitted_on) if case.submitted_on else came_in,
        )
    back_to = Status.SUBMITTED if Status(request.asked_in) in _RESTARTS_LOOKUP else Status.FIRST_REVIEW
    if case.state is Status.SUPPLEMENT_OVERDUE:
        back_to = Status.FIRST_REVIEW
    tell_story(case, by=by, kind="document", message=gettext_noop("補件齊了"))
    move(by=by, case=case, to=back_to, because=gettext_noop("補件齊了，繼續辦理"))


def _close(act: Act, request: SupplementRequest, outcome: SupplementOutcome) -> None:
    request.closed_on, request.outcome = clock.today(), outcome
    request.save(update_fields=["closed_on", "outcome"])
    mark(request.case, papers_due_on=None, has_papers_to_judge=False)
    act.keep(ANSWERED, str(request.id))


def _mark_papers(case: Case) -> None:
    mark(case, has_papers_to_judge=unjudged_answers().filter(case=case).exists())
