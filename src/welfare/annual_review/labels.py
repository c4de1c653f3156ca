"""Words for what is stored in English."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from welfare.annual_review.models import Lane
from welfare.web.components.marks import Family

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LANE: dict[str, "_StrPromise"] = {
    Lane.PENDING: _("還沒查"),
    Lane.UNCHANGED: _("無異動"),
    Lane.RAISED: _("調升"),
    Lane.LOWERED: _("調降"),
    Lane.MISSING_DATA: _("缺資料"),
    Lane.DOUBTFUL: _("疑不符"),
}
LANE_MEANING: dict[str, "_StrPromise"] = {
    Lane.PENDING: _("還在排隊。"),
    Lane.UNCHANGED: _("金額和現在一樣。不必通知民眾補任何文件。"),
    Lane.RAISED: _("試算比現在多。請看原因，再由人核定。"),
    Lane.LOWERED: _("試算比現在少。請看原因，再由人核定；核定前照原金額撥款。"),
    Lane.MISSING_DATA: _("缺的補齊後，再按一次「重新檢查」。在那之前照原金額撥款。"),
    Lane.DOUBTFUL: _("試算不符合，或資料互相矛盾。不會自動停發，請逐件查明。"),
}
LANE_FAMILY: dict[str, Family] = {
    Lane.PENDING: "draft",
    Lane.UNCHANGED: "done",
    Lane.RAISED: "progress",
    Lane.LOWERED: "waiting",
    Lane.MISSING_DATA: "waiting",
    Lane.DOUBTFUL: "appeal",
}
