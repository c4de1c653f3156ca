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
    """Add people to the case, and fill a member known by number only. `relations` by person key."""
    known = {member.person_key: member for member in Member.objects.filter(case=case)}
    described = {keyed_hash(person.national_id): _described(person, relations, together) for person in people}
    for key, member in known.items():
        _relate(member, relations)
        if key in described:
            described[key].is_applicant = member.is_applicant
            if member.is_applicant and contact is not None:
                described[key].phone = _phone(contact)
    unnamed = {key for key, member in known.items() if not member.name}
    fresh = [member for key, member in described.items() if key not in known]
    if not fresh and not unnamed & described.keys():
        return list(known.values())
    standing = [described.get(key, member) if key in unnamed else member for key, member in known.items()]
    return set_members(by=by, case=case, members=[*standing, *fresh])


def _relate(member: Member, relations: dict[str, str]) -> None:
    """A nearer relation found later replaces the general word, never what a person typed."""
    found = relations.get(member.person_key)
    if found and member.relation in {"", "household", "relative"} and member.relation != found:
        member.relation = found
        member.save(update_fields=["relation"])


def _described(person: RegisteredPerson, relations: dict[str, str], together: frozenset[str]) -> Member:
    is_same = person.national_id in together
    key = keyed_hash(person.national_id)
    return Member(
        person_key=key,
        national_id=person.national_id,
        name=person.name,
        romanised_name="" if isinstance(person.romanised_name, Absent) else person.romanised_name,
        sex=person.sex.value,
        born_on=person.birth.day,
        birth_text=person.birth.raw[:40],
        died_on=None if isinstance(person.died_on, Absent) else person.died_on,
        same_household=is_same,
        address=None if isinstance(person.address, Absent) else person.address.text,
        relation=relations.get(key, "household" if is_same else "relative"),
    )


def _phone(contact: LastContact) -> str | None:
    for number in (contact.mobile, contact.telephone):
        if not isinstance(number, Absent):
            return number
    return None
