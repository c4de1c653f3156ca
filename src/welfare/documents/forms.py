"""Parsing of what pages of documents send; fields that are not named here are not read."""

from typing import Any

from django import forms


class JudgementForm(forms.Form):
    form_key = forms.UUIDField()
    accepted = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    reason = forms.CharField(max_length=200, required=False)

    def judgement(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"accepted": given["accepted"] == "yes", "reason": given["reason"]}

    def key(self) -> str:
        return str(self.cleaned_data["form_key"])
