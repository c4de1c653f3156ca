"""Tables of payment: rosters, lines, who was held back, who stopped."""

from collections.abc import Sequence

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from welfare.foundation.identifiers import mask_account
from welfare.foundation.money import format_ntd
from welfare.payment.labels import (
    CAUSE,
    HOLD_REASON,
    day_words,
    month_words,
    program_words,
    roster_name,
    status_tag,
)
from welfare.payment.models import Cause, HeldPayment, PaymentLine, PaymentRoster
from welfare.payment.policies import Problem
from welfare.web.components import Cell, Column, DataTable, Row, StatusTag
from welfare.web.components.marks import Family

_CAUSE_FAMILY: dict[str, Family] = {
    Cause.NEW: "progress",
    Cause.CONTINUED: "ended",
    Cause.BACK_PAYMENT: "waiting",
}
_CAUSE_ICON = {Cause.NEW: "plus", Cause.CONTINUED: "repeat", Cause.BACK_PAYMENT: "undo-2"}
_LAST_FOUR_AT = 10


def case_url(case_id: object) -> str:
    """The case page; it belongs to a later stage, which may be missing."""
    try:
        return reverse("desk:case", kwargs={"case_id": case_id})
    except NoReverseMatch:
        return ""


def masked(last_four: str) -> str:
    """••••••••••1234."""
    return mask_account("0" * _LAST_FOUR_AT + last_four)


def rosters(rows: Sequence[PaymentRoster]) -> DataTable:
    return DataTable(
        caption=_("撥款清冊"),
        columns=[
            Column(_("清冊")),
            Column(_("狀態")),
            Column(_("筆數"), numeric=True),
            Column(_("金額"), numeric=True),
            Column(_("暫緩"), numeric=True),
            Column(_("撥款日")),
            Column(_("製作")),
            Column(_("放行")),
        ],
        rows=[
            Row(
                [
                    Cell(
                        roster_name(r),
                        url=reverse("payment:roster", args=[r.id]),
                        second=program_words(r.program),
                    ),
                    status_tag(r),
                    f"{r.line_count:,}",
                    format_ntd(r.total_amount),
                    f"{r.held_count:,}",
                    day_words(r.pay_on),
                    r.prepared_by_name,
                    r.released_by_name or "—",
                ]
            )
            for r in rows
        ],
    )


def lines(rows: Sequence[PaymentLine], roster: PaymentRoster) -> DataTable:
    return DataTable(
        caption=_("撥款明細"),
        columns=[
            Column(_("序"), numeric=True),
            Column(_("受款人")),
            Column(_("帳戶")),
            Column(_("所屬月份")),
            Column(_("異動")),
            Column(_("實發"), numeric=True),
        ],
        rows=[
            Row(
                [
                    str(line.position),
                    Cell(line.case.applicant_name, url=case_url(line.case_id), second=line.case.number),
                    Cell(masked(line.account.last_four), second=line.account.holder_name),
                    month_words(line.benefit_month),
                    cause_tag(line.cause),
                    format_ntd(line.amount),
                ]
            )
            for line in rows
        ],
        foot=[
            _("全部"),
            _("%(n)d 筆") % {"n": roster.line_count},
            "",
            "",
            "",
            format_ntd(roster.total_amount),
        ],
    )


def cause_tag(cause: str) -> StatusTag:
    return StatusTag(_CAUSE_FAMILY[cause], CAUSE[cause], icon=_CAUSE_ICON[Cause(cause)])


def held(rows: Sequence[HeldPayment]) -> DataTable:
    return DataTable(
        caption=_("暫緩撥款"),
        columns=[
            Column(_("受款人")),
            Column(_("原因和下一步")),
            Column(_("月數"), numeric=True),
            Column(_("金額"), numeric=True),
        ],
        rows=[
            Row(
                [
                    Cell(one.case.applicant_name, url=case_url(one.case_id), second=one.case.number),
                    HOLD_REASON[one.reason],
                    str(one.month_count),
                    format_ntd(one.amount),
                ]
            )
            for one in rows
        ],
    )


def stopped(rows: Sequence[PaymentLine]) -> DataTable:
    """Persons of last month whom nobody pays for this one: the entitlement ended, or they are held back."""
    return DataTable(
        caption=_("上個月有、這個月沒有"),
        columns=[Column(_("受款人")), Column(_("原因")), Column(_("上月金額"), numeric=True)],
        rows=[
            Row(
                [
                    Cell(line.case.applicant_name, url=case_url(line.case_id), second=line.case.number),
                    _why_stopped(line),
                    format_ntd(line.amount),
                ]
            )
            for line in rows
        ],
    )


def _why_stopped(line: PaymentLine) -> str:
    until = line.entitlement.period.upper
    if line.entitlement.ended_on:
        return _("已停止，生效 %(day)s") % {"day": day_words(until)}
    if until.year * 12 + until.month <= line.benefit_month.year * 12 + line.benefit_month.month + 1:
        return _("核定期間到 %(month)s為止") % {"month": month_words(line.benefit_month)}
    return _("暫緩，見上表")


def problems(rows: Sequence[Problem]) -> DataTable:
    return DataTable(
        caption=_("不能放行的案件"),
        columns=[Column(_("案號")), Column(_("原因"))],
        rows=[Row([Cell(p.case_number, url=case_url(p.case_id)), p.sentence]) for p in rows],
    )
