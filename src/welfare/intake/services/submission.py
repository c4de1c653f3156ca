"""How an application leaves: notice given, read back, signed, sent; or taken back."""

from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.services import mark, move, set_dates, tell_story
from welfare.case.states import Status
from welfare.documents.models import Evidence
from welfare.documents.selectors import missing_evidence
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.intake import permissions, policies
from welfare.intake.models import ApplicationForm, SupplementOutcome, SupplementRequest
from welfare.intake.questions import question_set


@through_the_door("intake.give_privacy_notice")
def give_privacy_notice(act: Act, *, by: Acting, case: Case, key: str = "") -> ApplicationForm:
    """Keep the receipt that the notice in force was read to the applicant (個人資料保護法第8條)."""
    permissions.check_record(by)
    policies.check_is_draft(case)
    form = ApplicationForm.objects.select_for_update().get(case=case)
    version = question_set(case.program).notice.version
    if form.privacy_notice_version != version or form.privacy_notice_given_at is None:
        form.privacy_notice_version, form.privacy_notice_given_at = version, clock.now()
        form.save(update_fields=["privacy_notice_version", "privacy_notice_given_at"])
        tell_story(
            case,
            by=by,
            kind="document",
            message=gettext_noop("已告知個人資料的使用（第 %(version)s 版）"),
            params={"version": version},
            law="個人資料保護法第8條",
        )
    act.audit(Event.INTAKE_PRIVACY_NOTICE_GIVEN, case_id=case.id, version=version)
    return form


@through_the_door("intake.record_read_back")
def record_read_back(act: Act, *, by: Acting, case: Case, key: str = "") -> ApplicationForm:
    """The application was read to the applicant, who found it right (行政程序法第35條)."""
    permissions.check_record(by)
    policies.check_is_draft(case)
    form = ApplicationForm.objects.select_for_update().get(case=case)
    form.read_back_at = form.read_back_at or clock.now()
    form.save(update_fields=["read_back_at"])
    act.audit(Event.INTAKE_READ_BACK, case_id=case.id, saved_version=form.saved_version)
    return form


@through_the_door("intake.sign")
def sign(act: Act, *, by: Acting, case: Case, evidence: Evidence, key: str = "") -> ApplicationForm:
    """The signed page: a photo of it, or the signature drawn on the screen."""
    permissions.check_record(by)
    policies.check_is_draft(case)
    form = ApplicationForm.objects.select_for_update().get(case=case)
    form.signed_file = evidence.file
    form.save(update_fields=["signed_file"])
    act.audit(Event.INTAKE_DRAFT_SAVED, case_id=case.id, signed=str(evidence.id))
    return form


@through_the_door("intake.submit")
def submit(act: Act, *, by: Acting, case: Case, key: str = "") -> Case:
    """Send the application in: the registers are asked next.

    Sets the application date, and the date documents became complete when no required paper is missing
    (each program's law.yaml). Raises policies.Incomplete naming every missing thing, NotNow.
    """
    permissions.check_record(by)
    policies.check_is_draft(case)
    form = ApplicationForm.objects.select_for_update().get(case=case)
    policies.check_complete(case, form)
    today = clock.today()
    lacking = missing_evidence(case)
    set_dates(by=by, case=case, submitted_on=today, documents_complete_on=None if lacking else today)
    form.submitted_at = clock.now()
    form.save(update_fields=["submitted_at"])
    move(by=by, case=case, to=Status.SUBMITTED, because=gettext_noop("收到申請，開始查調"))
    act.audit(Event.INTAKE_SUBMITTED, case_id=case.id, missing=[kind.code for kind in lacking])
    return case


@through_the_door("intake.retract")
def retract(act: Act, *, by: Acting, case: Case, because: str, key: str = "") -> Case:
    """Take an application back (取回) for a reason a reader of the timeline understands.

    Raises NotNow when it was decided already.
    """
    permissions.check_record(by)
    move(
        by=by, case=case, to=Status.RETRACTED, because=gettext_noop("取回：%(why)s"), params={"why": because}
    )
    SupplementRequest.objects.filter(case=case, closed_on__isnull=True).update(
        closed_on=clock.today(), outcome=SupplementOutcome.WITHDRAWN
    )
    mark(case, papers_due_on=None, has_papers_to_judge=False)
    act.audit(Event.CASE_MOVED, case_id=case.id, retracted=True)
    return case
