"""Cases ready to be decided, with a real run of the rules behind them. All people are synthetic."""

import copy
from datetime import date
from typing import Any

from django.db.models import F

from welfare.case.models import Case, Member
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.determination.models import Determination
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.rules.engine import determine
from welfare.rules.facts import Facts

COMPLETE = date(2026, 11, 16)
_KNOWN = {
    "placed_at_public_cost": False, "in_custody": False, "in_military_service": False, "is_missing": False,
    "publicly_funded_student": False, "deposits": [], "securities": [], "real_estate": [], "benefits": [],
    "income": [], "has_disability_certificate": False, "is_student": False, "has_serious_illness": False,
    "is_caregiver": False, "raises_young_child_alone": False, "under_guardianship": False,
    "unemployment_recognised": False, "in_full_time_training": False, "failed_placements": 0,
}  # fmt: skip


def facts(county: str, *, wage: int = 402_000, lives: bool = True) -> dict[str, Any]:
    """A widow of 72 and her daughter who earns `wage` a year."""
    widow = _KNOWN | {
        "id": "p1", "name": "林測月", "sex": "female", "born_on": "1954-03-02", "marital_state": "widowed",
        "registered_county": county, "lives_in_registered_county": {"value": lives, "source": "visit"},
        "days_in_taiwan": {"value": 362, "source": "border_crossing"}, "is_employed": False,
        "registered_household": "H", "dwelling": "A", "deposits": [{"amount": 184_000}],
        "income": [{"kind": "interest", "amount": 3120, "period": "year", "data_year": 2024}],
    }  # fmt: skip
    daughter = _KNOWN | {
        "id": "p2", "name": "陳測宜", "sex": "female", "born_on": "1985-05-05", "marital_state": "single",
        "parents": ["p1"], "registered_household": "H2", "dwelling": "B", "is_employed": True,
        "tax_wage": {"value": wage, "source": "tax_records", "as_of": "2026-11-18", "data_year": 2024},
        "pregnancy_protected": False,
    }  # fmt: skip
    return {
        "jurisdiction": county, "applied_on": "2026-11-16", "documents_complete_on": "2026-11-16",
        "investigated_on": "2026-11-18", "applicant": "p1", "listed": ["p1"], "listed_status": "none",
        "received_in_previous_year": False, "source": "household_registration", "as_of": "2026-11-18",
        "persons": [widow, daughter],
    }  # fmt: skip


def a_run(case: Case, **household: Any) -> Determination:
    """A real determination of the household, kept as the worker keeps it."""
    given = facts(case.county, **household)
    result = determine(case.program, Facts.from_json(given), on=COMPLETE, demo=True)
    made = Determination(
        county=case.county, case=case, outcome=result.outcome, grade=result.grade or "",
        monthly_amount=result.monthly_amount, effective_from=result.effective_from,
        counted_size=len(result.counted), rule_version=result.rule_version, facts=given,
        facts_hash=f"{abs(hash(str(household))):064d}"[:64], result=copy.deepcopy(result.as_json()),
        made_by_name="system",
    )  # fmt: skip
    with acting_as(Acting.system(case.county)):
        Determination.objects.bulk_create([made])
    return made


def a_case_to_decide(
    *,
    at: Status = Status.AWAITING_DECISION,
    name: str = "林測月",
    wage: int = 402_000,
    lives: bool = True,
    **given: Any,
) -> Case:
    """Reviewed and visited by others, waiting for the approver; the widow's address is known."""
    case = a_case(at=at, name=name, born_on=date(1954, 3, 2), documents_complete_on=COMPLETE, **given)
    with acting_as(Acting.system(case.county)):
        Member.objects.filter(case=case).update(address="花蓮縣玉里鎮中城里測試路 1 號")
        Case.objects.filter(pk=case.pk).update(submitted_on=COMPLETE, version=F("version"))
        case.refresh_from_db()
    a_run(case, wage=wage, lives=lives)
    return case


def unconfirmed_names(case: Case) -> list[str]:
    with acting_as(Acting.system(case.county)):
        made = Determination.objects.filter(case=case).latest("made_at")
    return [u["name"] for u in made.result["unverified"] if u["status"] != "confirmed"]
