"""What the applicant said (申請書), as facts with the source "application".

Codes read here: lives_in_registered_county (bool), exclusive_benefits (benefit codes), and, where a program
asks them, lists of person keys: the circumstances of `CLAIMS`, the schools of `SCHOOLS`. What a register
tells (custody, placement) is never taken from the answers.
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

#: answer code → (fact, code of the rules): who goes to which school, which no register tells
SCHOOLS = {
    "day_students": ("school_type", "day"),
    "senior_high_students": ("school_level", "senior_high"),
    "tertiary_students": ("school_level", "tertiary"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """The answers of one application and the day they were given; `is_submitted` makes silence an answer."""

    values: dict[str, Any]
    day: date
    is_submitted: bool

    def names(self, member: Member, code: str) -> bool:
        """Whether a question about people was answered with this member."""
        return member.person_key in (self.values.get(code) or ())

    def fact(self, value: Any) -> dict[str, Any]:
        return {"value": value, "source": SOURCE, "as_of": self.day.isoformat(), "ref": "application"}


def said(case: Case, day: date) -> Said:
    """The application's answers; none before it exists."""
    return Said(answers(case), case.submitted_on or day, case.submitted_on is not None)


def person_facts(member: Member, told: Said) -> dict[str, Any]:
    """Circumstances and schools of one member; on a submitted form whoever is not named has none."""
    found: dict[str, Any] = {}
    for code in CLAIMS:
        if told.names(member, code) or told.is_submitted:
            found[code] = told.fact(told.names(member, code))
    for code, (fact, school) in SCHOOLS.items():
        if told.names(member, code):
            found[fact] = told.fact(school)
    if told.is_submitted:
        found["failed_placements"] = told.fact(0)
        found["unable_to_support_ground"] = told.fact("none")
        if member.is_listed:
            code = "is_specific_single_parent"
            found[code] = told.fact(told.names(member, code))
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
