"""Words of who looked, as people read them."""

from django.utils.translation import gettext_lazy as _

from welfare.lookup.looks.models import AlarmStatus, Finding, LookKind, SheetStatus

KIND_LABELS = {
    LookKind.ASKED: _("查調"),
    LookKind.VIEWED: _("閱覽"),
    LookKind.PRINTED: _("列印"),
    LookKind.EXPORTED: _("匯出"),
    LookKind.TOLD: _("提供當事人"),
}

PAGE_LABELS = {
    "case": _("案件頁"),
    "glance": _("待辦清單的摘要"),
    "decision": _("核定頁"),
    "application": _("申請填寫"),
    "explanation": _("試算說明"),
    "review": _("審查頁"),
    "letter": _("核定函"),
    "visit": _("訪視紀錄"),
    "fact": _("一項查調資料"),
    "change": _("一筆異動"),
    "request": _("一次查調"),
    "batch": _("定期比對"),
    "list": _("查閱紀錄"),
}

STATUS_LABELS = {SheetStatus.OPEN: _("待簽核"), SheetStatus.SIGNED: _("已簽核")}

FINDING_LABELS = {Finding.IN_ORDER: _("與案卷相符"), Finding.NO_REASON: _("找不到理由")}

ANSWER_LABELS = {
    AlarmStatus.OPEN: _("待答覆"),
    AlarmStatus.EXPLAINED: _("有正當理由"),
    AlarmStatus.MISUSE: _("不當查閱"),
}

RULE_LABELS = {
    "no_activity": _("沒有在辦的案件"),
    "neighbor": _("自己的鄰居"),
    "kin": _("本人或親屬"),
    "colleague": _("同事"),
    "burst": _("短時間大量查閱"),
    "off_hours": _("下班或假日查閱"),
    "crowd": _("多人查閱同一人"),
    "other_office": _("別的公所的案件"),
    "sample": _("抽查找不到理由"),
    "chain": _("紀錄與稽核鏈不符"),
}

#: how the applicant's identity was checked before the list was given
IDENTITY_LABELS = {
    "id_card": _("國民身分證"),
    "health_card": _("健保卡加另一張證件"),
    "known_visit": _("到宅，當面核對身分證"),
    "representative": _("代理人：委託書與雙方身分證"),
}
