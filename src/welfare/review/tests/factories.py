"""Cases with a determination, and first-reviewed ones: the rows a real run would leave. Synthetic people."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.determination.models import Determination
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as

_EXAMPLE = Path(__file__).with_name("example_determination.json")


def _result(case: Case, *, outcome: str, income: int, amount: int, grade: str) -> dict[str, Any]:
    """An answer of the engine with another income, and what follows from it."""
    result: dict[str, Any] = json.loads(_EXAMPLE.read_text(encoding="utf-8"))
    eligible = outcome == "eligible"
    month = clock.today().replace(day=1).isoformat()
    result |= {
        "jurisdiction": case.county,
        "outcome": outcome,
        "class": grade if eligible else None,
        "grade_zh": {"tier_1": "第一級", "tier_2": "第二級"}[grade] if eligible else "",
        "monthly_amount": amount if eligible else None,
        "effective_from": month if eligible else None,
    }
    for step in result["steps"]:
        if step["code"].startswith("income_within"):
            passed = income <= step["limit"]
            step |= {
                "value": income,
                "value_exact": str(income),
                "value_text": f"{income:,}",
                "passed": passed,
            }
            step |= {"status": "passed" if passed else "failed", "verdict_zh": "符合" if passed else "不符合"}
    return result


def a_determination(
    case: Case,
    *,
    outcome: str = "eligible",
    income: int = 21435,
    amount: int = 8329,
    grade: str = "tier_1",
    facts: dict[str, Any] | None = None,
) -> Determination:
    """One run of the rules on the case, as the worker leaves it."""
    result = _result(case, outcome=outcome, income=income, amount=amount, grade=grade)
    month = result["effective_from"]
    determination = Determination(
        county=case.county,
        case=case,
        outcome=outcome,
        grade=result["class"] or "",
        monthly_amount=result["monthly_amount"],
        effective_from=date.fromisoformat(month) if month else None,
        counted_size=len(result["counted_persons"]),
        rule_version=result["rule_version"],
        facts=facts or {"persons": [], "listed": []},
        facts_hash=hashlib.sha256(json.dumps(result, sort_keys=True).encode()).hexdigest(),
        result=result,
        made_by_name="system",
        because="查調回來",
    )
    with acting_as(Acting.system(case.county)):
        Determination.objects.bulk_create([determination])
    return determination


def a_case_to_review(*, outcome: str = "eligible", income: int = 21435, **given: Any) -> Case:
    """A case in first review with everything there."""
    case = a_case(**{"at": Status.FIRST_REVIEW, **given})
    a_determination(case, outcome=outcome, income=income)
    return case


def a_first_reviewed_case(by: Acting, **given: Any) -> Case:
    """A case the township has judged as the rules do; it waits for a roster. Runs as `by`."""
    from welfare.review.services import first_review

    case = a_case_to_review(**given)
    outcome = given.get("outcome", "eligible")
    with acting_as(by):
        first_review(by=by, case=case, result=outcome, reasons=())
    return case
