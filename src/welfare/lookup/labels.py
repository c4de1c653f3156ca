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

RELATION_LABELS = {
    "self": _("本人"),
    "spouse": _("配偶"),
    "parent": _("父母"),
    "child": _("子女"),
    "grandparent": _("祖父母"),
    "grandchild": _("孫子女"),
    "lineal": _("直系血親"),
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
    "listed_status": _("列冊身分"),
    "benefits": _("領取中的給付"),
    "received_in_previous_year": _("前一年度領有本津貼"),
    "paid_without_break_since": _("未中斷領取起日"),
    "placed_at_public_cost": _("公費安置"),
    "days_in_taiwan": _("一年內在國內日數"),
    "lives_in_registered_county": _("實際居住戶籍地"),
    "occupation": _("職業"),
}
