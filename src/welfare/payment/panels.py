"""What the case page shows of payment: what is owed each month, what was paid for which month and why."""

from datetime import date

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.foundation.acting import Acting
from welfare.foundation.money import format_ntd
from welfare.foundation.roles import Permission
from welfare.payment import months, selectors
from welfare.payment.labels import ROSTER_STATUS, day_words, month_words
from welfare.payment.models import RosterStatus
from welfare.payment.tables import cause_tag, masked
from welfare.web.components import Cell, Column, DataTable, Row, SummaryList, SummaryRow


def entitlement_summary(case: Case, by: Acting) -> SummaryList | None:
    """What the person is entitled to, and how much of it has left; None before a decision grants anything."""
    found = selectors.entitlement_of(case) if by.can(Permission.CASE_READ) else None
    if found is None:
        return None
    last = months.following(found.period.upper, -1)
    rows = [
        SummaryRow(_("每月金額"), format_ntd(found.monthly_amount), strong=True),
        SummaryRow(
            _("核定期間"),
            _("%(since)s 到 %(until)s")
            % {"since": month_words(found.period.lower), "until": month_words(last)},
        ),
        SummaryRow(_("已產生轉帳檔"), format_ntd(selectors.paid_in_total(case))),
    ]
    if found.ended_on:
        rows.append(SummaryRow(_("提前停止"), day_words(found.ended_on)))
    return SummaryList(rows)


def payments_table(case: Case, by: Acting) -> DataTable | None:
    """One row per paid month, with its cause and where the money is; the account is masked."""
    lines = list(selectors.lines_of_case(case)) if by.can(Permission.CASE_READ) else []
    if not lines:
        return None
    return DataTable(
        caption=_("撥款紀錄"),
        columns=[
            Column(_("月份")),
            Column(_("為什麼")),
            Column(_("狀態")),
            Column(_("帳戶")),
            Column(_("金額"), numeric=True),
        ],
        rows=[
            Row(
                [
                    month_words(line.benefit_month),
                    cause_tag(line.cause),
                    Cell(
                        ROSTER_STATUS[line.roster.status], second=_day(line.roster.pay_on, line.roster.status)
                    ),
                    masked(line.account.last_four),
                    format_ntd(line.amount),
                ]
            )
            for line in lines
        ],
    )


def _day(pay_on: date, status: str) -> str:
    word = _("預定入帳 %(day)s") if status == RosterStatus.FILE_MADE else _("撥款日 %(day)s")
    return word % {"day": day_words(pay_on)}
