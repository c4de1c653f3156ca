"""Words for what is stored in English."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from welfare.decision.models import Outcome, ServiceMethod
from welfare.decision.reasons import reasons

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OUTCOME: dict[str, "_StrPromise"] = {
    Outcome.APPROVED: _("核准"),
    Outcome.REJECTED: _("不符合"),
    Outcome.NOT_ENTERTAINED: _("不受理"),
}
SERVICE_METHOD: dict[str, "_StrPromise"] = {
    ServiceMethod.IN_PERSON: _("親領"),
    ServiceMethod.REGISTERED_MAIL: _("掛號"),
    ServiceMethod.SERVED_BY_DEPOSIT: _("寄存送達"),
    ServiceMethod.SERVED_BY_PUBLICATION: _("公示送達"),
    ServiceMethod.ELECTRONIC: _("電子送達"),
}


def reason_words(codes: Iterable[str]) -> list[str]:
    """The words of stored reasons in the reader's language; a code no longer known is shown as it is."""
    known = reasons()
    return [known[code].words if code in known else code for code in codes]
