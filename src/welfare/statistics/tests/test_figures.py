"""Each figure is counted twice: by the board, and here by hand over planted cases."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.case.states import FINAL, STATES, Status, Step
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.intake.models import SupplementRequest
from welfare.project.demo.staff import HUALIEN
from welfare.statistics.board import board
from welfare.statistics.figures import share
from welfare.statistics.periods import current
from welfare.statistics.quantiles import median, one_decimal, p90
from welfare.statistics.selectors.pending import PENDING
from welfare.statistics.small_cells import hide_small
from welfare.statistics.tests.factories import a_form, a_letter, a_paper, a_pending_case, stays

pytestmark = pytest.mark.django_db

YEAR = "year"


def value(by: Acting, code: str, period: str = YEAR) -> str:
    return board(by, current(period)).figure(code).value


def test_papers_count_once_per_case_person_and_register_also_when_asked_again(as_) -> None:
    case = a_pending_case(at=Status.FIRST_REVIEW, waited=3)
    a_paper(case, "household_registration", 1)
    a_paper(case, "household_registration", 1)
    a_paper(case, "household_registration", 1, person="p2")
    a_paper(case, "tax_records", 2)
    a_paper(case, "tax_records", 2, person="p3", status="failed")
    with as_("reviewer") as by:
        assert value(by, "papers") == "4"
        assert (value(by, "transcripts"), value(by, "tax_lists")) == ("2", "2")
        assert value(by, "hours") == "1"


def test_papers_are_told_by_township_and_small_figures_are_not_shown(as_) -> None:
    case = a_pending_case(at=Status.FIRST_REVIEW, waited=3)
    for person in range(6):
        a_paper(case, "household_registration", 1, person=f"p{person}")
    a_paper(a_pending_case(at=Status.FIRST_REVIEW, waited=3, town="10015010"), "household_registration", 1)
    with as_("reviewer") as by:
        shown = board(by, current(YEAR))
        assert shown.savings.by_town == {case.town: 6, "10015010": 1}
        assert {row.papers for row in shown.towns} == {None, 0}, "one alone would be told by the total"


def test_days_to_the_letter_in_calendar_and_office_days(as_) -> None:
    for days in (4, 7, 7, 14, 30):
        a_letter(days=days, issued_on=date(2026, 11, 30))
    with as_("reviewer") as by:
        assert value(by, "days") == "7"
        assert value(by, "days_p90") == "30"
        # from Monday 2026-11-23 to Monday 2026-11-30 lie five office days
        assert value(by, "office_days") == "5"
        assert value(by, "days", "month") == "—"
        assert value(by, "published") == "20 → 7"


def test_the_days_are_found_again_in_the_steps(as_) -> None:
    case = a_letter(days=7, issued_on=date(2026, 11, 30))
    stays(
        case,
        (datetime(2026, 11, 23, 1, tzinfo=UTC), Status.SUBMITTED),
        (datetime(2026, 11, 24, 1, tzinfo=UTC), Status.LOOKING_UP),
        (datetime(2026, 11, 24, 13, tzinfo=UTC), Status.FIRST_REVIEW),
        (datetime(2026, 11, 28, 13, tzinfo=UTC), Status.AWAITING_DECISION),
        (datetime(2026, 11, 30, 1, tzinfo=UTC), Status.APPROVED),
    )
    with as_("reviewer") as by:
        found = board(by, current(YEAR)).stays
    assert found == {
        Step.RECORD: Fraction(1),
        Step.LOOKUP: Fraction(1, 2),
        Step.FIRST_REVIEW: Fraction(4),
        Step.DECISION: Fraction(3, 2),
    }
    assert sum(found.values()) == 7


def test_what_waits_is_counted_by_step_and_age_and_late_is_late(as_) -> None:
    a_pending_case(at=Status.FIRST_REVIEW, waited=7, due_in=0)
    a_pending_case(at=Status.FIRST_REVIEW, waited=8, due_in=-1)
    a_pending_case(at=Status.VISITING, waited=31, due_in=-10)
    a_pending_case(at=Status.AWAITING_SUPPLEMENT, waited=15)
    a_letter(days=3, issued_on=date(2026, 11, 30))
    with as_("reviewer") as by:
        shown = board(by, current(YEAR))
    cells = shown.pending.cells
    assert (cells[Step.FIRST_REVIEW, 0], cells[Step.FIRST_REVIEW, 1], cells[Step.FIRST_REVIEW, 2]) == (
        1,
        1,
        1,
    )
    assert cells[Step.VISIT, 3] == 1
    assert shown.figure("pending").value == "4"
    assert shown.figure("overdue").value == "66.7"


def test_every_undecided_state_is_counted_as_waiting() -> None:
    decided = {
        s for s, state in STATES.items() if state.step is Step.DECISION and s is not Status.AWAITING_DECISION
    }
    after = {Status.RECONSIDERATION, Status.REVIEW_ERROR, Status.DRAFT}
    assert set(Status) - decided - after - FINAL | {Status.AWAITING_DECISION} == PENDING


def test_supplements_and_typed_fields_are_shares_of_the_applications(as_) -> None:
    first = a_pending_case(at=Status.AWAITING_SUPPLEMENT, waited=2)
    second = a_pending_case(at=Status.FIRST_REVIEW, waited=2)
    a_form(first, phone="typed", household_confirmed="tapped", registered_village="prefilled")
    a_form(second, phone="prefilled")
    with acting_as(Acting.system(HUALIEN)):
        SupplementRequest.objects.create(
            county=HUALIEN, case=first, requested_on=date(2026, 12, 1), due_on=date(2026, 12, 16),
            requested_by=first.opened_by, asked_in="first_review",
        )  # fmt: skip
    with as_("reviewer") as by:
        assert value(by, "supplements") == "50.0"
        assert value(by, "typed") == "25.0"


def test_a_township_counts_only_its_own_cases(as_) -> None:
    a_letter(days=3, issued_on=date(2026, 11, 30))
    a_letter(days=9, issued_on=date(2026, 11, 30), town="10015010", village="10015010001")
    with as_("caseworker") as by:
        shown = board(by, current(YEAR))
        assert shown.figure("days").value == "3"
        assert shown.towns == ()
    with as_("caseworker2") as by:
        assert board(by, current(YEAR)).figure("days").value == "9"


@pytest.mark.proves("R23")
def test_a_township_with_fewer_than_five_shows_nothing_nor_does_the_one_that_would_give_it_away(as_) -> None:
    places = {"10015030": 5, "10015040": 7, "10015010": 1}
    for town, letters in places.items():
        for _n in range(letters):
            a_letter(days=6, issued_on=date(2026, 11, 30), town=town, village=f"{town}001")
    with as_("approver") as by:
        rows = {row.name: row for row in board(by, current(YEAR)).towns}
    assert (rows["花蓮市"].letters, rows["花蓮市"].median, rows["花蓮市"].p90) == (None, None, None)
    assert (rows["玉里鎮"].letters, rows["玉里鎮"].median) == (None, None)
    assert (rows["新城鄉"].letters, rows["新城鄉"].median, rows["新城鄉"].p90) == (7, 6, 6)
    assert rows["鳳林鎮"].letters == 0
    assert len(rows) == 13


@pytest.mark.proves("R23")
@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(min_value=0, max_value=30), max_size=13))
def test_no_hidden_count_can_be_worked_out_from_the_total_and_the_others(counts: dict[str, int]) -> None:
    shown = hide_small(counts)
    hidden = [name for name, count in shown.items() if count is None]
    assert all(counts[name] >= 5 or counts[name] == 0 for name in shown if name not in hidden)
    if hidden and sum(counts.values()) - sum(n for n in shown.values() if n is not None) >= 5:
        assert len(hidden) >= 2
    if len([count for count in counts.values() if count]) > 1 and hidden:
        assert len(hidden) >= 2


def test_the_board_costs_the_same_for_one_case_and_for_twelve(as_, django_assert_max_num_queries) -> None:
    for days in range(12):
        a_letter(days=days, issued_on=date(2026, 11, 30))
    with as_("reviewer") as by, django_assert_max_num_queries(12):
        board(by, current(YEAR))


@given(st.lists(st.integers(min_value=0, max_value=400), min_size=1))
def test_median_and_p90_split_the_list_where_they_say(values: list[int]) -> None:
    middle, high = median(values), p90(values)
    assert sum(v <= middle for v in values) * 2 >= len(values)
    assert sum(v >= middle for v in values) * 2 >= len(values)
    assert high in values
    assert sum(v <= high for v in values) * 10 >= len(values) * 9


def test_figures_are_printed_with_one_decimal_and_nothing_is_a_dash() -> None:
    assert [one_decimal(v) for v in (7, Fraction(37, 5), Fraction(1, 20), None)] == ["7", "7.4", "0.1", "—"]
    assert [share(1, 3), share(0, 5), share(0, 0)] == ["33.3", "0.0", "—"]
