"""Closed lists used in facts, with their Chinese and English words: code → (zh, en)."""

from __future__ import annotations

Words = dict[str, tuple[str, str]]

SEX: Words = {"female": ("女", "female"), "male": ("男", "male")}

MARITAL_STATE: Words = {
    "single": ("未婚", "single"),
    "married": ("已婚", "married"),
    "divorced": ("離婚", "divorced"),
    "widowed": ("喪偶", "widowed"),
}

DISABILITY_DEGREE: Words = {
    "mild": ("輕度", "mild"),
    "moderate": ("中度", "moderate"),
    "severe": ("重度", "severe"),
    "profound": ("極重度", "profound"),
}

PLACEMENT_SERVICE: Words = {
    "day": ("日間式服務", "day care"),
    "night": ("夜間式服務", "night care"),
    "residential": ("全日住宿式服務", "residential care"),
}

SCHOOL_TYPE: Words = {
    "day": ("日間部", "day school"),
    "evening": ("夜間部", "evening school"),
    "weekend": ("假日班", "weekend classes"),
    "distance": ("遠距教學", "distance learning"),
    "open_university": ("空中大學", "open university"),
    "in_service": ("在職班、學分班", "in-service or credit classes"),
    "continuing": ("大學以上進修學校", "continuing-education college"),
}

SCHOOL_LEVEL: Words = {
    "compulsory": ("國民中學以下", "elementary or junior high school"),
    "senior_high": ("高級中等學校（含五專前三年）", "senior high school or the first years of junior college"),
    "tertiary": ("專科以上學校", "college or university"),
}

UNABLE_TO_SUPPORT: Words = {
    "none": ("無此情形", "none"),
    "low_income": ("列冊低收入戶", "listed low-income household"),
    "serious_illness": ("罹患嚴重傷、病三個月以上", "serious injury or illness of three months or more"),
    "caregiver": ("照顧特定身心障礙或病症者", "cares for a person with a listed disability or illness"),
    "disability": ("身心障礙致不能工作", "disability that rules out work"),
    "unemployed": ("經公立就業服務機構認定失業", "unemployment recognised by the public employment service"),
}

LISTED_STATUS: Words = {
    "none": ("非列冊戶", "not listed"),
    "low_income": ("列冊低收入戶", "listed low-income household"),
    "middle_low_income": ("列冊中低收入戶", "listed middle-low-income household"),
}

INCOME_KIND: Words = {
    "interest": ("利息", "interest"),
    "dividend": ("股利", "dividends"),
    "rent": ("租賃所得", "rent"),
    "business": ("營利、執行業務所得", "business or professional income"),
    "pension": ("退休金", "retirement pension"),
    "annuity": ("年金", "annuity"),
    "alimony": ("贍養費、扶養費", "alimony or maintenance"),
    "remittance": ("定期匯款", "regular remittance"),
    "unemployment_benefit": ("失業給付", "unemployment benefit"),
    "training_allowance": ("職業訓練生活津貼", "training allowance"),
    "social_assistance": ("社會救助給付", "social-assistance payment"),
    "other": ("其他", "other"),
}

#: 動產及不動產之收益 (社會救助法 §5-1 I ②); everything else but social assistance is other income (③).
PROPERTY_INCOME = frozenset({"interest", "dividend", "rent"})
NOT_INCOME = frozenset({"social_assistance"})

PERIOD: Words = {"month": ("每月", "a month"), "year": ("每年", "a year")}

REAL_ESTATE_KIND: Words = {"land": ("土地", "land"), "house": ("房屋", "house")}

LAND_EXCLUSION: Words = {
    "indigenous_reserve": ("未產生經濟效益之原住民保留地", "unproductive indigenous reserve land"),
    "public_facility": (
        "未產生經濟效益之公共設施保留地及既成道路",
        "unproductive reserved public land or road",
    ),
    "protected": (
        "未產生經濟效益之非都市保育、墳墓及水利用地",
        "unproductive protected, grave or water land",
    ),
    "ancestral": ("未產生經濟效益之祭祀公業解散土地", "unproductive share of a dissolved ancestral estate"),
    "subsidence": ("嚴重地層下陷區之農牧、養殖用地", "unproductive farm land in a severe subsidence area"),
    "disaster": (
        "因天然災害致未產生經濟效益之農林漁牧用地",
        "unproductive farm land after a natural disaster",
    ),
    "contaminated": ("依法公告之污染場址", "announced contaminated site"),
}

BENEFIT: Words = {
    "elderly_farmer_allowance": ("老年農民福利津貼", "elderly farmer allowance"),
    "national_pension_old_age_guarantee": ("國民年金老年基本保證年金", "national-pension old-age guarantee"),
    "national_pension_disability_guarantee": (
        "國民年金身心障礙基本保證年金",
        "national-pension disability guarantee",
    ),
    "disability_living_subsidy": ("身心障礙者生活補助", "disability living subsidy"),
    "senior_living_allowance": ("中低收入老人生活津貼", "senior living allowance"),
    "low_income_living_support": ("低收入戶生活扶助", "low-income living support"),
    "veteran_home_care": ("榮民就養給付", "veterans' care payment"),
    "other": ("其他福利給付", "other benefit"),
}

#: Aid that adds up under the ceiling of 社會救助法 §8; payments of the national pension are insurance.
COUNTS_TOWARDS_CEILING = frozenset(BENEFIT) - {
    "national_pension_old_age_guarantee",
    "national_pension_disability_guarantee",
}

#: 款 in most counties, 類 in 臺北市 and 高雄市; the jurisdiction decides which of them exist.
HOUSEHOLD_CLASS: Words = {
    "class_1": ("第一款", "class 1"),
    "class_2": ("第二款", "class 2"),
    "class_3": ("第三款", "class 3"),
    "type_0": ("第0類", "type 0"),
    "type_1": ("第1類", "type 1"),
    "type_2": ("第2類", "type 2"),
    "type_3": ("第3類", "type 3"),
    "type_4": ("第4類", "type 4"),
}

DECISION_KIND: Words = {
    "exclude_member": ("不列入應計算人口（§5 III ⑨）", "exclude a member (clause 9)"),
    "work_income": ("採計之工作收入", "work income that counts"),
    "household_class": ("低收入戶款別（類別）", "class of the low-income household"),
    "special_case": ("經中央主管機關專案核定之特殊情形", "special case approved by the ministry"),
    "subsidy_misused": ("補助費未真正用於照顧受補助人", "the subsidy is not used for the person"),
}

#: Decisions about the household; all others name a person.
OF_THE_HOUSEHOLD = frozenset({"household_class"})
