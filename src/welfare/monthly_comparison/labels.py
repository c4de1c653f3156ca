"""Words for what is stored in English."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from welfare.monthly_comparison.models import ChangeState, LineState
from welfare.web.components.marks import Family

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CHANGE_LABELS: dict[str, "_StrPromise"] = {
    "death": _("死亡"),
    "family_death": _("家屬死亡"),
    "left_county": _("遷出縣市"),
    "moved_within_county": _("縣內遷徙"),
    "registration_ended": _("戶籍不在了"),
    "marriage_changed": _("婚姻變動"),
    "went_missing": _("失蹤"),
    "custody_began": _("入監、羈押或拘禁"),
    "custody_ended": _("出監"),
    "placement_began": _("公費安置開始"),
    "placement_ended": _("公費安置結束"),
    "benefit_began": _("開始領別的給付"),
    "listing_changed": _("列冊身分改變"),
    "away_too_long": _("一年在國內未超過 183 日"),
    "certificate_ended": _("身心障礙證明失效"),
    "certificate_began": _("領到身心障礙證明"),
    "degree_changed": _("障礙程度改變"),
    "pension_began": _("開始領年金"),
    "work_began": _("開始加保工作"),
}
EFFECT_LABELS: dict[str, "_StrPromise"] = {
    "stop": _("核停"),
    "suspend": _("停發"),
    "transfer": _("移轉到新縣市"),
    "recount": _("重新計算"),
    "check": _("由人判斷"),
}
#: what accepting does, said before somebody presses
EFFECT_MEANING: dict[str, "_StrPromise"] = {
    "stop": _(
        "採用後案件改為「核停」，不再列入撥款清冊。未領的月份請繼承人另行具領；已撥的要不要追回，另外處理。"
    ),
    "suspend": _("採用後案件改為「資格停發」，不再列入撥款清冊；原因消滅後可以恢復或重新申請。"),
    "transfer": _("採用後案件改為「遷出」。新縣市要重新審核，請通知本人到新戶籍地申請。"),
    "recount": _("採用後系統用新的資料重新試算。金額照原核定撥款，改變要由人核定。"),
    "check": _("採用只記下您看過了。要停發或改金額，請另外辦理。"),
}
STATE_LABELS: dict[str, "_StrPromise"] = {
    ChangeState.OPEN: _("待處理"),
    ChangeState.ACCEPTED: _("採用"),
    ChangeState.SET_ASIDE: _("不採用"),
}
STATE_FAMILY: dict[str, Family] = {
    ChangeState.OPEN: "waiting",
    ChangeState.ACCEPTED: "done",
    ChangeState.SET_ASIDE: "ended",
}
LINE_LABELS: dict[str, "_StrPromise"] = {
    LineState.PENDING: _("還沒問"),
    LineState.WAITING: _("等回覆"),
    LineState.SAME: _("沒有變動"),
    LineState.DIFFERS: _("有異動"),
    LineState.UNANSWERED: _("沒有答案"),
}
RULE_STATUS_LABELS: dict[str, "_StrPromise"] = {
    "in_force": _("現行規定"),
    "unverified": _("規定尚未查證"),
    "unknown": _("法規沒有規定"),
}
