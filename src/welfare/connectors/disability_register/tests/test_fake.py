"""The demo disability register."""

from datetime import date

from welfare.connectors.disability_register.fake import DemoDisabilityRegistry
from welfare.lookup.ports import Absent, DisabilityDegree, DisabilityRegistry, Outcome, Subject


def test_a_certificate_tells_degree_and_end(nation, purpose, person_of) -> None:
    registry: DisabilityRegistry = DemoDisabilityRegistry(nation)
    son = registry.identification(Subject(person_of["disabled-son"]["son"]), purpose).expect()
    assert (son.degree, son.valid_until, son.unable_to_work) == (
        DisabilityDegree.MILD,
        date(2029, 4, 30),
        False,
    )


def test_a_permanent_certificate_has_no_end(nation, purpose, person_of) -> None:
    subject = Subject(person_of["disability-subsidy"]["applicant"])
    certificate = DemoDisabilityRegistry(nation).identification(subject, purpose).expect()
    assert certificate.valid_until is Absent.NONE


def test_most_people_have_no_certificate(nation, purpose, person_of) -> None:
    subject = Subject(person_of["tier-one-widow"]["applicant"])
    assert DemoDisabilityRegistry(nation).identification(subject, purpose).outcome is Outcome.NO_RECORD
