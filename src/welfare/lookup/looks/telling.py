"""The list for the person: who looked at my data, when, why (個人資料保護法第3條第1款、第10條).

All looks of the county stand on it, whatever the asking officer may see; officers by office and title.
Handing it over is written into the log itself, with how the applicant's identity was checked.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from welfare.case.models import Case, Member
from welfare.case.policies import NotNow
from welfare.documents.models import GeneratedDocument
from welfare.documents.services import store_generated
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roc_calendar import to_roc
from welfare.foundation.roles import ROLE_LABELS, Permission, Role
from welfare.foundation.row_access import acting_as
from welfare.lookup.labels import SOURCE_LABELS
from welfare.lookup.looks import noting, parameters
from welfare.lookup.looks.labels import IDENTITY_LABELS, KIND_LABELS
from welfare.lookup.looks.models import Look, LookKind
from welfare.lookup.looks.printing import PDF, as_pdf
from welfare.lookup.looks.words import page_words

KIND = "look_list"
_Group = tuple[datetime, UUID, UUID, str, str]


@through_the_door("looks.tell")
def tell(act: Act, *, by: Acting, case: Case, identity: str, key: str = "") -> GeneratedDocument:
    """Make the applicant's list, keep it with the case, log that it was given.

    identity: a word of labels.IDENTITY_LABELS. Raises NotNow without an applicant of known number.
    """
    by.check(Permission.LOOKS_TELL)
    applicant = Member.objects.filter(case=case, is_applicant=True).first()
    if applicant is None or not applicant.person_key:
        raise NotNow(_("這一件還沒有申請人的身分證號，不能查是誰看過。"))
    looked = noting.write_one(
        by=by, case=case, page="list", person_key=applicant.person_key, sources=[], kind=LookKind.TOLD,
        detail=identity,
    )  # fmt: skip
    looks = everything(case.county, applicant.person_key)
    today = clock.today()
    with override("zh-hant"):
        title = _("查閱紀錄")
        content = as_pdf("looks/paper/told.html", _context(by, case, applicant, looks, identity, title))
    act.audit(Event.LOOKS_TOLD, case_id=case.id, looks=looked, identity=identity, rows=len(looks))
    return store_generated(
        by=by, case=case, town=case.town, kind=KIND, title=f"{title} {to_roc(today)}",
        file_name=f"{case.number}-查閱紀錄-{to_roc(today)}.pdf", content=content, media_type=PDF,
    )  # fmt: skip


def everything(county: str, person_key: str) -> list[Look]:
    """Every look at one person in the county, the oldest first: what the person may know entirely."""
    with acting_as(Acting.system(county)):
        rows = Look.objects.filter(county=county, person_key=person_key).select_related("case")
        return list(rows.order_by("at", "id"))


def lines(looks: list[Look]) -> list[dict[str, str]]:
    """One line per look and hour of the same officer: a page opened twice is told with its number."""
    found: dict[Any, dict[str, Any]] = {}
    for look in looks:
        hour = look.at.astimezone(clock.TAIPEI)
        group = (look.kind, look.page, look.officer_id, look.role, look.case_id, f"{hour:%Y%m%d%H}")
        line = found.setdefault(group, {"look": look, "sources": set(), "times": 0})
        line["times"] += 1
        line["sources"] |= set(look.sources)
    return [_line(**line) for line in found.values()]


def _line(look: Look, sources: set[str], times: int) -> dict[str, str]:
    at = look.at.astimezone(clock.TAIPEI)
    is_system = look.role == Role.SYSTEM
    who = _("系統自動查調") if is_system else str(ROLE_LABELS[Role(look.role)])
    what = KIND_LABELS[LookKind(look.kind)]
    page = "" if look.page == "request" else page_words(look.page)
    return {
        "when": f"{to_roc(clock.day_in_taiwan(at))} {at:%H:%M}",
        "office": look.agency_name or (_("本系統") if is_system else _("縣市政府")),
        "who": who + (_("（職務代理）") if look.on_behalf_of else ""),
        "what": str(what)
        + (f"：{page}" if page else "")
        + (_("（%(n)s 次）") % {"n": times} if times > 1 else ""),
        "sources": "、".join(sorted(str(SOURCE_LABELS.get(s, s)) for s in sources)),
        "why": look.legal_basis,
        "case": look.case.number,
    }


def _context(
    by: Acting, case: Case, applicant: Member, looks: list[Look], identity: str, title: str
) -> dict[str, Any]:
    return {
        "title": title,
        "made_on": clock.today().isoformat(),
        "office": by.agency_name,
        "name": applicant.name,
        "case_number": case.number,
        "day": to_roc(clock.today()),
        "identity": IDENTITY_LABELS[identity],
        "lines": lines(looks),
        "total": len(looks),
        "years": parameters.figure("retention", "years"),
        "names_are_open": parameters.switch("told", "names"),
        "officer": by.name,
    }
