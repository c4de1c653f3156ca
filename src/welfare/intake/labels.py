"""Words for what is stored in English."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from welfare.intake.models import AccountKind, Channel, SupplementOutcome

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CHANNELS: dict[str, "_StrPromise"] = {
    Channel.COUNTER: _("公所櫃檯"),
    Channel.VILLAGE_OFFICE: _("村里辦公處"),
    Channel.HOME: _("到家裡受理"),
}
ACCOUNT_KINDS: dict[str, "_StrPromise"] = {
    AccountKind.POST: _("郵局"),
    AccountKind.BANK: _("銀行、農漁會"),
}
SUPPLEMENT_OUTCOMES: dict[str, "_StrPromise"] = {
    SupplementOutcome.COMPLETE: _("補齊"),
    SupplementOutcome.OVERDUE: _("逾期"),
    SupplementOutcome.WITHDRAWN: _("取消"),
}
ORIGINS: dict[str, "_StrPromise"] = {
    "prefilled": _("系統帶入"),
    "tapped": _("點選"),
    "typed": _("打字"),
}
