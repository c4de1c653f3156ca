"""The operator's page: messages that do not get out, promises that were not kept. No personal data."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.desk.promises import PROMISE_LABELS
from welfare.foundation import clock, regions
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage, Promise
from welfare.foundation.roles import ROLE_LABELS, Role
from welfare.foundation.row_access import acting_as
from welfare.web.components import Column, DataTable, EmptyState, Row, Verdict

MOST = 100
STUCK_TRIES = 3


@dataclass(frozen=True, slots=True)
class Stuck:
    """Messages of one topic and county that wait for a person or keep failing."""

    topic: str
    county: str
    count: int
    given_up: int
    last_error: str
    oldest: Any


def stuck_messages() -> list[Stuck]:
    """Given up, or failed three times and still trying. Read as the system: payloads are not shown."""
    with acting_as(Acting.system()):
        rows = (
            OutboxMessage.objects.filter(delivered_at__isnull=True)
            .filter(Q(given_up_at__isnull=False) | Q(tries__gte=STUCK_TRIES))
            .values("topic", "county")
            .annotate(
                count=Count("id"),
                given_up=Count("id", filter=Q(given_up_at__isnull=False)),
                last_error=Max("last_error"),
                oldest=Min("created_at"),
            )
            .order_by("-count")[:MOST]
        )
        return [Stuck(**row) for row in rows]


def broken_promises() -> list[dict[str, Any]]:
    """Promises past their time, by kind, county and who answers for them."""
    late = Promise.objects.filter(kept_at__isnull=True, due_at__lt=clock.now())
    found = (
        late.values("kind", "county", "owner_role")
        .annotate(count=Count("id"), oldest=Min("due_at"))
        .order_by("oldest")[:MOST]
    )
    return [dict(row) for row in found]


def health() -> dict[str, Any]:
    stuck, broken = stuck_messages(), broken_promises()
    n = sum(s.count for s in stuck) + sum(b["count"] for b in broken)
    return {
        "heading": ngettext("%(n)d 件事要有人看", "%(n)d 件事要有人看", n) % {"n": n}
        if n
        else _("都在正常走"),
        "stuck": _stuck_table(stuck),
        "broken": _broken_table(broken),
        "empty": None
        if n
        else EmptyState(_("沒有卡住的訊息，也沒有過期的承諾"), _("這一頁每次打開都重新數一次。")),
    }


def _stuck_table(stuck: list[Stuck]) -> DataTable | None:
    if not stuck:
        return None
    labels = (_("要送去哪裡"), _("縣市"), _("件數"), _("狀態"), _("最後一次的錯誤"), _("最早"))
    return DataTable(
        _("送不出去的訊息"),
        [Column(label) for label in labels],
        [
            Row(
                [
                    s.topic,
                    _county(s.county),
                    str(s.count),
                    Verdict("stop", _("%(n)d 件已放棄") % {"n": s.given_up})
                    if s.given_up
                    else Verdict("near", _("重試中")),
                    s.last_error,
                    f"{localtime(s.oldest):%m/%d %H:%M}",
                ]
            )
            for s in stuck
        ],
    )


def _county(code: str) -> str:
    return regions.county(code).name if code else _("全國")


def _broken_table(broken: list[dict[str, Any]]) -> DataTable | None:
    if not broken:
        return None
    labels = (_("承諾"), _("縣市"), _("件數"), _("誰負責"), _("最早應完成"))
    return DataTable(
        _("過期的承諾"),
        [Column(label) for label in labels],
        [
            Row(
                [
                    str(PROMISE_LABELS.get(b["kind"], b["kind"])),
                    _county(b["county"]),
                    str(b["count"]),
                    str(ROLE_LABELS.get(Role(b["owner_role"]), b["owner_role"])),
                    f"{localtime(b['oldest']):%m/%d %H:%M}",
                ]
            )
            for b in broken
        ],
    )
