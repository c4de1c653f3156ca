"""Everything that can go wrong between two organisations; each time the books are balanced at the end."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction

from welfare.case.states import Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage, Promise
from welfare.foundation.row_access import acting_as
from welfare.lookup import selectors, services, tasks
from welfare.lookup.exchange import waits
from welfare.lookup.models import Channel, Delivery, Fact, LookupRequest, ParcelLine
from welfare.lookup.tests.exchange.world import HUALIEN, a_case_asking, let_cases_go_on, seen

pytestmark = pytest.mark.django_db

LATER = timedelta(hours=7)


@pytest.fixture
def asked(tax):
    """A parcel of two subjects has left; `tax` is the register that holds it."""
    tax.case = a_case_asking()
    tax.round()
    (tax.reference,) = tax.office.references()
    return tax


def outcomes():
    return [line.outcome for line in seen().lines]


def is_balanced():
    return seen().disagreements == []


def at(moment):
    return time_machine.travel(moment, tick=True)


# ---- leaving ----------------------------------------------------------------------------------------


def test_a_lost_acknowledgement_sends_the_same_parcel_again_under_the_same_reference(tax):
    a_case_asking()
    tax.channel.mood.send = "deaf"
    tax.round()
    first = (tax.channel.folder / "asked" / f"{seen().parcels[0].reference}.json").read_bytes()
    tax.channel.mood.send = ""
    with at(clock.now() + LATER):
        assert tax.round().sent == 1
    (reference,) = tax.office.references()
    assert (tax.channel.folder / "asked" / f"{reference}.json").read_bytes() == first
    (parcel,) = seen().parcels
    assert (parcel.status, parcel.tries, parcel.transaction) == ("acknowledged", 2, f"t-{reference}")


def test_waits_between_tries_grow_and_differ_from_one_another(tax):
    pauses = [[waits.wait(n) for _ in range(20)] for n in range(1, 6)]
    assert all(len(set(row)) > 1 for row in pauses)
    assert [min(row) for row in pauses] == sorted(min(row) for row in pauses)
    assert max(pauses[-1]) <= waits.BACK_OFF[-1] * 1.2


def test_a_parcel_that_cannot_leave_is_not_tried_again_before_its_time(tax):
    a_case_asking()
    tax.channel.mood.send = "down"
    tax.round()
    tax.round()
    (parcel,) = seen().parcels
    assert (parcel.status, parcel.tries) == ("prepared", 1)
    assert "沒有回應" in parcel.error and parcel.next_try_at > clock.now()


def test_a_parcel_that_nobody_ever_acknowledged_is_sent_again_after_a_while(tax):
    a_case_asking()
    tax.channel.mood.send = "lost"
    tax.round()
    assert (seen().parcels[0].status, tax.office.references()) == ("sent", [])
    tax.channel.mood.send = ""
    with at(clock.now() + LATER):
        tax.round()
        tax.answer_all()
        tax.round()
    assert seen().parcels[0].status == "closed" and is_balanced()


def test_a_register_that_refuses_a_parcel_for_ever_fails_its_lines_with_a_sentence_and_an_owner(tax):
    case = a_case_asking()
    tax.channel.mood.send = "refused"
    tax.round()
    let_cases_go_on()
    found = seen(case)
    assert outcomes() == ["failed", "failed"] and found.parcels[0].next_try_at is None
    assert {(r.status, r.by_silence) for r in found.tax} == {("failed", False)}
    assert all("請改以公文查證" in line.error for line in found.lines)
    with acting_as(Acting.system(HUALIEN)):
        promise = Promise.objects.filter(kind="lookup_answer", case_id=case.id, kept_at=None).first()
        assert promise.owner_role == "township_caseworker" and "公文" in promise.broken_because
        assert not selectors.is_waiting(case), "the case goes on all the same"
        assert case.timeline.filter(message__contains="要由人查證").exists()
    assert is_balanced()


# ---- answers in the wrong order, twice, or never ----------------------------------------------------


def test_an_answer_that_is_faster_than_its_acknowledgement_counts(tax):
    a_case_asking()
    tax.channel.mood.acknowledges = False
    tax.round()
    (reference,) = tax.office.references()
    tax.office.answer(reference)
    tax.round()
    tax.office.acknowledge(reference)
    tax.round()
    assert seen().parcels[0].status == "closed" and is_balanced()


def test_a_late_acknowledgement_by_file_stops_the_sending(tax):
    a_case_asking()
    tax.channel.mood.acknowledges = False
    tax.round()
    (reference,) = tax.office.references()
    assert seen().parcels[0].next_try_at is not None
    tax.office.acknowledge(reference)
    tax.round()
    (parcel,) = seen().parcels
    assert (parcel.status, parcel.next_try_at) == ("acknowledged", None)


def test_parts_in_any_order_settle_each_line_once(asked):
    asked.office.answer(asked.reference, [2], part=2, parts=2)
    asked.round()
    assert [outcome == "waiting" for outcome in outcomes()] == [True, False]
    assert seen().parcels[0].status == "acknowledged"
    asked.office.answer(asked.reference, [1], part=1, parts=2)
    asked.round()
    assert "waiting" not in outcomes() and seen().parcels[0].status == "closed" and is_balanced()


@pytest.mark.proves("R20")
def test_the_same_bytes_again_change_nothing_and_are_counted(asked):
    name = asked.office.answer(asked.reference)
    asked.round()
    facts = fact_count()
    for _replay in range(3):
        asked.office.repeat(name)
        asked.round()
    (delivery,) = seen().deliveries
    assert (delivery.times_seen, delivery.status, fact_count()) == (4, "accepted", facts)
    assert is_balanced()


def test_the_same_answer_in_other_bytes_is_a_duplicate(asked):
    asked.office.answer(asked.reference)
    asked.round()
    facts = fact_count()
    asked.office.answer(asked.reference)
    asked.round()
    assert [d.status for d in seen().deliveries] == ["accepted", "duplicate"]
    assert fact_count() == facts and is_balanced()


def test_a_register_that_contradicts_itself_is_put_aside_and_the_first_word_stands(asked):
    asked.office.answer(asked.reference)
    asked.round()
    before = outcomes()
    asked.office.answer(asked.reference, says="nothing")
    asked.round()
    aside = seen().deliveries[1]
    assert (aside.status, outcomes()) == ("quarantined", before)
    assert "和先前收到的回覆不同" in aside.reason and is_balanced()


def test_subjects_left_out_of_a_complete_answer_go_with_the_next_parcel(asked):
    asked.office.answer(asked.reference, [1])
    asked.round()
    assert outcomes()[1] == "failed" and "少了這一筆" in seen().lines[1].error
    with at(clock.now() + LATER):
        asked.round()
        second = asked.office.references()[1]
        asked.office.answer(second)
        asked.round()
        let_cases_go_on()
    found = seen(asked.case)
    assert {r.status for r in found.tax} <= {"answered", "no_record"}
    assert [p.status for p in found.parcels] == ["failed", "closed"] and is_balanced()


def test_an_agency_that_says_not_this_time_is_asked_again_and_one_that_says_never_is_not(asked):
    asked.office.answer(asked.reference, [1], part=1, parts=2, says="later")
    asked.office.answer(asked.reference, [2], part=2, parts=2, says="never")
    asked.round()
    later, never = seen(asked.case).lines
    assert (later.request.status, never.request.status) == ("requested", "failed")
    with at(clock.now() + LATER):
        asked.round()
    assert [p.subjects for p in seen().parcels] == [2, 1] and is_balanced()


def test_an_agency_that_says_not_this_time_every_time_fails_in_the_end(asked):
    moment = clock.now()
    for _round in range(11):
        for reference in {line.parcel.reference for line in seen().lines if line.outcome == "waiting"}:
            asked.office.answer(reference, says="later")
        moment += LATER
        with at(moment):
            asked.round()
    found = seen(asked.case)
    assert {r.status for r in found.tax} == {"failed"} and len(found.parcels) == 5 and is_balanced()


# ---- what cannot be trusted -------------------------------------------------------------------------

TWISTS = {
    "wrong totals": ({"total": 7}, "控制總數不符"),
    "bad signature": ({"seal": "x" * 64}, "簽章不符"),
    "somebody nobody asked": ({"stranger": True}, "第 9999 筆不是我們問的"),
    "a line twice": ({"double": True}, "出現兩次"),
    "another person under the number": ({"person": "A123456789"}, "不是我們問的那個人"),
    "a part that cannot be": ({"part": 3, "parts": 2}, "這不可能"),
}


@pytest.mark.proves("R20")
@pytest.mark.parametrize("twist", TWISTS)
def test_nothing_counts_of_a_delivery_with(asked, twist):
    twists, words = TWISTS[twist]
    asked.office.answer(asked.reference, **twists)
    asked.round()
    (delivery,) = seen().deliveries
    assert delivery.status == "quarantined" and words in delivery.reason
    assert set(outcomes()) == {"waiting"} and fact_count() == 0
    assert len(asked.aside()) == 1, "it was moved to where a person looks"
    with acting_as(Acting.system(HUALIEN)):
        promise = Promise.objects.get(county=delivery.county, kind="exchange_examined")
        assert (promise.owner_role, promise.subject) == ("operator", str(delivery.id))
    asked.office.answer(asked.reference)
    asked.round()
    assert "waiting" not in outcomes() and is_balanced()


def test_an_answer_to_a_parcel_of_ours_that_never_was_is_put_aside_as_unasked(asked):
    asked.office.answer(asked.reference, as_reference=f"tax_records-{HUALIEN}-20260101-77")
    asked.office.answer(asked.reference, as_reference="labor_insurance-10015-20260101-1")
    asked.office.answer(asked.reference, as_reference="'; drop table lookup_parcel; --")
    asked.round()
    with acting_as(Acting.system()):
        found = list(seen().deliveries)
        unknown = list(Delivery.objects.all())
    assert found == [] and {d.status for d in unknown} == {"unasked"} and len(unknown) == 3
    assert set(outcomes()) == {"waiting"} and len(asked.aside()) == 3


@pytest.mark.proves("R20")
def test_half_a_delivery_is_left_lying_and_put_aside_when_it_does_not_grow(asked):
    asked.office.answer(asked.reference, half=True, at=clock.now())
    asked.round()
    assert seen().deliveries == [] and asked.aside() == []
    with at(clock.now() + timedelta(hours=1, minutes=1)):
        asked.round()
    with acting_as(Acting.system()):
        (delivery,) = Delivery.objects.all()
    assert delivery.status == "quarantined" and "停在一半" in delivery.reason


def test_a_fault_in_the_connector_puts_one_delivery_aside_and_takes_in_the_next(asked, monkeypatch):
    asked.office.answer(asked.reference, [1], part=1, parts=2)
    asked.office.answer(asked.reference, [2], part=2, parts=2)
    usual, calls = asked.channel.read, []

    def faulty(incoming, what_we_asked):
        calls.append(incoming.name)
        if len(calls) == 1:
            raise ZeroDivisionError("王測勇 A123456789")
        return usual(incoming, what_we_asked)

    monkeypatch.setattr(asked.channel, "read", faulty)
    asked.round()
    with acting_as(Acting.system()):
        first, second = Delivery.objects.order_by("recorded_at")
    assert (first.status, second.status) == ("quarantined", "accepted")
    assert "ZeroDivisionError" in first.reason and "A123456789" not in first.reason


@pytest.mark.proves("R20")
def test_the_database_lets_nobody_change_what_a_register_said(asked):
    asked.office.answer(asked.reference)
    asked.round()
    with acting_as(Acting.system(HUALIEN)):
        for change in ({"outcome": "failed"}, {"outcome": "waiting"}, {"answer": "0" * 64}, {"seq": 9}):
            with pytest.raises(DatabaseError), transaction.atomic():
                ParcelLine.objects.filter(seq=1).update(**change)


# ---- deadlines --------------------------------------------------------------------------------------


def test_without_an_answer_in_time_the_lines_fail_and_the_case_goes_on(asked):
    with at(clock.now() + asked.channel.answer_within + LATER):
        asked.round()
        let_cases_go_on()
    found = seen(asked.case)
    assert set(outcomes()) == {"failed"} and found.parcels[0].status == "failed"
    assert {(r.status, r.by_silence) for r in found.tax} == {("failed", True)}
    with acting_as(Acting.system(HUALIEN)):
        late = Promise.objects.get(kind="exchange_answer")
        assert (late.owner_role, late.kept_at) == (
            "operator",
            None,
        ) and "沒有回覆這一批" in late.broken_because
        assert OutboxMessage.objects.filter(topic="lookup.all_answered").exists()
    assert is_balanced()


def test_a_late_answer_reopens_the_line_visibly_and_the_case_is_determined_anew(asked):
    with at(clock.now() + asked.channel.answer_within + LATER):
        asked.round()
        let_cases_go_on()
        asked.office.answer(asked.reference)
        asked.round()
        let_cases_go_on()
    found = seen(asked.case)
    assert {line.outcome for line in found.lines} == {"answered", "no_record"}
    assert all(line.failed_at for line in found.lines), "that it had failed stays visible"
    assert [d.reopened for d in found.deliveries] == [2]
    assert (found.parcels[0].status, {r.status for r in found.tax}) == ("closed", {"answered", "no_record"})
    with acting_as(Acting.system(HUALIEN)):
        assert asked.case.timeline.filter(message__contains="晚到").exists()
        assert OutboxMessage.objects.filter(topic="lookup.all_answered").count() == 2
        assert not Promise.objects.filter(kind="exchange_answer", kept_at=None).exists()
    assert is_balanced()


def test_a_parcel_that_could_never_leave_fails_in_time_and_leaves_when_the_register_is_back(tax):
    case = a_case_asking()
    tax.channel.mood.send = "down"
    tax.round()
    with at(clock.now() + tax.channel.answer_within + LATER):
        tax.round()
    assert set(outcomes()) == {"failed"} and "都送不出去" in seen().lines[0].error
    tax.channel.mood.send = ""
    with at(clock.now() + tax.channel.answer_within + timedelta(days=2)):
        tax.round()
        tax.answer_all()
        tax.round()
        let_cases_go_on()
    assert {r.status for r in seen(case).tax} <= {"answered", "no_record"} and is_balanced()


def test_a_failed_parcel_of_a_case_that_ended_meanwhile_is_not_sent_again(tax):
    case = a_case_asking()
    tax.channel.mood.send = "down"
    tax.round()
    with at(clock.now() + tax.channel.answer_within + LATER):
        tax.round()
    with acting_as(Acting.system(HUALIEN)):
        case.status = Status.RETRACTED
        case.save(update_fields=["status"])
    tax.channel.mood.send = ""
    with at(clock.now() + tax.channel.answer_within + timedelta(days=2)):
        tax.round()
    (parcel,) = seen().parcels
    assert tax.office.references() == [] and (parcel.next_try_at, parcel.content) == (None, None)


def test_an_answer_to_an_earlier_parcel_counts_and_the_later_one_is_written_down_as_such(asked):
    asked.office.answer(asked.reference, says="later")
    asked.round()
    with at(clock.now() + LATER):
        asked.round()
        first, second = asked.office.references()
        asked.office.answer(first)
        asked.round()
        facts = fact_count()
        asked.office.answer(second)
        asked.round()
    assert set(outcomes()) == {"answered", "no_record"} and fact_count() == facts
    assert [p.status for p in seen().parcels] == ["closed", "closed"] and is_balanced()


@pytest.mark.parametrize("permanent", [True, False])
def test_a_parcel_turned_away_as_a_whole_fails_or_waits_for_the_next(asked, permanent):
    asked.office.reject(asked.reference, permanent=permanent)
    asked.round()
    assert set(outcomes()) == {"failed"}
    assert {r.status for r in seen(asked.case).tax} == {"failed" if permanent else "requested"}
    with at(clock.now() + LATER):
        asked.round()
    assert len(seen().parcels) == (1 if permanent else 2) and is_balanced()


# ---- registers that are down ------------------------------------------------------------------------


def test_a_register_out_of_reach_is_silent_since_a_moment_and_is_back_by_itself(asked):
    asked.channel.mood.collect = "down"
    asked.round()
    asked.round()
    with acting_as(Acting.system(HUALIEN)):
        channel = Channel.objects.get(source="tax_records")
        assert channel.silent_since and "沒有回應" in channel.trouble
    asked.channel.mood.collect = ""
    asked.answer_all()
    asked.round()
    with acting_as(Acting.system(HUALIEN)):
        channel.refresh_from_db()
    assert (channel.silent_since, channel.trouble) == (None, "") and is_balanced()


def test_a_person_may_ask_again_and_the_question_goes_with_the_next_parcel(asked):
    asked.office.answer(asked.reference, says="never")
    asked.round()
    with acting_as(Acting.system(HUALIEN)) as by:
        failed = LookupRequest.objects.filter(source="tax_records").first()
        again = services.ask_again(by=by, request=failed)
    asked.round()
    assert again.status == "requested" and [p.subjects for p in seen().parcels] == [2, 1]


def test_going_on_asks_a_silent_register_only_when_it_is_due(by_folder, agencies):
    tax = by_folder("tax_records")
    agencies.behaviors["labor_insurance"] = {"down": "temporary"}
    case = a_case_asking()
    tax.round()
    tax.answer_all()
    tax.round()
    with acting_as(Acting.system(HUALIEN)) as by:
        tasks.go_on(by, {"case_id": str(case.id)})
        labor = LookupRequest.objects.filter(case=case, source="labor_insurance")
        assert {r.tries for r in labor} == {1}
        assert OutboxMessage.objects.filter(topic="lookup.ask_all", delivered_at=None).count() == 1


def fact_count():
    with acting_as(Acting.system(HUALIEN)):
        return Fact.objects.filter(source="tax_records").count()
