"""Writes of the case. `move` is the only function that assigns a status."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case import deadlines, policies
from welfare.case.models import Assignment, Case, CaseCounter, Member, StepDone, TimelineEntry
from welfare.case.procedure import procedure_for
from welfare.case.states import OCCUPYING, STATES, Status
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


class ChangedMeanwhile(Exception):
    """Somebody else changed the case since the page was shown."""


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


@through_the_door("case.set_members")
def set_members(act: Act, *, by: Acting, case: Case, members: list[Member]) -> list[Member]:
    """Put the household into the case as the register answered it; the applicant's copy goes to the case row.

    A member already there (same person_key) keeps what was typed for it and gets the register's values for
    fields that are still blank; nobody is doubled.
    """
    known = {m.person_key: m for m in Member.objects.filter(case=case)}
    fresh = []
    for order, member in enumerate(members):
        member.county, member.case, member.order = case.county, case, order
        if member.person_key in known:
            _fill_blanks(known[member.person_key], member)
        else:
            fresh.append(member)
        if member.is_applicant:
            case.applicant_name, case.applicant_born_on = member.name, member.born_on
    Member.objects.bulk_create(fresh)
    case.save(update_fields=["applicant_name", "applicant_born_on"])
    act.audit(Event.INTAKE_DRAFT_SAVED, case_id=case.id, members=len(members))
    return list(Member.objects.filter(case=case))


def _fill_blanks(known: Member, answered: Member) -> None:
    """Copy what the register answered into the fields nobody has filled."""
    filled = []
    for name in ("name", "romanised_name", "sex", "born_on", "birth_text", "died_on", "address", "phone"):
        if not getattr(known, name) and getattr(answered, name):
            setattr(known, name, getattr(answered, name))
            filled.append(name)
    known.same_household, known.order = answered.same_household, answered.order
    known.save(update_fields=[*filled, "same_household", "order"])


@through_the_door("case.move")
def move(
    act: Act,
    *,
    by: Acting,
    case: Case,
    to: Status,
    because: str,
    params: dict[str, Any] | None = None,
    did: str | None = None,
    seen_version: int | None = None,
    waiting_for: str = "",
    due_on: date | None = None,
) -> Case:
    """Lock the case, check the table and four eyes, change the state, audit, tell, all or nothing.

    because: msgid of the sentence for the timeline, filled with `params`. did: the four-eyes act this
    move completes. seen_version: the version the person saw. waiting_for: msgid of what the case now waits
    for, shown on the worklist. due_on: last day of a wait whose step has no target of its own.
    Raises policies.NotNow, policies.SameEyes, ChangedMeanwhile.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if seen_version is not None and locked.version != seen_version:
        raise ChangedMeanwhile(
            _("%(who)s 剛剛改了這一件（%(what)s）。您寫的還在；請先看新的內容，再決定一次。")
            % {"who": locked.changed_by_name, "what": locked.last_change}
        )
    policies.check_transition(locked, to)
    if did:
        policies.check_four_eyes(locked, act=did, by=by)
        _record_step(locked, did, by)
    came_from = locked.state
    locked.status = to
    locked.version += 1
    locked.status_since = clock.now()
    locked.waiting_for = waiting_for
    deadlines.start(locked, to)
    locked.due_on = due_on or locked.due_on
    _touch(locked, by, because, params)
    locked.save()
    TimelineEntry.objects.bulk_create(
        [_entry(locked, by, "decision", because, params, came_from=came_from, to=to)]
    )
    act.audit(Event.CASE_MOVED, case_id=locked.id, came_from=came_from, to=to)
    if STATES[to].notice:
        act.tell(STATES[to].notice, case_id=str(locked.id))
    _sync(case, locked)
    return case


def _sync(case: Case, locked: Case) -> None:
    """Give the caller's object what the locked row became."""
    for field in Case._meta.concrete_fields:
        setattr(case, field.attname, getattr(locked, field.attname))


def _record_step(case: Case, did: str, by: Acting) -> None:
    StepDone.objects.bulk_create(
        [
            StepDone(
                county=case.county,
                case=case,
                act=did,
                officer_id=by.officer_id,
                on_behalf_of=by.on_behalf_of,
                officer_name=by.name,
            )
        ]
    )


def record_four_eyes(case: Case, *, did: str, by: Acting) -> None:
    """Record an act that changes no state (a payment released). Call inside a verb. Raises SameEyes."""
    policies.check_four_eyes(case, act=did, by=by)
    _record_step(case, did, by)


def _touch(case: Case, by: Acting, message: str, params: dict[str, Any] | None) -> None:
    case.changed_at = clock.now()
    case.changed_by_name = by.name
    case.last_change = (message % (params or {}))[:200]


def _entry(
    case: Case,
    by: Acting,
    kind: str,
    message: str,
    params: dict[str, Any] | None,
    *,
    came_from: str = "",
    to: str = "",
    law: str = "",
) -> TimelineEntry:
    return TimelineEntry(
        county=case.county,
        case=case,
        at=clock.now(),
        kind=kind,
        officer_name=by.name,
        role=by.role,
        on_behalf_of_name=by.on_behalf_of_name,
        from_status=came_from,
        to_status=to,
        message=message,
        params=params or {},
        law=law,
    )


def tell_story(
    case: Case,
    *,
    by: Acting,
    kind: str,
    message: str,
    params: dict[str, Any] | None = None,
    law: str = "",
) -> None:
    """Add a line to the case's timeline. Call inside a verb; kinds are listed at TimelineEntry."""
    TimelineEntry.objects.bulk_create([_entry(case, by, kind, message, params, law=law)])
    Case.objects.filter(pk=case.pk).update(
        changed_at=clock.now(), changed_by_name=by.name, last_change=(message % (params or {}))[:200]
    )


@through_the_door("case.set_dates")
def set_dates(
    act: Act,
    *,
    by: Acting,
    case: Case,
    submitted_on: date | None = None,
    documents_complete_on: date | None = None,
) -> Case:
    """Set the application date or the date documents became complete (文件備齊日).

    The latter starts clock and entitlement (中低收入老人生活津貼發給辦法第6、7條), never before the former.
    """
    if submitted_on:
        case.submitted_on = submitted_on
    if documents_complete_on:
        if case.submitted_on and documents_complete_on < case.submitted_on:
            raise ValueError("documents cannot be complete before the application")
        case.documents_complete_on = documents_complete_on
        case.legal_due_on = deadlines.legal_due(case)
    case.save(update_fields=["submitted_on", "documents_complete_on", "legal_due_on"])
    act.audit(
        Event.INTAKE_DRAFT_SAVED,
        case_id=case.id,
        submitted_on=case.submitted_on,
        documents_complete_on=case.documents_complete_on,
    )
    return case


@through_the_door("case.assign")
def assign(act: Act, *, by: Acting, case: Case, officer_id: UUID, officer_name: str, role: str) -> Assignment:
    """Give the case to a person; an earlier holder of the same role is released."""
    Assignment.objects.filter(case=case, role=role, ended_at__isnull=True).update(ended_at=clock.now())
    assignment = Assignment(
        county=case.county, case=case, officer_id=officer_id, officer_name=officer_name, role=role
    )
    Assignment.objects.bulk_create([assignment])
    act.audit(Event.VISIT_ASSIGNED, case_id=case.id, officer=str(officer_id), role=role)
    tell_story(
        case, by=by, kind="edit", message=gettext_noop("交給 %(name)s 辦理"), params={"name": officer_name}
    )
    return assignment
