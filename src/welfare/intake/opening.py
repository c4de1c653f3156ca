"""Opening an application with one number, the same way at the counter and on the phone.

Intake lies upstream of the registers, so whoever conducts hands in the question to ask: `ask(case)` returns
what the household register fills in, or raises one of `refusals` when this person cannot apply here.
"""

from collections.abc import Callable
from typing import Any

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.intake import services

Ask = Callable[[Case], dict[str, Any]]


def open_application(
    *,
    by: Acting,
    program: str,
    national_id: str,
    channel: str,
    key: str,
    ask: Ask,
    refusals: tuple[type[Exception], ...],
) -> Case:
    """Open the draft, ask the register once, fill the draft in. A second click gives the same draft.

    Raises what `open_draft` raises. After one of `refusals` the draft is taken back, the question stays on
    record, and the refusal is raised again for the page.
    """
    # the same form with another number is another application
    key = f"{key}:{keyed_hash(national_id)[:16]}"
    case = services.open_draft(by=by, program=program, national_id=national_id, channel=channel, key=key)
    try:
        known = ask(case)
    except refusals as refusal:
        if case.state is Status.DRAFT:
            services.retract(by=by, case=case, because=str(refusal)[:100])
        raise
    account = known.pop("account", None)
    services.prefill(by=by, case=case, answers=known)
    if account:
        services.set_account(
            by=by,
            case=case,
            kind=account["kind"],
            bank_code=account["bank_code"],
            account_number=account["account_number"],
            holder_name=account["holder_name"],
            origin="prefilled",
            key=f"{key}:account",
        )
    return case
