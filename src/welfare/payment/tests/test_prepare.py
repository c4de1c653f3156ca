"""A month is frozen: who is paid for which month and why, and who waits with a reason."""

import io
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import ProgrammingError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document

from welfare.case.models import Case, Member, StepDone
from welfare.case.services import move
from welfare.case.states import Status
from welfare.documents.services import content_of
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.intake.models import PayeeAccount
from welfare.lookup.models import Fact
from welfare.payment import policies, selectors, services
from welfare.payment.models import Cause, HoldReason, PaymentLine, PaymentRoster
from welfare.payment.months import following, next_pay_month, pay_day
from welfare.payment.rosters.draft import sort_out
from welfare.payment.rosters.sheet import COLUMNS
from welfare.payment.rosters.standing import Standing
from welfare.payment.selectors import Due
from welfare.payment.sheets import as_csv, as_ods
from welfare.payment.tests.factories import (
    DECEMBER,
    JANUARY,
    NOVEMBER,
    PROGRAM,
    a_post_account,
    an_account,
    an_entitled_case,
)
from welfare.project.demo.staff import HUALIEN, TAICHUNG

pytestmark = pytest.mark.django_db


def prepare(by, month=DECEMBER, **given):
    return services.prepare_roster(by=by, program=PROGRAM, pay_month=month, **given)


def causes(roster):
    rows = PaymentLine.objects.filter(roster=roster).order_by("position")
    return [(line.benefit_month, line.cause, line.amount) for line in rows]


def test_months_before_the_pay_month_are_paid_too_each_on_a_line_of_its_own(as_) -> None:
    an_entitled_case(since=date(2026, 10, 1))
    with as_("accountant") as by:
        roster = prepare(by)
        assert causes(roster) == [
            (date(2026, 10, 1), Cause.BACK_PAYMENT, 8329),
            (NOVEMBER, Cause.BACK_PAYMENT, 8329),
            (DECEMBER, Cause.NEW, 8329),
        ]
        assert (roster.line_count, roster.total_amount) == (3, 24987)
        assert (roster.new_count, roster.back_payment_count, roster.pay_on) == (1, 2, date(2026, 12, 10))


def test_the_next_month_tells_who_continues_who_is_new_and_who_stopped(as_) -> None:
    an_entitled_case(until=date(2027, 12, 31))
    an_entitled_case(until=date(2026, 12, 31))
    with as_("accountant") as by:
        prepare(by)
    an_entitled_case(since=JANUARY, until=date(2027, 12, 31))
    with as_("accountant") as by:
        roster = prepare(by, JANUARY)
        assert (roster.continued_count, roster.new_count, roster.stopped_count) == (1, 1, 1)
        assert [line.cause for line in selectors.lines_page(roster).rows] == [Cause.CONTINUED, Cause.NEW]
        assert selectors.stopped_since(roster).get().benefit_month == DECEMBER


def _without_account(case: Case) -> None:
    PayeeAccount.objects.filter(case=case).update(replaced_at=datetime(2026, 12, 1, tzinfo=UTC))


def _in_a_bank(case: Case) -> None:
    _without_account(case)
    an_account(case, bank_code="0040059", number="12345678901")


def _with_a_wrong_digit(case: Case) -> None:
    _without_account(case)
    number = a_post_account(77)
    an_account(case, number=number[:-1] + str((int(number[-1]) + 1) % 10))


def _dead_in_the_case(case: Case) -> None:
    Member.objects.filter(case=case).update(died_on=date(2026, 11, 20))


def _dead_by_a_later_answer(case: Case) -> None:
    Fact.objects.bulk_create(
        [
            Fact(
                county=case.county, case=case, person_key=case.applicant_key, kind="died_on",
                value="2026-11-20", source="household_registration", as_of=date(2026, 11, 30),
            )
        ]
    )  # fmt: skip


def _suspended(case: Case) -> None:
    move(by=Acting.system(HUALIEN), case=case, to=Status.SUSPENDED, because="入住公費安置")


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (_without_account, HoldReason.NO_ACCOUNT),
        (_in_a_bank, HoldReason.NOT_POST_OFFICE),
        (_with_a_wrong_digit, HoldReason.UNUSABLE_ACCOUNT),
        (_dead_in_the_case, HoldReason.DECEASED),
        (_dead_by_a_later_answer, HoldReason.DECEASED),
        (_suspended, HoldReason.NOT_IN_FORCE),
    ],
)
def test_who_may_not_be_paid_now_is_listed_with_the_reason_and_never_dropped(as_, trouble, reason) -> None:
    paid, _entitlement = an_entitled_case()
    case, _entitlement = an_entitled_case(since=NOVEMBER)
    with acting_as(Acting.system(HUALIEN)):
        trouble(case)
    with as_("accountant") as by:
        roster = prepare(by)
        assert [line.case for line in selectors.lines_page(roster).rows] == [paid]
        held = selectors.held_of(roster).get()
        assert (held.case, held.reason, held.month_count, held.amount) == (case, reason, 2, 16658)
        assert roster.held_count == 1


def test_nobody_is_paid_before_the_letter_is_issued_and_everybody_after(as_) -> None:
    case, entitlement = an_entitled_case(issued=False)
    with as_("accountant") as by, pytest.raises(policies.NothingToPay, match="1 人都暫緩"):
        prepare(by)
    with acting_as(Acting.system(HUALIEN)):
        entitlement.decision.notice.issued_on = date(2026, 12, 1)
        entitlement.decision.notice.save(update_fields=["issued_on"])
    with as_("accountant") as by:
        assert PaymentLine.objects.get(roster=prepare(by)).case == case


