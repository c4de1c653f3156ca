"""Cases with a determination, and first-reviewed ones: the rows a real run would leave. Synthetic people."""

import hashlib
import json
from datetime import date
from typing import Any

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.determination.models import Determination
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as

INCOME_LIMIT = 38788


def _money(code: str, label: str, value: int, limit: int, *, unit: str = "元") -> dict[str, Any]:
    passed = value <= limit
    return {
        "code": code, "label_zh": label, "label_en": label, "kind": "money",
        "status": "passed" if passed else "failed", "passed": passed, "comparator": "<=",
        "value": value, "value_exact": str(value), "limit": limit, "limit_exact": str(limit),
        "value_text": f"{value:,}", "limit_text": f"{limit:,}", "printed_text": "",
        "unit_zh": unit, "unit_en": "NT$",
        "difference": limit - value, "difference_exact": str(limit - value),
        "difference_text": f"{abs(limit - value):,}", "verdict_zh": "符合" if passed else "不符合",
        "verdict_en": "met" if passed else "not met", "reason_zh": f"{label} {value:,} 元。", "reason_en": "",
        "article": "中低收入老人生活津貼發給辦法 §2 I ②",
        "article_full": "中低收入老人生活津貼發給辦法第2條第1項第2款",
        "binding": True, "marks": [], "per_text": "", "inputs": [],
    }  # fmt: skip


def a_determination(
    case: Case, *, outcome: str = "eligible", income: int = 21435, amount: int = 8329, grade: str = "tier_1"
) -> Determination:
    """One run of the rules on the case, as the worker leaves it."""
    eligible = outcome == "eligible"
    today = clock.today()
    start = date(today.year, today.month, 1) if eligible else None
    result = {
        "program": case.program, "on": str(today), "jurisdiction": case.county, "outcome": outcome,
        "class": grade if eligible else None, "monthly_amount": amount if eligible else None,
        "effective_from": str(start) if start else None, "rule_version": "0" * 12,
        "counted_persons": [], "excluded_persons": [], "outside_persons": [],
        "steps": [
            _money("income_within_multiple", "每人每月收入", income, INCOME_LIMIT),
            _money("movable_within_limit", "動產", 184_000, 2_500_000),
            _money("real_estate_within_limit", "不動產", 380_300, 6_500_000),
        ],
        "missing": [], "unverified": [], "counterfactuals": [], "notes": [],
    }  # fmt: skip
    determination = Determination(
        county=case.county,
        case=case,
        outcome=outcome,
        grade=grade if eligible else "",
        monthly_amount=amount if eligible else None,
        effective_from=start,
        counted_size=1,
        rule_version="0" * 12,
        facts={},
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
