"""What each kind of promise is called on screen; a kind without words fails a test."""

from django.utils.translation import gettext_lazy as _

PROMISE_LABELS = {
    "official_document_sent": _("公文交換送出"),
    "payment_file": _("產生轉帳檔"),
    "first_payment": _("第一次撥款"),
    "lookup_answer": _("機關回覆查調"),
    "exchange_answer": _("機關回覆一批查調"),
    "exchange_examined": _("檢視隔離的回覆"),
    "look_alarm": _("答覆查閱警示"),
    "look_sheet": _("簽核查調紀錄陳核表"),
    "notice_issued": _("發出通知函"),
    "notice_served": _("通知函送達"),
    "payment_release": _("放行撥款"),
    "resolve_contradiction": _("釐清互相矛盾的資料"),
    "entitlement_overlap": _("釐清重複的受給權"),
    "supplement_answered": _("民眾補件"),
    "comparison_answered": _("每月比對的回覆到齊"),
    "change_settled": _("處理異動"),
    "visit_recorded": _("完成訪視紀錄"),
}
