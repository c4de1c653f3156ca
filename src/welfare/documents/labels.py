"""Words for what is stored in English."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from welfare.documents.models import EvidenceStatus
from welfare.web.components import StatusTag
from welfare.web.components.marks import Family

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

EVIDENCE_STATUS: dict[str, "_StrPromise"] = {
    EvidenceStatus.RECEIVED: _("已收到"),
    EvidenceStatus.ACCEPTED: _("已採認"),
    EvidenceStatus.REFUSED: _("請重新提供"),
    EvidenceStatus.REPLACED: _("已換新"),
}

_FAMILIES: dict[str, Family] = {
    EvidenceStatus.RECEIVED: "progress",
    EvidenceStatus.ACCEPTED: "done",
    EvidenceStatus.REFUSED: "stopped",
    EvidenceStatus.REPLACED: "ended",
}


def evidence_tag(status: str) -> StatusTag:
    """The status tag of one piece of evidence."""
    return StatusTag(_FAMILIES[EvidenceStatus(status)], EVIDENCE_STATUS[status])
