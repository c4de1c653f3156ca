"""Forms of review: what a person sends, checked for shape; the policies check the rest."""

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from welfare.foundation.models import Appointment
from welfare.review.models import ReviewResult
from welfare.review.phrases import Use, phrases

RETURN = "return"


class _Form(forms.Form):
    """`form_key` makes a double click one act; `seen_version` is the case as it was shown."""

    form_key = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        initial = kwargs.setdefault("initial", {})
        initial.setdefault("form_key", str(uuid.uuid4()))
        super().__init__(*args, **kwargs)


class _Judgement(_Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reasons = forms.MultipleChoiceField(
        label=_("理由"),
        required=False,
        help_text=_("會寫進函裡，可複選"),
        widget=forms.CheckboxSelectMultiple,
    )
    opinion = forms.CharField(
        label=_("補一句說明（可不填）"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    uses: tuple[Use, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {phrase.code: phrase.words for use in self.uses for phrase in phrases(use)}
        self.fields["reasons"].choices = list(known.items())  # type: ignore[attr-defined]


class FirstReviewForm(_Judgement):
    """The township's judgement."""

    uses = (Use.DEPART,)
    result = forms.ChoiceField(
        label=_("您的初審結果"),
        choices=[(ReviewResult.ELIGIBLE, _("符合")), (ReviewResult.INELIGIBLE, _("不符合"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("請選一個初審結果。")},
    )


class SecondReviewForm(_Judgement):
    """The county's judgement: agree, differ, or back to the township."""

    uses = (Use.DIFFER, Use.RETURN)
    result = forms.ChoiceField(
        label=_("您的複審結果"),
        choices=[
            (ReviewResult.ELIGIBLE, _("核可：符合")),
            (ReviewResult.INELIGIBLE, _("不符合")),
            (RETURN, _("退回公所補正")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("請選一個複審結果。")},
    )
    visitor = forms.ChoiceField(label=_("派哪一位社工訪視"), required=False)

    def __init__(self, *args: Any, visitors: list[Appointment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visitor"].choices = [  # type: ignore[attr-defined]
            (str(a.officer_id), a.officer.name) for a in visitors
        ]

    def visitor_id(self) -> UUID | None:
        chosen = self.cleaned_data["visitor"]
        return UUID(chosen) if chosen else None


class RosterForm(_Form):
    """The cases of one program that shall travel together."""

    program = forms.CharField(max_length=40, widget=forms.HiddenInput)
    case_ids = forms.TypedMultipleChoiceField(coerce=UUID, required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # which cases exist for this person is decided by the database, so any well-formed id is a choice
        self.fields["case_ids"].valid_value = _is_uuid  # type: ignore[attr-defined]


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
