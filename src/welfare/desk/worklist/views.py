"""Saved views: what is mine to do now, what waits for others, what is late. Each is a condition on Case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from welfare.case.procedure import procedures
from welfare.case.states import DECIDED, OPEN, STATES, Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

S = Status
DUE_SOON = timedelta(days=3)


def mine(by: Acting) -> Q:
    """Cases whose next act is this person's."""
    roles = {by.role}
    if by.role is Role.SECTION_CHIEF:
        roles.add(Role.TOWNSHIP_CASEWORKER)
    owned = [
        s
        for s in OPEN
        if STATES[s].owner in roles and s not in (S.AWAITING_SUPPLEMENT, S.VISITING, S.AWAITING_DECISION)
    ]
    condition = Q(status__in=owned, is_first_reviewed=False)
    condition |= Q(status=S.DRAFT, opened_by=by.officer_id)
    if Role.TOWNSHIP_CASEWORKER in roles:
        condition |= Q(status=S.AWAITING_SUPPLEMENT, has_papers_to_judge=True)
    deciding = [p.code for p in procedures() if p.decided_by is by.role]
    visiting = [p.code for p in procedures() if p.visit_by is by.role]
    if deciding:
        condition |= Q(status=S.AWAITING_DECISION, procedure__in=deciding)
    if visiting:
        condition |= Q(status=S.VISITING, procedure__in=visiting)
    return condition


def _late(by: Acting) -> Q:
    return mine(by) & Q(due_on__lt=clock.today())


def _supplement(by: Acting) -> Q:
    return Q(status=S.SUPPLEMENT_OVERDUE) | Q(
        status=S.AWAITING_SUPPLEMENT, papers_due_on__lte=clock.today() + DUE_SOON
    )


def _at(*statuses: Status) -> Callable[[Acting], Q]:
    return lambda by: Q(status__in=statuses)


@dataclass(frozen=True, slots=True)
class View:
    """`urgent` counts are written out with their unit, so that they are read."""

    code: str
    label: "_StrPromise"
    condition: Callable[[Acting], Q]
    urgent: bool = False


VIEWS = {
    view.code: view
    for view in (
        View("today", _("今天"), mine),
        View("overdue", _("逾期"), _late, urgent=True),
        View("supplement", _("補件到期"), _supplement),
        View("awaiting", _("等民眾補件"), _at(S.AWAITING_SUPPLEMENT)),
        View("visits", _("待訪視"), _at(S.VISITING)),
        View("returned", _("縣府退回"), _at(S.RETURNED)),
        View("roster", _("初審完成，待送縣府"), lambda by: Q(status=S.FIRST_REVIEW, is_first_reviewed=True)),
        View("unserved", _("函已發，待送達"), lambda by: Q(status__in=DECIDED, has_letter_to_serve=True)),
        View("undecided", _("待核定"), _at(S.AWAITING_DECISION)),
        View("waiting", _("等別人"), lambda by: Q(status__in=OPEN) & ~mine(by)),
        View("all", _("全部在辦"), lambda by: Q(status__in=OPEN)),
        View("decided", _("已核定"), _at(*DECIDED)),
    )
}
DEFAULT = "today"

_MINE, _OFFICE = _("我的"), _("機關")
_TOWNSHIP = (
    (_MINE, ("today", "overdue", "supplement", "visits", "returned")),
    (_("可以一次確認"), ("roster",)),
    (_("公所"), ("unserved", "all", "waiting", "decided")),
)
_COUNTY = (
    (_MINE, ("today", "overdue")),
    (_("縣府"), ("visits", "undecided", "unserved", "returned", "all", "waiting", "decided")),
)
#: the rail of each role: groups of views
ROLE_VIEWS: dict[Role, tuple[tuple["_StrPromise", tuple[str, ...]], ...]] = {
    Role.TOWNSHIP_CASEWORKER: _TOWNSHIP,
    Role.SECTION_CHIEF: _TOWNSHIP,
    Role.COUNTY_REVIEWER: _COUNTY,
    Role.COUNTY_APPROVER: _COUNTY,
    Role.VILLAGE_CLERK: (
        (_MINE, ("today", "awaiting", "visits")),
        (_("村里"), ("unserved", "all", "decided")),
    ),
    Role.SOCIAL_WORKER: ((_MINE, ("today", "overdue")), (_("我的案件"), ("all", "decided"))),
}
_OTHERS = ((_OFFICE, ("all", "decided")),)


def views_of(by: Acting) -> tuple[tuple["_StrPromise", tuple[View, ...]], ...]:
    """The rail of the acting role: (title, views)."""
    groups = ROLE_VIEWS.get(by.role, _OTHERS)
    return tuple((title, tuple(VIEWS[code] for code in codes)) for title, codes in groups)


def first_view(by: Acting) -> View:
    """What a role sees first: its own work, or everything when it has no work of its own."""
    return views_of(by)[0][1][0]
