"""A roster before it is frozen: who gets what for which month, and who waits, each with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from welfare.case.models import Case
from welfare.intake.models import PayeeAccount
from welfare.payment.models import Cause, HoldReason
from welfare.payment.months import following
from welfare.payment.rosters.standing import Standing, standings
from welfare.payment.selectors import Due, due_months


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One month for one person, NT$."""

    case: Case
    account: PayeeAccount
    entitlement_id: UUID
    person_key: str
    month: date
    amount: int
    cause: Cause


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody left out, with the months and NT$ that wait."""

    case: Case
    entitlement_id: UUID
    reason: HoldReason
    month_count: int
    amount: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines in the order of villages and case numbers; the totals are sums of the lines and nothing else."""

    lines: tuple[DraftLine, ...]
    held: tuple[Held, ...]

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def persons(self) -> int:
        return len({line.person_key for line in self.lines})

    def count(self, cause: Cause) -> int:
        return sum(line.cause is cause for line in self.lines)


def draft_roster(*, county: str, program: str, pay_month: date) -> Draft:
    """Everything owed up to `pay_month` in the acting county."""
    last = following(pay_month, -1)
    due = due_months(county=county, program=program, until=pay_month, last=last)
    cases = Case.objects.filter(entitlements__program=program).distinct()
    return sort_out(due, standings(cases), pay_month)


def sort_out(due: Iterable[Due], known: dict[UUID, Standing], pay_month: date) -> Draft:
    """Split what is owed into lines and held payments. `due` comes grouped by entitlement."""
    lines: list[DraftLine] = []
    held: list[Held] = []
    for entitlement_id, rows in groupby(due, key=lambda row: row.entitlement_id):
        owed = list(rows)
        standing = known[owed[0].case_id]
        reason = standing.hold(owed[0].decision_id)
        if reason is not None or standing.account is None:
            amount = sum(row.amount for row in owed)
            held.append(
                Held(standing.case, entitlement_id, reason or HoldReason.NO_ACCOUNT, len(owed), amount)
            )
            continue
        lines += [_line(row, standing.case, standing.account, pay_month) for row in owed]
    lines.sort(key=lambda line: (line.case.village, line.case.number, line.month))
    held.sort(key=lambda one: (one.case.village, one.case.number))
    return Draft(tuple(lines), tuple(held))


def _line(row: Due, case: Case, account: PayeeAccount, pay_month: date) -> DraftLine:
    return DraftLine(
        case=case,
        account=account,
        entitlement_id=row.entitlement_id,
        person_key=row.person_key,
        month=row.month,
        amount=row.amount,
        cause=cause_of(row, pay_month),
    )


def cause_of(row: Due, pay_month: date) -> Cause:
    """Why the line is there: an earlier month is a back payment, also when the roster itself was late."""
    if row.month < pay_month:
        return Cause.BACK_PAYMENT
    return Cause.CONTINUED if row.was_paid_last_month else Cause.NEW
