"""The demo county's past weeks, told day by day in order, so that rosters, queues and audit chain are real.

Every office day each open case may take its next step; rosters leave twice a week, money once a month.
Nothing is dated after now. Several tellers may tell at the same time, each its own townships, day by day.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from welfare.case.models import Case
from welfare.case.services import tell_story
from welfare.case.states import Status
from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage
from welfare.foundation.office_calendar import OfficeCalendar
from welfare.foundation.row_access import acting_as
from welfare.project.demo import acts, money, silence
from welfare.project.demo.plans import Plan
from welfare.project.demo.staff import HUALIEN
from welfare.project.demo.steps import Run, next_step

_ROSTER_WEEKDAYS = frozenset({1, 4})  # Tuesday and Friday
_MORNING, _BETWEEN_ACTS = time(8, 35), timedelta(minutes=6)
_ONE_DAY = timedelta(days=1)


class Day:
    """One office day; each act begins some minutes after the one before. Today's acts happen now."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._next = datetime.combine(day, _MORNING, clock.TAIPEI)

    def soon(self) -> AbstractContextManager[None]:
        """The clock of the next act."""
        if self.day >= clock.today():
            return nullcontext()
        moment, self._next = self._next, self._next + _BETWEEN_ACTS
        return clock.at(moment)


class Teller:
    """Tells some of the plans. `leads`: also hands over the official documents and the money of all."""

    def __init__(
        self, plans: list[Plan], *, since: date, leads: bool = True, in_step: Callable[[], object] = int
    ) -> None:
        self._today, self._since, self._leads, self._in_step = clock.today(), since, leads, in_step
        self._calendar = OfficeCalendar(HUALIEN)
        self._starts: dict[date, list[Plan]] = defaultdict(list)
        for plan in plans:
            self._starts[self._starts_on(plan)].append(plan)
        self.runs: list[Run] = []
        self._rests: dict[str, date] = {}

    def tell(self) -> None:
        """Every office day since the first application, today last; the other tellers keep step."""
        for day in map(Day, self._days()):
            self._live(day)
            self._in_step()
            if self._leads:
                with day.soon():
                    self._deliver()
                money.pay(day.day, day.soon)
            if money.is_paid_on(day.day):
                self._in_step()
        # what is to stay in the queue comes last, or somebody else's turn would deliver it
        for plan in sorted(self._starts[self._today], key=lambda plan: Status.SUBMITTED in plan.ends):
            self._begin(plan, Day(self._today))

    def _starts_on(self, plan: Plan) -> date:
        day = self._today - timedelta(days=plan.days)
        return min(self._calendar.next_office_day(day), self._today)

    def _days(self) -> Iterator[date]:
        day = self._since
        while day < self._today:
            if self._calendar.is_office_day(day):
                yield day
            day += _ONE_DAY
        yield self._today

    def _live(self, day: Day) -> None:
        for run in self.runs:
            if self._rests[run.plan.national_id] <= day.day and not run.has_ended:
                self._step(run, day)
        if day.day.weekday() in _ROSTER_WEEKDAYS:
            self._send_rosters(day)
        if day.day < self._today:
            for plan in self._starts[day.day]:
                self._begin(plan, day)

    def _begin(self, plan: Plan, day: Day) -> None:
        with day.soon():
            case = acts.apply(plan)
            if case is None:
                return
            self.runs.append(Run(plan, case))
            if plan.silent:
                with silence.of(plan.silent):
                    self._deliver(once=True)
            elif Status.SUBMITTED not in plan.ends:
                self._deliver()
        if plan.told:
            with day.soon(), acts.as_(acts.office(case, "reviewer")) as by:
                tell_story(case, by=by, kind="message", message=plan.told)
        self._look_again(self.runs[-1], day, 1)

    def _step(self, run: Run, day: Day) -> None:
        with day.soon():
            with acting_as(Acting.system(run.case.county)):
                rest = next_step(run)
            self._deliver()
        self._look_again(run, day, rest)

    def _send_rosters(self, day: Day) -> None:
        """Each township sends what it has judged, one roster for each program."""
        ready: dict[tuple[str, str], list[Run]] = defaultdict(list)
        for run in self.runs:
            if run.waits_for_roster and run.case.county == HUALIEN:
                ready[run.case.town, run.case.program].append(run)
        for (town, program), runs in ready.items():
            with day.soon():
                acts.send_roster(town, program, [run.case for run in runs])
                self._deliver()
            for run in runs:
                self._look_again(run, day, 2)

    def _deliver(self, *, once: bool = False) -> None:
        """What the worker would do: the messages of our cases, and the leader's documents of all."""
        ours = Q(payload__case_id__in=[str(run.case.id) for run in self.runs])
        if self._leads:
            ours |= Q(topic="documents.official_document")
        while True:
            with acting_as(Acting.system()):
                open_messages = OutboxMessage.objects.filter(delivered_at=None, given_up_at=None)
                due = list(open_messages.filter(ours, next_try_at__lte=clock.now()).order_by("created_at"))
            for message in due:
                outbox.deliver(message.id, message.county)
            if once or not due:
                return

    def _look_again(self, run: Run, day: Day, rests: int) -> None:
        with acting_as(Acting.system(run.case.county)):
            run.case = Case.objects.get(pk=run.case.pk)
        until = self._calendar.next_office_day(day.day + timedelta(days=rests))
        self._rests[run.plan.national_id] = min(until, self._today) if day.day < self._today else until
