"""Disability register (身心障礙證明) → facts."""

from datetime import date

from welfare.lookup.mapping.finding import Finding, either, known, nothing
from welfare.lookup.ports import Absent, Answer, DisabilityIdentification


def certificate_facts(answer: Answer[DisabilityIdentification], on: date) -> list[Finding]:
    """Whether a certificate is valid on the day, its category and degree, and whether it rules out work."""
    source = answer.source
    if not answer.is_found:
        return [nothing("has_disability_certificate", False, source)]
    certificate = answer.expect()
    until = certificate.valid_until
    if not isinstance(until, Absent) and until < on:
        return [known("has_disability_certificate", False, source)]
    return [
        known("has_disability_certificate", True, source),
        known("disability_category", "、".join(certificate.categories), source),
        known("disability_degree", certificate.degree.value, source),
        either("unable_to_work_by_disability", certificate.unable_to_work, source, none=False),
    ]
