"""Words of the ledger, as operators read them."""

from django.utils.translation import gettext_lazy as _

from welfare.lookup.models import DeliveryStatus, LineOutcome, ParcelStatus

PARCEL_LABELS = {
    ParcelStatus.PREPARED: _("編好，等著送"),
    ParcelStatus.SENT: _("送出"),
    ParcelStatus.ACKNOWLEDGED: _("機關收到"),
    ParcelStatus.CLOSED: _("都有結果"),
    ParcelStatus.FAILED: _("有沒回覆的"),
}
DELIVERY_LABELS = {
    DeliveryStatus.READING: _("正在讀"),
    DeliveryStatus.ACCEPTED: _("採用"),
    DeliveryStatus.DUPLICATE: _("重複"),
    DeliveryStatus.UNASKED: _("我們沒有問"),
    DeliveryStatus.QUARANTINED: _("隔離"),
}
OUTCOME_LABELS = {
    LineOutcome.ANSWERED: _("已回覆"),
    LineOutcome.NO_RECORD: _("查無資料"),
    LineOutcome.ID_MISMATCH: _("證號與生日不符"),
    LineOutcome.FAILED: _("沒有結果"),
    LineOutcome.WAITING: _("等待"),
}