def test_a_held_month_is_paid_by_the_next_roster_once_its_reason_is_gone(as_) -> None:
    an_entitled_case()
    case, _entitlement = an_entitled_case(account=False)
    with as_("accountant") as by:
        assert prepare(by).held_count == 1
    with acting_as(Acting.system(HUALIEN)):
        an_account(case)
    with as_("accountant") as by:
        second = prepare(by)
        assert (second.batch, second.line_count, second.held_count) == (2, 1, 0)


def test_the_same_key_gives_the_same_roster_and_another_key_finds_nothing_left(as_) -> None:
    an_entitled_case()
    with as_("accountant") as by:
        first = prepare(by, key="form-1")
        assert prepare(by, key="form-1") == first
        with pytest.raises(policies.NothingToPay, match="沒有還沒撥的款"):
            prepare(by, key="form-2")
        assert StepDone.objects.filter(act="prepare_payment").count() == 1


def test_a_county_without_pay_day_asks_the_accountant_for_one(as_) -> None:
    an_entitled_case(county=TAICHUNG, town="66000010", village="66000010001", decided_by="tc_chief")
    with as_("tc_accountant") as by:
        with pytest.raises(policies.PayDayNeeded, match="還沒有登錄撥款日"):
            prepare(by)
        assert prepare(by, pay_on=date(2026, 12, 15)).pay_on == date(2026, 12, 15)


@pytest.mark.parametrize(
    ("day", "why"),
    [(date(2026, 11, 30), "已經過了"), (date(2026, 12, 12), "星期六"), (date(2026, 12, 25), "行憲")],
)
def test_a_pay_day_in_the_past_or_on_a_closed_day_is_refused(as_, day, why) -> None:
    an_entitled_case()
    with as_("accountant") as by, pytest.raises(policies.PayDayNeeded, match=why):
        prepare(by, pay_on=day)


def test_the_pay_day_moves_to_the_next_office_day() -> None:
    # 2027-01-10 is a Sunday
    assert pay_day(county=HUALIEN, program=PROGRAM, month=JANUARY) == date(2027, 1, 11)
    with time_machine.travel(datetime(2026, 12, 22, tzinfo=UTC)):
        assert next_pay_month(county=HUALIEN, program=PROGRAM) == (JANUARY, date(2027, 1, 11))


@pytest.mark.proves("R9")
def test_the_roster_sheet_has_text_cells_and_words_for_the_total_and_hides_the_account(as_) -> None:
    case, _entitlement = an_entitled_case(name="=測+1")
    with as_("accountant") as by:
        roster = prepare(by)
        account = PayeeAccount.objects.get(case=case)
        ods, csv = content_of(roster.sheet.file), content_of(roster.plain_sheet.file).decode("utf-8-sig")
    table = Document(io.BytesIO(ods)).body.tables[0]
    values = list(table.iter_values())
    assert tuple(values[4][: len(COLUMNS)]) == COLUMNS
    assert values[3][7] == "新臺幣捌仟參佰貳拾玖元整"
    assert values[5][2] == "=測+1"
    assert table.get_cell((2, 5)).formula is None
    assert "'=測+1" in csv
    assert account.account_number not in csv
    assert account.account_number[-4:] in csv


def test_the_same_table_is_the_same_file() -> None:
    rows = [["序", "案號"], [1, "115-玉里-000001"]]
    assert as_ods("清冊", rows) == as_ods("清冊", rows)
    assert as_csv(rows).startswith(b"\xef\xbb\xbf")


def test_frozen_lines_cannot_be_changed_by_the_application(as_) -> None:
    an_entitled_case()
    with as_("accountant") as by:
        roster = prepare(by)
        with pytest.raises(ProgrammingError), transaction.atomic():
            PaymentLine.objects.filter(roster=roster).update(amount=1)
        with pytest.raises(ProgrammingError), transaction.atomic():
            PaymentRoster.objects.filter(pk=roster.pk).update(total_amount=1)


def test_a_roster_of_twenty_costs_as_many_questions_as_one_of_two(as_, django_assert_num_queries) -> None:
    for _n in range(2):
        an_entitled_case()
    with as_("accountant") as by, django_assert_num_queries(QUERIES):
        prepare(by)
    for _n in range(20):
        an_entitled_case(since=JANUARY, until=date(2027, 12, 31))
    with as_("accountant") as by, django_assert_num_queries(QUERIES):
        prepare(by, JANUARY)


QUERIES = 39

_months = st.integers(min_value=0, max_value=6).map(lambda n: following(date(2026, 7, 1), n))


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(
        st.tuples(
            st.integers(min_value=1, max_value=20_000),
            st.sets(_months, min_size=1),
            st.booleans(),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_every_owed_dollar_is_on_a_line_or_held_back_and_nowhere_twice(people) -> None:
    due, known = [], {}
    for number, (amount, owed, alive, before) in enumerate(people):
        case = Case(
            id=uuid4(),
            county=HUALIEN,
            village="10015030001",
            number=f"115-測-{number}",
            status=Status.APPROVED,
        )
        entitlement, decision = uuid4(), uuid4()
        account = PayeeAccount(bank_code="7000021", account_number=a_post_account(number))
        known[case.id] = Standing(case, account, not alive, frozenset({decision}))
        due += [
            Due(entitlement, case.id, decision, f"p{number}", month, amount, before) for month in sorted(owed)
        ]
    draft = sort_out(due, known, JANUARY)
    assert draft.total + sum(one.amount for one in draft.held) == sum(row.amount for row in due)
    assert len({(line.person_key, line.month) for line in draft.lines}) == len(draft.lines)
    assert sum(draft.count(cause) for cause in Cause) == len(draft.lines)
    assert all(known[line.case.id].is_deceased is False for line in draft.lines)
    assert len(draft.lines) + sum(one.month_count for one in draft.held) == len(due)
