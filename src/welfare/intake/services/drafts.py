"""The draft: opened with one number, filled by the registers, saved as it grows."""

from typing import Any

from django.utils.translation import gettext as _

from welfare.case.models import Case, Member
from welfare.case.policies import NotNow
from welfare.case.services import open_case, set_dwelling, set_listed, set_members
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.regions import villages_of
from welfare.intake import permissions, policies
from welfare.intake.answers import REGISTERED, Answer, Answers, merged
from welfare.intake.identification import read_national_id
from welfare.intake.models import ApplicationForm, Channel
from welfare.intake.people import APART, LISTED, TOGETHER, asked_of
from welfare.intake.questions import question_set


@through_the_door("intake.open_draft")
def open_draft(act: Act, *, by: Acting, program: str, national_id: str, channel: str, key: str = "") -> Case:
    """Open a draft (暫存中) for whoever bears this number, in the acting office's place.

    The registered village is set when the register has answered. channel: Channel. Raises BadIdentifier,
    case.services.DuplicateApplication (with the first case), NotNow when the office takes no applications.
    """
    permissions.check_record(by)
    if not by.town:
        raise NotNow(_("受理申請要在村里辦公處或公所。請切換到您在公所的職務再試。"))
    number = read_national_id(national_id)
    village = by.villages[0] if by.villages else villages_of(by.town)[0].code
    case = open_case(by=by, program=program, national_id=number, town=by.town, village=village)
    applicant = Member(
        relation="self",
        is_applicant=True,
        is_listed=True,
        national_id=number,
        person_key=case.applicant_key,
        name="",
    )
    set_members(by=by, case=case, members=[applicant])
    ApplicationForm.objects.bulk_create(
        [ApplicationForm(county=case.county, case=case, channel=Channel(channel), answers={})]
    )
    act.audit(Event.INTAKE_DRAFT_SAVED, case_id=case.id, channel=channel)
    return case


@through_the_door("intake.prefill")
def prefill(act: Act, *, by: Acting, case: Case, answers: dict[str, Any], key: str = "") -> ApplicationForm:
    """Fill in what registers know: code → value. What a person already answered stays as it is."""
    permissions.check_record(by)
    form = _locked(case)
    asked = {question.code for question in question_set(case.program).questions}
    known = asked | REGISTERED
    for code, value in answers.items():
        told = form.answers.get(code)
        if code in known and value not in (None, "") and (told is None or told["origin"] == "prefilled"):
            form.answers[code] = Answer(value=value, origin="prefilled")
    form.save(update_fields=["answers"])
    _place_people(by, case, form)
    act.audit(Event.INTAKE_DRAFT_SAVED, case_id=case.id, prefilled=len(answers))
    return form


@through_the_door("intake.save_draft")
def save_draft(
    act: Act,
    *,
    by: Acting,
    case: Case,
    answers: dict[str, Any],
    seen_version: int | None = None,
    key: str = "",
) -> ApplicationForm:
    """Save what was answered so far: question code → value; other answers stay.

    seen_version: `saved_version` the page showed. Raises policies.DraftChanged when somebody else saved
    since, NotNow when the application has left. A changed answer must be read back again.
    """
    permissions.check_record(by)
    policies.check_is_draft(case)
    form = _locked(case)
    policies.check_unchanged(form, by=by, seen_version=seen_version)
    asked = asked_of(case).questions
    known = {question.code for question in asked}
    typed = frozenset(question.code for question in asked if question.is_typed)
    before: Answers = dict(form.answers)
    form.answers = merged(before, {c: v for c, v in answers.items() if c in known}, typed=typed)
    if form.answers != before:
        form.read_back_at = None
    form.saved_version += 1
    form.saved_at, form.saved_by, form.saved_by_name = clock.now(), by.officer_id, by.name
    form.save(
        update_fields=["answers", "read_back_at", "saved_version", "saved_at", "saved_by", "saved_by_name"]
    )
    _place_people(by, case, form)
    changed = sorted(code for code in form.answers if form.answers[code] != before.get(code))
    act.audit(Event.INTAKE_DRAFT_SAVED, case_id=case.id, changed=changed)
    return form


def _place_people(by: Acting, case: Case, form: ApplicationForm) -> None:
    """Who asks for aid and who lives together is what the application says, where the program asks it."""
    said = {code: told["value"] for code, told in form.answers.items()}
    if LISTED in said:
        set_listed(by=by, case=case, person_keys=said[LISTED])
    if TOGETHER in said or APART in said:
        set_dwelling(by=by, case=case, together=said.get(TOGETHER, ()), apart=said.get(APART, ()))


def _locked(case: Case) -> ApplicationForm:
    return ApplicationForm.objects.select_for_update().get(case=case)
