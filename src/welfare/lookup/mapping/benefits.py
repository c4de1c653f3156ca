"""Benefit records (列冊、給付、安置、在監) → facts; each of the day it is asked for."""

from datetime import date

from welfare.lookup.mapping.finding import Finding, known, nothing
from welfare.lookup.ports import (
    Absent,
    Answer,
    BenefitCode,
    Custody,
    Listing,
    ListingKind,
    Placement,
    ReceivedBenefits,
)

_LISTED = {
    ListingKind.LOW_INCOME_HOUSEHOLD: "low_income",
    ListingKind.MIDDLE_LOW_INCOME_HOUSEHOLD: "middle_low_income",
}
#: where the registers' code and the rules' word differ
_BENEFITS = {
    BenefitCode.LIVING_SUPPORT: "low_income_living_support",
    BenefitCode.VETERAN_SUPPORT: "veteran_home_care",
}


def _is_over(until: date | Absent, on: date) -> bool:
    return not isinstance(until, Absent) and until < on


def custody_facts(answer: Answer[Custody], on: date) -> list[Finding]:
    if not answer.is_found:
        return [nothing("in_custody", False, answer.source)]
    custody = answer.expect()
    if _is_over(custody.until, on):
        return [known("in_custody", False, answer.source)]
    return [
        known("in_custody", True, answer.source),
        known("custody_since", custody.since.isoformat(), answer.source),
    ]


def listing_facts(answer: Answer[Listing], on: date) -> list[Finding]:
    """Registered low-income or middle-low-income on the day."""
    if not answer.is_found:
        return [nothing("listed_status", "none", answer.source)]
    listing = answer.expect()
    is_valid = listing.valid_from <= on <= listing.valid_until
    return [known("listed_status", _LISTED[listing.kind] if is_valid else "none", answer.source)]


def received_facts(answer: Answer[ReceivedBenefits], on: date, program: str) -> list[Finding]:
    """Benefits in payment; an amount the agency withholds stays unknown, the benefit itself is known.

    `program` is the benefit applied for: whether it was paid last year decides about the older rules.
    """
    if not answer.is_found:
        return [
            nothing("benefits", [], answer.source),
            nothing("received_in_previous_year", False, answer.source),
        ]
    items = [
        {
            "code": _BENEFITS.get(item.code, item.code.value),
            "monthly_amount": None if isinstance(item.monthly_amount, Absent) else item.monthly_amount,
        }
        for item in answer.expect().items
        if not _is_over(item.until, on)
    ]
    return [known("benefits", items, answer.source), *_history(answer, on, program)]


def _history(answer: Answer[ReceivedBenefits], on: date, program: str) -> list[Finding]:
    new_year = date(on.year, 1, 1)
    own = [item for item in answer.expect().items if item.code.value == program and item.since < new_year]
    last_year = date(on.year - 1, 1, 1)
    facts = [
        known("received_in_previous_year", any(not _is_over(i.until, last_year) for i in own), answer.source)
    ]
    unbroken = [item.since for item in own if item.until is Absent.NONE]
    if unbroken:
        facts.append(known("paid_without_break_since", min(unbroken).isoformat(), answer.source))
    return facts


def placement_facts(answer: Answer[Placement], on: date) -> list[Finding]:
    """公費收容安置: a stay at public cost that goes on."""
    if not answer.is_found:
        return [nothing("placed_at_public_cost", False, answer.source)]
    placement = answer.expect()
    is_placed = placement.public_cost and not _is_over(placement.until, on)
    facts = [known("placed_at_public_cost", is_placed, answer.source)]
    if is_placed:
        facts.append(known("placement_since", placement.since.isoformat(), answer.source))
    if isinstance(placement.service, Absent):
        return facts
    return [*facts, known("placement_service", placement.service.value, answer.source)]
