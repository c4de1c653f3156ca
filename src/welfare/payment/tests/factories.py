"""Approved cases with account, letter and entitlement: the rows a real run would leave. Synthetic people."""

from datetime import date
from itertools import count
from typing import Any

from welfare.case.models import Case
from welfare.case.services import mark
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.decision.models import Decision, Notice
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.row_access import acting_as
from welfare.intake.models import PayeeAccount
from welfare.payment import services
from welfare.payment.models import Entitlement
from welfare.project.demo.staff import officer_id
from welfare.review.tests.factories import a_determination

PROGRAM = "senior_living_allowance"
NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)
POST = "7000021"
_WEIGHTS = (2, 3, 4, 5, 6, 7)
_serial = count(1)


def a_post_account(serial: int) -> str:
    """Fourteen synthetic digits whose two check digits hold: 局號 0041081 and a numbered 帳號."""
    return f"0041081{_checked(f'{serial % 1_000_000:06d}')}"


def _checked(body: str) -> str:
    from welfare.foundation.identifiers import BadIdentifier, check_post_account

    for digit in "0123456789":
        try:
            check_post_account(body + digit)
        except BadIdentifier:
            continue
        return body + digit
    return _checked(f"{int(body) + 1:06d}")


def an_account(case: Case, *, bank_code: str = POST, number: str | None = None) -> PayeeAccount:
    """The account in use of a case, as intake leaves it. Runs as whoever acts."""
    number = number or a_post_account(next(_serial))
    account = PayeeAccount(
        county=case.county,
        case=case,
        kind="post" if bank_code == POST else "bank",
        bank_code=bank_code,
        account_number=number,
        account_key=keyed_hash(f"{bank_code}:{number}"),
        last_four=number[-4:],
        holder_name=case.applicant_name,
        origin="prefilled",
    )
    PayeeAccount.objects.bulk_create([account])
    return account


def an_approved_case(
    *,
    amount: int = 8329,
    since: date = DECEMBER,
    until: date = date(2026, 12, 31),
    decided_by: str = "approver",
    issued: bool = True,
    account: bool = True,
    **given: Any,
) -> tuple[Case, Decision]:
    """A decided case, its letter issued and its account known, before payment has heard of it."""
    case = a_case(at=Status.APPROVED, **given)
    determination = a_determination(case, amount=amount)
    with acting_as(Acting.system(case.county)):
        decision = Decision(
            county=case.county,
            case=case,
            determination=determination,
            outcome="approved",
            grade="tier_1",
            monthly_amount=amount,
            grant_from=since,
            grant_until=until,
            decided_by=officer_id(decided_by),
            decided_by_name=decided_by,
        )
        Decision.objects.bulk_create([decision])
        Notice.objects.bulk_create(
            [
                Notice(
                    county=case.county,
                    case=case,
                    decision=decision,
                    issued_on=clock.today() if issued else None,
                )
            ]
        )
        mark(case, has_letter_to_serve=issued)
        if account:
            an_account(case)
    return case, decision


def an_entitled_case(**given: Any) -> tuple[Case, Entitlement]:
    """An approved case that waits for its first payment."""
    case, decision = an_approved_case(**given)
    with acting_as(Acting.system(case.county)) as by:
        return case, services.entitle(by=by, decision=decision)
