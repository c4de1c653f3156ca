"""Tables of determination: what the rules said on which facts, and what people decided for them."""

import uuid

from django.db import models

from welfare.case.models import Case
from welfare.documents.models import Evidence
from welfare.foundation import clock


class Determination(models.Model):
    """One run of the rules on one case; never changed. The latest is the one shown.

    result: the engine's own JSON (steps, counted members, counterfactuals …); facts: the JSON it was given.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="determinations", db_constraint=False
    )
    outcome = models.CharField(max_length=20)  # eligible | ineligible | undetermined
    level = models.CharField(max_length=30, blank=True)
    grade = models.CharField(max_length=30, blank=True)
    monthly_amount = models.IntegerField(null=True)  # NT$; 0 is a status without cash
    effective_from = models.DateField(null=True)
    counted_size = models.IntegerField(default=0)
    rule_version = models.CharField(max_length=40)
    facts = models.JSONField()
    facts_hash = models.CharField(max_length=64)
    result = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)
    made_by_name = models.CharField(max_length=100)
    because = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "id"], name="determination_county_id")]
        indexes = [models.Index(fields=["case", "-made_at"], name="determination_latest")]


class DecisionKind(models.TextChoices):
    """What only a person may decide."""

    CANNOT_LIVE_WITHOUT_AID = "cannot_live_without_aid"  # 社會救助法第11條之款別規定
    CONFIRMED_PARAMETER = "confirmed_parameter"  # a county's figure nobody has announced to us
    EXCLUDE_MEMBER = "exclude_member"  # 社會救助法第5條第3項第9款
    EXERCISES_PARENTAL_RIGHTS = "exercises_parental_rights"  # 社會救助法第5條第3項第4款
    EXEMPT_EARNINGS = "exempt_earnings"  # 社會救助法第15條第3項
    HOUSEHOLD_CLASS = "household_class"  # 社會救助法第11條：款別、類別
    LAND_RECOGNITION = "land_recognition"  # 社會救助法第5條之2
    SELF_RELIANCE_INCOME = "self_reliance_income"  # 社會救助法第15條之1
    SELF_RELIANCE_SAVINGS = "self_reliance_savings"
    SPECIAL_CASE = "special_case"  # 中央主管機關專案核定
    SUBSIDY_MISUSED = "subsidy_misused"  # 身心障礙者生活補助費發給辦法第4條
    SUPPORTS_LISTED_PERSON = "supports_listed_person"  # 社會救助法第5條第3項第2款、第4款
    UNABLE_TO_SUPPORT = "unable_to_support_ground"  # 社會救助法第5條第3項第3款、施行細則第5條
    UNABLE_TO_WORK = "unable_to_work_by_disability"  # 社會救助法第5條之3第1項第2款
    WORK_INCOME = "work_income"  # 社會救助法第5條之1：figure no table gives


class HumanDecision(models.Model):
    """A judgement no register can give (由人認定): author, day, reason, paper; never edited.

    A later row of the same kind and subject replaces it; `withdrawn` rows take it back. `person_key` names a
    member, `name` a parameter or the reference of a plot of land, `code` what was decided where the answer is
    from a closed list (class, ground, test). `value` is NT$ a month, or the parameter's value.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="human_decisions", db_constraint=False
    )
    kind = models.CharField(max_length=30, choices=DecisionKind.choices)
    person_key = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=30, blank=True)
    value = models.JSONField(null=True)
    reason = models.CharField(max_length=300)
    document = models.CharField(max_length=120, blank=True)  # visit report, letter of the county
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT, db_constraint=False)
    withdrawn = models.BooleanField(default=False)
    decided_by = models.UUIDField()
    decided_by_name = models.CharField(max_length=100)
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["case", "kind", "decided_at"], name="human_decision_latest")]
