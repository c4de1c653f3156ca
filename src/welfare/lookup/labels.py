"""Words of lookup, as people read them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from welfare.lookup.models import RequestStatus

SOURCE_LABELS = {
    "household_registration": _("戶政"),
    "tax_records": _("財稅"),
    "labor_insurance": _("勞保"),
    "disability_register": _("身心障礙證明"),
    "benefit_records": _("福利給付、安置與在監"),
    "border_crossing": _("入出境"),
    "evidence": _("佐證"),
    "application": _("本人說"),
    "visit": _("訪視"),
    "human_decision": _("由人認定"),
    "draft determination of this run": _("本次試算"),
}

OUTCOME_LABELS = {
    RequestStatus.REQUESTED: _("等待回覆"),
    RequestStatus.ANSWERED: _("已回覆"),
    RequestStatus.NO_RECORD: _("查無資料"),
    RequestStatus.ID_MISMATCH: _("證號與生日不符"),
    RequestStatus.FAILED: _("查不到，要由人查證"),
}

ABSENCE_LABELS = {
    "withheld": _("機關保密，不提供"),
    "none": pgettext_lazy("register", "查無資料"),
    "unknown": _("機關也不知道"),
}

PAPER_LABELS = {
    "household_transcript": _("戶籍謄本"),
    "income_list": _("所得清單"),
    "property_list": _("財產清單"),
    "insurance_record": _("勞保投保紀錄"),
    "disability_certificate": _("身心障礙證明影本"),
    "listing_certificate": _("低收入、中低收入戶證明"),
    "custody_certificate": _("在監證明"),
    "travel_record": _("入出國日期證明"),
}

#: how far the asking is, by papers.Held
HELD_LABELS = {
    "answered": _("免附，已查到"),
    "asking": _("免附，查調中"),
    "silent": _("機關沒有回覆，由人查證"),
    "not_asked": _("免附，送出後系統會查"),
}

RELATION_LABELS = {
    "self": _("本人"),
    "spouse": _("配偶"),
    "parent": _("父母"),
    "child": _("子女"),
    "grandparent": _("祖父母"),
    "grandchild": _("孫子女"),
    "lineal": _("直系血親"),
    "sibling": _("兄弟姊妹"),
    "taxpayer": _("申報扶養的納稅人"),
    "household": _("同戶的人"),
    "relative": _("其他親屬"),
}

KIND_LABELS = {
    "born_on": _("出生日期"),
    "born_between": _("出生日期（不完整）"),
    "sex": _("性別"),
    "died_on": _("死亡日期"),
    "marital_state": _("婚姻狀況"),
    "residence": _("戶籍動態"),
    "registered_household": _("戶號"),
    "registered_county": _("戶籍縣市"),
    "registered_village": _("戶籍村里"),
    "moved_in_on": _("遷入日期"),
    "has_household_registration": _("設有戶籍"),
    "indigenous": _("原住民身分"),
    "under_guardianship": _("受監護宣告"),
    "is_missing": _("失蹤"),
    "missing_reported_on": _("報案協尋日"),
    "in_military_service": _("服役"),
    "is_student": _("在學"),
    "publicly_funded_student": _("領有公費"),
    "kinship": _("親屬"),
    "tax_wage": _("全年工作收入"),
    "wage_proof": _("薪資證明（每月）"),
    "income": _("其他所得"),
    "deposits": _("存款"),
    "securities": _("投資"),
    "real_estate": _("不動產"),
    "claimed_by": _("申報扶養的納稅人"),
    "is_employed": _("就業"),
    "insured_monthly_salary": _("月投保薪資"),
    "pensions": _("年金"),
    "has_disability_certificate": _("身心障礙證明"),
    "disability_category": _("障礙類別"),
    "disability_degree": _("障礙程度"),
    "unable_to_work_by_disability": _("不能工作"),
    "in_custody": _("在監、羈押或拘禁"),
    "custody_since": _("入監、羈押或拘禁起日"),
    "listed_status": _("列冊身分"),
    "benefits": _("領取中的給付"),
    "received_in_previous_year": _("前一年度領有本津貼"),
    "paid_without_break_since": _("未中斷領取起日"),
    "placed_at_public_cost": _("公費安置"),
    "placement_since": _("公費安置起日"),
    "placement_service": _("安置的服務方式"),
    "days_in_taiwan": _("一年內在國內日數"),
    "lives_in_registered_county": _("實際居住戶籍地"),
    "occupation": _("職業"),
}

RELATION_WORDS = {
    "spouse": _("配偶"),
    "former_spouse": _("前配偶"),
    "father": _("父"),
    "mother": _("母"),
    "adoptive_parent": _("養父母"),
    "child": _("子女"),
    "adopted_child": _("養子女"),
}

#: codes inside facts
CODE_LABELS = {
    "female": _("女"),
    "male": _("男"),
    "single": _("未婚"),
    "married": _("已婚"),
    "divorced": _("離婚"),
    "widowed": _("喪偶"),
    "current": _("現住"),
    "moved_out": _("已遷出"),
    "dead": _("死亡"),
    "at_registration_office": _("戶籍設於戶政事務所"),
    "mild": _("輕度"),
    "moderate": _("中度"),
    "severe": _("重度"),
    "profound": _("極重度"),
    "none": _("非列冊戶"),
    "low_income": _("列冊低收入戶"),
    "middle_low_income": _("列冊中低收入戶"),
    "interest": _("利息"),
    "dividend": _("股利"),
    "rent": _("租金"),
    "business": _("營利、執行業務"),
    "day": _("日間式服務"),
    "night": _("夜間式服務"),
    "residential": _("全日住宿式服務"),
    "pension": _("退休年金"),
    "annuity": _("年金"),
    "other": _("其他"),
    "land": _("土地"),
    "house": _("房屋"),
    "investment": _("投資"),
    "elderly_farmer_allowance": _("老農津貼"),
    "national_pension_old_age_guarantee": _("國民年金老年基本保證年金"),
    "national_pension_disability_guarantee": _("國民年金身心障礙基本保證年金"),
    "disability_living_subsidy": _("身心障礙者生活補助"),
    "senior_living_allowance": _("中低收入老人生活津貼"),
    "low_income_living_support": _("低收入戶生活扶助"),
    "veteran_home_care": _("榮民就養給付"),
}
