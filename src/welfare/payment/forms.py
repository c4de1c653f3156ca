"""Forms of payment: what a person sends, checked for shape; the policies check the rest."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from welfare.foundation import clock
from welfare.payment.labels import month_words, program_words
from welfare.payment.months import first_of, following
from welfare.rules.registry import programs
from welfare.web.fields import RocDateField

_MONTHS_AHEAD = 3


class _Form(forms.Form):
    form_key = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("initial", {}).setdefault("form_key", str(uuid.uuid4()))
        super().__init__(*args, **kwargs)

    def given(self) -> dict[str, Any]:
        """Keyword arguments of the service, the idempotency key among them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"} | {
            "key": self.cleaned_data["form_key"]
        }


class ActForm(_Form):
    """A button: nothing but its key."""


class PrepareForm(_Form):
    """Which program, up to which month, and the day of the credit."""

    program = forms.ChoiceField(label=_("項目"))
    pay_month = forms.TypedChoiceField(label=_("撥到哪個月"), coerce=date.fromisoformat)
    pay_on = RocDateField(
        label=_("撥款日"),
        required=False,
        help_text=_("例如 115/12/10；要是上班日。不填就用縣市登錄的撥款日。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = first_of(clock.today())
        offered = [following(this, n) for n in range(-1, _MONTHS_AHEAD)]
        self.fields["program"].choices = [  # type: ignore[attr-defined]
            (code, program_words(code)) for code, found in programs().items() if found.outcome == "cash"
        ]
        self.fields["pay_month"].choices = [  # type: ignore[attr-defined]
            (month.isoformat(), month_words(month)) for month in offered
        ]


class WithdrawForm(_Form):
    """Why a roster goes back."""

    because = forms.CharField(
        label=_("撤回的原因"),
        max_length=200,
        error_messages={"required": _("請寫撤回的原因，例如「第 12 筆帳戶錯誤」。")},
    )
