"""The state table is complete and sound."""

import ast
from pathlib import Path

import pytest

from welfare.case.procedure import procedures
from welfare.case.states import FINAL, OCCUPYING, STATES, Status
from welfare.foundation import outbox
from welfare.foundation.roles import Role

SOURCE = Path(__file__).parents[2]


def test_every_state_stands_in_the_table() -> None:
    assert set(STATES) == set(Status)


def test_every_state_is_reachable_from_a_draft() -> None:
    seen, frontier = {Status.DRAFT}, {Status.DRAFT}
    while frontier:
        frontier = {to for status in frontier for to in STATES[status].follows} - seen
        seen |= frontier
    assert seen == set(Status)


def test_only_a_retracted_or_closed_case_has_no_way_out() -> None:
    assert {Status.RETRACTED, Status.CLOSED} == FINAL


def test_every_living_state_has_an_owner() -> None:
    assert {s for s, state in STATES.items() if state.owner is None} == set(FINAL)


def test_every_code_is_one_of_the_ministrys_nineteen() -> None:
    codes = {"00", "10", "11", "12", "13", "14", "20", "21", "22", "30", "31", "32", "33", "40", "50", "60",
             "70", "80", "90"}  # fmt: skip
    assert {state.code for state in STATES.values()} <= codes


def test_every_notice_has_somebody_who_listens() -> None:
    told = {state.notice for state in STATES.values() if state.notice}
    assert told <= outbox.topics()


def test_a_refused_person_may_apply_again_but_a_paid_one_may_not() -> None:
    assert Status.REJECTED not in OCCUPYING
    assert Status.APPROVED in OCCUPYING


def test_only_move_assigns_a_status() -> None:
    """Whoever sets `.status` of a case elsewhere goes round the lock, the audit and four eyes."""
    offenders = []
    for path in SOURCE.rglob("*.py"):
        if "migrations" in path.parts or "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if (
                        isinstance(target, ast.Attribute)
                        and target.attr == "status"
                        and (
                            ast.unparse(target.value) in {"case", "self.case"}
                            or ast.unparse(node.value).startswith("Status.")
                        )
                    ):
                        offenders.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert [o for o in offenders if not o.startswith("case/services.py")] == []


@pytest.mark.parametrize("procedure", procedures(), ids=lambda p: p.code)
def test_a_procedure_leads_from_submission_to_a_decision(procedure: object) -> None:
    status = Status.SUBMITTED
    walked = [status]
    while status is not Status.AWAITING_DECISION:
        status = procedure.after(status)
        walked.append(status)
    assert walked[-1] is Status.AWAITING_DECISION
    assert Status.VISITING in walked


def test_the_two_counties_visit_on_different_sides_of_the_review() -> None:
    hualien, taichung = (next(p for p in procedures() if p.county == county) for county in ("10015", "66000"))
    assert hualien.after(Status.SECOND_REVIEW) is Status.VISITING
    assert taichung.after(Status.VISITING) is Status.FIRST_REVIEW
    assert taichung.decided_by is Role.SECTION_CHIEF
