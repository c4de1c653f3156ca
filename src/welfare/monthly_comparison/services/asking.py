"""Lists out: a lawful batch per register, in chunks; what takes parcels gets them with the next ones."""

from collections.abc import Iterable

from django.db.models import QuerySet

from welfare.case.models import Member
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.agencies import by_parcels
from welfare.lookup.models import RequestStatus
from welfare.lookup.services.batch import Batch, ask_batch, ask_batch_again
from welfare.monthly_comparison import permissions, rules
from welfare.monthly_comparison.models import ComparisonLine, ComparisonRun, LineState
from welfare.payment.rosters.standing import IN_FORCE

#: a register that answers at once is asked so many in one transaction; a parcel takes more
ONE_BY_ONE, BY_PARCEL = 20, 500


@through_the_door("monthly_comparison.ask")
def ask(act: Act, *, by: Acting, run: ComparisonRun) -> int:
    """Ask one register about the next recipients; how many. Never the same line twice."""
    permissions.check_run(by)
    act.audit(Event.COMPARISON_RUN, batch=run.name)
    pending = ComparisonLine.objects.filter(run=run, state=LineState.PENDING).order_by("source", "id")
    first = pending.values_list("source", flat=True).first()
    if first is None:
        return 0
    most = ONE_BY_ONE if by_parcels(first) is None else BY_PARCEL
    mine = pending.filter(source=first).select_for_update(skip_locked=True, of=("self",))
    lines = list(mine.select_related("case")[:most])
    members = _members(lines)
    asked = [line for line in lines if line.case.state in IN_FORCE and _key(line) in members]
    for line in lines:
        line.state = LineState.WAITING if line in asked else LineState.UNANSWERED
        line.asked_at = line.asked_at or clock.now()
    wanted = [members[_key(line)] for line in asked]
    requests = ask_batch(by=by, batch=batch(run), source=first, members=wanted) if wanted else []
    for line, request in zip(asked, requests, strict=True):
        line.request = request
    ComparisonLine.objects.bulk_update(lines, ["state", "asked_at", "request"])
    return len(lines)


@through_the_door("monthly_comparison.ask_again")
def ask_again(act: Act, *, by: Acting, run: ComparisonRun) -> int:
    """Registers that answer at once and were silent, after their back-off. Returns how many questions."""
    permissions.check_run(by)
    act.audit(Event.COMPARISON_RUN, batch=run.name)
    lines = list(
        silent(run)
        .order_by("request__next_try_at", "id")
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("request__case")[:ONE_BY_ONE]
    )
    requests = [line.request for line in lines if line.request is not None]
    ask_batch_again(by=by, batch=batch(run), requests=requests)
    return len(requests)


def silent(run: ComparisonRun) -> QuerySet[ComparisonLine]:
    """Lines of registers that answer at once, whose next try is due."""
    return ComparisonLine.objects.filter(
        run=run,
        state=LineState.WAITING,
        source__in=[source for source in rules.compared_sources() if by_parcels(source) is None],
        request__status=RequestStatus.REQUESTED,
        request__next_try_at__lte=clock.now(),
    )


def batch(run: ComparisonRun) -> Batch:
    return Batch(run.name, rules.legal_basis(), run.until)


def _key(line: ComparisonLine) -> tuple[object, str]:
    return line.case_id, line.person_key


def _members(lines: Iterable[ComparisonLine]) -> dict[tuple[object, str], Member]:
    cases = {line.case_id: line.case for line in lines}
    found: dict[tuple[object, str], Member] = {}
    for member in Member.objects.filter(case__in=cases, died_on=None, national_id__isnull=False):
        member.case = cases[member.case_id]
        found[member.case_id, member.person_key] = member
    return found
