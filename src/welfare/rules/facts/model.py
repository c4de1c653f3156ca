"""The facts of one household as typed, frozen records.

The metadata of each field is the published description: the loader reads its `kind`, the JSON Schema its
words. Money is whole NT$, dates are ISO, years have four digits.
"""

# ruff: noqa: RUF009 (`known` only declares a dataclass field)
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from welfare.rules.facts import vocabulary as words
from welfare.rules.facts.items import (
    Benefit,
    ConfirmedParameter,
    Holding,
    Income,
    Judgement,
    Movable,
    RealEstate,
)
from welfare.rules.facts.values import Fact


def known(kind: str, zh: str, en: str, codes: words.Words | None = None) -> Any:
    """Declare one sourced value; absent means unknown."""
    return field(default_factory=Fact, metadata={"kind": kind, "zh": zh, "en": en, "codes": codes})


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the file, related or not; the engine decides who counts."""

    id: str
    index: int
    name: str = ""
    parents: tuple[str, ...] = ()
    spouse: str = ""
    claims_as_dependant: tuple[str, ...] = ()
    sex: Fact[str] = known("code", "性別", "sex", words.SEX)
    born_on: Fact[date] = known("date", "出生日期", "date of birth")
    died_on: Fact[date] = known("date", "死亡日期（未填表示生存）", "date of death (absent: alive)")
    marital_state: Fact[str] = known("code", "婚姻狀況", "marital state", words.MARITAL_STATE)
    registered_county: Fact[str] = known("county", "戶籍縣市代碼", "county of household registration")
    registered_household: Fact[str] = known(
        "text", "戶籍（同戶者代號相同）", "household of registration: same label, same household"
    )
    dwelling: Fact[str] = known(
        "text", "實際居住處（共同生活者代號相同）", "dwelling: same label means living together"
    )
    has_household_registration: Fact[bool] = known(
        "bool", "在臺設有戶籍", "has household registration in Taiwan"
    )
    lives_in_registered_county: Fact[bool] = known(
        "bool", "實際居住於戶籍所在地", "actually lives where registered"
    )
    days_in_taiwan: Fact[int] = known("count", "最近一年居住國內日數", "days in Taiwan in the last year")
    indigenous: Fact[bool] = known("bool", "具原住民身分", "indigenous person")
    has_disability_certificate: Fact[bool] = known(
        "bool", "領有身心障礙證明", "holds a valid disability certificate"
    )
    disability_category: Fact[str] = known("text", "障礙類別", "category of disability")
    disability_degree: Fact[str] = known("code", "障礙程度", "degree of disability", words.DISABILITY_DEGREE)
    unable_to_work_by_disability: Fact[bool] = known(
        "bool", "身心障礙致不能工作（由人認定）", "disability rules out work (a person's finding)"
    )
    has_serious_illness: Fact[bool] = known(
        "bool", "罹患嚴重傷、病，三個月以上不能工作", "serious illness, unable to work three months or more"
    )
    illness_certified_until: Fact[date] = known(
        "date",
        "傷病證明之有效末日（未填表示未限期）",
        "last day the illness certificate covers (absent: open)",
    )
    is_caregiver: Fact[bool] = known(
        "bool", "照顧特定身心障礙或病症且不能自理者", "cares for a person who cannot look after themselves"
    )
    raises_young_child_alone: Fact[bool] = known(
        "bool", "獨自扶養六歲以下直系血親卑親屬", "raises own descendant aged six or under alone"
    )
    pregnancy_protected: Fact[bool] = known(
        "bool",
        "懷胎六個月以上至分娩後二個月內",
        "six months pregnant to two months after birth, or doctor's advice",
    )
    pregnancy_months: Fact[int] = known("count", "懷胎月數", "months of pregnancy")
    gave_birth_on: Fact[date] = known(
        "date", "最近分娩日（未填表示無）", "day of the last birth given (absent: none)"
    )
    doctor_advises_rest: Fact[bool] = known(
        "bool", "懷胎期間經醫師診斷不宜工作", "pregnant and advised by a doctor not to work"
    )
    under_guardianship: Fact[bool] = known("bool", "受監護宣告", "under guardianship")
    is_student: Fact[bool] = known("bool", "在學", "enrolled at a school in Taiwan")
    school_type: Fact[str] = known("code", "學制", "type of school", words.SCHOOL_TYPE)
    school_level: Fact[str] = known("code", "就讀學校層級", "level of the school", words.SCHOOL_LEVEL)
    publicly_funded_student: Fact[bool] = known("bool", "在學領有公費", "student at public cost")
    is_employed: Fact[bool] = known("bool", "已就業", "employed now")
    occupation: Fact[str] = known("text", "職業", "occupation")
    occupation_listed: Fact[bool] = known(
        "bool", "職業列於職類別薪資調查", "the occupation is listed in the wage survey"
    )
    occupational_wage: Fact[int] = known(
        "money",
        "職類別薪資調查之每月平均經常性薪資",
        "monthly average wage of the occupation in the wage survey",
    )
    insured_monthly_salary: Fact[int] = known("money", "勞保月投保薪資", "insured monthly salary")
    wage_proof: Fact[int] = known(
        "money",
        "當年度薪資證明每月金額（未填表示無證明）",
        "proven monthly wage of this year (absent: no proof)",
    )
    tax_wage: Fact[int] = known(
        "money", "最近一年度財稅資料全年工作收入", "work income of the latest tax year, whole year"
    )
    unemployment_recognised: Fact[bool] = known(
        "bool", "經公立就業服務機構認定失業", "unemployment recognised by the public employment service"
    )
    failed_placements: Fact[int] = known(
        "count", "公立就業服務機構推介未成次數", "failed placements by the public employment service"
    )
    in_full_time_training: Fact[bool] = known(
        "bool", "參加政府全日制職業訓練", "in full-time government vocational training"
    )
    in_military_service: Fact[bool] = known(
        "bool", "徵集入營服役或服替代役", "called up for military or substitute service"
    )
    in_custody: Fact[bool] = known("bool", "入獄服刑、羈押或拘禁", "imprisoned, detained or held by law")
    is_missing: Fact[bool] = known(
        "bool", "失蹤且報警協尋未獲", "missing, reported to the police and not found"
    )
    missing_reported_on: Fact[date] = known("date", "報警協尋日", "day reported missing")
    placed_at_public_cost: Fact[bool] = known("bool", "政府公費收容安置", "placed at public cost")
    placement_service: Fact[str] = known(
        "code", "公費安置之服務方式", "kind of service of the placement", words.PLACEMENT_SERVICE
    )
    is_specific_single_parent: Fact[bool] = known(
        "bool", "特定境遇單親家庭（施行細則 §4）", "head of a single-parent family in special circumstances"
    )
    single_parent_ground: Fact[str] = known(
        "code",
        "特定境遇單親之情形（施行細則 §4 I）",
        "ground of a single parent in special circumstances",
        words.SINGLE_PARENT_GROUND,
    )
    raises_child_alone: Fact[bool] = known("bool", "獨自扶養子女", "raises own children alone")
    married_out: Fact[bool] = known(
        "bool",
        "出嫁之女兒或為他人贅夫之子",
        "daughter who married out, or son who joined his wife's family",
    )
    may_work_in_taiwan: Fact[bool] = known("bool", "得在臺灣地區工作", "is allowed to work in Taiwan")
    supports_listed_person: Fact[bool] = known("bool", "有扶養事實", "supports the listed person in fact")
    exercises_parental_rights: Fact[bool] = known(
        "bool", "行使或負擔對未成年子女之權利義務", "exercises parental rights over the minor child"
    )
    unable_to_support_ground: Fact[str] = known(
        "code", "無扶養能力之情形（施行細則 §5）", "ground of inability to support", words.UNABLE_TO_SUPPORT
    )
    income: tuple[Income, ...] | None = None
    deposits: tuple[Holding, ...] | None = None
    securities: tuple[Holding, ...] | None = None
    movables: tuple[Movable, ...] | None = None
    real_estate: tuple[RealEstate, ...] | None = None
    benefits: tuple[Benefit, ...] | None = None
    given: dict[str, Fact[int]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"persons[{self.index}]"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything known for one case; `listed` are the persons asking for aid (申請輔導人口)."""

    jurisdiction: str
    applicant: str
    listed: tuple[str, ...]
    persons: tuple[Person, ...]
    applied_on: date | None = None
    documents_complete_on: date | None = None
    investigated_on: date | None = None
    listed_status: Fact[str] = known(
        "code", "列冊身分", "listed status of the household", words.LISTED_STATUS
    )
    change_kind: Fact[str] = known(
        "code", "變動種類（未填表示新申請）", "kind of change (absent: new application)", words.CHANGE_KIND
    )
    changed_on: Fact[date] = known("date", "變動事由發生日", "day the change happened")
    paid_without_break_since: Fact[date] = known(
        "date", "津貼未中斷領取之起日", "the allowance has been paid without a break since"
    )
    received_in_previous_year: Fact[bool] = known(
        "bool", "前一年度領有本津貼", "received this allowance in the previous year"
    )
    property_added: Fact[bool] = known(
        "bool", "不動產較前一年度增加", "real estate was added since the previous year"
    )
    value_rise_within_adjustment: Fact[bool] = known(
        "bool",
        "不動產價值增加未超過公告現值調整幅度",
        "value rose no more than the announced land-value adjustment",
    )
    cannot_live_without_aid: Fact[bool] = known(
        "bool", "非靠救助無法生活（由人認定）", "cannot live without aid (a person's finding)"
    )
    decisions: tuple[Judgement, ...] = ()
    confirmed_parameters: tuple[ConfirmedParameter, ...] = ()
    given: dict[str, Fact[int]] = field(default_factory=dict)

    def person(self, person_id: str) -> Person:
        return next(person for person in self.persons if person.id == person_id)

    def decision(self, kind: str, person_id: str | None = None) -> Judgement | None:
        """The latest decision of a kind, about a person or, with None, whomever it names."""
        found = [d for d in self.decisions if d.kind == kind and person_id in (None, d.person)]
        return max(found, key=lambda d: d.on) if found else None
