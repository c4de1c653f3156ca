"""What the applicant said (申請書), as facts with the source "application".

Codes read here: lives_in_registered_county (bool), exclusive_benefits (benefit codes), and, where
a program asks them, lives_with (person keys), claims ("<person key>:<code>"), unable_to_support ({person key:
ground}). What a register tells (custody, placement) is never taken from the answers.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from welfare.case.models import Case, Member
from welfare.intake.selectors import answers

SOURCE = "application"

#: circumstances that count only when somebody claims them with a paper: on a submitted form, silence means
#: that none is claimed (施行細則、社會救助法第5條之1、第5條之3)
CLAIMS = (
    "has_serious_illness",
    "is_caregiver",
    "raises_young_child_alone",
    "pregnancy_protected",
    "unemployment_recognised",
    "in_full_time_training",
)


@dataclass(frozen=True, slots=True)
class Said:
    """The answers of one application and the day they were given; `is_submitted` makes silence an answer."""

    values: dict[str, Any]
    day: date
    is_submitted: bool

    def fact(self, value: Any) -> dict[str, Any]:
        return {"value": value, "source": SOURCE, "as_of": self.day.isoformat(), "ref": "application"}


def said(case: Case, day: date) -> Said:
    """The application's answers; none before it exists."""
    return Said(answers(case), case.submitted_on or day, case.submitted_on is not None)


def person_facts(member: Member, told: Said) -> dict[str, Any]:
    """Claims and the ground of inability to support, of one member."""
    found: dict[str, Any] = {}
    claimed = set(told.values.get("claims") or ())
    for code in CLAIMS:
        is_claimed = f"{member.person_key}:{code}" in claimed
        if is_claimed or told.is_submitted:
            found[code] = told.fact(is_claimed)
    grounds = told.values.get("unable_to_support") or {}
    if member.person_key in grounds or told.is_submitted:
        found["unable_to_support_ground"] = told.fact(grounds.get(member.person_key, "none"))
    if told.is_submitted:
        found["failed_placements"] = told.fact(0)
        if member.is_listed:
            found["is_specific_single_parent"] = told.fact(False)
    return found


def residence_fact(told: Said) -> dict[str, Any] | None:
    """Whether the applicant actually lives where registered, by their own word; None when not asked."""
    answer = told.values.get("lives_in_registered_county")
    return told.fact(answer) if isinstance(answer, bool) else None


def declared_benefits(told: Said) -> list[dict[str, Any]]:
    """Benefits the applicant says they receive; the amount is for the register to tell."""
    return [
        {"code": code, "monthly_amount": None, "source": SOURCE, "as_of": told.day.isoformat()}
        for code in told.values.get("exclusive_benefits") or ()
    ]


def lives_together(member: Member, told: Said) -> bool | None:
    """By the applicant's word; None when nobody asked."""
    together = told.values.get("lives_with")
    if together is not None:
        return member.person_key in together
    return member.lives_together
