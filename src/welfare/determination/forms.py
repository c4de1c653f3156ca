"""Parsing of what pages of determination send."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from welfare.case.models import Case, Member
from welfare.determination.kinds import KIND_WORDS, KINDS, KindRule, means_tests_of
from welfare.determination.models import DecisionKind
from welfare.documents.models import Evidence
from welfare.foundation.roc_calendar import to_roc
from welfare.lookup import selectors as lookup
from welfare.lookup.labels import RELATION_LABELS

_LAND = "land"


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
    """`person` is a member of the case, `name` a parameter, `plot` a member's land, `code` an answer from the
    kind's closed list, `value` whole NT$."""

    kind = forms.ChoiceField(label=_("認定什麼"), choices=list(KIND_WORDS.items()))
    person = _MemberField(Member.objects.none(), required=False, label=_("哪一位"))
    name = forms.SlugField(max_length=60, required=False, label=_("參數"))
    plot = forms.ChoiceField(required=False, label=_("哪一筆土地"))
    code = forms.ChoiceField(required=False, label=_("認定成"))
    value = forms.IntegerField(min_value=0, max_value=10**9, required=False, label=_("採計（元）"))
    reason = forms.CharField(max_length=300, required=False, label=_("理由"))
    document = forms.CharField(max_length=120, required=False, label=_("公文或訪視報告文號"))
    evidence = _EvidenceField(Evidence.objects.none(), required=False, label=_("佐證"))
    withdrawn = forms.BooleanField(required=False, label=_("取消先前的認定"))

    def __init__(self, case: Case, *args: Any, codes: tuple[str, ...] = (), **kwargs: Any) -> None:
        """codes: the answers to offer, when not all of the kind's list fit the case."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["person"].queryset = Member.objects.filter(case=case)
        fields["evidence"].queryset = Evidence.objects.filter(case=case)
        rule = KINDS.get(self.data.get("kind") or self.initial.get("kind", ""))
        if rule is not None and rule.codes:
            fields["code"].choices = [("", "---------"), *_code_choices(case, rule, codes)]
        if rule is not None and rule.about == _LAND:
            fields["plot"].choices = [("", "---------"), *plots_of(case)]
        if rule is not None and rule.value_label:
            fields["value"].label = rule.value_label
        if self.initial.get("kind") == DecisionKind.CONFIRMED_PARAMETER:
            fields["value"].label = _("公告的數字")

    def judgement(self) -> dict[str, Any]:
        """What `record_judgement` takes."""
        given = self.cleaned_data
        person_key, reference = (given["plot"] or "|").split("|", 1)
        same = ("code", "value", "reason", "document", "evidence", "withdrawn")
        return {
            "kind": DecisionKind(given["kind"]),
            "person_key": given["person"].person_key if given["person"] else person_key,
            "name": given["name"] or reference,
            **{name: given[name] for name in same},
        }


def _code_choices(case: Case, rule: KindRule, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    at = 1 if (get_language() or "").startswith("en") else 0
    offered = means_tests_of(case.program) if rule.kind == DecisionKind.SPECIAL_CASE else rule.codes
    return [(code, words[at]) for code, words in offered.items() if not codes or code in codes]


def plots_of(case: Case) -> Iterator[tuple[str, str]]:
    """Every plot of land of the members as a choice: "<person key>|<reference>", and what it is called."""
    names = dict(Member.objects.filter(case=case).values_list("person_key", "name"))
    for (person, kind), fact in lookup.latest(case).items():
        for item in fact.value or () if kind == "real_estate" and person in names else ():
            if item["kind"] == _LAND and item.get("reference"):
                words = f"{names[person]}　{item.get('location', '')}（{item['value']:,}）"
                yield f"{person}|{item['reference']}", words
