"""Pages of statistics."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

from welfare.documents.responses import StoredFileResponse
from welfare.foundation import clock
from welfare.foundation.roles import Permission
from welfare.payment.sheets import CSV, ODS
from welfare.statistics import permissions, screens, selectors, services
from welfare.statistics.board import board
from welfare.statistics.forms import ExportForm
from welfare.statistics.periods import current
from welfare.web.page import ActingRequest, page


@page(Permission.STATISTICS_READ)
def dashboard(request: ActingRequest) -> HttpResponse:
    """The figures of the acting office; counts of all counties for the ministry."""
    period = current(request.GET.get("period", ""))
    if permissions.sees_all_counties(request.acting):
        rows = selectors.county_counts(period, clock.today())
        context = screens.counties(period, rows) | {"form": ExportForm()}
        return render(request, "statistics/counties.html", context)
    context = screens.dashboard(request.acting, board(request.acting, period)) | {"form": ExportForm()}
    return render(request, "statistics/dashboard.html", context)


@page(Permission.STATISTICS_READ, methods=("POST",))
def export(request: ActingRequest) -> HttpResponse:
    """The same figures to take away; who took them is on record."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    as_text = form.cleaned_data["format"] == "csv"
    period = current(form.cleaned_data["period"])
    content = services.export(by=request.acting, period=period, as_text=as_text)
    name = f"統計-{period.start:%Y%m}.{'csv' if as_text else 'ods'}"
    return StoredFileResponse(content, media_type=CSV if as_text else ODS, file_name=name, inline=False)
