"""A month's sheet on paper (查調紀錄陳核表) and its rows as a table: what the head signs."""

import csv
import io
from typing import Any

from django.utils.translation import gettext as _

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roles import ROLE_LABELS, Role
from welfare.lookup.labels import SOURCE_LABELS
from welfare.lookup.looks.labels import KIND_LABELS
from welfare.lookup.looks.models import LookKind, LookSheet
from welfare.lookup.looks.printing import as_pdf
from welfare.lookup.looks.sheets.drawing import digest_of
from welfare.lookup.looks.sheets.units import Unit, looks_of
from welfare.lookup.looks.words import page_words

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@through_the_door("looks.print_sheet")
def as_paper(act: Act, *, by: Acting, sheet: LookSheet, context: dict[str, Any]) -> bytes:
    """The sheet as PDF. context: what `screens.paper` made of it."""
    act.audit(Event.LOOKS_READ, page="sheet_paper", sheet=str(sheet.id))
    return as_pdf("looks/paper/sheet.html", context)


@through_the_door("looks.export_sheet")
def as_rows(act: Act, *, by: Acting, sheet: LookSheet) -> bytes:
    """Every row of the sheet as CSV (UTF-8 with byte-order mark), persons as numbers of this file only."""
    rows = list(looks_of(sheet.county, Unit(sheet.town, sheet.is_heads), sheet.month).select_related("case"))
    persons: dict[str, int] = {}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [_("時間"), _("人員"), _("職稱"), _("代理"), _("種類"), _("頁面"), _("案號"), _("對象"),
         _("資料來源"), _("法律依據")]
    )  # fmt: skip
    for row in rows:
        at = row.at.astimezone(clock.TAIPEI)
        cells = [
            f"{at:%Y-%m-%d %H:%M:%S}", row.officer_name, str(ROLE_LABELS[Role(row.role)]),
            _("是") if row.on_behalf_of else "", str(KIND_LABELS[LookKind(row.kind)]), page_words(row.page),
            row.case.number, str(persons.setdefault(row.person_key, len(persons) + 1)),
            "、".join(str(SOURCE_LABELS.get(s, s)) for s in row.sources), row.legal_basis,
        ]  # fmt: skip
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in cells])
    writer.writerow([_("筆數"), len(rows), _("摘要（SHA-256）"), digest_of(rows)])
    act.audit(Event.EXPORT_MADE, kind="look_sheet", sheet=str(sheet.id), rows=len(rows))
    return out.getvalue().encode("utf-8-sig")
