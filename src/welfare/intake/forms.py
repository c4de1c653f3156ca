"""Parsing of what people answered. Fields that no question asks for are not read."""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from welfare.intake.answers import Answers
from welfare.intake.labels import ACCOUNT_KINDS, CHANNELS
from welfare.intake.models import AccountKind, Channel
from welfare.intake.policies import problem_of
from welfare.intake.questions import Question, Words, question_set
from welfare.rules.registry import programs
from welfare.web.components import Chips, Component, Field, RadioCards

_YES_NO = [("yes", _("是")), ("no", _("否"))]
_LONGEST = 200


class KeyedForm(forms.Form):
    """Every form carries the key that makes a second click harmless."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = uuid4

    @property
    def key(self) -> str:
        return str(self.cleaned_data["form_key"])


class AnswersForm(KeyedForm):
    """The questions of one topic (phone) or of all of them (desk), filled with what is known."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        questions: Iterable[Question],
        *,
        answers: Answers,
        version: int,
        data: QueryDict | None = None,
        quick: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"seen_version": version})
        self.questions = tuple(questions)
        self.stored = answers
        self.quick = dict(quick or {})
        for question in self.questions:
            self.fields[question.code] = _field(question)
            self.initial[question.code] = _shown(question, answers)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for question in self.questions:
            sentence = problem_of(question, self._value(question))
            if sentence and question.code not in self.errors:
                self.add_error(question.code, sentence)
        return cleaned

    def said(self) -> dict[str, Any]:
        """Question code → value, for every question that was answered; quick answers win."""
        values = {question.code: self._value(question) for question in self.questions}
        return {code: value for code, value in values.items() if value is not None}

    def _value(self, question: Question) -> Any:
        if question.code in self.quick:
            return self.quick[question.code]
        given = cast(QueryDict, self.data)
        if question.takes_several:
            return [code for code in given.getlist(question.code) if code in question.choices]
        raw = str(given.get(question.code, "")).strip()
        match question.kind:
            case "yes_no":
                return {"yes": True, "no": False}.get(raw)
            case "confirm":
                return raw != ""
            case "choice":
                return raw if raw in question.choices else None
            case _:
                return raw[:_LONGEST]

    def components(self) -> list[Component]:
        """The questions as the page draws them."""
        return [self._component(question) for question in self.questions]

    def _component(self, question: Question) -> Component:
        bound = self[question.code]
        if question.kind in ("yes_no", "choice"):
            return RadioCards.of(bound)
        if question.takes_several:
            return Chips.of(bound)
        told = self.stored.get(question.code)
        if told is not None and told["origin"] == "prefilled":
            return Field.of(bound, source=_("系統帶入，可以改"))
        return Field.of(bound, inputmode="tel" if question.kind == "phone" else "")


class AccountForm(forms.Form):
    """Where money goes; left empty it stays as it is."""

    account_kind = forms.ChoiceField(
        label=_("哪一種帳戶"),
        choices=list(ACCOUNT_KINDS.items()),
        widget=forms.RadioSelect,
        initial=AccountKind.POST,
        required=False,
    )
    bank_code = forms.CharField(
        label=_("銀行和分行代碼"), help_text=_("7 碼；郵局不用填"), max_length=20, required=False
    )
    account_number = forms.CharField(
        label=_("帳號"), help_text=_("郵局請填局號 7 碼，接著帳號 7 碼"), max_length=30, required=False
    )
    holder_name = forms.CharField(label=_("戶名"), max_length=100, required=False)

    def given(self) -> dict[str, str] | None:
        """What `set_account` takes, or None when no number was typed."""
        said = self.cleaned_data
        if not said.get("account_number"):
            return None
        return {
            "kind": said.get("account_kind") or AccountKind.POST,
            "bank_code": said.get("bank_code", ""),
            "account_number": said["account_number"],
            "holder_name": said.get("holder_name", ""),
            "origin": "typed",
        }


class StartForm(KeyedForm):
    """One number opens a draft."""

    program = forms.ChoiceField(
        label=_("申請項目"), widget=forms.RadioSelect, error_messages={"required": _("請選申請項目。")}
    )
    channel = forms.ChoiceField(label=_("在哪裡受理"), choices=list(CHANNELS.items()), required=False)
    national_id = forms.CharField(
        label=_("身分證字號"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("請輸入身分證字號，10 碼。")},
    )

    def __init__(self, *args: Any, programs: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["program"]
        field.choices = [(c, str(Words(p.name_zh, p.name_en))) for c, p in programs.items()]  # type: ignore[attr-defined]
        if len(programs) == 1:
            field.widget = forms.HiddenInput()
            field.initial = next(iter(programs))

    @property
    def meant_for(self) -> dict[str, str]:
        """Program code → whom it is for, under the name of the program."""
        choices = self.fields["program"].choices  # type: ignore[attr-defined]
        return {code: str(question_set(code).meant_for) for code, _name in choices}

    def application(self) -> dict[str, str]:
        """What `open_application` takes."""
        said = self.cleaned_data
        return {
            "program": said["program"],
            "national_id": said["national_id"],
            "channel": said["channel"] or Channel.COUNTER,
        }

    def with_fresh_key(self) -> "StartForm":
        """The same form, typed text and errors kept, as a new attempt."""
        data = cast(QueryDict, self.data).copy()
        data["form_key"] = str(uuid4())
        self.data = data
        return self


def start_form(data: QueryDict | None, *, channel: str) -> StartForm:
    """The form that opens an application, for every program that asks questions here."""
    return StartForm(data, programs=programs(), initial={"channel": channel})


class SupplementForm(KeyedForm):
    """The reasons that were ticked; a free remark is the exception."""

    phrases = forms.MultipleChoiceField(
        label=_("要補什麼、為什麼"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, phrases: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phrases"].choices = list(phrases.items())  # type: ignore[attr-defined]


class RefusalForm(KeyedForm):
    reason = forms.CharField(max_length=200)


class RetractForm(KeyedForm):
    because = forms.CharField(
        label=_("為什麼取回"), max_length=100, error_messages={"required": _("請說明為什麼取回。")}
    )


def _field(question: Question) -> forms.Field:
    label = str(question.label)
    match question.kind:
        case "yes_no":
            return forms.ChoiceField(label=label, choices=_YES_NO, widget=forms.RadioSelect, required=False)
        case "choice":
            choices = [(code, str(words)) for code, words in question.choices.items()]
            return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)
        case "several" | "persons":
            choices = [(code, str(words)) for code, words in question.choices.items()]
            return forms.MultipleChoiceField(
                label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False
            )
        case "confirm":
            return forms.BooleanField(label=label, required=False)
        case _:
            return forms.CharField(label=label, max_length=_LONGEST, required=False)


def _shown(question: Question, answers: Answers) -> Any:
    """The value a page starts with: what was said, else what is usual."""
    if question.code not in answers:
        return question.default or None
    value = answers[question.code]["value"]
    if question.kind == "yes_no":
        return {True: "yes", False: "no"}.get(value)
    return value
