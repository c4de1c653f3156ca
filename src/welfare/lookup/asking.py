"""How each register is asked: the port's questions put together, the answers turned into findings.

One function per register, `(agency, subject, purpose, Scope) -> Asked`. Raises TransportError when the
register is silent: then nothing of its answers is kept, so that a retry asks everything again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from welfare.foundation.crypto import keyed_hash
from welfare.lookup.mapping import benefits, border, disability, household, labor, tax
from welfare.lookup.mapping.finding import Finding
from welfare.lookup.models import RequestStatus
from welfare.lookup.ports import (
    Answer,
    LastContact,
    LookupPurpose,
    Outcome,
    RegisteredHousehold,
    RegisteredPerson,
    Subject,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Bounds of the questions: the benefit applied for, the ROC tax year, the day counted back from, and
    whether the person asks for aid (only then listing, benefits, placement and days abroad concern us)."""

    program: str
    tax_year: int
    until: date
    is_listed: bool


@dataclass(slots=True)
class Asked:
    """One register's word: the outcome, findings by national ID, and whom else it named."""

    status: RequestStatus
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    people: dict[str, RegisteredPerson] = field(default_factory=dict)
    together: frozenset[str] = frozenset()
    claimants: tuple[str, ...] = ()
    household: RegisteredHousehold | None = None
    contact: LastContact | None = None

    def find(self, national_id: str, findings: list[Finding]) -> None:
        self.findings.setdefault(national_id, []).extend(findings)

    def person(self, person: RegisteredPerson, answer: Answer[Any]) -> None:
        """Somebody the register described; described once."""
        if person.national_id not in self.people:
            self.people[person.national_id] = person
            self.find(person.national_id, household.person_facts(person, answer.source))


def _status(*answers: Answer[Any]) -> RequestStatus:
    outcomes = {answer.outcome for answer in answers}
    if Outcome.ID_MISMATCH in outcomes:
        return RequestStatus.ID_MISMATCH
    return RequestStatus.ANSWERED if Outcome.FOUND in outcomes else RequestStatus.NO_RECORD


def ask_household_register(agency: Any, subject: Subject, purpose: LookupPurpose, scope: Scope) -> Asked:
    """Person and kinship; for who asks for aid also the household and the last contact."""
    person = agency.person(subject, purpose)
    asked = Asked(_status(person))
    if asked.status is not RequestStatus.ANSWERED:
        return asked
    asked.person(person.expect(), person)
    kinship = agency.kinship(subject, purpose)
    if kinship.is_found:
        for link in kinship.expect().links:
            asked.person(link.person, kinship)
        asked.find(
            subject.national_id, [household.kinship_fact(kinship.expect(), kinship.source, keyed_hash)]
        )
    if scope.is_listed:
        _ask_home(asked, agency, subject, purpose)
    return asked


def _ask_home(asked: Asked, agency: Any, subject: Subject, purpose: LookupPurpose) -> None:
    home = agency.household(subject, purpose)
    if home.is_found:
        asked.household = home.expect()
        for member in asked.household.members:
            asked.person(member, home)
        asked.together = frozenset(member.national_id for member in asked.household.members)
    contact = agency.last_contact(subject, purpose)
    asked.contact = contact.value


def ask_tax_register(agency: Any, subject: Subject, purpose: LookupPurpose, scope: Scope) -> Asked:
    """Income and property of the tax year; who claims a listed person as a dependant."""
    income = agency.income(subject, scope.tax_year, purpose)
    holdings = agency.property(subject, scope.tax_year, purpose)
    answers = [income, holdings]
    if scope.is_listed:
        answers.append(agency.dependants(subject, scope.tax_year, purpose))
    asked = Asked(_status(*answers))
    if asked.status is RequestStatus.ID_MISMATCH:
        return asked
    asked.find(subject.national_id, tax.income_facts(income) + tax.property_facts(holdings))
    if scope.is_listed:
        asked.claimants = tax.claimants(answers[-1])
        asked.find(subject.national_id, [tax.claimed_by(answers[-1], keyed_hash)])
    return asked


def ask_labor_register(agency: Any, subject: Subject, purpose: LookupPurpose, scope: Scope) -> Asked:
    answer = agency.record(subject, purpose)
    return _single(answer, subject, labor.insurance_facts)


def ask_disability_register(agency: Any, subject: Subject, purpose: LookupPurpose, scope: Scope) -> Asked:
    answer = agency.identification(subject, purpose)
    return _single(answer, subject, lambda found: disability.certificate_facts(found, scope.until))


def ask_border_register(agency: Any, subject: Subject, purpose: LookupPurpose, scope: Scope) -> Asked:
    """Days in Taiwan in the year that ends with `scope.until`."""
    answer = agency.stay(subject, border.a_year_before(scope.until), scope.until, purpose)
    return _single(answer, subject, border.stay_facts)


def ask_benefit_register(agency: Any, subject: Subject, purpose: LookupPurpose, scope: Scope) -> Asked:
    """Custody of everybody; listing, benefits and placement only of who asks for aid."""
    custody = agency.custody(subject, purpose)
    answers, findings = [custody], benefits.custody_facts(custody, scope.until)
    if scope.is_listed:
        listing = agency.listing(subject, purpose)
        received = agency.benefits(subject, purpose)
        placement = agency.placement(subject, purpose)
        answers += [listing, received, placement]
        findings += benefits.listing_facts(listing, scope.until)
        findings += benefits.received_facts(received, scope.until, scope.program)
        findings += benefits.placement_facts(placement, scope.until)
    asked = Asked(_status(*answers))
    if asked.status is not RequestStatus.ID_MISMATCH:
        asked.find(subject.national_id, findings)
    return asked


def _single(answer: Answer[Any], subject: Subject, facts: Callable[[Any], list[Finding]]) -> Asked:
    asked = Asked(_status(answer))
    if asked.status is not RequestStatus.ID_MISMATCH:
        asked.find(subject.national_id, facts(answer))
    return asked


Question = Callable[[Any, Subject, LookupPurpose, Scope], Asked]

QUESTIONS: dict[str, Question] = {
    "household_registration": ask_household_register,
    "tax_records": ask_tax_register,
    "labor_insurance": ask_labor_register,
    "disability_register": ask_disability_register,
    "benefit_records": ask_benefit_register,
    "border_crossing": ask_border_register,
}
