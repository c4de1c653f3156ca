"""Pages of deputies: who stands in for whom, and naming one."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.foundation.deputies import BadDeputyship, deputyships_granted, end_deputy, grant_deputy
from welfare.foundation.roles import Permission
from welfare.web.account_forms import DeputyForm
from welfare.web.page import ActingRequest, page

_UNPROCESSABLE = 422


@page(Permission.DEPUTY_GRANT)
def deputies(request: ActingRequest) -> HttpResponse:
    """The office's deputies now and to come, and the form that names one."""
    return _show(request, DeputyForm(by=request.acting, initial={"form_key": uuid4()}))


@page(Permission.DEPUTY_GRANT, methods=("POST",))
def grant(request: ActingRequest) -> HttpResponse:
    """Name a deputy."""
    form = DeputyForm(request.POST, by=request.acting)
    if not form.is_valid():
        return _show(request, form, status=_UNPROCESSABLE)
    asked = {name: form.cleaned_data[name] for name in ("appointment", "deputy", "start", "end")}
    try:
        grant_deputy(by=request.acting, key=str(form.cleaned_data["form_key"]), **asked)  # type: ignore[call-arg]
    except BadDeputyship as refusal:
        form.add_error(None, str(refusal))
        return _show(request, form, status=_UNPROCESSABLE)
    messages.success(request, _("已安排職務代理。時間到了，代理人下次登入就能選。"))
    return HttpResponseRedirect(reverse("accounts:deputies"))


@page(Permission.DEPUTY_GRANT, methods=("POST",))
def end(request: ActingRequest, deputyship_id: UUID) -> HttpResponse:
    """End a deputyship of one's own office at once."""
    deputyship = get_object_or_404(deputyships_granted(request.acting), pk=deputyship_id)
    end_deputy(by=request.acting, deputyship=deputyship)
    messages.success(request, _("代理已結束。"))
    return HttpResponseRedirect(reverse("accounts:deputies"))


def _show(request: ActingRequest, form: DeputyForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "granted": deputyships_granted(request.acting)}
    return render(request, "accounts/deputies.html", context, status=status)
