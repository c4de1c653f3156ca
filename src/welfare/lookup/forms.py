"""Parsing of what pages of lookup send; fields that are not named here are not read."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from welfare.documents.models import Evidence, EvidenceStatus
from welfare.lookup.models import Fact

_MOST = 10**12


class KeyForm(forms.Form):
    form_key = forms.UUIDField()

    def key(self) -> str:
        return str(self.cleaned_data["form_key"])


class CorrectionForm(KeyForm):
    """The value is typed in the shape of the one it replaces: yes or no, a number, one sum for a list."""

    value = forms.CharField(
        max_length=60, label=_("更正為"), help_text=_("金額請填整數；是非請填「是」或「否」。")
    )
    evidence = forms.ModelChoiceField(
        Evidence.objects.none(), required=False, label=_("佐證"), empty_label=_("請選佐證")
    )
    reason = forms.CharField(max_length=300, required=False, label=_("理由"))

    def __init__(self, fact: Fact, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fact = fact
        self.fields["evidence"].queryset = Evidence.objects.filter(  # type: ignore[attr-defined]
            case_id=fact.case_id, status=EvidenceStatus.ACCEPTED
        )

    def clean_value(self) -> Any:
        typed = self.cleaned_data["value"].strip().replace(",", "").replace("，", "")
        before = self._fact.value
        if isinstance(before, bool):
            return _yes_or_no(typed)
        if isinstance(before, int | list):
            amount = _whole(typed)
            return (
                _as_list(self._fact.kind, amount, self._fact.data_year)
                if isinstance(before, list)
                else amount
            )
        return typed

    def correction(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {name: given[name] for name in ("value", "evidence", "reason")}


def _yes_or_no(typed: str) -> bool:
    if typed not in {"是", "否", "yes", "no"}:
        raise ValidationError(_("請填「是」或「否」。"))
    return typed in {"是", "yes"}


def _whole(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or int(typed) > _MOST:
        raise ValidationError(_("請填整數金額，例如 39500。"))
    return int(typed)


def _as_list(kind: str, amount: int, data_year: int | None) -> list[dict[str, Any]]:
    """One item that stands for the whole list, as the evidence shows it."""
    if amount == 0:
        return []
    if kind == "real_estate":
        return [{"kind": "land", "value": amount}]
    if kind in {"securities", "deposits"}:
        return [{"amount": amount}]
    if kind in {"income", "pensions"}:
        return [{"kind": "other", "amount": amount, "period": "year" if kind == "income" else "month"}]
    raise ValidationError(_("這一項不能在這裡更正，請找系統管理人員。"))


class ConfirmationForm(KeyForm):
    accepted = forms.ChoiceField(choices=[("yes", _("同意更正")), ("no", _("不同意，維持查調的資料"))])
    reason = forms.CharField(max_length=300, required=False)

    def confirmation(self) -> dict[str, Any]:
        return {"accepted": self.cleaned_data["accepted"] == "yes", "reason": self.cleaned_data["reason"]}
