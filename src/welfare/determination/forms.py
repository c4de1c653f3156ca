"""Parsing of what pages of determination send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from welfare.case.models import Case, Member
from welfare.determination.models import DecisionKind
from welfare.documents.models import Evidence
from welfare.foundation.roc_calendar import to_roc
from welfare.lookup.labels import RELATION_LABELS


class _MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Member) -> str:
        return _with_relation(obj)


class _EvidenceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Evidence) -> str:
        return f"{to_roc(obj.received_on)}　{obj.received_by_name}（{obj.page}）"


def _with_relation(member: Member) -> str:
    relation = RELATION_LABELS.get(member.relation)
    return f"{member.name}（{relation}）" if relation else member.name


class RunForm(forms.Form):
    form_key = forms.UUIDField()

    def key(self) -> str:
        return str(self.cleaned_data["form_key"])


class JudgementForm(RunForm):
    """`person` is a member of the case, `name` a parameter, `value` whole NT$."""

    kind = forms.ChoiceField(label=_("認定什麼"), choices=DecisionKind.choices)
    person = _MemberField(Member.objects.none(), required=False, label=_("哪一位"))
    name = forms.SlugField(max_length=60, required=False, label=_("參數"))
    value = forms.IntegerField(min_value=0, max_value=10**9, required=False, label=_("採計（元）"))
    reason = forms.CharField(max_length=300, required=False, label=_("理由"))
    document = forms.CharField(max_length=120, required=False, label=_("公文或訪視報告文號"))
    evidence = _EvidenceField(Evidence.objects.none(), required=False, label=_("佐證"))
    withdrawn = forms.BooleanField(required=False, label=_("取消先前的認定"))

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Member.objects.filter(case=case)  # type: ignore[attr-defined]
        self.fields["evidence"].queryset = Evidence.objects.filter(case=case)  # type: ignore[attr-defined]

    def judgement(self) -> dict[str, Any]:
        given = self.cleaned_data
        person = given["person"]
        return {
            "kind": DecisionKind(given["kind"]),
            "person_key": person.person_key if person else "",
            **{
                name: given[name] for name in ("name", "value", "reason", "document", "evidence", "withdrawn")
            },
        }
