"""Whether somebody entitled may be paid now: account, life, letter, state of the case.

Asked twice with the same words: when a roster is frozen, and again when it is released. Five queries,
however many cases.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from welfare.case.models import Case, Member
from welfare.case.states import Status
from welfare.decision.models import Notice
from welfare.foundation.identifiers import BadIdentifier, check_post_account, check_post_branch
from welfare.intake.models import PayeeAccount
from welfare.lookup.models import Fact
from welfare.payment.models import HoldReason

POST_OFFICE = "7000021"
_POST_PART = 7

#: a reconsideration does not stop what was granted (訴願法第93條第1項：執行不停止)
IN_FORCE = frozenset({Status.APPROVED, Status.RECONSIDERATION})


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known about one case at this moment. The account's number is held only to be checked."""

    case: Case
    account: PayeeAccount | None
    is_deceased: bool
    decisions_told: frozenset[UUID]

    def hold(self, decision_id: UUID) -> HoldReason | None:
        """Why a decision of this case may not be paid now; None when it may."""
        if self.is_deceased:
            return HoldReason.DECEASED
        if self.case.state not in IN_FORCE:
            return HoldReason.NOT_IN_FORCE
        if decision_id not in self.decisions_told:
            return HoldReason.NOTICE_NOT_ISSUED
        return account_trouble(self.account)


def account_trouble(account: PayeeAccount | None) -> HoldReason | None:
    """Why money cannot reach an account; None when it can."""
    if account is None:
        return HoldReason.NO_ACCOUNT
    if account.bank_code != POST_OFFICE:
        return HoldReason.NOT_POST_OFFICE
    number = account.account_number
    try:
        check_post_branch(number[:_POST_PART])
        check_post_account(number[_POST_PART:])
    except BadIdentifier:
        return HoldReason.UNUSABLE_ACCOUNT
    return None


def standings(cases: QuerySet[Case]) -> dict[UUID, Standing]:
    """Case id → standing, for the cases of a query."""
    ids = cases.values("pk")
    accounts = {a.case_id: a for a in PayeeAccount.objects.filter(case__in=ids, replaced_at__isnull=True)}
    told: dict[UUID, set[UUID]] = {}
    for case_id, decision_id in Notice.objects.filter(
        case__in=ids, issued_on__isnull=False, held_back=""
    ).values_list("case_id", "decision_id"):
        told.setdefault(case_id, set()).add(decision_id)
    gone = _deceased(ids)
    return {
        case.id: Standing(case, accounts.get(case.id), case.id in gone, frozenset(told.get(case.id, ())))
        for case in cases
    }


def _deceased(ids: QuerySet[Case, Any]) -> set[UUID]:
    """Cases whose applicant the register calls dead, by the case's own copy or by any later answer."""
    members = Member.objects.filter(case__in=ids, is_applicant=True, died_on__isnull=False)
    facts = Fact.objects.filter(
        case__in=ids, kind="died_on", value__isnull=False, person_key=F("case__applicant_key")
    )
    return set(members.values_list("case_id", flat=True)) | set(facts.values_list("case_id", flat=True))
