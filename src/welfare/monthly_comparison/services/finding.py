"""Answers in: what differs from what was known becomes a change in the inbox, with what it proposes."""

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_noop

from welfare.case.models import Member
from welfare.case.services import tell_story
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roles import Role
from welfare.lookup.models import SETTLED
from welfare.monthly_comparison import permissions, rules, selectors
from welfare.monthly_comparison.comparing import Found, Whom, compare
from welfare.monthly_comparison.effects import Proposal, proposal
from welfare.monthly_comparison.labels import CHANGE_LABELS
from welfare.monthly_comparison.models import Change, ComparisonLine, ComparisonRun, LineState

#: a change is settled by then, or the caseworker's chief sees it among the broken promises
PROMISE = "change_settled"
CHUNK = 200


@through_the_door("monthly_comparison.find")
def find(act: Act, *, by: Acting, run: ComparisonRun) -> int:
    """Compare the next lines whose register has spoken; how many, 0 when none has."""
    permissions.check_run(by)
    ready = selectors.lines_to_compare(run).select_for_update(skip_locked=True, of=("self",))
    lines = list(ready.select_related("case", "request")[:CHUNK])
    by_source: dict[str, list[ComparisonLine]] = defaultdict(list)
    for line in lines:
        line.compared_at, line.state = clock.now(), LineState.UNANSWERED
        if line.request is not None and line.request.status in SETTLED:
            line.state = LineState.SAME
            by_source[line.source].append(line)
    found = [pair for source, mine in by_source.items() for pair in _compare(source, mine)]
    fresh = _write(act, run, found)
    ComparisonLine.objects.bulk_update(lines, ["state", "compared_at"])
    act.audit(Event.COMPARISON_RUN, batch=run.name, compared=len(lines), changes=len(fresh))
    return len(lines)


def _compare(source: str, lines: list[ComparisonLine]) -> list[tuple[ComparisonLine, Found, Proposal]]:
    before, now = selectors.known_before(lines, source), selectors.told_now(lines, source)
    pairs = []
    for line in lines:
        whom = Whom(line.person_key, line.county, line.case.program)
        for found in compare(source, whom, before[line.id], now[line.id]):
            proposed = proposal(line.case.program, found.kind)
            if proposed is not None:
                line.state = LineState.DIFFERS
                pairs.append((line, found, proposed))
    return pairs


def _write(act: Act, run: ComparisonRun, found: list[tuple[ComparisonLine, Found, Proposal]]) -> list[Change]:
    """Rows, promises and stories of what this month has not told yet."""
    cases = {line.case_id: line.case for line, _found, _proposed in found}
    known = set(Change.objects.filter(run=run, case__in=cases).values_list("case_id", "person_key", "kind"))
    names = dict[tuple[UUID, str], str]()
    for member in Member.objects.filter(case__in=cases):
        names[member.case_id, member.person_key] = member.name
    fresh: list[Change] = []
    for line, each, proposed in found:
        key = (line.case_id, each.person_key, each.kind)
        if key not in known:
            known.add(key)
            fresh.append(_change(run, line, each, proposed, names.get(key[:2], "")))
    Change.objects.bulk_create(fresh)
    for change in fresh:
        _announce(act, change)
    return fresh


def _change(run: ComparisonRun, line: ComparisonLine, found: Found, proposed: Proposal, name: str) -> Change:
    return Change(
        county=line.county,
        town=line.town,
        case=line.case,
        run=run,
        person_key=found.person_key,
        person_name=name,
        kind=found.kind,
        source=line.source,
        as_of=found.fact.as_of,
        happened_on=found.happened_on,
        fact=found.fact,
        before=found.before,
        effect=proposed.effect,
        to_status=proposed.to_status,
        effective_on=proposed.effective_on(found.happened_on or found.fact.as_of),
        articles=proposed.articles,
        rule_status=proposed.status,
        due_on=rules.settle_until(clock.today(), line.county),
    )


def _announce(act: Act, change: Change) -> None:
    act.promise(
        PROMISE,
        str(change.id),
        due_at=clock.start_of_day(change.due_on + timedelta(days=1)),
        owner_role=Role.TOWNSHIP_CASEWORKER,
        case_id=change.case_id,
    )
    tell_story(
        change.case,
        by=act.by,
        kind="lookup",
        message=gettext_noop("每月比對發現異動：%(what)s。不會自動停發，由承辦人處理。"),
        params={"what": str(CHANGE_LABELS.get(change.kind, change.kind))},
        law=rules.legal_basis(),
    )
