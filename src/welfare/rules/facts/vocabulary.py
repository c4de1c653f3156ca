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
    "senior_high": (
        "高級中等學校（含五專前三年）",
        "senior high school or the first years of junior college",
    ),
    "tertiary": ("專科以上學校", "college or university"),
}

#: 特定境遇單親家庭 (社會救助法施行細則 §4), each with the paper that proves it.
SINGLE_PARENT_GROUND: Words = {
    "none": ("無此情形", "none"),
    "spouse_dead": ("配偶死亡", "the spouse is dead"),
    "spouse_missing": (
        "配偶失蹤，報警協尋未獲達六個月以上",
        "the spouse is missing, six months since the report",
    ),
    "court_divorce": (
        "經法院判決離婚、調解或和解離婚",
        "divorced by judgment, or by mediation or settlement in court",
    ),
    "violence_divorce": (
        "因受家庭暴力而兩願離婚並完成登記",
        "divorced by agreement after domestic violence, registered",
    ),
    "divorce_petition": ("依民法第1052條第1項訴請離婚中", "has petitioned for divorce (Civil Code §1052 I)"),
    "spouse_imprisoned": (
        "配偶受一年以上徒刑或拘束人身自由之保安處分，執行中",
        "the spouse serves a sentence or security measure of a year or more",
    ),
    "former_spouse": (
        "離婚後未再婚，前配偶死亡、失蹤、服刑，或有家庭暴力保護令",
        "divorced, not remarried; the former spouse is dead, missing, in prison or under a protection order",
    ),
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
    "cooperative_education_allowance": (
        "建教生職業技能訓練生活津貼",
        "training allowance of a cooperative-education student",
    ),
    "social_assistance": ("社會救助給付", "social-assistance payment"),
    "other": ("其他", "other"),
}

#: 動產及不動產之收益 (社會救助法 §5-1 I ②); everything else but social assistance is other income (③).
PROPERTY_INCOME = frozenset({"interest", "dividend", "rent"})
NOT_INCOME = frozenset({"social_assistance", "cooperative_education_allowance"})

PERIOD: Words = {"month": ("每月", "a month"), "year": ("每年", "a year")}

#: Movable property other than deposits and securities; which kinds count is a county's rule.
MOVABLE_KIND: Words = {
    "investment": ("投資", "investment"),
    "vehicle": ("汽車", "vehicle"),
    "lottery_prize": ("中獎所得", "lottery or competition prize"),
    "sale_proceeds": ("財產交易所得", "proceeds of a sale"),
    "insurance_payment": ("保險給付", "insurance payment"),
    "other_one_off": ("其他一次性給予之所得", "other one-off gain"),
}

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

CHANGE_KIND: Words = {
    "grant": ("新申請", "new application"),
    "increase": ("增加", "increase"),
    "decrease": ("減少", "decrease"),
    "stop": ("停止", "stop"),
}

DECISION_KIND: Words = {
    "exclude_member": ("不列入應計算人口（§5 III ⑨）", "exclude a member (clause 9)"),
    "work_income": ("採計之工作收入", "work income that counts"),
    "household_class": ("低收入戶款別（類別）", "class of the low-income household"),
    "special_case": ("經中央主管機關專案核定之特殊情形", "special case approved by the ministry"),
    "subsidy_misused": ("補助費未真正用於照顧受補助人", "the subsidy is not used for the person"),
    "exempt_earnings": (
        "促進就業增加之收入免計額（§15 III）",
        "earnings from employment services left out (§15 III)",
    ),
    "self_reliance_income": (
        "脫貧措施增加之收入免計額（§15-1 II）",
        "income of a self-reliance measure left out",
    ),
    "self_reliance_savings": (
        "脫貧措施增加之存款免計額（§15-1 II）",
        "savings of a self-reliance measure left out",
    ),
}

MEANS_TEST: Words = {
    "income": ("收入", "income"),
    "movable": ("動產", "movable property"),
    "real_estate": ("不動產", "real estate"),
}
#: Decisions that say an amount in NT$.
DECISION_AMOUNTS = frozenset(
    {"work_income", "exempt_earnings", "self_reliance_income", "self_reliance_savings"}
)
#: Decisions about the household; all others name a person.
OF_THE_HOUSEHOLD = frozenset({"household_class"})
