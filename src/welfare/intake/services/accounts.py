"""The account money goes to (撥款帳戶)."""

from welfare.case.models import Case
from welfare.case.services import tell_story
from welfare.documents.models import Evidence, EvidenceStatus
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.identifiers import (
    check_bank_account,
    check_bank_branch,
    check_post_account,
    check_post_branch,
    fold_full_width,
    mask_account,
)
from welfare.intake import permissions
from welfare.intake.models import AccountKind, PayeeAccount
from welfare.intake.selectors import account_in_use

POST_OFFICE = "7000021"
_POST_PART = 7
_PASSBOOK = "passbook_cover"


@through_the_door("intake.set_account")
def set_account(
    act: Act,
    *,
    by: Acting,
    case: Case,
    kind: str,
    bank_code: str,
    account_number: str,
    holder_name: str,
    origin: str,
    key: str = "",
) -> PayeeAccount:
    """Say where money goes. The earlier account is kept as replaced; the same one again changes nothing.

    kind: AccountKind. post: 14 digits 局號 + 帳號, bank_code is ignored. bank: 7 digits of bank and branch.
    origin: prefilled | typed. Raises BadIdentifier.
    """
    permissions.check_record(by)
    bank_code, number = _checked(AccountKind(kind), bank_code, account_number)
    account_key = keyed_hash(f"{bank_code}:{number}")
    earlier = account_in_use(case)
    if earlier is not None and earlier.account_key == account_key:
        earlier.confirmed_by = earlier.confirmed_by or _passbook(case)
        earlier.save(update_fields=["confirmed_by"])
        act.audit(Event.INTAKE_ACCOUNT_SET, case_id=case.id, account=str(earlier.id), again=True)
        return earlier
    if earlier is not None:
        PayeeAccount.objects.filter(pk=earlier.pk).update(replaced_at=clock.now())
        tell_story(
            case,
            by=by,
            kind="money",
            message="撥款帳戶由 %(earlier)s 改為 %(now)s",
            params={"earlier": mask_account("0" * 8 + earlier.last_four), "now": mask_account(number)},
        )
    account = PayeeAccount(
        county=case.county,
        case=case,
        kind=kind,
        bank_code=bank_code,
        account_number=number,
        account_key=account_key,
        last_four=number[-4:],
        holder_name=holder_name,
        origin=origin,
        confirmed_by=_passbook(case),
    )
    PayeeAccount.objects.bulk_create([account])
    act.audit(Event.INTAKE_ACCOUNT_SET, case_id=case.id, account=str(account.id), origin=origin)
    return account


def _checked(kind: AccountKind, bank_code: str, account_number: str) -> tuple[str, str]:
    number = fold_full_width(account_number).replace("-", "").replace(" ", "")
    if kind is AccountKind.POST:
        check_post_branch(number[:_POST_PART])
        check_post_account(number[_POST_PART:])
        return POST_OFFICE, number
    branch = fold_full_width(bank_code).replace(" ", "")
    check_bank_branch(branch)
    check_bank_account(number)
    return branch, number


def _passbook(case: Case) -> Evidence | None:
    """The newest passbook photo that was not refused: what the number was read from."""
    return (
        Evidence.objects.filter(
            case=case, kind=_PASSBOOK, status__in=[EvidenceStatus.RECEIVED, EvidenceStatus.ACCEPTED]
        )
        .order_by("-received_on", "-page")
        .first()
    )
