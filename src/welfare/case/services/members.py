"""The people of a case, and who of them asks for aid."""

from collections.abc import Collection

from welfare.case.models import Case, Member
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door


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


@through_the_door("case.set_listed")
def set_listed(act: Act, *, by: Acting, case: Case, person_keys: Collection[str]) -> list[Member]:
    """Say who asks for aid (申請輔導人口, 社會救助法第5條第1項); the applicant always does."""
    members = list(Member.objects.filter(case=case))
    for member in members:
        is_listed = member.is_applicant or member.person_key in person_keys
        if member.is_listed is not is_listed:
            member.is_listed = is_listed
            member.save(update_fields=["is_listed"])
    act.audit(Event.INTAKE_DRAFT_SAVED, case_id=case.id, listed=sum(m.is_listed for m in members))
    return members


@through_the_door("case.set_dwelling")
def set_dwelling(
    act: Act, *, by: Acting, case: Case, together: Collection[str], apart: Collection[str]
) -> list[Member]:
    """Say who lives with the applicant against what the registration presumes (共同生活); person keys."""
    members = list(Member.objects.filter(case=case))
    for member in members:
        told = True if member.person_key in together else False if member.person_key in apart else None
        if member.lives_together is not told:
            member.lives_together = told
            member.save(update_fields=["lives_together"])
    act.audit(Event.INTAKE_DRAFT_SAVED, case_id=case.id, together=len(together), apart=len(apart))
    return members
