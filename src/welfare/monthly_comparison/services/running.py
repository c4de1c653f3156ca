"""One month of one county: who is on the list, asked, compared, each a chunk that may be cut anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from welfare.case.policies import NotNow
from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roles import Role
from welfare.foundation.row_access import acting_as
from welfare.monthly_comparison import permissions, policies, rules, selectors
from welfare.monthly_comparison.models import Change, ComparisonLine, ComparisonRun, LineState
from welfare.monthly_comparison.services.asking import ask, ask_again, silent
from welfare.monthly_comparison.services.finding import find

WORK = "monthly_comparison.work"
#: every answer of the month is in, or the county's reviewer looks into it
PROMISE = "comparison_answered"
CASES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a run stands: lines by state, changes found so far."""

    county: str
    month: date
    states: dict[str, int]
    changes: int

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def left(self) -> int:
        return self.states[LineState.PENDING] + self.states[LineState.WAITING]


def run(*, by: Acting, month: date, county: str = "") -> Outcome:
    """Compare a month as far as the registers have answered; go on where a killed run stood.

    county: the acting county; another one is refused. Call outside a transaction. Raises NotNow.
    """
    if county and county != by.county:
        raise NotNow(_("只能比對自己縣市的案件。"))
    with acting_as(by):
        begun = start(by=by, month=month)
    while work(by=by, run=begun):
        pass
    with acting_as(by):
        return outcome(begun)


def outcome(run: ComparisonRun) -> Outcome:
    by_source = selectors.states_by_source(run).values()
    states = {state.value: sum(counts[state] for counts in by_source) for state in LineState}
    return Outcome(run.county, run.month, states, Change.objects.filter(run=run).count())


@through_the_door("monthly_comparison.start")
def start(act: Act, *, by: Acting, month: date, in_background: bool = False) -> ComparisonRun:
    """Open a month, or open it again: new recipients join, unanswered lines are asked once more.

    in_background: the worker does the work (`monthly_comparison.work`). Raises NotNow, PermissionDenied.
    """
    permissions.check_run(by)
    policies.check_month(month)
    if in_background and WORK not in outbox.topics():
        raise NotNow(_("背景工作還沒接上。請系統維運執行 welfare compare run。"))
    last_day = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    fresh = ComparisonRun(
        county=by.county,
        month=month,
        until=min(last_day, clock.today()),
        answers_due_on=rules.answers_due_on(month, by.county),
        started_by_name=by.name,
    )
    ComparisonRun.objects.bulk_create([fresh], ignore_conflicts=True)
    run = ComparisonRun.objects.select_for_update().get(county=by.county, month=month)
    run.last_run_at, run.joined_after, run.joined_at = clock.now(), None, None
    run.save(update_fields=["last_run_at", "joined_after", "joined_at"])
    again = ComparisonLine.objects.filter(run=run, state=LineState.UNANSWERED).update(state=LineState.PENDING)
    due_at = clock.start_of_day(run.answers_due_on + timedelta(days=1))
    act.promise(PROMISE, run.name, due_at=due_at, owner_role=Role.COUNTY_REVIEWER)
    act.audit(Event.COMPARISON_RUN, batch=run.name, legal_basis=rules.legal_basis(), again=again)
    if in_background:
        act.tell(WORK, run_id=str(run.id))
    return run


def work(*, by: Acting, run: ComparisonRun) -> int:
    """One chunk of the first step that has something to do; 0 when only registers can go on."""
    with acting_as(by):
        step = _next_step(run)
        if step is None:
            _conclude(by=by, run=run)
            return 0
        return step(by=by, run=run)


def _next_step(run: ComparisonRun) -> Callable[..., int] | None:
    lines = ComparisonLine.objects.filter(run=run)
    if ComparisonRun.objects.filter(pk=run.pk, joined_at=None).exists():
        return _join
    if lines.filter(state=LineState.PENDING).exists():
        return ask
    if silent(run).exists():
        return ask_again
    return find if selectors.lines_to_compare(run).exists() else None


@through_the_door("monthly_comparison.join")
def _join(act: Act, *, by: Acting, run: ComparisonRun) -> int:
    """Put the recipients of the next cases on the list, in the order of keys; 0 at the end."""
    permissions.check_run(by)
    run = ComparisonRun.objects.select_for_update().get(pk=run.pk)
    act.audit(Event.COMPARISON_RUN, batch=run.name, after=str(run.joined_after))
    members, last = selectors.recipients(run, CASES_AT_ONCE)
    lines = [
        ComparisonLine(
            county=run.county,
            town=member.case.town,
            run=run,
            case=member.case,
            source=source,
            person_key=member.person_key,
        )
        for member in members
        for source in rules.compared_sources()
    ]
    ComparisonLine.objects.bulk_create(lines, ignore_conflicts=True, batch_size=2000)
    run.joined_after = last or run.joined_after
    run.joined_at = clock.now() if last is None else None
    run.save(update_fields=["joined_after", "joined_at"])
    return len(lines) or 1


@through_the_door("monthly_comparison.conclude")
def _conclude(act: Act, *, by: Acting, run: ComparisonRun) -> None:
    """The promise of a month is kept when every line has an outcome."""
    act.audit(Event.COMPARISON_RUN, batch=run.name)
    open_lines = ComparisonLine.objects.filter(run=run, state__in=[LineState.PENDING, LineState.WAITING])
    if not open_lines.exists():
        act.keep(PROMISE, run.name)
