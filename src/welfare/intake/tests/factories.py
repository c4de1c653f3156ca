"""Drafts as far as a test needs them, made through the services a clerk uses."""

from itertools import count
from typing import Any

from welfare.case.models import Case
from welfare.case.services import set_members
from welfare.case.tests.factories import synthetic_id
from welfare.documents.services import store_evidence
from welfare.documents.tests import pictures
from welfare.foundation.acting import Acting
from welfare.intake import services

PROGRAM = "senior_living_allowance"
POST_ACCOUNT = "00012670278949"
_serial = count(500_000)

ANSWERS: dict[str, Any] = {
    "household_confirmed": True,
    "lives_in_registered_county": True,
    "placed_at_public_cost": False,
    "in_custody": False,
    "exclusive_benefits": [],
    "chosen_benefit": PROGRAM,
    "phone": "0912345678",
    "language": "taiwanese",
}


def a_draft(by: Acting, *, name: str = "林測月") -> Case:
    """A draft with the applicant's name, as after the household register answered."""
    number = next(_serial)
    case = services.open_draft(
        by=by, program=PROGRAM, national_id=synthetic_id(number), channel="home", key=f"draft-{number}"
    )
    applicant = case.members.get(is_applicant=True)
    applicant.name = name
    applicant.save(update_fields=["name"])
    set_members(by=by, case=case, members=[applicant])
    return case


def a_ready_draft(by: Acting, *, passbook: bool = True) -> Case:
    """A draft that lacks nothing but being sent; without `passbook` one required paper is missing."""
    case = a_draft(by)
    services.save_draft(by=by, case=case, answers=ANSWERS)
    if passbook:
        _photo(by, case, "passbook_cover")
    services.set_account(
        by=by,
        case=case,
        kind="post",
        bank_code="",
        account_number=POST_ACCOUNT,
        holder_name="林測月",
        origin="typed",
    )
    services.give_privacy_notice(by=by, case=case)
    services.record_read_back(by=by, case=case)
    services.sign(by=by, case=case, evidence=_photo(by, case, "application_form"))
    return case


def a_submitted_case(by: Acting, *, passbook: bool = True) -> Case:
    return services.submit(by=by, case=a_ready_draft(by, passbook=passbook), key="submit")


def _photo(by: Acting, case: Case, kind: str) -> Any:
    upload = pictures.upload(pictures.jpeg())
    return store_evidence(by=by, case=case, kind=kind, upload=upload, key=f"{case.id}:{kind}")
