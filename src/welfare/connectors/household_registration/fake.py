"""The demo household register, answering from the synthetic nation."""

from __future__ import annotations

from datetime import date

from welfare.connectors.demo_nation.agency import DemoAgency
from welfare.connectors.demo_nation.fields import maybe, maybe_date
from welfare.connectors.demo_nation.register import Record, Register
from welfare.foundation.roc_calendar import read_roc
from welfare.lookup.ports import (
    Absent,
    Address,
    Answer,
    Guardianship,
    GuardianshipKind,
    HouseholdKind,
    KinLink,
    KinRelation,
    Kinship,
    LastContact,
    LookupPurpose,
    MaritalStatus,
    PostOfficeAccount,
    RegisteredHousehold,
    RegisteredPerson,
    ResidenceKind,
    Sex,
    Subject,
)


class DemoHouseholdRegistry(DemoAgency):
    code = "household_registration"
    label = "示範戶政機關"

    def person(self, subject: Subject, purpose: LookupPurpose) -> Answer[RegisteredPerson]:
        return self._ask(subject, purpose, lambda _, record: _person(record), topic="person")

    def household(self, subject: Subject, purpose: LookupPurpose) -> Answer[RegisteredHousehold]:
        return self._ask(subject, purpose, _household, topic="household")

    def kinship(self, subject: Subject, purpose: LookupPurpose) -> Answer[Kinship]:
        return self._ask(subject, purpose, _kinship, topic="kinship")

    def last_contact(self, subject: Subject, purpose: LookupPurpose) -> Answer[LastContact]:
        return self._ask(subject, purpose, lambda _, record: _contact(record), topic="contact")


def _person(record: Record) -> RegisteredPerson:
    return RegisteredPerson(
        national_id=record["id"],
        name=record["name"],
        romanised_name=maybe(record, "romanised_name"),
        sex=Sex(record["sex"]),
        birth=read_roc(record["birth"]),
        birth_order=maybe(record, "birth_order"),
        marital_status=MaritalStatus(record["marital_status"]),
        household_number=record["household"],
        relation_to_head=record["relation"],
        residence=ResidenceKind(record["residence"]),
        address=_address(record),
        moved_in_on=maybe_date(record, "moved_in_on"),
        moved_out_on=maybe_date(record, "moved_out_on"),
        died_on=maybe_date(record, "died_on"),
        indigenous=maybe(record, "indigenous"),
        guardianship=_guardianship(record),
        missing_since=maybe_date(record, "missing_since"),
        nationality=record.get("nationality", "TW"),
        in_military_service=record.get("in_military_service", False),
        enrolled_at=maybe(record, "enrolled_at"),
        publicly_funded_student=record.get("publicly_funded_student", False),
    )


def _address(record: Record) -> Address | Absent:
    address = maybe(record, "address")
    return address if isinstance(address, Absent) else Address(**address)


def _guardianship(record: Record) -> Guardianship | Absent:
    found = maybe(record, "guardianship")
    if isinstance(found, Absent):
        return found
    return Guardianship(
        GuardianshipKind(found["kind"]), maybe(found, "guardian"), date.fromisoformat(found["since"])
    )


def _household(register: Register, record: Record) -> RegisteredHousehold | None:
    household = register.household(record["household"])
    if household is None:
        return None
    members = tuple(
        _person(member)
        for national_id in household["members"]
        if (member := register.record(national_id)) is not None
    )
    head = next(member for member in members if member.national_id == household["head"])
    return RegisteredHousehold(
        household_number=household["number"],
        kind=HouseholdKind(household["kind"]),
        head_id=household["head"],
        address=head.address,
        members=members,
    )


def _kinship(register: Register, record: Record) -> Kinship:
    links = []
    for relation, national_id in record["kin"]:
        relative = register.record(national_id)
        if relative is not None:
            same = relative["household"] == record["household"] and "died_on" not in relative
            links.append(KinLink(KinRelation(relation), _person(relative), same))
    unrecorded = tuple(
        (KinRelation(relation), Absent(null)) for relation, null in record.get("unrecorded_kin", ())
    )
    return Kinship(record["id"], tuple(links), unrecorded)


def _contact(record: Record) -> LastContact | None:
    contact = record.get("contact")
    if contact is None:
        return None
    account = maybe(contact, "account")
    if not isinstance(account, Absent):
        account = PostOfficeAccount(account["branch"], account["account"], account["holder"])
    return LastContact(
        telephone=maybe(contact, "telephone"),
        mobile=maybe(contact, "mobile"),
        account=account,
        recorded_on=date.fromisoformat(contact["recorded_on"]),
    )
