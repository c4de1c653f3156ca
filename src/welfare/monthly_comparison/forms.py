"""What the pages send; fields that are not named here are not read."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from welfare.foundation import clock
from welfare.foundation.roc_calendar import roc_year

_MONTHS_BACK = 3


class StartForm(forms.Form):
    """Which month: this one or one of the last three."""

    form_key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    month = forms.TypedChoiceField(label=_("哪一個月"), coerce=date.fromisoformat)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("initial", {}).setdefault("form_key", str(uuid.uuid4()))
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (month.isoformat(), month_words(month)) for month in _months(clock.today())
        ]


def _months(today: date) -> list[date]:
    first = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(first, first - _MONTHS_BACK - 1, -1)]


def month_words(month: date) -> str:
    return str(_("%(year)s 年 %(month)s 月") % {"year": roc_year(month), "month": month.month})


class SettleForm(forms.Form):
    """Accept, or set aside with a reason."""

    form_key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(choices=[("accept", "accept"), ("set_aside", "set_aside")])
    reason = forms.CharField(
        max_length=300,
        required=False,
        label=_("理由"),
        help_text=_("不採用一定要寫，例如「同名不同人，已向戶政確認」。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("initial", {}).setdefault("form_key", str(uuid.uuid4()))
        super().__init__(*args, **kwargs)
