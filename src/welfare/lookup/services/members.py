"""Members of the case as the register describes them. What somebody typed is never overwritten."""

from collections.abc import Iterable

from welfare.case.models import Case, Member
from welfare.case.services import set_members
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.lookup.ports import Absent, LastContact, RegisteredPerson


def take_in(
    *,
    by: Acting,
    case: Case,
    people: Iterable[RegisteredPerson],
    relations: dict[str, str],
    together: frozenset[str],
    contact: LastContact | None = None,
) -> list[Member]:
    """Add people to the case, or fill a member that has no name yet. `relations` by person key."""
    known = {member.person_key: member for member in Member.objects.filter(case=case)}
    fresh: list[Member] = []
    for person in people:
        key = keyed_hash(person.national_id)
        member = known.get(key)
        if member is None:
            member = Member(county=case.county, case=case, person_key=key)
            fresh.append(member)
        elif member.name:
            _relate(member, relations)
            continue
        _describe(member, person, relations, together)
        if member.is_applicant and contact is not None and not member.phone:
            member.phone = _phone(contact)
        if member not in fresh:
            member.save()
    if fresh or any(m.is_applicant and not case.applicant_name for m in known.values()):
        return set_members(by=by, case=case, members=[*known.values(), *fresh])
    return list(known.values())


def _relate(member: Member, relations: dict[str, str]) -> None:
    """A nearer relation found later replaces the general word, never what a person typed."""
    found = relations.get(member.person_key)
    if found and member.relation in {"", "household", "relative"} and member.relation != found:
        member.relation = found
        member.save(update_fields=["relation"])


def _describe(
    member: Member, person: RegisteredPerson, relations: dict[str, str], together: frozenset[str]
) -> None:
    is_same = person.national_id in together
    member.national_id = person.national_id
    member.name = person.name
    member.romanised_name = person.romanised_name if isinstance(person.romanised_name, str) else ""
    if isinstance(person.romanised_name, Absent):
        member.romanised_name = ""
    member.sex = person.sex.value
    member.born_on = person.birth.day
    member.birth_text = person.birth.raw[:40]
    member.died_on = None if isinstance(person.died_on, Absent) else person.died_on
    member.same_household = is_same
    member.address = None if isinstance(person.address, Absent) else person.address.text
    member.relation = (
        member.relation
        if member.is_applicant
        else relations.get(member.person_key, "household" if is_same else "relative")
    )


def _phone(contact: LastContact) -> str | None:
    for number in (contact.mobile, contact.telephone):
        if not isinstance(number, Absent):
            return number
    return None
