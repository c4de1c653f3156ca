"""The river of one case: its county's steps, when each was left and by whom, what the next may take."""

from collections.abc import Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from welfare.case.models import Case, TimelineEntry
from welfare.case.procedure import Procedure, procedure
from welfare.case.states import STATES, STEP_LABELS, Status, Step
from welfare.foundation import clock
from welfare.web.components import River, RiverStep

_ENDED = (Status.APPROVED, Status.REJECTED, Status.NOT_ENTERTAINED)


def river(case: Case, story: Sequence[TimelineEntry]) -> River:
    """Done, here, to come. `story` is the case's timeline, newest first."""
    rules = procedure(case.procedure)
    order = _order(rules)
    here = STATES[case.state].step
    reached = _reached(story)
    at = order.index(here) if here in order else 0
    steps = []
    for n, step in enumerate(order):
        is_here = n == at and case.state not in _ENDED
        state = "here" if is_here else ("done" if n < at or case.state in _ENDED else "todo")
        steps.append(
            RiverStep(
                STEP_LABELS[step],
                state,  # type: ignore[arg-type]
                detail=_here(case) if is_here else _detail(step, state, reached.get(step), rules),
                loop=_loop(case, step),
            )
        )
    return River(steps, _("案件走到哪一步"))


def _order(rules: Procedure) -> list[Step]:
    """The steps of this county in its order; a step it does not have is left out."""
    steps = [STATES[rule.status].step for rule in rules.steps]
    return [Step.APPLY, *dict.fromkeys(step for step in steps if step is not Step.APPLY)]


def _reached(story: Sequence[TimelineEntry]) -> dict[Step, TimelineEntry]:
    """The entry that completed each step: the first move out of it into another step."""
    found: dict[Step, TimelineEntry] = {}
    for entry in reversed(story):
        if not entry.from_status or not entry.to_status:
            continue
        left, entered = STATES[Status(entry.from_status)].step, STATES[Status(entry.to_status)].step
        if left is not entered:
            found[left] = entry
    return found


def _detail(step: Step, state: str, entry: TimelineEntry | None, rules: Procedure) -> str:
    if state == "done" and entry is not None:
        who = "" if entry.role == "system" else entry.officer_name
        return "・".join(filter(None, (f"{localtime(entry.at):%m/%d}", who)))
    if state == "todo":
        rule = next((r for r in rules.steps if STATES[r.status].step is step), None)
        return _("約 %(days)d 天") % {"days": rule.days} if rule else ""
    return ""


def _here(case: Case) -> str:
    """第 3 天・法定到 12/16."""
    day = (clock.today() - clock.day_in_taiwan(case.status_since)).days + 1
    words = [_("第 %(day)d 天") % {"day": day}]
    if case.legal_due_on:
        words.append(_("法定到 %(day)s") % {"day": f"{case.legal_due_on:%m/%d}"})
    return "・".join(words)


def _loop(case: Case, step: Step) -> str:
    if case.state is Status.AWAITING_SUPPLEMENT and step is STATES[case.state].step:
        return _("等民眾補件")
    if case.state is Status.RETURNED and step is STATES[case.state].step:
        return _("縣府退回")
    return ""
