"""The audit trail of a county, for its auditor: newest first, read only, and reading it is recorded too."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from welfare.foundation.audit import Event
from welfare.foundation.audit_labels import label_of
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.models import AuditEvent, Officer
from welfare.foundation.roc_calendar import to_roc
from welfare.foundation.roles import ROLE_LABELS, Permission, Role
from welfare.web.components import Cell, Column, DataTable, Row
from welfare.web.page import ActingRequest, page

PAGE_SIZE = 50


@page(Permission.AUDIT_TRAIL_READ)
def trail(request: ActingRequest) -> HttpResponse:
    """One page of events; `before` is the place in the chain to go on from."""
    rows = list(_before(request.GET.get("before", ""))[: PAGE_SIZE + 1])
    more = f"{rows[PAGE_SIZE - 1].day}.{rows[PAGE_SIZE - 1].sequence}" if len(rows) > PAGE_SIZE else ""
    rows = rows[:PAGE_SIZE]
    _note_reading(by=request.acting, rows=len(rows))
    return render(request, "accounts/audit.html", {"table": _table(rows), "more": more})


@through_the_door("audit.read_trail")
def _note_reading(act: Act, *, by: object, rows: int) -> None:
    act.audit(Event.AUDIT_TRAIL_READ, rows=rows)


def _before(cursor: str) -> QuerySet[AuditEvent]:
    events = AuditEvent.objects.order_by("-day", "-sequence").only(
        "day", "sequence", "at", "event", "officer_id", "role", "case_id", "hash"
    )
    day, _dot, sequence = cursor.partition(".")
    if not sequence.isdecimal():
        return events
    try:
        since = date.fromisoformat(day)
    except ValueError:
        return events
    return events.filter(Q(day__lt=since) | Q(day=since, sequence__lt=int(sequence[:18])))


def _table(rows: list[AuditEvent]) -> DataTable:
    names = dict(Officer.objects.filter(id__in={r.officer_id for r in rows}).values_list("id", "name"))
    return DataTable(
        caption=_("稽核紀錄"),
        columns=[
            Column(_("時間")),
            Column(_("事件")),
            Column(_("誰")),
            Column(_("案件")),
            Column(_("第幾筆"), numeric=True),
        ],
        rows=[
            Row(
                [
                    f"{to_roc(row.day)} {row.at.astimezone():%H:%M:%S}",
                    Cell(label_of(row.event), second=row.event),
                    Cell(names.get(row.officer_id, _("系統")), second=ROLE_LABELS[Role(row.role)]),
                    str(row.case_id or ""),
                    str(row.sequence),
                ]
            )
            for row in rows
        ],
    )
