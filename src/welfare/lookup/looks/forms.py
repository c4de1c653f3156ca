"""Parsing of what pages of who looked send; fields that are not named here are not read."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from welfare.lookup.labels import SOURCE_LABELS
from welfare.lookup.looks.labels import ANSWER_LABELS, FINDING_LABELS, IDENTITY_LABELS, KIND_LABELS
from welfare.lookup.looks.models import AlarmStatus, Finding, LookSample
from welfare.lookup.looks.selectors import Filters
from welfare.lookup.purposes import sources
from welfare.web.fields import RocDateField


class FilterForm(forms.Form):
    """What narrows a list; read from the address, which names no person."""

    kind = forms.ChoiceField(label=_("種類"), required=False, choices=[("", _("全部")), *KIND_LABELS.items()])
    source = forms.ChoiceField(label=_("資料來源"), required=False)
    since = RocDateField(label=_("從"), required=False)
    until = RocDateField(label=_("到"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(code, SOURCE_LABELS.get(code, code)) for code in sources()]
        self.fields["source"].choices = [("", _("全部")), *asked]  # type: ignore[attr-defined]

    def filters(self, after: str) -> Filters:
        """What can be read of it; a word nobody offered narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            kind=given.get("kind") or "",
            source=given.get("source") or "",
            since=given.get("since"),
            until=given.get("until"),
            after=after,
        )


class TellForm(forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    identity = forms.ChoiceField(
        label=_("怎麼核對身分"), choices=IDENTITY_LABELS.items(), widget=forms.RadioSelect
    )


class AnswerForm(forms.Form):
    status = forms.ChoiceField(
        label=_("答覆"),
        choices=[(s, ANSWER_LABELS[s]) for s in (AlarmStatus.EXPLAINED, AlarmStatus.MISUSE)],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("查了什麼、結論是什麼"), max_length=300, widget=forms.Textarea({"rows": 3})
    )

    def answer(self) -> dict[str, Any]:
        return {
            "status": AlarmStatus(self.cleaned_data["status"]),
            "reason": self.cleaned_data["reason"],
        }


class SignForm(forms.Form):
    """One choice and one reason per sampled look, and a remark."""

    remark = forms.CharField(label=_("簽核意見（可不填）"), max_length=300, required=False)

    def __init__(self, samples: list[LookSample], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.samples = samples
        for sample in samples:
            self.fields[f"finding-{sample.id}"] = forms.ChoiceField(
                label=_("結果"), choices=[("", _("請選")), *FINDING_LABELS.items()]
            )
            self.fields[f"reason-{sample.id}"] = forms.CharField(
                label=_("案卷裡的理由"), max_length=200, required=False
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for sample in self.samples:
            chosen = given.get(f"finding-{sample.id}")
            if chosen == Finding.IN_ORDER and not given.get(f"reason-{sample.id}"):
                self.add_error(f"reason-{sample.id}", _("請寫案卷裡的理由，例如：當天收件、電話詢問進度。"))
        return given

    def findings(self) -> dict[UUID, tuple[str, str]]:
        given = self.cleaned_data
        return {s.id: (given[f"finding-{s.id}"], given[f"reason-{s.id}"]) for s in self.samples}
