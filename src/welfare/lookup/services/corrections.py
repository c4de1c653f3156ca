"""Corrections: a looked-up value is never edited; a second row says what counts, a second person agrees."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.services import tell_story
from welfare.documents.models import Evidence
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup import permissions, policies, selectors
from welfare.lookup.labels import KIND_LABELS
from welfare.lookup.models import Confirmation, Fact
from welfare.lookup.services.everybody import ALL_ANSWERED
from welfare.lookup.shapes import check_shape


@through_the_door("lookup.correct_fact")
def correct_fact(
    act: Act,
    *,
    by: Acting,
    case: Case,
    person_key: str,
    kind: str,
    value: Any,
    evidence: Evidence,
    reason: str,
    key: str = "",
) -> Fact:
    """Say on accepted evidence that another value should count (個人資料保護法第11條).

    Where a register has spoken, the correction waits for `confirm_correction` by another person and the
    register's value goes on counting. Where none has (a wage certificate, a passbook), the proof counts at
    once (社會救助法第5條之1第1項第1款). `value` in the shape of the rules. Raises NotNow.
    """
    permissions.check_correct(by)
    policies.check_may_correct(case, evidence, reason)
    replaced = selectors.latest(case).get((person_key, kind))
    data_year = replaced.data_year if replaced else None
    check_shape(kind, value, county=case.county, data_year=data_year)
    is_proof = replaced is None or (replaced.recorded_by is not None and replaced.replaces_id is None)
    fact = Fact(
        county=case.county,
        case=case,
        person_key=person_key,
        kind=kind,
        value=value,
        source="evidence",
        as_of=evidence.received_on,
        data_year=data_year,
        evidence=evidence,
        reason=reason.strip()[:300],
        replaces=None if is_proof else replaced,
        recorded_by=by.officer_id,
        recorded_by_name=by.name,
    )
    Fact.objects.bulk_create([fact])
    act.audit(Event.FACT_CORRECTED, case_id=case.id, fact=str(fact.id), kind=kind, counts=is_proof)
    tell_story(
        case,
        by=by,
        kind="edit",
        message=gettext_noop("依佐證採計%(kind)s：%(reason)s")
        if is_proof
        else gettext_noop("更正%(kind)s（待覆核）：%(reason)s"),
        params={"kind": str(KIND_LABELS.get(kind, kind)), "reason": fact.reason},
    )
    if is_proof:
        act.tell(ALL_ANSWERED, case_id=str(case.id))
    return fact


@through_the_door("lookup.confirm_correction")
def confirm_correction(
    act: Act, *, by: Acting, correction: Fact, accepted: bool, reason: str = "", key: str = ""
) -> Confirmation:
    """The second look: now the correction counts, or it never will. Raises NeedsAnotherPerson, NotNow."""
    permissions.check_correct(by)
    policies.check_second_person(correction, by)
    case = correction.case
    confirmation = Confirmation(
        county=correction.county,
        case=case,
        fact=correction,
        accepted=accepted,
        reason=reason.strip()[:300],
        confirmed_by=by.officer_id,
        confirmed_by_name=by.name,
        confirmed_at=clock.now(),
    )
    Confirmation.objects.bulk_create([confirmation])
    act.audit(
        Event.FACT_CORRECTED, case_id=case.id, fact=str(correction.id), kind=correction.kind, counts=accepted
    )
    tell_story(
        case,
        by=by,
        kind="edit",
        message=gettext_noop("覆核通過：%(kind)s改採更正後的資料")
        if accepted
        else gettext_noop("覆核未通過：%(kind)s維持查調的資料"),
        params={"kind": str(KIND_LABELS.get(correction.kind, correction.kind))},
    )
    if accepted:
        act.tell(ALL_ANSWERED, case_id=str(case.id))
    return confirmation


@through_the_door("lookup.record_finding")
def record_finding(
    act: Act,
    *,
    by: Acting,
    case: Case,
    person_key: str,
    kind: str,
    value: Any,
    as_of: date,
    source: str = "visit",
    raw_reference: str = "",
) -> Fact:
    """What a person saw (社會救助法施行細則第9條) where no register speaks, such as who lives where.

    Counts at once; a register's answer is never replaced by it: that is a correction. The caller determines
    anew. Raises NotNow when a register has spoken or the value has no shape the rules read.
    """
    permissions.check_find(by)
    check_shape(kind, value, county=case.county, data_year=None)
    known = selectors.latest(case).get((person_key, kind))
    if known is not None and known.recorded_by is None:
        raise NotNow(_("這一項有查調的資料。要改採別的，請附佐證更正。"))
    fact = Fact(
        county=case.county,
        case=case,
        person_key=person_key,
        kind=kind,
        value=value,
        source=source,
        as_of=as_of,
        raw_reference=raw_reference,
        recorded_by=by.officer_id,
        recorded_by_name=by.name,
    )
    Fact.objects.bulk_create([fact])
    act.audit(Event.FACT_CORRECTED, case_id=case.id, fact=str(fact.id), kind=kind, source=source)
    return fact
