"""Forms about people's own things."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from welfare.foundation.acting import Acting
from welfare.foundation.deputies import appointments_to_cover, possible_deputies
from welfare.foundation.models import Appointment, Officer
from welfare.foundation.roles import ROLE_LABELS, Role

_MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class _Appointments(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        appointment: Appointment = obj
        role = ROLE_LABELS[Role(appointment.role)]
        return f"{appointment.officer.name}（{role}，{appointment.agency.name}）"


class DeputyForm(forms.Form):
    """Who is away, who stands in, from when to when (Taiwan time)."""

    appointment = _Appointments(Appointment.objects.none(), label=_("誰不在"))
    deputy = forms.ModelChoiceField(Officer.objects.none(), label=_("誰代理"))
    start = forms.DateTimeField(label=_("從什麼時候"), widget=_MOMENT)
    end = forms.DateTimeField(
        label=_("到什麼時候"), widget=_MOMENT, help_text=_("時間一到就失效，不必另外收回。")
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Acting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["appointment"].queryset = appointments_to_cover(by)  # type: ignore[attr-defined]
        self.fields["deputy"].queryset = possible_deputies(by)  # type: ignore[attr-defined]
