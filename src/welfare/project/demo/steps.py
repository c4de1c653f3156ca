"""What happens next to a case of the demo, by the state it is in."""

from collections.abc import Callable
from dataclasses import dataclass, field

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.foundation import clock
from welfare.intake.selectors import open_request
from welfare.project.demo import acts
from welfare.project.demo.plans import DECIDED, Plan
from welfare.project.demo.staff import TAICHUNG

_PAPER_TAKES, _POST_TAKES = 5, 3  # days


@dataclass
class Run:
    """One case on its way; `did`: the extras of its plan that already happened."""

    plan: Plan
    case: Case
    did: set[str] = field(default_factory=set)

    def once(self, what: str, is_wanted: bool) -> bool:
        """Whether an extra of the plan is due now; it happens once."""
        if not is_wanted or what in self.did:
            return False
        self.did.add(what)
        return True

    @property
    def waits_for_roster(self) -> bool:
        return self.case.state is Status.FIRST_REVIEW and "reviewed" in self.did and not self.plan.judged

    @property
    def has_ended(self) -> bool:
        """Whether the case stands where its plan ends, with every extra done."""
        plan = self.plan
        if self.case.state not in plan.ends:
            return False
        wanted = {
            "asked": bool(plan.wanted),
            "reviewed": plan.judged,
            "not_met": plan.not_met,
            "returned": bool(plan.returned_for),
            "again": plan.again,
            "served": self.case.state in DECIDED,
        }
        return all(what in self.did for what, is_wanted in wanted.items() if is_wanted)


def next_step(run: Run) -> int:
    """Do it; how many days the case rests afterwards."""
    return _STEPS.get(run.case.state, _nothing)(run)


def _nothing(_run: Run) -> int:
    return 1


def _in_first_review(run: Run) -> int:
    plan = run.plan
    if run.once("limit", run.case.county == TAICHUNG):
        acts.enter_limit(run.case)
    if Status.RETRACTED in plan.ends:
        acts.take_back(run.case, plan.because)
    elif run.once("asked", bool(plan.wanted)):
        acts.ask_for_paper(run.case, plan)
        return _PAPER_TAKES
    elif _may_judge(run) and acts.first_review(run.case):
        run.did.add("reviewed")
    return 1


def _may_judge(run: Run) -> bool:
    return "reviewed" not in run.did and (run.plan.judged or Status.FIRST_REVIEW not in run.plan.ends)


def _awaiting_supplement(run: Run) -> int:
    request = open_request(run.case)
    if run.plan.comes_in:
        acts.bring_paper(run.case, run.plan)
    elif request and request.due_on < clock.today() and Status.AWAITING_SUPPLEMENT not in run.plan.ends:
        acts.let_time_run_out(run.case)
    return 1


def _overdue(run: Run) -> int:
    acts.not_entertain(run.case)
    return _POST_TAKES


def _in_second_review(run: Run) -> int:
    first = run.once("returned", bool(run.plan.returned_for))
    if first or run.once("again", run.plan.again):
        run.did.discard("reviewed")
        acts.send_back(run.case, run.plan.returned_for)
    else:
        acts.second_review(run.case)
    return 2


def _returned(run: Run) -> int:
    acts.first_review(run.case)
    run.did.add("reviewed")
    return 1


def _visiting(run: Run) -> int:
    first = run.once("not_met", run.plan.not_met)
    acts.see_applicant(run.case, met=not first)
    return 2


def _awaiting_decision(run: Run) -> int:
    acts.decide(run.case)
    return _POST_TAKES


def _decided(run: Run) -> int:
    if run.once("served", True):
        acts.serve(run.case)
    else:
        (ends,) = run.plan.ends
        acts.move_on(run.case, ends, run.plan.because)
    return 2


_STEPS: dict[Status, Callable[[Run], int]] = {
    Status.FIRST_REVIEW: _in_first_review,
    Status.AWAITING_SUPPLEMENT: _awaiting_supplement,
    Status.SUPPLEMENT_OVERDUE: _overdue,
    Status.SECOND_REVIEW: _in_second_review,
    Status.RETURNED: _returned,
    Status.VISITING: _visiting,
    Status.AWAITING_DECISION: _awaiting_decision,
    Status.APPROVED: _decided,
    Status.REJECTED: _decided,
}
