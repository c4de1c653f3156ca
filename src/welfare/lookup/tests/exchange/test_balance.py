"""The books notice when they are wrong; the operator's words on the command line."""

import json

import pytest

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import balance, commands
from welfare.lookup.models import Delivery, Fact, LookupRequest, Parcel
from welfare.lookup.tests.exchange.world import HUALIEN, a_case_asking, a_case_asking_only, seen
from welfare.project.commands import exchange as command

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(tax):
    a_case_asking_only("tax_records")
    tax.round()
    tax.answer_all()
    tax.round()
    assert seen().disagreements == []
    return tax


def double_a_fact():
    fact = Fact.objects.filter(source="tax_records").first()
    fact.id = None
    Fact.objects.bulk_create([Fact(**{f.attname: getattr(fact, f.attname) for f in Fact._meta.concrete_fields
                                      if f.name != "id"})])  # fmt: skip


def misattach_a_fact():
    request = LookupRequest.objects.filter(source="tax_records").first()
    Fact.objects.bulk_create(
        [
            Fact(
                county=HUALIEN,
                case_id=request.case_id,
                request=request,
                person_key="0" * 64,
                kind="tax_wage",
                source="tax_records",
                as_of=clock.today(),
            )
        ]
    )


WRONGS = {
    "a line too few": (lambda: Parcel.objects.update(subjects=3), "3 subjects were packed, 2 lines exist"),
    "open without need": (lambda: Parcel.objects.update(status="sent"), "open, but nobody waits"),
    "failed without a failure": (lambda: Parcel.objects.update(status="failed"), "0 failed"),
    "a delivery that boasts": (lambda: Delivery.objects.update(settled=9), "says 9 settled, lines say 2"),
    "a delivery that hides": (lambda: Delivery.objects.update(said=7), "accounts for others"),
    "a question left behind": (
        lambda: LookupRequest.objects.filter(source="tax_records").update(status="requested"),
        "its line has an answer, the question is requested",
    ),
    "a failure without a sentence": (
        lambda: LookupRequest.objects.filter(source="tax_records").update(status="failed"),
        "failed without a sentence",
    ),
    "a fact twice": (double_a_fact, "2 facts of kind"),
    "a fact about somebody else": (misattach_a_fact, "about somebody else"),
}


@pytest.mark.parametrize("wrong", WRONGS)
def test_the_books_notice(settled, wrong):
    spoil, words = WRONGS[wrong]
    with acting_as(Acting.system(HUALIEN)):
        spoil()
        assert any(words in sentence for sentence in balance.disagreements(HUALIEN))


def test_every_question_of_every_register_stands_in_the_books_with_one_outcome(tax):
    case = a_case_asking()
    with acting_as(Acting.system(HUALIEN)):
        sheets = balance.questions_by_day(HUALIEN)
    assert sum(sheet.asked for sheet in sheets) == len(seen(case).requests)
    assert all(sheet.is_balanced for sheet in sheets)
    assert {s.source: s.counts["waiting"] for s in sheets if s.counts["waiting"]} == {"tax_records": 2}


def test_a_round_by_hand_sends_then_collects_and_the_books_say_so(tax):
    a_case_asking_only("tax_records")
    assert commands.send() == {"collected": 0, "expired": 0, "prepared": 1, "sent": 1, "troubles": []}
    tax.answer_all()
    assert commands.send()["collected"] == 0
    assert commands.collect()["collected"] == 1
    books = commands.books()
    assert books["balanced"] and [row["waiting"] for row in books["parcels"]] == [0]
    (row,) = [
        r for r in commands.status()["registers"] if r["county"] == HUALIEN and r["source"] == "tax_records"
    ]
    assert row["parcels"] == {"closed": 1} and row["words"].startswith("正常")


def test_the_words_on_the_command_line_hold_no_person(settled):
    for action, document in (("status", commands.status()), ("balance", commands.books())):
        words = "\n".join(command._lines(action, document)) + json.dumps(document, ensure_ascii=False)
        assert "tax_records" in words
        for request in seen().tax:
            assert request.subject_name not in words and request.subject_key not in words
