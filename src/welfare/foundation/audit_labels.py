"""What an auditor reads for each event."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from welfare.foundation.audit import Event

EVENT_LABELS: dict[Event, str | Promise] = {
    Event.ACCOUNT_ACTING_CHANGED: _("換身分"),
    Event.ACCOUNT_DEPUTY_ENDED: _("結束職務代理"),
    Event.ACCOUNT_DEPUTY_GRANTED: _("安排職務代理"),
    Event.ACCOUNT_SESSION_ENDED: _("登入逾時"),
    Event.ACCOUNT_SIGNED_IN: _("登入"),
    Event.ACCOUNT_SIGNED_OUT: _("登出"),
    Event.ACCOUNT_SIGN_IN_FAILED: _("登入失敗"),
    Event.ANNUAL_REVIEW_RUN: _("年度總清查"),
    Event.AUDIT_TRAIL_READ: _("看稽核紀錄"),
    Event.CASE_MOVED: _("案件換狀態"),
    Event.CASE_OPENED: _("開案"),
    Event.CASE_READ: _("看案件"),
    Event.CHANGE_SETTLED: _("處理異動"),
    Event.COMPARISON_RUN: _("每月比對"),
    Event.DECISION_DECIDED: _("核定"),
    Event.DECISION_NOTICE_HELD_BACK: _("核定函暫緩發文"),
    Event.DECISION_NOTICE_ISSUED: _("發核定函"),
    Event.DECISION_NOTICE_SERVED: _("登錄送達"),
    Event.DEMO_BEGUN: _("開始載入示範資料"),
    Event.DEMO_TOLD: _("示範資料載入完成"),
    Event.DETERMINATION_JUDGED: _("認定時人工判斷"),
    Event.DETERMINATION_MADE: _("認定"),
    Event.DOCUMENT_ACCEPTED: _("佐證採認"),
    Event.DOCUMENT_GENERATED: _("產生文書"),
    Event.DOCUMENT_READ: _("看佐證"),
    Event.DOCUMENT_REFUSED: _("佐證不採"),
    Event.DOCUMENT_SENT: _("送公文交換"),
    Event.DOCUMENT_STORED: _("收佐證"),
    Event.EXCHANGE_ACKNOWLEDGED: _("機關收到查調批次"),
    Event.EXCHANGE_CHANNEL_CHANGED: _("機關連線變化"),
    Event.EXCHANGE_EXAMINED: _("檢視隔離的回覆"),
    Event.EXCHANGE_FAILED: _("查調批次沒有結果"),
    Event.EXCHANGE_PREPARED: _("編成查調批次"),
    Event.EXCHANGE_QUARANTINED: _("回覆放進隔離區"),
    Event.EXCHANGE_RECEIVED: _("收查調批次的回覆"),
    Event.EXCHANGE_SENT: _("送出查調批次"),
    Event.EXCHANGE_WITHDRAWN: _("查調沒有送出"),
    Event.EXPORT_MADE: _("匯出"),
    Event.FACT_CORRECTED: _("更正資料"),
    Event.INTAKE_ACCOUNT_SET: _("登錄帳戶"),
    Event.INTAKE_DRAFT_SAVED: _("存草稿"),
    Event.INTAKE_PRIVACY_NOTICE_GIVEN: _("告知個資事項"),
    Event.INTAKE_READ_BACK: _("複誦申請內容"),
    Event.INTAKE_SUBMITTED: _("送件"),
    Event.INTAKE_SUPPLEMENT_OVERDUE: _("補件逾期"),
    Event.INTAKE_SUPPLEMENT_RECEIVED: _("收補件"),
    Event.INTAKE_SUPPLEMENT_REQUESTED: _("通知補件"),
    Event.LOOKS_ALARM_ANSWERED: _("答覆查閱警示"),
    Event.LOOKS_ALARM_RAISED: _("查閱警示"),
    Event.LOOKS_DECLARED: _("人員申報"),
    Event.LOOKS_READ: _("看查閱紀錄"),
    Event.LOOKS_RETIRED: _("銷毀逾期的查閱紀錄"),
    Event.LOOKS_SCANNED: _("檢查查閱紀錄"),
    Event.LOOKS_SHEET_DRAWN: _("製作查調紀錄陳核表"),
    Event.LOOKS_SHEET_SIGNED: _("簽核查調紀錄陳核表"),
    Event.LOOKS_TOLD: _("提供查閱紀錄給當事人"),
    Event.LOOKUP_ANSWERED: _("查調回覆"),
    Event.LOOKUP_ASKED: _("查調"),
    Event.LOOKUP_FAILED: _("查調失敗"),
    Event.PAYMENT_ENTITLED: _("列入撥款"),
    Event.PAYMENT_FILE_WRITTEN: _("產生轉帳檔"),
    Event.PAYMENT_ROSTER_PREPARED: _("編造撥款清冊"),
    Event.PAYMENT_ROSTER_RELEASED: _("放行撥款"),
    Event.PAYMENT_ROSTER_WITHDRAWN: _("撤回撥款清冊"),
    Event.PERMISSION_DENIED: _("拒絕存取"),
    Event.PERSON_REVEALED: _("顯示遮蔽資料"),
    Event.REVIEW_FIRST_DONE: _("初審"),
    Event.REVIEW_ROSTER_SENT: _("送初審名冊"),
    Event.REVIEW_SECOND_DONE: _("複審"),
    Event.SEARCHED: _("搜尋"),
    Event.VISIT_ASSIGNED: _("派訪"),
    Event.VISIT_RECORDED: _("訪視紀錄"),
}


_BY_WORD = {event.value: label for event, label in EVENT_LABELS.items()}


def label_of(event: str) -> str | Promise:
    """The label, or the stored word itself for an event of another version."""
    return _BY_WORD.get(event, event)
