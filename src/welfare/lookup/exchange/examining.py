"""What an operator does: send a parcel again, and say that something put aside was looked at.

The ledger is written under the worker's row access; what was done stands under the operator's name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from welfare.case.policies import NotNow
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roles import Permission
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange.arrivals import PROMISE
from welfare.lookup.exchange.receiving import ASIDE
from welfare.lookup.models import Delivery, Parcel, ParcelStatus


def send_again(by: Acting, parcel_id: UUID) -> Parcel:
    """The same bytes under the same reference leave with the next round; answers count as always.

    Raises NotNow when nothing is left to ask, Parcel.DoesNotExist.
    """
    by.check(Permission.EXCHANGE_OPERATE)
    with _operating(by, Parcel.objects.get(pk=parcel_id).county) as operator:
        return _send_again(by=operator, parcel_id=parcel_id)


def examined(by: Acting, delivery_id: UUID) -> Delivery:
    """Somebody looked at what was put aside and did what had to be done. Once; raises NotNow afterwards."""
    by.check(Permission.EXCHANGE_OPERATE)
    with _operating(by, Delivery.objects.get(pk=delivery_id).county) as operator:
        return _examined(by=operator, delivery_id=delivery_id)


@contextmanager
def _operating(by: Acting, county: str) -> Iterator[Acting]:
    with acting_as(Acting.system(county)):
        yield replace(by, county=county)


@through_the_door("exchange.send_again")
def _send_again(act: Act, *, by: Acting, parcel_id: UUID) -> Parcel:
    parcel = Parcel.objects.select_for_update().get(pk=parcel_id)
    if parcel.status == ParcelStatus.CLOSED or parcel.content is None:
        raise NotNow(_("這一批已經不用再問：都有結果了，或案件已經結束。"))
    parcel.next_try_at = clock.now()
    parcel.save(update_fields=["next_try_at"])
    act.audit(Event.EXCHANGE_SENT, reference=parcel.reference, by_hand=True)
    return parcel


@through_the_door("exchange.examine")
def _examined(act: Act, *, by: Acting, delivery_id: UUID) -> Delivery:
    delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
    if delivery.status not in ASIDE or delivery.examined_at is not None:
        raise NotNow(_("這一份已經有人檢視過了，或不需要檢視。請重新整理頁面。"))
    delivery.examined_at, delivery.examined_by = clock.now(), by.officer_id
    delivery.examined_by_name = by.name
    delivery.save(update_fields=["examined_at", "examined_by", "examined_by_name"])
    act.keep(PROMISE, str(delivery.id))
    act.audit(Event.EXCHANGE_EXAMINED, source=delivery.source, digest=delivery.digest)
    return delivery
