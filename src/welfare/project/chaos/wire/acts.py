"""What may happen over the wire, one act at a time: agencies, lines, workers and the calendar."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connections

from welfare.case.states import FINAL
from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.lookup import services
from welfare.lookup.exchange import returned, rounds
from welfare.lookup.models import LineOutcome, LookupRequest, ParcelLine, RequestStatus
from welfare.project.agencies import roster
from welfare.project.chaos.points import POINTS, dying_at
from welfare.project.chaos.wire.line import Trouble
from welfare.project.chaos.wire.register import Register
from welfare.project.demo.staff import HUALIEN

_LOOKUPS = ("lookup.ask_all", "lookup.go_on")
_AGENCY_TAKES, _MOST_AT_ONCE = 0.4, 3
_CAN_DIE_AT = sorted(POINTS)


@dataclass
class Scene:
    """`moment`: the time it is on our side; agencies live by the wall clock."""

    registers: dict[str, Register]
    chance: random.Random
    moment: datetime = field(default_factory=clock.now)
    killed_workers: int = 0
    killed_agencies: int = 0
    troubles: list[str] = field(default_factory=list)

    def ask(self, register: Register) -> None:
        """People ask again about somebody: something new leaves."""
        with clock.at(self.moment), acting_as(Acting.system(HUALIEN)) as by:
            settled = LookupRequest.objects.filter(source=register.source, answered_at__isnull=False)
            known = list(settled.exclude(case__status__in=FINAL).order_by("id"))
            for request in self.chance.sample(known, min(len(known), self.chance.randint(1, _MOST_AT_ONCE))):
                services.ask_again(by=by, request=request)

    def round(self, register: Register, looks: int = 2) -> None:
        """A round, and looks at what came back; for a register that answers at once, its questions again."""
        for look in range(looks):
            with clock.at(self.moment):
                if register.takes_parcels:
                    self.troubles += rounds.run(register.connector).troubles
                self.let_cases_go_on()
            self.moment += timedelta(seconds=5)
            if register.takes_parcels and look + 1 < looks:
                time.sleep(_AGENCY_TAKES)

    def let_cases_go_on(self) -> None:
        """What look-ups told, and nothing of later stages."""
        with acting_as(Acting.system()):
            due = OutboxMessage.objects.filter(topic__in=_LOOKUPS, delivered_at=None, given_up_at=None)
            told = list(due.filter(next_try_at__lte=clock.now()).order_by("created_at"))
        for message in told:
            with suppress(outbox.TryAgain):
                outbox.deliver(message.id, message.county)

    def kill_worker(self, register: Register) -> None:
        """A process of ours dies: at one of the fourteen points, or whenever it is."""
        self.ask(register)
        point, delay = self.chance.choice(_CAN_DIE_AT), self.chance.uniform(0, 0.6)
        is_anytime = self.chance.random() < 0.4 or not register.takes_parcels
        connections.close_all()
        child = os.fork()
        if child == 0:
            try:
                if is_anytime:
                    self.round(register)
                else:
                    with dying_at(point, register.connector, lambda: os.kill(os.getpid(), signal.SIGKILL)):
                        self.round(register)
            finally:
                os._exit(0)
        if is_anytime:
            time.sleep(delay)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        self.killed_workers += os.WIFSIGNALED(status)
        self.moment += timedelta(minutes=11)  # what it held is let go by then

    def kill_agency(self, register: Register) -> None:
        """It dies while it has questions in hand, and comes back as it was."""
        register.behave()
        self.ask(register)
        self.round(register, looks=1)
        time.sleep(self.chance.uniform(0, _AGENCY_TAKES))
        register.agencies.family.end(register.source, signal.SIGKILL)
        self.killed_agencies += 1
        self.round(register, looks=1)
        register.behave()
        self.round(register)

    def disturb(self, register: Register, trouble: Trouble) -> None:
        """The line is bad for one round."""
        if register.kind != roster.HEALTHY:
            register.behave()
        register.disturb(trouble, self.chance)
        self.ask(register)
        self.round(register)
        register.disturb(Trouble.NONE, self.chance)

    def misbehave(self, register: Register, kind: str) -> None:
        """The agency fails so, and a good round follows only with what comes next."""
        register.behave(kind)
        self.ask(register)
        self.round(register)

    def wait(self, register: Register, span: timedelta) -> None:
        """Time passes; what is overdue fails, what failed by silence is asked again."""
        self.moment += span
        self.round(register)
        with clock.at(self.moment):
            returned.look()


def waiting() -> set[str]:
    """Registers that owe an outcome to a question of a living case, or to a line of a parcel."""
    with acting_as(Acting.system(HUALIEN)):
        asked = LookupRequest.objects.filter(status=RequestStatus.REQUESTED)
        lines = ParcelLine.objects.filter(outcome=LineOutcome.WAITING)
        return {
            *asked.exclude(case__status__in=FINAL).values_list("source", flat=True),
            *lines.values_list("parcel__source", flat=True),
        }


Act = Callable[[Scene, Register], None]


def deck(registers: dict[str, Register]) -> list[tuple[str, str, Act]]:
    """Every fault there is: (register, its name, the act)."""
    found: list[tuple[str, str, Act]] = []
    for source in registers:
        for kind in roster.kinds(source):
            found.append((source, f"agency: {kind}", _misbehave(kind)))
        for trouble in Trouble:
            if trouble is not Trouble.NONE:
                found.append((source, f"line: {trouble}", _disturb(trouble)))
        found += [(source, "agency killed", Scene.kill_agency)] * 2
        found += [(source, "worker killed", Scene.kill_worker)] * 5
        found.append((source, "hours pass", lambda scene, one: scene.wait(one, timedelta(hours=7))))
        found.append((source, "days pass", lambda scene, one: scene.wait(one, timedelta(days=3))))
    return found


def _misbehave(kind: str) -> Act:
    return lambda scene, register: scene.misbehave(register, kind)


def _disturb(trouble: Trouble) -> Act:
    return lambda scene, register: scene.disturb(register, trouble)
