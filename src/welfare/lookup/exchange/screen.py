"""The context of the operator's page, read across counties: counts, states and reasons."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.foundation import regions
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission
from welfare.foundation.row_access import acting_as
from welfare.lookup.display import day_words, moment_words
from welfare.lookup.exchange import balance, board
from welfare.lookup.exchange.labels import DELIVERY_LABELS, OUTCOME_LABELS, PARCEL_LABELS
from welfare.lookup.exchange.receiving import ASIDE
from welfare.lookup.exchange.rounds import counties
from welfare.lookup.labels import SOURCE_LABELS
from welfare.lookup.models import Delivery, DeliveryStatus, LineOutcome, Parcel, ParcelStatus
from welfare.web.components import Button, Cell, Column, DataTable, Row, StatusTag, Verdict
from welfare.web.components.marks import Family

MOST = 50
DAYS = 14

_PARCELS: dict[str, Family] = {
    ParcelStatus.PREPARED: "draft",
    ParcelStatus.SENT: "waiting",
    ParcelStatus.ACKNOWLEDGED: "progress",
    ParcelStatus.CLOSED: "done",
    ParcelStatus.FAILED: "stopped",
}
_DELIVERIES: dict[str, Family] = {
    DeliveryStatus.READING: "progress",
    DeliveryStatus.ACCEPTED: "done",
    DeliveryStatus.DUPLICATE: "ended",
    DeliveryStatus.UNASKED: "stopped",
    DeliveryStatus.QUARANTINED: "stopped",
}


def ledger(by: Acting) -> dict[str, Any]:
    """Tables of the page; what has nothing to show is None."""
    can = by.can(Permission.EXCHANGE_OPERATE)
    to_examine = Delivery.objects.filter(status__in=ASIDE, examined_at=None).order_by("recorded_at")
    on_way = Parcel.objects.exclude(Q(status=ParcelStatus.CLOSED)).order_by("prepared_at")
    sheets, wrong = _books()
    n = to_examine.count() + len(wrong)
    words = ngettext("查調往來：%(n)d 件要有人看", "查調往來：%(n)d 件要有人看", n) % {"n": n}
    return {
        "heading": words if n else _("查調往來都正常"),
        "wrong": wrong,
        "registers": _registers(),
        "aside": _aside(list(to_examine.select_related("parcel")[:MOST]), can=can),
        "parcels": _parcels(list(on_way[:MOST]), can=can),
        "deliveries": _deliveries(),
        "books": _sheet_table(sheets),
    }


def _books() -> tuple[list[balance.Sheet], list[str]]:
    """The books of every county, and where they do not agree; requests are read as the worker."""
    sheets, wrong = [], []
    for county in counties():
        with acting_as(Acting.system(county)):
            sheets += balance.questions_by_day(county, days=DAYS)
            wrong += balance.disagreements(county, days=DAYS)
    return sheets, wrong


def _registers() -> DataTable:
    rows = [
        Row([_county(county), state.label, state.tag, state.trouble])
        for county in counties()
        for state in board.states(county)
    ]
    columns = [Column(_("縣市")), Column(_("機關")), Column(_("狀況")), Column(_("說明"))]
    return DataTable(_("各機關的狀況"), columns, rows)


def _aside(found: list[Delivery], *, can: bool) -> DataTable | None:
    if not found:
        return None
    columns = [Column(_("收到")), Column(_("機關")), Column(_("檔名")), Column(_("為什麼")), Column("")]
    rows = []
    for delivery in found:
        about = delivery.parcel.reference if delivery.parcel else ""
        button = Button(_("已檢視"), name="delivery", value=str(delivery.id), form="examined")
        rows.append(
            Row(
                [
                    moment_words(delivery.received_at),
                    _source(delivery.source),
                    Cell(delivery.name, second=about),
                    delivery.reason,
                    button if can else "",
                ]
            )
        )
    return DataTable(_("放進隔離區，要有人看"), columns, rows)


def _parcels(found: list[Parcel], *, can: bool) -> DataTable | None:
    if not found:
        return None
    labels = (_("批號"), _("筆數"), _("狀態"), _("送出"), _("最晚回覆"), _("送了幾次"), _("說明"), "")
    columns = [Column(label) for label in labels]
    rows = []
    for parcel in found:
        again = Button(_("再送一次"), name="parcel", value=str(parcel.id), form="send-again")
        rows.append(
            Row(
                [
                    parcel.reference,
                    str(parcel.subjects),
                    StatusTag(_PARCELS[parcel.status], PARCEL_LABELS[ParcelStatus(parcel.status)]),
                    moment_words(parcel.sent_at),
                    moment_words(parcel.due_at),
                    str(parcel.tries),
                    parcel.error,
                    again if can and parcel.content is not None else "",
                ]
            )
        )
    return DataTable(_("還在路上，或有沒回覆的"), columns, rows)


def _deliveries() -> DataTable | None:
    found = list(Delivery.objects.select_related("parcel").order_by("-recorded_at")[:MOST])
    if not found:
        return None
    labels = (_("收到"), _("檔名"), _("結果"), _("說了幾筆"), _("採用"), _("重複"), _("晚到"), _("來過幾次"))
    columns = [Column(label) for label in labels]
    rows = [
        Row(
            [
                moment_words(delivery.received_at),
                Cell(delivery.name, second=delivery.parcel.reference if delivery.parcel else ""),
                StatusTag(_DELIVERIES[delivery.status], DELIVERY_LABELS[DeliveryStatus(delivery.status)]),
                *(str(n) for n in (delivery.said, delivery.settled, delivery.repeated)),
                *(str(n) for n in (delivery.reopened, delivery.times_seen)),
            ]
        )
        for delivery in found
    ]
    return DataTable(_("最近收到的"), columns, rows)


def _sheet_table(sheets: list[balance.Sheet]) -> DataTable | None:
    if not sheets:
        return None
    columns = [Column(_("日期")), Column(_("縣市")), Column(_("機關")), Column(_("問"), numeric=True)]
    columns += [Column(OUTCOME_LABELS[outcome], numeric=True) for outcome in LineOutcome]
    columns += [Column(_("平衡"))]
    rows = [
        Row(
            [
                day_words(sheet.day) if sheet.day else "",
                _county(sheet.county),
                _source(sheet.source),
                str(sheet.asked),
                *(str(sheet.counts[outcome.value]) for outcome in LineOutcome),
                Verdict("ok", _("平衡")) if sheet.is_balanced else Verdict("stop", _("不平衡")),
            ]
        )
        for sheet in sorted(sheets, key=lambda s: (s.day is None, s.day), reverse=True)
    ]
    return DataTable(_("帳：問了幾筆，就有幾個結果"), columns, rows)


def _source(code: str) -> str:
    """A register of another release has no name here."""
    return str(SOURCE_LABELS.get(code, "—"))


def _county(code: str) -> str:
    return regions.county(code).name if code else _("全國")
