"""Parsing of what the pages of visit send; fields that are not named here are not read."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from welfare.visit.codes import asked
from welfare.visit.labels import LIVES, SUGGESTION, VISIT_OUTCOME
from welfare.web.fields import RocDateField

_LIVES = {"yes": True, "no": False, "unseen": None}


class PlanForm(forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    visitor = forms.UUIDField(required=False)
    planned_on = RocDateField(label=_("訪視日期"), required=False)

    def plan(self) -> dict[str, Any]:
        return {"visitor": self.cleaned_data["visitor"], "planned_on": self.cleaned_data["planned_on"]}


class RecordForm(forms.Form):
    """Seven taps and one optional sentence; the last button is the eighth."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    outcome = forms.ChoiceField(
        label=_("結果"), choices=list(VISIT_OUTCOME.items()), widget=forms.RadioSelect, required=True
    )
    lives = forms.ChoiceField(
        label=_("本人實際住在戶籍地嗎？"),
        choices=[(code, LIVES[value]) for code, value in _LIVES.items()],
        widget=forms.RadioSelect,
        required=False,
    )
    suggestion = forms.ChoiceField(
        label=_("您的建議"), choices=list(SUGGESTION.items()), widget=forms.RadioSelect, required=False
    )
    summary = forms.CharField(
        label=_("補一句（可不填）"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for found in asked():
            self.fields[found.name] = forms.ChoiceField(
                label=found.label,
                choices=[(c.code, c.words) for c in found.codes],
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def code_fields(self) -> list[forms.BoundField]:
        return [self[found.name] for found in asked()]

    def record(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "outcome": given["outcome"],
            "lives_in_registered_place": _LIVES.get(given["lives"]),
            "findings": {found.name: given[found.name] for found in asked() if given[found.name]},
            "suggestion": given["suggestion"],
            "summary": given["summary"],
        }
