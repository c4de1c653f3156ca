"""The states of a case as one literal table: what may follow, who owns it, what is audited and told.

Ministry status codes (申請審查狀態) are the ministry's draft list; several of our states may share one code.
`docs/reference/states.md` is generated from here; `make check` compares them.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

from welfare.foundation.roles import Role


class Status(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    LOOKING_UP = "looking_up"
    FIRST_REVIEW = "first_review"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    SUPPLEMENT_OVERDUE = "supplement_overdue"
    NOT_ENTERTAINED = "not_entertained"
    SECOND_REVIEW = "second_review"
    RETURNED = "returned"
    VISITING = "visiting"
    AWAITING_DECISION = "awaiting_decision"
    APPROVED = "approved"
    REJECTED = "rejected"
    RECONSIDERATION = "reconsideration"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    MOVED_OUT = "moved_out"
    REVIEW_ERROR = "review_error"
    RETRACTED = "retracted"
    CLOSED = "closed"


class Step(StrEnum):
    """The seven steps of the river, as people see them."""

    APPLY = "apply"
    RECORD = "record"
    LOOKUP = "lookup"
    FIRST_REVIEW = "first_review"
    SECOND_REVIEW = "second_review"
    VISIT = "visit"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class State:
    """One row of the table.

    `family` is the shape of the status tag; `notice` the outbox topic told on entry (empty: none);
    `clock_runs` whether the office's processing clock counts in this state.
    """

    code: str
    label: "_StrPromise"
    family: str
    step: Step
    owner: Role | None
    follows: frozenset[Status]
    event: str
    notice: str = ""
    clock_runs: bool = True


def _to(*statuses: Status) -> frozenset[Status]:
    return frozenset(statuses)


S = Status
R = Role

STATES: dict[Status, State] = {
    S.DRAFT: State("00", _("暫存中"), "draft", Step.APPLY, R.VILLAGE_CLERK,
        _to(S.SUBMITTED, S.RETRACTED), "opened", clock_runs=False),
    S.SUBMITTED: State("10", _("申請"), "progress", Step.RECORD, R.TOWNSHIP_CASEWORKER,
        _to(S.LOOKING_UP, S.AWAITING_SUPPLEMENT, S.RETRACTED), "submitted", notice="lookup.ask_all"),
    S.LOOKING_UP: State("12", _("查調中"), "waiting", Step.LOOKUP, R.SYSTEM,
        _to(S.FIRST_REVIEW, S.VISITING, S.AWAITING_SUPPLEMENT, S.RETRACTED), "looking_up"),
    S.FIRST_REVIEW: State("21", _("初審"), "progress", Step.FIRST_REVIEW, R.TOWNSHIP_CASEWORKER,
        _to(S.AWAITING_SUPPLEMENT, S.SECOND_REVIEW, S.VISITING, S.AWAITING_DECISION, S.LOOKING_UP,
            S.MOVED_OUT, S.RETRACTED), "first_review"),
    S.AWAITING_SUPPLEMENT: State("11", _("待補件"), "waiting", Step.FIRST_REVIEW, R.TOWNSHIP_CASEWORKER,
        _to(S.FIRST_REVIEW, S.SUBMITTED, S.SUPPLEMENT_OVERDUE, S.RETRACTED), "awaiting_supplement",
        clock_runs=False),
    S.SUPPLEMENT_OVERDUE: State("33", _("逾期不補件"), "stopped", Step.FIRST_REVIEW, R.TOWNSHIP_CASEWORKER,
        _to(S.NOT_ENTERTAINED, S.FIRST_REVIEW, S.AWAITING_SUPPLEMENT), "supplement_overdue"),
    S.NOT_ENTERTAINED: State("32", _("不受理"), "stopped", Step.DECISION, R.TOWNSHIP_CASEWORKER,
        _to(S.RECONSIDERATION, S.CLOSED), "not_entertained", notice="decision.tell_applicant",
        clock_runs=False),
    S.SECOND_REVIEW: State("22", _("複審"), "progress", Step.SECOND_REVIEW, R.COUNTY_REVIEWER,
        _to(S.VISITING, S.AWAITING_DECISION, S.RETURNED), "second_review"),
    S.RETURNED: State("30", _("退件"), "stopped", Step.FIRST_REVIEW, R.TOWNSHIP_CASEWORKER,
        _to(S.FIRST_REVIEW, S.AWAITING_SUPPLEMENT), "returned"),
    S.VISITING: State("22", _("訪視"), "progress", Step.VISIT, R.SOCIAL_WORKER,
        _to(S.AWAITING_DECISION, S.FIRST_REVIEW, S.SECOND_REVIEW), "visiting", notice="visit.plan"),
    S.AWAITING_DECISION: State("13", _("待核定"), "progress", Step.DECISION, R.COUNTY_APPROVER,
        _to(S.APPROVED, S.REJECTED, S.SECOND_REVIEW, S.RETURNED), "awaiting_decision"),
    S.APPROVED: State("20", pgettext_lazy("state", "核定"), "done", Step.DECISION, R.ACCOUNTANT,
        _to(S.SUSPENDED, S.TERMINATED, S.MOVED_OUT, S.RECONSIDERATION, S.REVIEW_ERROR, S.CLOSED),
        "approved", notice="decision.tell_applicant", clock_runs=False),
    S.REJECTED: State("20", _("核定不符"), "stopped", Step.DECISION, R.COUNTY_APPROVER,
        _to(S.RECONSIDERATION, S.REVIEW_ERROR, S.CLOSED), "rejected", notice="decision.tell_applicant",
        clock_runs=False),
    S.RECONSIDERATION: State("31", _("申復中"), "appeal", Step.SECOND_REVIEW, R.COUNTY_REVIEWER,
        _to(S.SECOND_REVIEW, S.VISITING, S.CLOSED), "reconsideration"),
    S.SUSPENDED: State("50", _("資格停發"), "stopped", Step.DECISION, R.COUNTY_REVIEWER,
        _to(S.APPROVED, S.TERMINATED, S.RECONSIDERATION), "suspended", clock_runs=False),
    S.TERMINATED: State("60", _("核停"), "stopped", Step.DECISION, R.COUNTY_REVIEWER,
        _to(S.RECONSIDERATION, S.CLOSED), "terminated", clock_runs=False),
    S.MOVED_OUT: State("40", _("遷出"), "ended", Step.DECISION, R.COUNTY_REVIEWER,
        _to(S.CLOSED), "moved_out", clock_runs=False),
    S.REVIEW_ERROR: State("80", _("審核錯誤"), "appeal", Step.SECOND_REVIEW, R.COUNTY_REVIEWER,
        _to(S.SECOND_REVIEW), "review_error"),
    S.RETRACTED: State("14", _("取回"), "ended", Step.APPLY, None, _to(), "retracted", clock_runs=False),
    S.CLOSED: State("70", _("結案"), "ended", Step.DECISION, None, _to(), "closed", clock_runs=False),
}  # fmt: skip

#: a second application of the same person, program and period is refused while one of these stands
OCCUPYING: frozenset[Status] = frozenset(
    status
    for status in Status
    if status
    not in {S.RETRACTED, S.CLOSED, S.NOT_ENTERTAINED, S.REJECTED, S.TERMINATED, S.MOVED_OUT, S.REVIEW_ERROR}
)

#: on the way: neither decided nor ended
OPEN: tuple[Status, ...] = (
    S.DRAFT, S.SUBMITTED, S.LOOKING_UP, S.FIRST_REVIEW, S.AWAITING_SUPPLEMENT, S.SUPPLEMENT_OVERDUE,
    S.RETURNED, S.SECOND_REVIEW, S.VISITING, S.AWAITING_DECISION, S.RECONSIDERATION, S.REVIEW_ERROR,
)  # fmt: skip

DECIDED: tuple[Status, ...] = (S.APPROVED, S.REJECTED, S.NOT_ENTERTAINED)

FINAL: frozenset[Status] = frozenset(s for s, state in STATES.items() if not state.follows)

STEP_LABELS = {
    Step.APPLY: _("申請"),
    Step.RECORD: _("登錄"),
    Step.LOOKUP: _("查調"),
    Step.FIRST_REVIEW: _("初審"),
    Step.SECOND_REVIEW: _("縣府複審"),
    Step.VISIT: _("社工訪視"),
    Step.DECISION: _("核定、函文、撥款"),
}
