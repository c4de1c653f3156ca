"""The operator's page of the exchange: what is stuck, what was put aside, and the books. No personal data."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from welfare.case.policies import NotNow
from welfare.foundation.roles import Permission
from welfare.lookup.exchange import examining, screen
from welfare.lookup.exchange.forms import DeliveryForm, ParcelForm
from welfare.lookup.models import Delivery, Parcel
from welfare.web.page import ActingRequest, page


@page(Permission.SYSTEM_HEALTH_READ)
def ledger(request: ActingRequest) -> HttpResponse:
    """Registers, what was put aside, parcels on their way, deliveries, the books by day."""
    return render(request, "lookup/exchange.html", screen.ledger(request.acting))


@page(Permission.EXCHANGE_OPERATE, methods=("POST",))
def send_again(request: ActingRequest) -> HttpResponse:
    """The same parcel leaves again with the next round."""
    form = ParcelForm(request.POST)
    try:
        if form.is_valid():
            parcel = examining.send_again(request.acting, form.cleaned_data["parcel"])
            sentence = _("%(reference)s 會在下一輪（一分鐘內）再送一次。")
            messages.success(request, sentence % {"reference": parcel.reference})
    except (NotNow, Parcel.DoesNotExist) as refusal:
        messages.error(request, str(refusal) if isinstance(refusal, NotNow) else _("找不到這一批。"))
    return redirect("lookup:exchange")


@page(Permission.EXCHANGE_OPERATE, methods=("POST",))
def examined(request: ActingRequest) -> HttpResponse:
    """Somebody looked at what was put aside."""
    form = DeliveryForm(request.POST)
    try:
        if form.is_valid():
            delivery = examining.examined(request.acting, form.cleaned_data["delivery"])
            messages.success(request, _("%(name)s 已記為檢視過。") % {"name": delivery.name})
    except (NotNow, Delivery.DoesNotExist) as refusal:
        messages.error(request, str(refusal) if isinstance(refusal, NotNow) else _("找不到這一份。"))
    return redirect("lookup:exchange")
