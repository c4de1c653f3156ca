"""What the start button sends."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from welfare.annual_review.selectors import years_offered
from welfare.foundation import clock


class StartForm(forms.Form):
    form_key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    year = forms.TypedChoiceField(label=_("哪一年"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("initial", {}).setdefault("form_key", str(uuid.uuid4()))
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (year, _("%(year)d 年") % {"year": year}) for year in years_offered(clock.today())
        ]
