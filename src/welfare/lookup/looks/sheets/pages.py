"""Pages of the monthly sheets: list, one sheet, sign, paper, rows."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from welfare.case.policies import NotNow
from welfare.documents.responses import StoredFileResponse
from welfare.foundation.roles import Permission
from welfare.lookup.looks.forms import SignForm
from welfare.lookup.looks.models import LookSheet
from welfare.lookup.looks.printing import PDF
from welfare.lookup.looks.reading import note_list
from welfare.lookup.looks.sheets import screen
from welfare.lookup.looks.sheets.paper import as_paper, as_rows
from welfare.lookup.looks.sheets.signing import sign as sign_sheet
from welfare.web.page import ActingRequest, page


@page(Permission.LOOKS_SHEET_SIGN)
def sheets(request: ActingRequest) -> HttpResponse:
    """The sheets of one's office; for the auditor, of the county."""
    note_list(by=request.acting, page="sheets")
    return render(request, "looks/sheets.html", screen.sheets(request.acting))


@page(Permission.LOOKS_SHEET_SIGN)
def sheet(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    """One sheet: totals, the drawn sample, alarms; the form for who signs."""
    found = get_object_or_404(LookSheet, pk=sheet_id)
    note_list(by=request.acting, page="sheet", about=str(found.id))
    return render(request, "looks/sheet.html", screen.sheet(request.acting, found))


@page(Permission.LOOKS_SHEET_SIGN, methods=("POST",))
def sign(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    """Sign with what the case files say about the sample."""
    found = get_object_or_404(LookSheet, pk=sheet_id)
    form = SignForm(list(found.samples.all()), request.POST)
    if form.is_valid():
        try:
            remark = form.cleaned_data["remark"]
            sign_sheet(by=request.acting, sheet=found, findings=form.findings(), remark=remark)
            messages.success(request, _("已簽核。這一張不能再改。"))
            return redirect("looks:sheet", sheet_id=found.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    return render(request, "looks/sheet.html", screen.sheet(request.acting, found, form), status=422)


@page(Permission.LOOKS_SHEET_SIGN)
def paper(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    """The sheet as PDF."""
    found = get_object_or_404(LookSheet, pk=sheet_id)
    content = as_paper(by=request.acting, sheet=found, context=screen.paper(found))
    return StoredFileResponse(content, media_type=PDF, file_name=_name(found, "pdf"), inline=False)


@page(Permission.LOOKS_SHEET_SIGN)
def rows(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    """Every row of the sheet as CSV."""
    found = get_object_or_404(LookSheet, pk=sheet_id)
    content = as_rows(by=request.acting, sheet=found)
    return StoredFileResponse(content, media_type="text/csv", file_name=_name(found, "csv"), inline=False)


def _name(found: LookSheet, suffix: str) -> str:
    return f"{_('查調紀錄陳核表')}-{found.month:%Y-%m}-{found.town or found.county}.{suffix}"
