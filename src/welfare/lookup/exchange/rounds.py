"""One round with every register that answers parcels: take in, fail what is overdue, pack, send.

A round may end anywhere; the next one goes on. Two rounds with the same register at once do no harm, and are
avoided by a lock that ends with the connection.
"""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.db import connection
from django.db.models import Max

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import Agency, AgencyKind
from welfare.foundation.row_access import acting_as
from welfare.lookup.agencies import parcel_agencies
from welfare.lookup.exchange import channels, deadlines, preparing, receiving, sending
from welfare.lookup.models import Channel, Parcel
from welfare.lookup.ports import BatchConnector, TransportError

log = logging.getLogger("welfare.exchange")

#: while a parcel is younger than the first, it pays to look again after the second: somebody may be sitting
#: in front of the case
_LOOKS: tuple[tuple[timedelta, timedelta], ...] = (
    (timedelta(seconds=10), timedelta(seconds=1)),
    (timedelta(minutes=1), timedelta(seconds=3)),
    (timedelta(minutes=3), timedelta(seconds=10)),
)


#: in this order, for each county, after what lies there was taken in
STEPS: tuple[tuple[str, Callable[[str, BatchConnector], int]], ...] = (
    ("expired", deadlines.expire_all),
    ("prepared", preparing.prepare_all),
    ("sent", sending.send_all),
)


@dataclass
class Round:
    """What one round did. `look_again`: after how long it pays to look for answers to young parcels."""

    collected: int = 0
    expired: int = 0
    prepared: int = 0
    sent: int = 0
    look_again: timedelta | None = None
    troubles: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Round") -> "Round":
        for name in ("collected", "expired", "prepared", "sent"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.look_again = min(filter(None, (self.look_again, other.look_again)), default=None)
        self.troubles += other.troubles
        return self


def run_all(*, collects: bool = True, sends: bool = True) -> Round:
    """A round with everybody, or half a one."""
    total = Round()
    for connector in parcel_agencies():
        total += run(connector, collects=collects, sends=sends)
    return total


def run_busy() -> Round:
    """A round with those only that somebody waits for now; nobody else is rung up for it."""
    total = Round()
    for connector in parcel_agencies():
        if any(
            _look_again(county, connector.code) or _waits(county, connector.code) for county in counties()
        ):
            total += run(connector)
    return total


def run(connector: BatchConnector, *, collects: bool = True, sends: bool = True) -> Round:
    """A round with one register, in every county; empty when another process is at it."""
    done = Round()
    with alone(connector.code) as is_alone:
        if not is_alone:
            return done
        if collects:
            done.collected = _guarded(done, connector, "collect", lambda: collect(connector))
        for county in counties():
            for name, step in STEPS if sends else ():
                count = _guarded(done, connector, name, partial(step, county, connector))
                setattr(done, name, getattr(done, name) + count)
            done += Round(look_again=_look_again(county, connector.code))
    return done


def collect(connector: BatchConnector) -> int:
    """Take in what lies there; a register out of reach is silent in every county that waits for it."""
    try:
        dealt = receiving.collect(connector)
    except TransportError as silence:
        for county in _counties_with(connector.code, is_silent=False):
            with acting_as(Acting.system(county)) as by:
                channels.note_silence(
                    by=by, source=connector.code, step=channels.COLLECT, sentence=silence.sentence
                )
        return 0
    for county in _counties_with(connector.code, is_silent=True):
        with acting_as(Acting.system(county)) as by:
            channels.note_return(by=by, source=connector.code, step=channels.COLLECT)
    return dealt


def counties() -> list[str]:
    """Counties whose government works here."""
    with acting_as(Acting.system()):
        governments = Agency.objects.filter(kind=AgencyKind.COUNTY_GOVERNMENT)
        return sorted(set(governments.values_list("county", flat=True)))


def _counties_with(source: str, *, is_silent: bool) -> list[str]:
    """Counties in which this register is, or is not yet, known to be silent."""
    with acting_as(Acting.system()):
        waiting = set(
            Parcel.objects.filter(source=source, closed_at=None).values_list("county", flat=True).distinct()
        )
        mute = Channel.objects.filter(source=source, silent_step=channels.COLLECT)
        silent = set(mute.values_list("county", flat=True))
    return sorted(silent if is_silent else waiting - silent)


def _look_again(county: str, source: str) -> timedelta | None:
    with acting_as(Acting.system(county)):
        out = Parcel.objects.filter(county=county, source=source, status__in=deadlines.OPEN)
        latest = out.aggregate(at=Max("prepared_at"))["at"]
    age = clock.now() - latest if latest else timedelta.max
    return next((pause for young, pause in _LOOKS if age < young), None)


def _waits(county: str, source: str) -> bool:
    with acting_as(Acting.system(county)):
        return preparing.waiting(county, source).exists()


def _guarded(done: Round, connector: BatchConnector, step: str, act: Callable[[], int]) -> int:
    """A fault in one step must not keep the others, or the other registers, from theirs."""
    try:
        return act()
    except Exception as fault:  # its text may hold data: the type is kept, the next round tries again
        last = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        trouble = f"{connector.code} {step}: {type(fault).__name__} at {where}"
        log.error("exchange step failed: %s", trouble)
        done.troubles.append(trouble)
        return 0


@contextmanager
def alone(source: str) -> Iterator[bool]:
    """Whether no other connection is in a round with this register; held until the block ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", [f"exchange:{source}"])
        (is_mine,) = cursor.fetchone()
    try:
        yield is_mine
    finally:
        if is_mine and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", [f"exchange:{source}"])
