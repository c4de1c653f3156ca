"""What a monthly sheet shows on the screen and on paper."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from welfare.case.policies import NotNow
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.roc_calendar import to_roc, to_roc_month
from welfare.foundation.roles import ROLE_LABELS, Role
from welfare.lookup.display import day_words
from welfare.lookup.labels import SOURCE_LABELS
from welfare.lookup.looks import screens, selectors
from welfare.lookup.looks.forms import SignForm
from welfare.lookup.looks.labels import FINDING_LABELS, KIND_LABELS, STATUS_LABELS
from welfare.lookup.looks.models import Finding, Look, LookKind, LookSample, LookSheet, SheetStatus
from welfare.lookup.looks.sheets.drawing import digest_of
from welfare.lookup.looks.sheets.signing import check_can_sign
from welfare.lookup.looks.sheets.units import Unit, looks_of
from welfare.lookup.looks.words import office_words, page_words
from welfare.web.components import Cell, Column, DataTable, Row, StatusTag, Verdict


def sheets(by: Acting) -> dict[str, Any]:
    """Every sheet this person may see; those that wait first within a month."""
    found = list(selectors.sheets(by))
    columns = [
        Column(_("月份"), tight=True), Column(_("單位")), Column(_("筆數"), numeric=True),
        Column(_("紀錄相符")), Column(_("簽核")),
    ]  # fmt: skip
    rows = [
        Row(
            [
                Cell(month_words(sheet), url=reverse("looks:sheet", args=[sheet.id])),
                unit_words(sheet),
                f"{sheet.rows:,}",
                agreement_verdict(sheet),
                status_tag(sheet),
            ]
        )
        for sheet in found
    ]
    return {
        "places": screens.places(by, "sheets"),
        "table": DataTable(_("每月陳核表"), columns, rows) if rows else None,
        "waiting": sum(not sheet.is_signed for sheet in found),
    }


def month_words(sheet: LookSheet) -> str:
    return to_roc_month(sheet.month)


def unit_words(sheet: LookSheet) -> str:
    if sheet.is_heads:
        return _("縣市主管（由稽核簽核）")
    return office_words(sheet.town, sheet.county)


def agreement_verdict(sheet: LookSheet) -> Verdict:
    if sheet.agreement.get("holds", False):
        return Verdict("ok", _("與稽核鏈相符"))
    return Verdict("stop", _("與稽核鏈不符"))


def status_tag(sheet: LookSheet) -> StatusTag:
    if sheet.is_signed:
        return StatusTag("done", _("%(name)s 已簽核") % {"name": sheet.signed_by_name})
    due = day_words(localtime(sheet.due_at).date())
    is_late = sheet.due_at < clock.now()
    words = _("%(label)s，%(day)s 前") % {"label": STATUS_LABELS[SheetStatus.OPEN], "day": due}
    return StatusTag("stopped" if is_late else "waiting", words)


def sheet(by: Acting, found: LookSheet, form: SignForm | None = None) -> dict[str, Any]:
    """Totals, sample with its form, alarms. `blocked`: why this person cannot sign; empty when one can."""
    samples = list(found.samples.all())
    blocked = why_not(by, found)
    form = form or (None if blocked else SignForm(samples))
    alarms = selectors.alarms_of_sheet(found)
    return {
        "places": screens.places(by, "sheets"),
        "sheet": found,
        "title": f"{month_words(found)} {unit_words(found)}",
        "tag": status_tag(found),
        "agreement": agreement_verdict(found),
        "still": still_the_same(found),
        "totals": totals_table(found),
        "samples": [_sample(sample, look, form) for sample, look in _with_looks(samples)],
        "alarms": screens.alarm_table(alarms, linked=False) if alarms else None,
        "form": form,
        "blocked": blocked if not found.is_signed else "",
    }


def why_not(by: Acting, found: LookSheet) -> str:
    try:
        check_can_sign(by, found)
    except NotNow as refusal:
        return str(refusal)
    return ""


def still_the_same(found: LookSheet) -> bool:
    """The rows of the month give the digest the sheet was drawn with."""
    rows = list(looks_of(found.county, Unit(found.town, found.is_heads), found.month))
    return len(rows) == found.rows and digest_of(rows) == found.digest


def _with_looks(samples: list[LookSample]) -> list[tuple[LookSample, Look | None]]:
    looks = selectors.looks_by_id([sample.look_id for sample in samples])
    return [(sample, looks.get(sample.look_id)) for sample in samples]


def _sample(sample: LookSample, look: Look | None, form: SignForm | None) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "place": sample.place,
        "when": screens.when(look) if look else "",
        "who": screens.officer_words(look) if look else _("已銷毀"),
        "case": look.case.number if look else "",
        "case_url": reverse("desk:case", args=[look.case_id]) if look else "",
        "what": f"{KIND_LABELS[LookKind(look.kind)]} {page_words(look.page)}" if look else "",
        "sources": screens.source_words(look.sources) if look else "",
        "finding": str(FINDING_LABELS[Finding(sample.finding)]) if sample.finding else "",
        "reason": sample.reason,
    }
    if form is not None:
        shown["finding_field"] = form[f"finding-{sample.id}"]
        shown["reason_field"] = form[f"reason-{sample.id}"]
    return shown


def totals_table(found: LookSheet) -> DataTable | None:
    if not found.totals:
        return None
    columns = [
        Column(_("人員")), Column(_("天數"), numeric=True), Column(_("筆數"), numeric=True),
        Column(_("種類")), Column(_("資料來自")),
    ]  # fmt: skip
    rows = [
        Row(
            [
                Cell(one["name"], second=one["role"]),
                str(one["days"]),
                f"{one['rows']:,}",
                one["kinds"],
                one["sources"],
            ]
        )
        for one in _totals(found)
    ]
    return DataTable(_("各人員"), columns, rows, foot=["", "", f"{found.rows:,}", "", ""])


def _totals(found: LookSheet) -> list[dict[str, Any]]:
    return [
        {
            "name": _("系統") if one["role"] == Role.SYSTEM else one["name"],
            "role": str(ROLE_LABELS[Role(one["role"])]),
            "days": one["days"],
            "rows": one["rows"],
            "kinds": "、".join(f"{KIND_LABELS[LookKind(kind)]} {n:,}" for kind, n in one["kinds"].items()),
            "sources": "、".join(f"{SOURCE_LABELS.get(s, s)} {n:,}" for s, n in one["sources"].items()),
        }
        for one in found.totals
    ]


def paper(found: LookSheet) -> dict[str, Any]:
    """The context of the paper, in Chinese."""
    with override("zh-hant"):
        samples = [_sample(sample, look, None) for sample, look in _with_looks(list(found.samples.all()))]
        alarms = [
            {
                "day": day_words(alarm.day),
                "sentence": screens.sentence(alarm),
                "answer": screens.alarm_tag(alarm).label,
            }
            for alarm in selectors.alarms_of_sheet(found)
        ]
        signed = (
            f"{found.signed_by_name} {to_roc(localtime(found.signed_at).date())} {found.remark}"
            if found.signed_at
            else ""
        )
        return {
            "title": _("查調紀錄陳核表"),
            "made_on": clock.today().isoformat(),
            "sheet": found,
            "office": unit_words(found),
            "month": month_words(found),
            "due": to_roc(localtime(found.due_at).date()),
            "agreement": str(agreement_verdict(found).label),
            "totals": _totals(found),
            "samples": samples,
            "alarms": alarms,
            "signed": signed,
        }
