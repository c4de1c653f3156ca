"""The operator's page and acts, and the board the caseworker sees."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from lxml import html

from welfare.case.policies import NotNow
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent, Officer, Promise
from welfare.foundation.row_access import acting_as
from welfare.lookup import panels
from welfare.lookup.exchange import board, examining
from welfare.lookup.models import Delivery, Parcel
from welfare.lookup.tests.exchange.world import HUALIEN, a_case_asking, let_cases_go_on, seen

pytestmark = pytest.mark.django_db


def visible_text(answer):
    """The words of a page, without its markup."""
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


@pytest.fixture
def operator(client, acting):
    client.force_login(Officer.objects.get(username="operator"))
    return client


def put_one_aside(tax):
    a_case_asking()
    tax.round()
    (reference,) = tax.office.references()
    tax.office.answer(reference, total=9)
    tax.round()
    return seen().deliveries[0]


def test_the_operator_sees_parcels_what_was_put_aside_and_balanced_books_and_no_person(tax, operator):
    delivery = put_one_aside(tax)
    body = visible_text(operator.get(reverse("lookup:exchange")))
    assert "1 件要有人看" in body and delivery.reason in body and seen().parcels[0].reference in body
    assert "平衡" in body and "不平衡" not in body
    for request in seen().tax:
        assert request.subject_name not in body


@pytest.mark.proves("P10-11")
def test_what_was_put_aside_is_examined_once_under_the_operators_name(tax, operator, acting):
    delivery = put_one_aside(tax)
    operator.post(reverse("lookup:examined"), {"delivery": delivery.id})
    with acting_as(Acting.system(HUALIEN)):
        delivery.refresh_from_db()
        promise = Promise.objects.get(kind="exchange_examined")
        event = AuditEvent.objects.get(event="exchange.delivery_examined")
    assert delivery.examined_by_name == "許測維" and promise.kept_at
    assert str(acting("operator").officer_id) == str(event.officer_id)
    with pytest.raises(NotNow), acting_as(acting("operator")) as by:
        examining.examined(by, delivery.id)
    assert "查調往來都正常" in visible_text(operator.get(reverse("lookup:exchange")))


def test_the_operator_sends_a_failed_parcel_again_and_its_answer_counts(tax, as_):
    case = a_case_asking()
    tax.channel.mood.send = "lost"
    tax.round()
    with time_machine.travel(clock.now() + tax.channel.answer_within + timedelta(hours=1)):
        tax.round()
        tax.channel.mood.send = ""
        (parcel,) = seen().parcels
        with as_("operator") as by:
            examining.send_again(by, parcel.id)
        tax.round()
        tax.answer_all()
        tax.round()
    assert {r.status for r in seen(case).tax} <= {"answered", "no_record"}


def test_a_closed_parcel_is_not_sent_again(tax, operator, acting):
    a_case_asking()
    tax.round()
    tax.answer_all()
    tax.round()
    with pytest.raises(NotNow), acting_as(acting("operator")) as by:
        examining.send_again(by, seen().parcels[0].id)
    answer = operator.post(reverse("lookup:send_again"), {"parcel": seen().parcels[0].id}, follow=True)
    assert "不用再問" in visible_text(answer)


@pytest.mark.proves("P10-9")
def test_nobody_else_may_send_again_and_the_operator_cannot_write_the_ledger_by_hand(tax, client, as_):
    put_one_aside(tax)
    for username in ("caseworker", "reviewer", "auditor", "ministry"):
        client.force_login(Officer.objects.get(username=username))
        assert client.post(reverse("lookup:send_again"), {"parcel": seen().parcels[0].id}).status_code == 403
    with as_("operator"):
        assert Parcel.objects.update(status="closed") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Delivery.objects.bulk_create([Delivery(source="x", digest="x", received_at=clock.now())])
    with as_("tc_caseworker"):
        assert not Parcel.objects.exists() and not Delivery.objects.exists()


# ---- the board --------------------------------------------------------------------------------------


def state_of(source):
    with acting_as(Acting.system(HUALIEN)):
        return next(state for state in board.states(HUALIEN) if state.source == source)


def test_the_board_says_working_slow_overdue_and_silent_since(tax):
    a_case_asking()
    assert state_of("tax_records").words == "還沒有往來"
    tax.round()
    began = clock.now()
    with time_machine.travel(began + timedelta(days=1, hours=2)):
        assert state_of("tax_records").words.startswith("慢：")
    with time_machine.travel(began + timedelta(days=2, hours=2)):
        tax.round()
        assert state_of("tax_records").words.startswith("逾期：")
        tax.channel.mood.collect = "down"
        tax.round()
        assert "起沒有回應" in state_of("tax_records").words
        assert "沒有回應" in state_of("tax_records").trouble
        tax.channel.mood.collect = ""
        tax.answer_all()
        tax.round()
        assert state_of("tax_records").words.startswith("正常")


def test_the_case_says_what_it_still_misses_and_that_work_may_go_on(tax, as_):
    case = a_case_asking()
    tax.round()
    with as_("reviewer") as by:
        table = panels.agency_board(case, by)
        (row,) = table.rows
        waits = panels.lookup_status(case, by)
    assert "回覆到了會自己補上" in str(row.cells[2])
    assert any("最晚" in str(r.cells[3]) for r in waits.rows)
    tax.answer_all()
    tax.round()
    let_cases_go_on()
    with as_("reviewer") as by:
        assert panels.agency_board(case, by) is None


def test_the_case_page_carries_the_board(tax, client):
    case = a_case_asking()
    tax.round()
    client.force_login(Officer.objects.get(username="reviewer"))
    body = visible_text(client.get(reverse("desk:case", args=[case.id])))
    assert "還沒有答案的機關" in body and "財稅" in body


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=5), "一分鐘"),
        (timedelta(minutes=12), "12 分鐘"),
        (timedelta(hours=5), "5 小時"),
        (timedelta(days=3), "3 天"),
    ],
)
def test_a_span_is_said_in_the_unit_that_says_enough(span, words):
    assert board.duration_words(span) == words
