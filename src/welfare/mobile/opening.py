"""Opening an application on the phone: the one place where intake meets the household register here."""

from typing import Any

from welfare.case.models import Case
from welfare.foundation.acting import Acting
from welfare.intake.opening import open_application
from welfare.lookup.services.household import Refused, ask_household


def open_from_phone(*, by: Acting, program: str, national_id: str, channel: str, key: str) -> Case:
    """Open and fill a draft. Raises lookup's Refused, BadIdentifier, DuplicateApplication, NotNow."""

    def ask(case: Case) -> dict[str, Any]:
        return ask_household(by=by, case=case).prefill()

    return open_application(
        by=by,
        program=program,
        national_id=national_id,
        channel=channel,
        key=key,
        ask=ask,
        refusals=(Refused,),
    )
