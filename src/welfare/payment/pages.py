"""Pages of payment: prepare, check, release, make the file, take it away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from welfare.case.policies import NotNow
from welfare.documents.models import GeneratedDocument
from welfare.documents.responses import StoredFileResponse
from welfare.foundation.roles import Permission
from welfare.payment import screens, selectors, services
from welfare.payment.forms import ActForm, PrepareForm, WithdrawForm
from welfare.payment.labels import roster_name
from welfare.payment.models import PaymentRoster
from welfare.web.page import ActingRequest, page

UNPROCESSABLE, CONFLICT = 422, 409


@page(Permission.PAYMENT_READ)
def rosters(request: ActingRequest) -> HttpResponse:
    """What is owed next, and every roster so far."""
    return render(
        request, "payment/rosters.html", screens.rosters(request.acting, request.GET.get("before", ""))
    )


@page(Permission.PAYMENT_PREPARE, methods=("POST",))
def prepare(request: ActingRequest) -> HttpResponse:
    """Freeze what is owed up to a month."""
    form = PrepareForm(request.POST)
    if form.is_valid():
        try:
            made = services.prepare_roster(by=request.acting, **form.given())
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("撥款清冊做好了，等另一個人放行：%(name)s") % {"name": roster_name(made)}
            )
            return redirect("payment:roster", payment_roster_id=made.id)
    context = screens.rosters(request.acting, "", form=form)
    return render(request, "payment/rosters.html", context, status=UNPROCESSABLE)


@page(Permission.PAYMENT_READ)
def roster(request: ActingRequest, payment_roster_id: UUID) -> HttpResponse:
    """One roster: totals first, then the lines and who was left out."""
    found = get_object_or_404(
        PaymentRoster.objects.select_related("sheet", "plain_sheet"), pk=payment_roster_id
    )
    context = screens.roster(found, request.acting, after=request.GET.get("after", ""))
    return render(request, "payment/roster.html", context)


@page(Permission.PAYMENT_RELEASE, methods=("POST",))
def release(request: ActingRequest, payment_roster_id: UUID) -> HttpResponse:
    """The second person lets the money go."""
    return _act(
        request, payment_roster_id, ActForm(request.POST), services.release, _("已放行。接著產生轉帳檔。")
    )


@page(Permission.PAYMENT_READ, methods=("POST",))
def withdraw(request: ActingRequest, payment_roster_id: UUID) -> HttpResponse:
    """A roster nobody released goes back; its months are owed again."""
    form = WithdrawForm(request.POST)
    return _act(
        request, payment_roster_id, form, services.withdraw_roster, _("已撤回，這些月份可以重新製作。")
    )


@page(Permission.PAYMENT_READ, methods=("POST",))
def write_file(request: ActingRequest, payment_roster_id: UUID) -> HttpResponse:
    """Make the transfer file, or prove that a second copy is the same."""
    done = _("轉帳檔好了，合計和清冊一致。")
    return _act(request, payment_roster_id, ActForm(request.POST), services.write_file, done)


def _act(
    request: ActingRequest, roster_id: UUID, form: ActForm | WithdrawForm, verb: screens.Verb, done: str
) -> HttpResponse:
    """One act on one roster; a refusal comes back on the same page with what was typed."""
    found = get_object_or_404(PaymentRoster.objects.select_related("sheet", "plain_sheet"), pk=roster_id)
    refusal: Exception | None = None
    if form.is_valid():
        try:
            verb(by=request.acting, roster=found, **form.given())
        except NotNow as refused:
            refusal = refused
        else:
            messages.success(request, done)
            return redirect("payment:roster", payment_roster_id=found.id)
    context = screens.roster(found, request.acting, refusal=refusal, form=form)
    return render(request, "payment/roster.html", context, status=CONFLICT if refusal else UNPROCESSABLE)


@page(Permission.PAYMENT_READ)
def download(request: ActingRequest, document_id: UUID) -> HttpResponse:
    """A roster's sheet or its transfer file, as an attachment and on record."""
    found = get_object_or_404(
        GeneratedDocument.objects.filter(selectors.roster_documents()).select_related("file"), pk=document_id
    )
    content = services.hand_out(by=request.acting, document=found)
    return StoredFileResponse(
        content, media_type=found.file.media_type, file_name=found.file_name, inline=False
    )
