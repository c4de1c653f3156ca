"""Cases of demo households, looked up in the demo agencies. Import the fixture `agencies`."""

from collections.abc import Iterator
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from django.utils.module_loading import import_string

from welfare.case.models import Case, Member
from welfare.case.services import set_listed
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.documents.models import Evidence, StoredFile
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.roc_calendar import roc_year
from welfare.foundation.row_access import acting_as
from welfare.lookup import services
from welfare.lookup.tests import demo_agencies


@pytest.fixture
def agencies(settings: Any) -> Iterator[ModuleType]:
    """The demo agencies answer; `agencies.behaviors["tax_records"] = {"down": "temporary"}` turns a knob."""
    settings.WELFARE_CONNECTORS = f"{demo_agencies.__name__}.connector"
    demo_agencies.behaviors.clear()
    demo_agencies.asked.clear()
    yield demo_agencies
    demo_agencies.behaviors.clear()


def story(code: str) -> Any:
    """A demo household by its code: .story .expected .members .village .applicant_id."""
    stories = import_string("welfare.connectors.demo_nation.stories.stories")
    return next(found for found in stories() if found.code == code)


def story_codes() -> list[str]:
    return [found.code for found in import_string("welfare.connectors.demo_nation.stories.stories")()]


def a_household_case(
    code: str = "tier-one-widow",
    *,
    at: Status = Status.SUBMITTED,
    submitted_on: date | None = None,
    documents_complete_on: date | None = None,
) -> Case:
    """A case of a demo household whose applicant is known by number only, in the town of the household."""
    household = story(code)
    county = household.village[:5]
    day = submitted_on or clock.today()
    case = a_case(
        at=Status.DRAFT,
        county="10015" if county not in {"10015", "66000"} else county,
        program=household.program,
    )
    with acting_as(Acting.system(case.county)):
        Member.objects.filter(case=case).update(
            national_id=household.applicant_id,
            person_key=keyed_hash(household.applicant_id),
            name="",
            sex="",
            born_on=None,
        )
        case.town, case.village = household.village[:8], household.village
        case.applicant_key = keyed_hash(household.applicant_id)
        case.period = roc_year(day)
        case.applicant_name, case.status = "", at
        case.submitted_on = None if at is Status.DRAFT else day
        case.documents_complete_on = None if at is Status.DRAFT else documents_complete_on or day
        case.save()
    return case


def a_looked_up_case(code: str = "tier-one-widow", **changes: Any) -> Case:
    """The same, looked up to the end by the worker (LOOKING_UP)."""
    case = a_household_case(code, **changes)
    with acting_as(Acting.system(case.county)) as by:
        services.ask_household(by=by, case=case)
        set_listed(by=by, case=case, person_keys=[key_of(code, role) for role in story(code).listed])
        services.ask_all(by=by, case=case)
        case.refresh_from_db()
    return case


def key_of(code: str, member: str) -> str:
    """person_key of a member of a demo household, by the role in its story."""
    return keyed_hash(story(code).members[member]["id"])


def an_accepted_evidence(case: Case, kind: str = "wage_certificate", person_key: str = "") -> Evidence:
    """A page of evidence somebody has accepted; its bytes are nobody's business here."""
    with acting_as(Acting.system(case.county)):
        file = StoredFile(
            county=case.county, case=case, sha256="0" * 64, size=1, media_type="image/jpeg",
            wrapped_key=b"", location="none",
        )  # fmt: skip
        StoredFile.objects.bulk_create([file])
        evidence = Evidence(
            county=case.county, case=case, file=file, kind=kind, person_key=person_key, status="accepted",
            received_on=clock.today(), received_by_name="王測勇",
        )  # fmt: skip
        Evidence.objects.bulk_create([evidence])
    return evidence
