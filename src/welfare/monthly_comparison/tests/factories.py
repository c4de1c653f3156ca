"""Recipients of the synthetic nation: decided, entitled, looked up once; and the nation some weeks later."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string

from welfare.case.models import Case, Member
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.decision.models import Decision
from welfare.determination.models import Determination
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.row_access import acting_as
from welfare.lookup.services.question import put_question
from welfare.lookup.services.walk import take_in_answer
from welfare.lookup.tests import demo_agencies
from welfare.monthly_comparison.rules import compared_sources
from welfare.payment.models import Entitlement
from welfare.project.demo.staff import HUALIEN, YULI, officer_id

NATION = "welfare.connectors.demo_nation"
#: looked up at the end of October, compared at the end of November
APPROVED_AT = datetime(2026, 11, 2, 2, tzinfo=UTC)
COMPARED_AT = datetime(2026, 11, 30, 2, tzinfo=UTC)
MONTH = date(2026, 11, 1)


def register() -> Any:
    return import_string(f"{NATION}.register.Register").open(demo_agencies.register_folder())


def people_without(*, names: Iterable[str], above: int = 30) -> Iterator[dict[str, Any]]:
    """Living grown-ups of the county, at home, of whose record these parts are not told."""
    for record in register():
        is_plain = not any(name in record for name in names)
        is_here = record["address"].get("county_code") == HUALIEN and record["residence"] == "current"
        if is_plain and is_here and len(record["birth"]) == 7 and int(record["birth"][:3]) < 115 - above:
            yield record


def a_recipient(
    record: dict[str, Any], *, program: str = "senior_living_allowance", town: str = YULI
) -> Case:
    """A case in force of this person, with what the registers said when it was approved."""
    with clock.at(APPROVED_AT):
        case = a_case(at=Status.APPROVED, program=program, town=town, name=record["name"])
        with acting_as(Acting.system(HUALIEN)) as by:
            Member.objects.filter(case=case).update(
                national_id=record["id"], person_key=keyed_hash(record["id"]), born_on=None
            )
            case.applicant_key = keyed_hash(record["id"])
            case.save(update_fields=["applicant_key"])
            entitle(case)
            member = Member.objects.get(case=case)
            for source in compared_sources():
                put = put_question(by=by, case=case, source=source, member=member)
                if source == "household_registration" and put.asked is not None:
                    take_in_answer(by=by, case=case, asked=put.asked)
    return case


def entitle(case: Case) -> Entitlement:
    """The rows a decision leaves; the rules are not asked."""
    first = MONTH
    determination = Determination(
        county=case.county, case=case, outcome="eligible", monthly_amount=8329, effective_from=first,
        rule_version="test", facts={}, facts_hash="0", result={}, made_by_name="system",
    )  # fmt: skip
    Determination.objects.bulk_create([determination])
    decision = Decision(
        county=case.county, case=case, determination=determination, outcome="approved", monthly_amount=8329,
        grant_from=first, grant_until=date(2027, 12, 31), decided_by=officer_id("approver"),
        decided_by_name="approver",
    )  # fmt: skip
    Decision.objects.bulk_create([decision])
    entitlement = Entitlement(
        county=case.county, case=case, decision=decision, program=case.program, monthly_amount=8329,
        person_key=case.applicant_key, period=(first, date(2028, 1, 1)), rule_version="test",
    )  # fmt: skip
    Entitlement.objects.bulk_create([entitlement])
    return entitlement


@contextmanager
def weeks_later(tmp_path: Path, extra: Iterable[dict[str, Any]], monkeypatch: Any) -> Iterator[list[Any]]:
    """The nation on the day of the comparison: its own stream of events, and the `extra` ones. Yields all."""
    later = tmp_path / "later"
    told = import_string(f"{NATION}.later.write_later")(register(), COMPARED_AT.date(), later, extra)
    monkeypatch.setattr(demo_agencies, "register_folder", lambda: later)
    with clock.at(COMPARED_AT):
        yield told
