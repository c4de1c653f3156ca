"""What the export button sends."""

import uuid
from typing import Any

from django import forms

from welfare.statistics.periods import Kind


class ExportForm(forms.Form):
    form_key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    period = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in Kind])
    format = forms.ChoiceField(choices=[("ods", "ODS"), ("csv", "CSV")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("form_key", str(uuid.uuid4()))
        super().__init__(*args, **kwargs)
