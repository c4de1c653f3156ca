"""Words for what is stored in English."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from welfare.visit.models import Suggestion, VisitOutcome

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

VISIT_OUTCOME: dict[str, "_StrPromise"] = {
    VisitOutcome.MET_APPLICANT: _("見到本人"),
    VisitOutcome.MET_OTHER: _("見到別人"),
    VisitOutcome.NOT_MET: _("沒有人在"),
    VisitOutcome.REFUSED: _("拒絕受訪"),
    VisitOutcome.NO_SUCH_ADDRESS: _("沒有這個地址"),
}
OUTCOME_CONSEQUENCE: dict[str, "_StrPromise"] = {
    VisitOutcome.NOT_MET: _("系統會排下一次訪視；沒遇到人不是不符合的理由。"),
    VisitOutcome.MET_OTHER: _("別人說「沒住這裡」，要再訪一次才算數。"),
}
SUGGESTION: dict[str, "_StrPromise"] = {
    Suggestion.MEETS: _("符合"),
    Suggestion.DOES_NOT_MEET: _("不符合"),
    Suggestion.INVESTIGATE: _("要再查"),
    Suggestion.REFER: _("轉介其他服務"),
}
LIVES: dict[bool | None, "_StrPromise"] = {
    True: _("住在戶籍地"),
    False: _("沒住在戶籍地"),
    None: _("看不出來"),
}
