"""Parsing of what the pages of decision send; fields that are not named here are not read."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from welfare.decision.labels import OUTCOME, SERVICE_METHOD
from welfare.decision.models import Outcome
from welfare.decision.policies import unconfirmed
from welfare.decision.reasons import reasons
from welfare.determination.models import Determination
from welfare.web.fields import RocDateField

_DECIDABLE = (Outcome.APPROVED, Outcome.REJECTED)


class DecisionForm(forms.Form):
    """The decision, its ticked reasons and the figures the decider vouches for."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    seen_determination = forms.UUIDField(widget=forms.HiddenInput, required=False)
    outcome = forms.ChoiceField(
        label=_("您的決定"), choices=[(o.value, OUTCOME[o]) for o in _DECIDABLE], widget=forms.RadioSelect
    )
    reasons = forms.MultipleChoiceField(label=_("理由"), required=False, help_text=_("會寫進信裡，可複選"))
    note = forms.CharField(label=_("補一句說明（可不填）"), max_length=120, required=False)
    confirmed = forms.MultipleChoiceField(
        label=_("還沒確認的標準，由您確認"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, determination: Determination | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].choices = [(r.code, r.words) for r in reasons().values()]  # type: ignore[attr-defined]
        self.fields["confirmed"].choices = [  # type: ignore[attr-defined]
            (u["name"], f"{u['label_zh']} {u['value_text']}（{u['source']}）")
            for u in (unconfirmed(determination) if determination else [])
        ]

    def decision(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("outcome", "reasons", "note", "confirmed", "seen_version", "seen_determination")
        return {name: given[name] for name in names}


class ServiceForm(forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    served_on = RocDateField(label=_("送達日期"))
    method = forms.ChoiceField(
        label=_("怎麼送達"), choices=list(SERVICE_METHOD.items()), widget=forms.RadioSelect
    )

    def service(self) -> dict[str, Any]:
        return {"served_on": self.cleaned_data["served_on"], "method": self.cleaned_data["method"]}


class PreviewForm(forms.Form):
    """What the letter beside the decision is redrawn from."""

    outcome = forms.ChoiceField(choices=[(o.value, o.value) for o in _DECIDABLE])
    reasons = forms.MultipleChoiceField(required=False, choices=[(code, code) for code in reasons()])
    note = forms.CharField(max_length=120, required=False)
