"""Tables and bars of the roster pages."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.case.models import Case
from welfare.case.states import STATES
from welfare.foundation import regions
from welfare.foundation.money import format_ntd, to_upper_chinese
from welfare.foundation.roc_calendar import to_roc
from welfare.review.labels import conclusion, program_name
from welfare.review.models import FirstReviewRoster, RosterLine
from welfare.review.rosters.lines import Draft
from welfare.web.components import (
    BulkBar,
    Button,
    Cell,
    Column,
    DataTable,
    Link,
    Row,
    StatusTag,
    SummaryList,
    SummaryRow,
)

MOST = 500  # rows on one page; a township sends monthly


def _case_cell(case: Case) -> Cell:
    village = regions.village(case.village).name
    return Cell(
        case.applicant_name, url=reverse("desk:case", args=[case.id]), second=f"{case.number}・{village}"
    )


def waiting_table(cases: Sequence[Case]) -> DataTable:
    """Every waiting case, ticked: one click sends them all."""
    return DataTable(
        _("初審完成，等著送縣府"),
        [Column(_("申請人")), Column(_("文件備齊")), Column(_("最近的變動"))],
        [
            Row(
                [
                    _case_cell(case),
                    f"{case.documents_complete_on:%m/%d}" if case.documents_complete_on else "",
                    case.last_change,
                ],
                value=str(case.id),
                name=case.applicant_name,
                selected=True,
            )
            for case in cases
        ],
        select_name="case_ids",
    )


def waiting_bar(cases: Sequence[Case]) -> BulkBar:
    n = len(cases)
    return BulkBar(
        ngettext("已選 %(n)d 件", "已選 %(n)d 件", n) % {"n": n},
        [Button(_("先看一遍再送縣府"), kind="filled", icon_after="arrow-right")],
        count_words=_("已選 {n} 件"),
    )


def sent_table(rosters: Sequence[FirstReviewRoster]) -> DataTable | None:
    if not rosters:
        return None
    return DataTable(
        _("送出的初審名冊"),
        [
            Column(_("字號")),
            Column(_("項目")),
            Column(_("送出")),
            Column(_("件數"), numeric=True),
            Column(_("每月金額"), numeric=True),
            Column(_("電子公文")),
        ],
        [
            Row(
                [
                    Cell(r.batch_number, url=reverse("review:roster", args=[r.id]), second=r.made_by_name),
                    program_name(r.program),
                    f"{r.made_at:%m/%d}",
                    f"{r.case_count:,}",
                    format_ntd(r.total_amount),
                    delivery_tag(r),
                ]
            )
            for r in rosters
        ],
    )


def delivery_tag(roster: FirstReviewRoster) -> StatusTag:
    """Whether the exchange has taken the document over."""
    sent = roster.official_document is not None and roster.official_document.sent_at is not None
    return StatusTag("done", _("已交換")) if sent else StatusTag("waiting", _("交換中"))


def draft_table(draft: Draft) -> DataTable | None:
    if not draft.rows:
        return None
    return DataTable(
        _("這次要送的案件"),
        [
            Column(_("申請人")),
            Column(_("列計人口"), numeric=True),
            Column(_("每人每月收入"), numeric=True),
            Column(_("初審結果")),
            Column(_("建議金額"), numeric=True),
        ],
        [
            Row(
                [
                    _case_cell(row.case),
                    str(row.counted_size),
                    "" if row.monthly_income is None else f"{row.monthly_income:,}",
                    Cell(f"{row.result} {row.grade}".strip(), second=row.note),
                    "" if row.amount is None else f"{row.amount:,}",
                ]
            )
            for row in draft.rows
        ],
        foot=[
            _("合計 %(n)d 件") % {"n": len(draft.rows)},
            str(draft.people),
            "",
            _("符合 %(n)d 件") % {"n": draft.eligible},
            f"{draft.total_amount:,}",
        ],
    )


def refused_table(draft: Draft) -> DataTable | None:
    """The exceptions, each with what to do."""
    if not draft.refused:
        return None
    return DataTable(
        _("不能送的案件"),
        [Column(_("申請人")), Column(_("為什麼不能送"))],
        [
            Row([Cell(r.name, url=reverse("desk:case", args=[r.case_id]), second=r.number), r.why])
            for r in draft.refused
        ],
    )


def summary(roster: FirstReviewRoster) -> SummaryList:
    files = [f for f in (roster.sheet, roster.plain_sheet) if f]
    rows = [
        SummaryRow(_("送出"), f"{to_roc(roster.made_at.date())}　{roster.made_by_name}"),
        SummaryRow(_("件數"), f"{roster.case_count:,}"),
        SummaryRow(
            _("每月金額合計"),
            format_ntd(roster.total_amount),
            note=to_upper_chinese(roster.total_amount),
            strong=True,
        ),
        SummaryRow(_("電子公文"), delivery_tag(roster)),
        *(
            SummaryRow(
                f.file_name.rsplit(".", 1)[-1].upper(),
                Link(f.file_name, reverse("documents:download", args=[f.id])),
                note=_("內容指紋 %(hash)s") % {"hash": f.file.sha256[:16]},
            )
            for f in files
        ),
    ]
    return SummaryList(rows)


def lines_table(roster: FirstReviewRoster, lines: Sequence[RosterLine]) -> DataTable:
    return DataTable(
        _("名冊上的案件"),
        [Column(_("序"), numeric=True), Column(_("申請人")), Column(_("初審結果")), Column(_("現在"))],
        [
            Row(
                [
                    str(line.position),
                    _case_cell(line.case),
                    conclusion(line.review, roster.program),
                    _state_tag(line.case),
                ]
            )
            for line in lines
        ],
    )


def _state_tag(case: Case) -> StatusTag:
    state = STATES[case.state]
    return StatusTag(state.family, state.label)  # type: ignore[arg-type]
